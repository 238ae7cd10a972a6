//! Problems on the terminal: as text for a person, a line each, or JSON.

use std::error::Error as _;
use std::fmt::Write as _;

use clap::ValueEnum;
use odata_codegen::codes::Severity;
use odata_codegen::error::{Diagnostic, Warnings};
use odata_codegen::source::{Sources, Span};
use serde_json::json;

use crate::error::Error;
use crate::escape;

/// How problems are printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum MessageFormat {
    /// With the line of the file, what was expected and what to do
    #[default]
    Human,
    /// A line each, with place, code and message
    Short,
    /// An object of JSON on a line each
    Json,
}

/// The way that problems are printed in a run.
#[derive(Clone, Copy, Debug, Default)]
pub struct Messages {
    /// The format.
    pub format: MessageFormat,
    /// Whether a person's text has colours.
    pub coloured: bool,
}

impl Messages {
    /// What is suspicious in the input.
    #[must_use]
    pub fn warnings(self, warnings: &Warnings) -> String {
        if warnings.diagnostics.is_empty() {
            return String::new();
        }
        match self.format {
            MessageFormat::Human => format!("{}\n", warnings.human(self.coloured)),
            MessageFormat::Short | MessageFormat::Json => self.lines(&warnings.diagnostics, &warnings.sources),
        }
    }

    /// What stops a task, and what to do about it.
    #[must_use]
    pub fn error(self, error: &Error) -> String {
        match (error, self.format) {
            (Error::Refused(refused), MessageFormat::Human) => format!("{}\n", refused.human(self.coloured)),
            (Error::Refused(refused), _) => self.lines(&refused.diagnostics, &refused.sources),
            (_, MessageFormat::Json) => {
                let object = json!({
                    "severity": "error",
                    "message": error.to_string(),
                    "causes": causes(error),
                    "help": error.help(),
                });
                format!("{}\n", escape::json(&object.to_string()))
            }
            _ => human(error),
        }
    }

    fn lines(self, diagnostics: &[Diagnostic], sources: &Sources) -> String {
        let line = |diagnostic: &Diagnostic| match self.format {
            MessageFormat::Json => escape::json(&object(diagnostic, sources).to_string()),
            _ => short(diagnostic, sources),
        };
        diagnostics.iter().map(|diagnostic| line(diagnostic) + "\n").collect()
    }
}

fn human(error: &Error) -> String {
    let mut text = format!("error: {error}\n");
    for cause in causes(error) {
        let _ = writeln!(text, "caused by: {cause}");
    }
    if let Some(help) = error.help() {
        let _ = writeln!(text, "help: {help}");
    }
    text
}

fn causes(error: &Error) -> Vec<String> {
    let mut causes = Vec::new();
    let mut next = error.source();
    while let Some(cause) = next {
        causes.push(cause.to_string());
        next = cause.source();
    }
    causes
}

fn severity(diagnostic: &Diagnostic) -> &'static str {
    match diagnostic.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    }
}

fn short(diagnostic: &Diagnostic, sources: &Sources) -> String {
    let place = diagnostic.span.map_or_else(String::new, |span| format!("{}: ", sources.place(span)));
    let (severity, code) = (severity(diagnostic), diagnostic.code.name());
    escape::plain(&format!("{place}{severity}[{code}]: {}", diagnostic.message))
}

fn object(diagnostic: &Diagnostic, sources: &Sources) -> serde_json::Value {
    let second =
        diagnostic.second.as_deref().map(|(span, label)| json!({ "at": place(*span, sources), "label": label }));
    json!({
        "severity": severity(diagnostic),
        "code": diagnostic.code.name(),
        "message": diagnostic.message,
        "at": diagnostic.span.map(|span| place(span, sources)),
        "path": diagnostic.path,
        "expected": diagnostic.expected,
        "second": second,
        "rule": diagnostic.code.rule(),
        "help": diagnostic.help,
    })
}

/// Lines and columns count from 1, columns in characters; bytes from 0.
fn place(span: Span, sources: &Sources) -> serde_json::Value {
    let (line, column) = sources.location(span).unwrap_or_default();
    json!({
        "file": sources.get(span.source).map(|source| &source.name),
        "line": line,
        "column": column,
        "bytes": [span.start, span.end],
    })
}
