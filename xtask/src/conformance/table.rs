//! The rows as a table.

use std::fmt::Write as _;

use crate::error::Error;

/// A step of the journey and what came of it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Row {
    /// What was done.
    operation: String,
    /// The request, without the service root.
    request: String,
    /// What the server answered, a status a request.
    status: String,
    /// `ok`, or what was wrong.
    outcome: String,
}

impl Row {
    /// A row as the journey prints it: four cells with a tab between.
    ///
    /// # Errors
    ///
    /// It has more or fewer.
    pub(super) fn read(line: &str) -> Result<Self, Error> {
        match line.split('\t').collect::<Vec<_>>()[..] {
            [operation, request, status, outcome] => Ok(Self {
                operation: operation.to_owned(),
                request: request.to_owned(),
                status: status.to_owned(),
                outcome: outcome.to_owned(),
            }),
            _ => Err(Error::Row { line: line.to_owned() }),
        }
    }

    /// Whether all was as it should be.
    pub(super) fn is_ok(&self) -> bool {
        self.outcome == "ok"
    }
}

/// The rows in Markdown.
pub(super) fn markdown(rows: &[Row]) -> String {
    let mut text = String::from("| operation | request | status | outcome |\n|---|---|---|---|\n");
    for row in rows {
        let Row { operation, request, status, outcome } = row;
        let outcome = outcome.replace('|', "\\|");
        let outcome = if row.is_ok() { outcome } else { format!("**{outcome}**") };
        let _ = writeln!(text, "| {operation} | `{}` | {status} | {outcome} |", request.replace('|', "\\|"));
    }
    text
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

    use super::*;

    #[test]
    fn a_row_has_four_cells_and_what_is_wrong_stands_out() {
        let rows = ["read\tGET /Books\t200\tok", "delete\tDELETE /Books(1)\t428\tan answer | of 428"];
        let rows: Vec<_> = rows.into_iter().map(|line| Row::read(line).unwrap()).collect();
        assert_eq!((rows[0].is_ok(), rows[1].is_ok()), (true, false));
        assert_eq!(
            markdown(&rows),
            "| operation | request | status | outcome |\n|---|---|---|---|\n\
             | read | `GET /Books` | 200 | ok |\n\
             | delete | `DELETE /Books(1)` | 428 | **an answer \\| of 428** |\n"
        );
        assert!(matches!(Row::read("thread panicked"), Err(Error::Row { .. })));
    }
}
