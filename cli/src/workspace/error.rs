//! Why a run has no place.

use std::io;
use std::path::PathBuf;

use thiserror::Error;

use super::MANIFESTS;
use crate::failure::Failure;

/// Why a run has no place.
#[derive(Debug, Error)]
pub enum Error {
    /// No manifest was named, and there is none from the current folder upwards.
    #[error("found no manifest: looked for {} in {}", MANIFESTS.join(" and "), list(searched))]
    Manifest {
        /// The folders that were searched.
        searched: Vec<PathBuf>,
    },
    /// A file is in no Cargo workspace, whose root other files are relative to.
    #[error("{} is in no Cargo workspace: no folder above it has a Cargo.toml", path.display())]
    Workspace {
        /// The file.
        path: PathBuf,
    },
    /// A `Cargo.toml` cannot be read.
    #[error("cannot read {}", path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// A `Cargo.toml` is not TOML.
    #[error("{} is not TOML", path.display())]
    Toml {
        /// The file.
        path: PathBuf,
        /// Where and why not.
        source: Box<toml_edit::TomlError>,
    },
    /// A package names the root of its workspace, and there is none in the same repository.
    #[error("the package in {} names {} as its workspace, and the same git repository has no Cargo.toml there", package.display(), root.display())]
    NamedRoot {
        /// The folder of the package.
        package: PathBuf,
        /// The folder that it names.
        root: PathBuf,
    },
    /// The current folder is gone or cannot be read.
    #[error("cannot tell the current folder")]
    CurrentFolder(#[from] io::Error),
}

fn list(folders: &[PathBuf]) -> String {
    folders.iter().map(|folder| folder.display().to_string()).collect::<Vec<_>>().join(", ")
}

impl Failure for Error {
    fn help(&self) -> Option<String> {
        match self {
            Self::Manifest { .. } => {
                Some("run `cargo odata init` in your workspace to make one, or name one with `--manifest`".to_owned())
            }
            Self::Workspace { .. } => Some("run the command in a workspace, or name the file".to_owned()),
            Self::Toml { .. } => Some("mend the file, and run the command again".to_owned()),
            Self::NamedRoot { .. } => Some("run the command in that workspace".to_owned()),
            Self::Read { .. } | Self::CurrentFolder(_) => None,
        }
    }
}
