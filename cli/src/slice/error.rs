//! What stops `slice`.

use thiserror::Error;

use crate::failure::Failure;
use crate::{inputs, output};

/// What stops the task.
#[derive(Debug, Error)]
pub enum Error {
    /// The input cannot be read, or is refused.
    #[error(transparent)]
    Inputs(#[from] inputs::Error),
    /// The slice cannot be written.
    #[error(transparent)]
    Output(#[from] output::Error),
    /// The slice has no type of that name.
    #[error("the slice has no type `{name}`")]
    NotKept {
        /// The name.
        name: String,
        /// The one that is most like it.
        nearest: Option<String>,
    },
}

impl From<odata_codegen::Error> for Error {
    fn from(refused: odata_codegen::Error) -> Self {
        Self::Inputs(refused.into())
    }
}

impl Failure for Error {
    fn inner(&self) -> Option<&dyn Failure> {
        match self {
            Self::Inputs(error) => Some(error),
            Self::Output(error) => Some(error),
            Self::NotKept { .. } => None,
        }
    }

    fn help(&self) -> Option<String> {
        match self {
            Self::NotKept { nearest, .. } => nearest.as_ref().map(|name| format!("did you mean `{name}`?")),
            _ => self.inner()?.help(),
        }
    }
}
