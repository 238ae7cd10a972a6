//! What stops `update`.

use std::io;
use std::path::PathBuf;
use std::process::ExitStatus;

use thiserror::Error;

use crate::failure::Failure;
use crate::{fetch, inputs, output, workspace};

/// What stops the task.
#[derive(Debug, Error)]
pub enum Error {
    /// The metadata cannot be fetched.
    #[error(transparent)]
    Fetch(#[from] fetch::Error),
    /// The input cannot be read, or is refused.
    #[error(transparent)]
    Inputs(#[from] inputs::Error),
    /// A file cannot be written.
    #[error(transparent)]
    Output(#[from] output::Error),
    /// The manifest is in no workspace, which the changelog would be of.
    #[error(transparent)]
    Workspace(#[from] workspace::Error),
    /// The changelog has no place for what is not released.
    #[error("{} has no section `## [Unreleased]`", path.display())]
    Changelog {
        /// The changelog.
        path: PathBuf,
    },
    /// The text of the pull request would replace the changelog.
    #[error("{} is the changelog, and cannot be the text of the pull request too", path.display())]
    SameFile {
        /// The file.
        path: PathBuf,
    },
    /// The snapshots are to be accepted, and no manifest says which tests keep them.
    #[error("{} does not say which tests compare the emitted files with snapshots", manifest.display())]
    Snapshots {
        /// The manifest.
        manifest: PathBuf,
    },
    /// A command cannot be started.
    #[error("cannot start {command}")]
    Start {
        /// The command.
        command: String,
        /// What the system says.
        source: io::Error,
    },
    /// A command failed; it has said why.
    #[error("{command} failed: {status}")]
    Failed {
        /// The command.
        command: String,
        /// How it ended.
        status: ExitStatus,
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
            Self::Fetch(error) => Some(error),
            Self::Inputs(error) => Some(error),
            Self::Output(error) => Some(error),
            Self::Workspace(error) => Some(error),
            Self::Changelog { .. }
            | Self::SameFile { .. }
            | Self::Snapshots { .. }
            | Self::Start { .. }
            | Self::Failed { .. } => None,
        }
    }

    fn help(&self) -> Option<String> {
        match self {
            Self::Workspace(_) => Some("name the changelog with `--changelog`".to_owned()),
            Self::Changelog { .. } => Some("add a section `## [Unreleased]`, as Keep a Changelog has it".to_owned()),
            Self::SameFile { .. } => Some("name another file with `--pull-request`".to_owned()),
            Self::Snapshots { .. } => Some(
                "under [crate], add the arguments of `cargo test`: `snapshots = [\"--package\", \"tests\"]`, say"
                    .to_owned(),
            ),
            _ => self.inner()?.help(),
        }
    }
}
