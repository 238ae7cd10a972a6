//! What stops a maintainer's task, and what to do about it.

use std::io;
use std::path::PathBuf;
use std::process::ExitStatus;

use cargo_odata::failure::Failure;
use cargo_odata::{inputs, output};
use thiserror::Error;

/// What stops a task.
#[derive(Debug, Error)]
pub enum Error {
    /// The input cannot be read, or is refused.
    #[error(transparent)]
    Inputs(#[from] inputs::Error),
    /// A crate cannot be written.
    #[error(transparent)]
    Output(#[from] output::Error),
    /// A file or folder cannot be read.
    #[error("cannot read {}", path.display())]
    Read {
        /// The file or folder.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// A file or folder cannot be written.
    #[error("cannot write {}", path.display())]
    Write {
        /// The file or folder.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
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
    /// The runtime does not compile, so that no emitted crate can.
    #[error("the runtime does not compile: {problem}")]
    Runtime {
        /// What the compiler says first.
        problem: String,
    },
    /// A tool is not on this machine; nothing was done.
    #[error("{tool} is not on this machine")]
    Absent {
        /// The tool.
        tool: &'static str,
    },
    /// The standard's grammar is not on this machine; nothing was done.
    #[error("the grammar is not on this machine")]
    NoGrammar,
    /// The server of the conformance task does not serve.
    #[error("the server {problem}; it said\n{log}")]
    Server {
        /// What it did instead.
        problem: String,
        /// What it said.
        log: String,
    },
    /// A server does not answer what it should.
    #[error("{url} is not answered as it should be: {problem}")]
    Answer {
        /// What was asked for.
        url: String,
        /// What came.
        problem: String,
    },
    /// The program of the conformance task printed no row, or something else.
    #[error("the journey printed {}", if line.is_empty() { "no row".to_owned() } else { format!("something that is not a row: {line}") })]
    Row {
        /// The line; empty if there was none.
        line: String,
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
            _ => None,
        }
    }

    fn help(&self) -> Option<String> {
        match self {
            Self::Absent { .. } => Some("install Node 20 or later, which brings npm".to_owned()),
            Self::NoGrammar => Some(
                "set ODATA_GRAMMAR to a folder with the files of oasis-tcs/odata-abnf, its rules and its test cases"
                    .to_owned(),
            ),
            _ => self.inner()?.help(),
        }
    }

    fn code(&self) -> u8 {
        match self {
            Self::Absent { .. } | Self::NoGrammar => 3,
            _ => 1,
        }
    }
}
