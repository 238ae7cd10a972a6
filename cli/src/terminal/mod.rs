//! The terminal: where a task's results and messages go.

pub mod escape;
mod messages;

use std::fmt::Display;
use std::io::Write;

use clap::Command;
use odata_codegen::error::Warnings;

pub use self::messages::{MessageFormat, Messages};
use crate::failure::Failure;
use crate::program::Program;

/// The two streams of a run, and how its messages are written.
///
/// A stream that is closed is no error: nobody is left to read what would be written.
pub struct Terminal<'a> {
    /// Results.
    pub out: &'a mut dyn Write,
    /// Progress, warnings and errors.
    pub err: &'a mut dyn Write,
    /// How problems of the input are written.
    pub messages: Messages,
    /// How this command was called.
    pub program: Program,
    /// All that this command takes.
    pub command: Command,
    /// Whether results are read by a person.
    pub is_interactive: bool,
}

impl Terminal<'_> {
    /// Writes a result.
    pub fn print(&mut self, text: &str) {
        let _ = self.out.write_all(text.as_bytes());
    }

    /// Writes a line of a result.
    pub fn line(&mut self, line: impl Display) {
        let _ = writeln!(self.out, "{line}");
    }

    /// Writes a line beside the results.
    pub fn note(&mut self, line: impl Display) {
        let _ = writeln!(self.err, "{line}");
    }

    /// Writes warnings of the input.
    pub fn warn(&mut self, warnings: &Warnings) {
        let _ = self.err.write_all(self.messages.warnings(warnings).as_bytes());
    }

    /// Writes what stops a task, and what to do about it.
    pub fn fail(&mut self, failure: &dyn Failure) {
        let _ = self.err.write_all(self.messages.failure(failure, &self.program).as_bytes());
    }
}
