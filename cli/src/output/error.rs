//! Why files cannot be written.

use std::io;
use std::path::PathBuf;

use thiserror::Error;

use crate::failure::Failure;

/// Why files cannot be written.
#[derive(Debug, Error)]
pub enum Error {
    /// A file or folder cannot be read.
    #[error("cannot read {}", path.display())]
    Read {
        /// The file or folder.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// The target folder holds a crate that the generator did not write.
    #[error("{} holds a crate that was not generated: {file} would be overwritten", folder.display())]
    Foreign {
        /// The target folder.
        folder: PathBuf,
        /// A file that would be overwritten.
        file: String,
    },
    /// A path in the output leads out of the target folder.
    #[error("the output path {file:?} leads out of the crate")]
    Outside {
        /// The path.
        file: String,
    },
    /// A file name of the output is not valid on every system.
    #[error("the output path {file:?} {problem}")]
    Unportable {
        /// The path.
        file: String,
        /// Why not.
        problem: &'static str,
    },
    /// A link stands where a file or folder of the output belongs.
    #[error("{} is a link, which may lead anywhere; nothing was changed", path.display())]
    Link {
        /// The link.
        path: PathBuf,
    },
    /// A file that would be replaced is read-only.
    #[error("{} is read-only; nothing was changed", path.display())]
    ReadOnly {
        /// The file.
        path: PathBuf,
    },
    /// Another run writes, and does not come to an end.
    #[error("another run is writing what {} stands for", anchor.display())]
    Busy {
        /// The manifest or folder.
        anchor: PathBuf,
    },
    /// The changes of a run that was killed cannot be finished.
    #[error("a run was killed while it wrote; cannot put {} in place for it", path.display())]
    Interrupted {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// The new files cannot be prepared; the target folder is untouched.
    #[error("cannot write {}; nothing was changed", path.display())]
    Stage {
        /// The file or folder that cannot be written.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// A file cannot be put in place; the target folder is as it was.
    #[error("cannot put {} in place; everything is as it was", path.display())]
    Replace {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// A file cannot be put in place, and the files before it cannot be put back.
    #[error("cannot put {} in place, nor the files before it back", path.display())]
    Stranded {
        /// The file that could not be put in place.
        path: PathBuf,
        /// Where the replaced files are.
        kept: PathBuf,
        /// What the system says.
        source: io::Error,
    },
}

impl Failure for Error {
    fn help(&self) -> Option<String> {
        Some(match self {
            Self::Foreign { .. } => "choose another folder, or move that crate out of the way".to_owned(),
            Self::Stranded { kept, .. } => format!("move the files in {} back by hand", kept.display()),
            Self::Busy { .. } => "wait for it, or end it".to_owned(),
            Self::Interrupted { .. } => "mend what the system says, and run the command again".to_owned(),
            Self::ReadOnly { .. } => "make the file writable".to_owned(),
            Self::Link { .. } => "replace the link by what it leads to, or take it away".to_owned(),
            Self::Outside { .. } | Self::Unportable { .. } => "this is a fault of the generator; report it".to_owned(),
            Self::Read { .. } | Self::Stage { .. } | Self::Replace { .. } => return None,
        })
    }
}
