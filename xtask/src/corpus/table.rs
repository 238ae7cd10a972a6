//! The rows as a table.

use std::fmt::Write as _;

use super::outcome::Outcome;

/// A set and what became of it.
pub struct Row {
    /// The files that it starts from.
    pub name: String,
    /// How many files no earlier set holds.
    pub files: usize,
    /// What became of it.
    pub outcome: Outcome,
    /// What is missing.
    pub verdict: Option<&'static str>,
}

/// The rows in Markdown.
pub fn markdown(rows: &[Row]) -> String {
    let mut text = String::from("| file | files | outcome | what it says | |\n|---|---|---|---|---|\n");
    for Row { name, files, outcome, verdict } in rows {
        let (outcome, says) = match outcome {
            Outcome::Generated { types, refused } => (format!("{types} types"), refused.clone().unwrap_or_default()),
            Outcome::Refused { message, rule, .. } => {
                (String::from("refused"), format!("{message} ({})", rule.unwrap_or("no rule")))
            }
            Outcome::Unreadable(message) => (String::from("refused"), message.clone()),
        };
        let verdict = verdict.map(|verdict| format!("**{verdict}**")).unwrap_or_default();
        let _ = writeln!(text, "| {name} | {files} | {outcome} | {} | {verdict} |", says.replace('|', "\\|"));
    }
    text
}
