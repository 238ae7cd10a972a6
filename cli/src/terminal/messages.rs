//! Problems on the terminal: as text for a person, a line each, or JSON.

use std::fmt::Write as _;

use clap::ValueEnum;
use odata_codegen::codes::Severity;
use odata_codegen::error::{Diagnostic, Warnings};
use odata_codegen::source::{Sources, Span};
use serde_json::json;

use super::escape;
use crate::failure::Failure;
use crate::program::Program;

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

    /// All faults of a list, a line each.
    #[must_use]
    pub fn list(self, faults: &Warnings) -> String {
        self.lines(&faults.diagnostics, &faults.sources)
    }

    /// What stops a task, and what to do about it.
    #[must_use]
    pub fn failure(self, failure: &dyn Failure, program: &Program) -> String {
        let help = || failure.help().map(|help| program.name_in(&help));
        match (failure.refusal(), self.format) {
            (Some(refused), MessageFormat::Human) => format!("{}\n", refused.human(self.coloured)),
            (Some(refused), _) => self.lines(&refused.diagnostics, &refused.sources),
            (None, MessageFormat::Json) => {
                let object = json!({
                    "severity": "error",
                    "message": failure.to_string(),
                    "causes": causes(failure),
                    "help": help(),
                });
                format!("{}\n", escape::json(&object.to_string()))
            }
            (None, _) => human(failure, help()),
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

fn human(failure: &dyn Failure, help: Option<String>) -> String {
    let mut text = format!("error: {failure}\n");
    for cause in causes(failure) {
        let _ = writeln!(text, "caused by: {cause}");
    }
    if let Some(help) = help {
        let _ = writeln!(text, "help: {help}");
    }
    text
}

fn causes(failure: &dyn Failure) -> Vec<String> {
    let causes = std::iter::successors(failure.source(), |cause| cause.source());
    causes.map(ToString::to_string).collect()
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
        "manifest": diagnostic.manifest(),
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
