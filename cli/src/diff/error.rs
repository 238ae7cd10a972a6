//! What stops `diff`.

use std::io;
use std::path::PathBuf;

use thiserror::Error;

use crate::failure::Failure;
use crate::inputs;

/// What stops the task. The exit code is 2, since 1 says that there is a change.
#[derive(Debug, Error)]
pub enum Error {
    /// The input cannot be read, or is refused.
    #[error(transparent)]
    Inputs(#[from] inputs::Error),
    /// Git cannot be started.
    #[error("cannot start git")]
    Git(#[from] io::Error),
    /// A revision of git cannot be read.
    #[error("cannot read the revision `{revision}`: {problem}")]
    Revision {
        /// The revision as it was named.
        revision: String,
        /// What is wrong with it.
        problem: String,
    },
    /// A revision lacks a file.
    #[error("the revision `{revision}` has no file {}", file.display())]
    NotInRevision {
        /// The revision as it was named.
        revision: String,
        /// The file, as it is called now.
        file: PathBuf,
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
            _ => None,
        }
    }

    fn help(&self) -> Option<String> {
        match self {
            Self::Inputs(error) => error.help(),
            Self::Git(_) => None,
            Self::Revision { .. } => {
                Some("name a branch, tag or commit that `git log` shows in the repository of the manifest".to_owned())
            }
            Self::NotInRevision { .. } => Some(
                "name a revision in which the file is committed under this path, or compare two files: \
                 `cargo odata diff OLD NEW`"
                    .to_owned(),
            ),
        }
    }

    fn code(&self) -> u8 {
        2
    }
}
