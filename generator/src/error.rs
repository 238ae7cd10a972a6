//! What is wrong with the input, where, and what to do about it.

mod diagnostic;
mod human;

use std::fmt;

pub(crate) use self::diagnostic::shortened;
pub use self::diagnostic::{Diagnostic, nearest};
use crate::source::Sources;

/// All problems of a run that is refused, sorted, with the files that they refer to. `Display` renders each one as
/// `file:line:column` with the source line underlined.
#[derive(Clone, Debug)]
pub struct Error {
    /// At least one.
    pub diagnostics: Vec<Diagnostic>,
    /// The files that the spans refer to.
    pub sources: Sources<'static>,
}

impl Error {
    /// The text that `Display` gives, with the escape sequences of a terminal's colours if they are wanted.
    #[must_use]
    pub fn human(&self, coloured: bool) -> String {
        human::render(&self.diagnostics, &self.sources, coloured)
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.human(false))
    }
}

impl std::error::Error for Error {}

/// What is suspicious in the input of a run that goes on, sorted, with the files that it refers to.
#[derive(Clone, Debug, Default)]
pub struct Warnings {
    /// None, if all is well.
    pub diagnostics: Vec<Diagnostic>,
    /// The files that the spans refer to.
    pub sources: Sources<'static>,
}

impl Warnings {
    /// A text like that of an error.
    #[must_use]
    pub fn human(&self, coloured: bool) -> String {
        human::render(&self.diagnostics, &self.sources, coloured)
    }
}
