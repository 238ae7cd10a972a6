//! What stops a task, and what to do about it.

use std::path::PathBuf;
use std::process::ExitStatus;
use std::{error, fmt, io};

use crate::fetch;

/// What stops a task.
#[derive(Debug)]
pub enum Error {
    /// A file or folder cannot be read.
    Read {
        /// The file or folder.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// An input is a folder, a pipe or a device.
    NoFile {
        /// What was named.
        path: PathBuf,
    },
    /// The metadata is not the file that the manifest means.
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
    Refused(Box<odata_codegen::Error>),
    /// No manifest generates a crate of that name.
    NoService {
        /// The name.
        name: String,
        /// The manifest that was looked in, with its members.
        manifest: PathBuf,
        /// The one that is most like it.
        nearest: Option<String>,
    },
    /// The changelog has no place for what is not released.
    Changelog {
        /// The changelog.
        path: PathBuf,
    },
    /// The slice has no type of that name.
    NotKept {
        /// The name.
        name: String,
        /// The one that is most like it.
        nearest: Option<String>,
    },
    /// The target folder holds a crate that the generator did not write.
    Foreign {
        /// The target folder.
        folder: PathBuf,
        /// A file that would be overwritten.
        file: String,
    },
    /// A command cannot be started.
    Start {
        /// The command.
        command: String,
        /// What the system says.
        source: io::Error,
    },
    /// A command failed; it has said why.
    Failed {
        /// The command.
        command: String,
        /// How it ended.
        status: ExitStatus,
    },
    /// A revision of git cannot be read.
    Revision {
        /// The revision as it was named.
        revision: String,
        /// What is wrong with it.
        problem: String,
    },
    /// A tool is not on this machine; nothing was done.
    Absent {
        /// The tool.
        tool: &'static str,
    },
    /// The server of the conformance task does not serve.
    Server {
        /// What it did instead.
        problem: String,
        /// What it said.
        log: String,
    },
    /// A server does not answer what it should.
    Answer {
        /// What was asked for.
        url: String,
        /// What came.
        problem: String,
    },
    /// The program of the conformance task printed something that is no row.
    Row {
        /// The line; empty if there was none.
        line: String,
    },
    /// The metadata cannot be fetched.
    Fetch(Box<fetch::error::Error>),
    /// A name means nothing in the slice.
    Unknown {
        /// The name.
        name: String,
        /// What may have been meant.
        nearest: Option<String>,
    },
    /// There is no code of a diagnostic of that name.
    NoCode {
        /// The name.
        name: String,
        /// The one that is most like it.
        nearest: Option<String>,
    },
    /// A picture would be of too many types.
    Crowded {
        /// How many there are.
        types: usize,
        /// How many there may be.
        most: usize,
    },
    /// A path in the output leads out of the target folder.
    Outside {
        /// The path.
        file: String,
    },
    /// Another run writes, and does not come to an end.
    Busy {
        /// The manifest or folder.
        anchor: PathBuf,
    },
    /// A run was killed while it wrote, and a check cannot finish it.
    Pending {
        /// The manifest or folder.
        anchor: PathBuf,
        /// The command that finishes it.
        mend: String,
    },
    /// What a run that was killed has left cannot be finished.
    Interrupted {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// A link stands where a file or folder of ours would.
    Link {
        /// The link.
        path: PathBuf,
    },
    /// The name of a file in the output does not do on every system.
    Unportable {
        /// The path.
        file: String,
        /// Why not.
        problem: &'static str,
    },
    /// The new files cannot be prepared; the target folder is untouched.
    Stage {
        /// The file or folder that cannot be written.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// A file cannot be put in place; the target folder is as it was.
    Replace {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// A file cannot be put in place, and the files before it cannot be put back.
    Stranded {
        /// The file that could not be put in place.
        path: PathBuf,
        /// Where the replaced files are.
        kept: PathBuf,
        /// What the system says.
        source: io::Error,
    },
}

impl Error {
    /// The exit code.
    #[must_use]
    pub fn code(&self) -> u8 {
        match self {
            Self::Absent { .. } => 3,
            _ => 1,
        }
    }

    /// What to do about it.
    #[must_use]
    pub fn help(&self) -> Option<String> {
        Some(match self {
            Self::NoFile { .. } => "name a file; `--csdl -` reads standard input".to_owned(),
            Self::Digest { manifest, found, .. } => format!(
                "if the metadata was changed on purpose, put `sha256 = \"{found}\"` under [source] in {}",
                manifest.display()
            ),
            Self::Changelog { .. } => "add a section `## [Unreleased]`, as Keep a Changelog has it".to_owned(),
            Self::NoService { nearest, .. } | Self::NotKept { nearest, .. } => {
                return nearest.as_ref().map(|name| format!("did you mean `{name}`?"));
            }
            Self::Foreign { .. } => "choose another folder, or move that crate out of the way".to_owned(),
            Self::Stranded { kept, .. } => {
                format!("move the files in {} back by hand", kept.display())
            }
            Self::Absent { .. } => "install Node 20 or later, which brings npm".to_owned(),
            Self::Fetch(error) => return error.help(),
            Self::NoCode { nearest: None, .. } => "`cargo odata explain` lists all codes".to_owned(),
            Self::NoCode { nearest: Some(nearest), .. } | Self::Unknown { nearest: Some(nearest), .. } => {
                format!("did you mean `{nearest}`?")
            }
            Self::Unknown { nearest: None, .. } => "`cargo odata show` lists all names".to_owned(),
            Self::Crowded { .. } => "name a type, to see what is around it, or fewer roots".to_owned(),
            Self::Revision { .. } => {
                "name a branch, tag or commit that `git log` shows in the repository of the manifest".to_owned()
            }
            Self::Busy { .. } => "wait for it, or end it".to_owned(),
            Self::Pending { mend, .. } => format!("run `{mend}`, which finishes it first"),
            Self::Interrupted { .. } => "mend what the system says, and run the command again".to_owned(),
            Self::Link { .. } => "replace the link by what it leads to, or take it away".to_owned(),
            Self::Outside { .. } | Self::Unportable { .. } => "this is a fault of the generator; report it".to_owned(),
            Self::Read { .. }
            | Self::Refused(_)
            | Self::Stage { .. }
            | Self::Replace { .. }
            | Self::Start { .. }
            | Self::Failed { .. }
            | Self::Server { .. }
            | Self::Answer { .. }
            | Self::Row { .. } => {
                return None;
            }
        })
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Read { path, .. } => write!(f, "cannot read {}", path.display()),
            Self::NoFile { path } => write!(f, "{} is no file", path.display()),
            Self::Digest { csdl, manifest, found, expected } => write!(
                f,
                "{} is not the file that {} means\n  its SHA-256 is    {found}\n  the manifest has  {expected}",
                csdl.display(),
                manifest.display()
            ),
            Self::Refused(refused) => refused.fmt(f),
            Self::Changelog { path } => write!(f, "{} has no section `## [Unreleased]`", path.display()),
            Self::NoService { name, manifest, .. } => {
                write!(f, "neither {} nor a member of it generates a crate `{name}`", manifest.display())
            }
            Self::NotKept { name, .. } => write!(f, "the slice has no type `{name}`"),
            Self::Foreign { folder, file } => {
                write!(f, "{} holds a crate that was not generated: {file} would be overwritten", folder.display())
            }
            Self::Start { command, .. } => write!(f, "cannot start {command}"),
            Self::Failed { command, status } => write!(f, "{command} failed: {status}"),
            Self::Revision { revision, problem } => write!(f, "cannot read the revision `{revision}`: {problem}"),
            Self::Absent { tool } => write!(f, "{tool} is not on this machine"),
            Self::Server { problem, log } => write!(f, "the server {problem}; it said\n{log}"),
            Self::Answer { url, problem } => write!(f, "{url} is not answered as it should be: {problem}"),
            Self::Row { line } if line.is_empty() => f.write_str("the journey printed no row"),
            Self::Row { line } => write!(f, "the journey printed something that is no row: {line}"),
            Self::Fetch(error) => error.fmt(f),
            Self::Unknown { name, .. } => write!(f, "nothing in the slice is named `{name}`"),
            Self::NoCode { name, .. } => write!(f, "there is no code `{name}`"),
            Self::Crowded { types, most } => write!(f, "a picture of {types} types is too much; {most} fit"),
            Self::Busy { anchor } => write!(f, "another run is writing what {} stands for", anchor.display()),
            Self::Pending { anchor, .. } => {
                write!(f, "a run for {} was killed while it wrote", anchor.display())
            }
            Self::Interrupted { path, .. } => {
                write!(f, "a run was killed while it wrote; cannot put {} in place for it", path.display())
            }
            Self::Link { path } => {
                write!(f, "{} is a link, which may lead anywhere; nothing was changed", path.display())
            }
            Self::Outside { file } => write!(f, "the output path {file:?} leads out of the crate"),
            Self::Unportable { file, problem } => write!(f, "the output path {file:?} {problem}"),
            Self::Stage { path, .. } => {
                write!(f, "cannot write {}; nothing was changed", path.display())
            }
            Self::Replace { path, .. } => write!(f, "cannot put {} in place; everything is as it was", path.display()),
            Self::Stranded { path, .. } => {
                write!(f, "cannot put {} in place, nor the files before it back", path.display())
            }
        }
    }
}

impl From<odata_codegen::Error> for Error {
    fn from(refused: odata_codegen::Error) -> Self {
        Self::Refused(Box::new(refused))
    }
}

impl error::Error for Error {
    fn source(&self) -> Option<&(dyn error::Error + 'static)> {
        match self {
            Self::Read { source, .. }
            | Self::Stage { source, .. }
            | Self::Replace { source, .. }
            | Self::Start { source, .. }
            | Self::Interrupted { source, .. }
            | Self::Stranded { source, .. } => Some(source),
            Self::Fetch(error) => error.source(),
            Self::NoFile { .. }
            | Self::Digest { .. }
            | Self::Refused(_)
            | Self::Foreign { .. }
            | Self::Changelog { .. }
            | Self::NoService { .. }
            | Self::NotKept { .. }
            | Self::Failed { .. }
            | Self::Absent { .. }
            | Self::Revision { .. }
            | Self::Server { .. }
            | Self::Answer { .. }
            | Self::Row { .. }
            | Self::Unknown { .. }
            | Self::NoCode { .. }
            | Self::Crowded { .. }
            | Self::Busy { .. }
            | Self::Pending { .. }
            | Self::Link { .. }
            | Self::Unportable { .. }
            | Self::Outside { .. } => None,
        }
    }
}
