//! What stops `codegen`.

use std::path::PathBuf;

use thiserror::Error;

use crate::failure::Failure;
use crate::{inputs, output};

/// What stops the task.
#[derive(Debug, Error)]
pub enum Error {
    /// The input cannot be read, or is refused.
    #[error(transparent)]
    Inputs(#[from] inputs::Error),
    /// The crate cannot be written.
    #[error(transparent)]
    Output(#[from] output::Error),
    /// A run was killed while it wrote, and a check cannot finish it.
    #[error("a run for {} was killed while it wrote", anchor.display())]
    Pending {
        /// The manifest or folder.
        anchor: PathBuf,
        /// The command that finishes it.
        mend: String,
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
            Self::Pending { .. } => None,
        }
    }

    fn help(&self) -> Option<String> {
        match self {
            Self::Pending { mend, .. } => Some(format!("run `{mend}`, which finishes it first")),
            _ => self.inner()?.help(),
        }
    }
}
