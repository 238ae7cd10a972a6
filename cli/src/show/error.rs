//! What stops `show`.

use thiserror::Error;

use crate::failure::Failure;
use crate::inputs;

/// What stops the task.
#[derive(Debug, Error)]
pub enum Error {
    /// The input cannot be read, or is refused.
    #[error(transparent)]
    Inputs(#[from] inputs::Error),
    /// A name means nothing in the slice.
    #[error("nothing in the slice is named `{name}`")]
    Unknown {
        /// The name.
        name: String,
        /// What may have been meant.
        nearest: Option<String>,
    },
    /// A picture would be of too many types.
    #[error("a picture of {types} types is too much; {most} fit")]
    Crowded {
        /// How many there are.
        types: usize,
        /// How many there may be.
        most: usize,
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
        Some(match self {
            Self::Inputs(error) => return error.help(),
            Self::Unknown { nearest: Some(nearest), .. } => format!("did you mean `{nearest}`?"),
            Self::Unknown { nearest: None, .. } => "`cargo odata show` lists all names".to_owned(),
            Self::Crowded { .. } => "name a type, to see what is around it, or fewer roots".to_owned(),
        })
    }
}
