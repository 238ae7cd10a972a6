//! The table of the damages.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::change::Damage;
use super::verdict::Verdict;
use cargo_odata::terminal::escape;

/// A damage, and what became of it.
#[derive(Debug)]
pub(super) struct Row {
    service: String,
    damage: Damage,
    verdict: Verdict,
}

impl Row {
    pub(super) fn new(service: &str, damage: Damage, verdict: Verdict) -> Self {
        Self { service: service.to_owned(), damage, verdict }
    }

    /// Whether somebody would see it.
    pub(super) fn holds(&self) -> bool {
        !matches!(self.verdict, Verdict::Elsewhere(_) | Verdict::Unseen(_))
    }
}

/// A line for each damage, and the counts.
pub(super) fn markdown(rows: &[Row]) -> String {
    let mut text = String::from("| service | line | damage | outcome | what it says |\n|---|---:|---|---|---|\n");
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for Row { service, damage, verdict } in rows {
        let what = format!("{}: `{}` → `{}`", damage.kind.name(), cell(&damage.before), cell(&damage.after));
        let (name, says) = (verdict.name(), cell(verdict.says()));
        let _ = writeln!(text, "| {service} | {} | {what} | {name} | {says} |", damage.line);
        *counts.entry(name).or_default() += 1;
    }
    let counts: Vec<String> = counts.iter().map(|(name, count)| format!("{count} {}", name.replace('*', ""))).collect();
    let unseen = rows.iter().filter(|row| !row.holds()).count();
    let _ = writeln!(text, "\n{} damages: {}; {unseen} fall short", rows.len(), counts.join(", "));
    text
}

/// Text in a cell: one line, without what would end the cell or the code in it.
fn cell(text: &str) -> String {
    escape::plain(text).replace('|', "\\|").replace('`', "'")
}
