//! The terminal: where a task's results and messages go.

pub mod escape;
mod messages;

use std::fmt::Display;
use std::io::{self, Write};

use clap::Command;
use odata_codegen::error::Warnings;

pub use self::messages::{MessageFormat, Messages};
use crate::failure::Failure;
use crate::program::Program;

/// The two streams of a run, and how its messages are written.
///
/// A pipe that its reader has closed is no error. Any other result that cannot be written is one, at the end.
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
    /// Why a result could not be written.
    pub lost: Option<io::Error>,
}

impl Terminal<'_> {
    /// Writes a result.
    pub fn print(&mut self, text: &str) {
        self.write(text.as_bytes());
    }

    /// Writes a line of a result.
    pub fn line(&mut self, line: impl Display) {
        self.write(format!("{line}\n").as_bytes());
    }

    /// Writes the bytes of a result.
    pub fn write(&mut self, bytes: &[u8]) {
        match self.out.write_all(bytes) {
            Err(error) if error.kind() != io::ErrorKind::BrokenPipe => self.lost = Some(error),
            _ => {}
        }
    }

    /// Writes a line beside the results.
    pub fn note(&mut self, line: impl Display) {
        let _ = writeln!(self.err, "{line}");
    }

    /// Writes warnings of the input.
    pub fn warn(&mut self, warnings: &Warnings) {
        let _ = self.err.write_all(self.messages.warnings(warnings).as_bytes());
    }

    /// Writes faults that were asked for, all of them.
    pub fn list(&mut self, faults: &Warnings) {
        let list = self.messages.list(faults);
        self.print(&list);
    }

    /// Writes what stops a task, and what to do about it.
    pub fn fail(&mut self, failure: &dyn Failure) {
        let _ = self.err.write_all(self.messages.failure(failure, &self.program).as_bytes());
    }
}
