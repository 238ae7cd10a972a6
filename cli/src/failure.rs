//! What stops a task, as the terminal sees it. Each room has an error of its own.

use std::error::Error;

/// An error of a task.
pub trait Failure: Error {
    /// The error of another room that this one passes on.
    fn inner(&self) -> Option<&dyn Failure> {
        None
    }

    /// What to do about it. This command is `cargo odata` in the text; the terminal names it as it was called.
    fn help(&self) -> Option<String> {
        self.inner()?.help()
    }

    /// The exit code.
    fn code(&self) -> u8 {
        self.inner().map_or(1, Failure::code)
    }

    /// The generator's refusal of the input, which has places and a form of its own.
    fn refusal(&self) -> Option<&odata_codegen::Error> {
        self.inner()?.refusal()
    }
}

impl<E: Failure + 'static> From<E> for Box<dyn Failure> {
    fn from(error: E) -> Self {
        let boxed: Box<dyn Failure> = Box::new(error);
        boxed
    }
}
