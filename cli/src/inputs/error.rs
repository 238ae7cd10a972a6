//! Why the input of a task cannot be read.

use std::io;
use std::path::PathBuf;

use thiserror::Error;

use crate::failure::Failure;
use crate::workspace;

/// Why the input of a task cannot be read.
#[derive(Debug, Error)]
pub enum Error {
    /// There is no manifest.
    #[error(transparent)]
    Workspace(#[from] workspace::Error),
    /// A file cannot be read.
    #[error("cannot read {}", path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// An input is a folder, a pipe or a device.
    #[error("{} is not a file", path.display())]
    NoFile {
        /// What was named.
        path: PathBuf,
    },
    /// The metadata is not the file that the manifest means.
    #[error(
        "{} is not the file that {} means\n  its SHA-256 is    {found}\n  the manifest has  {expected}",
        csdl.display(), manifest.display()
    )]
    Digest {
        /// The metadata.
        csdl: PathBuf,
        /// The manifest.
        manifest: PathBuf,
        /// The digest of the metadata.
        found: String,
        /// The digest that the manifest gives.
        expected: String,
    },
    /// The generator refuses the input; its message says where and why.
    #[error(transparent)]
    Refused(#[from] Box<odata_codegen::Error>),
    /// The folder that the runtime is to come from does not have it.
    #[error("{} is not the folder of the package odata-runtime", folder.display())]
    NoRuntime {
        /// The folder.
        folder: PathBuf,
    },
    /// A folder is that of another service's crate.
    #[error("{} is the folder of the crate `{name}`", folder.display())]
    Taken {
        /// The folder.
        folder: PathBuf,
        /// The other crate.
        name: String,
    },
    /// No manifest generates a crate of that name.
    #[error("neither {} nor a member of it generates a crate `{name}`", manifest.display())]
    NoService {
        /// The name.
        name: String,
        /// The manifest that was looked in, with its members.
        manifest: PathBuf,
        /// The one that is most like it.
        nearest: Option<String>,
    },
}

impl From<odata_codegen::Error> for Error {
    fn from(refused: odata_codegen::Error) -> Self {
        Self::Refused(Box::new(refused))
    }
}

impl Failure for Error {
    fn inner(&self) -> Option<&dyn Failure> {
        match self {
            Self::Workspace(error) => Some(error),
            _ => None,
        }
    }

    fn help(&self) -> Option<String> {
        match self {
            Self::NoFile { .. } => Some("name a file; `--csdl -` reads standard input".to_owned()),
            Self::Digest { manifest, found, .. } => Some(format!(
                "if the metadata was changed on purpose, put `sha256 = \"{found}\"` under [source] in {}",
                manifest.display()
            )),
            Self::NoService { nearest, .. } => nearest.as_ref().map(|name| format!("did you mean `{name}`?")),
            Self::Workspace(error) => error.help(),
            Self::NoRuntime { .. } => Some("name the folder `runtime` of a clone of this project".to_owned()),
            Self::Taken { .. } => Some("choose another folder".to_owned()),
            Self::Read { .. } | Self::Refused(_) => None,
        }
    }

    fn refusal(&self) -> Option<&odata_codegen::Error> {
        match self {
            Self::Refused(refused) => Some(refused),
            _ => None,
        }
    }
}
