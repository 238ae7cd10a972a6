//! What stops `init`. Nothing was written then.

use std::fmt::Write as _;
use std::path::PathBuf;

use thiserror::Error;
use toml_edit::TomlError;

use super::variable;
use crate::failure::Failure;
use crate::{fetch, inputs, output, workspace};

/// What stops the task.
#[derive(Debug, Error)]
pub enum Error {
    /// The workspace cannot be read.
    #[error(transparent)]
    Workspace(#[from] workspace::Error),
    /// The metadata cannot be downloaded.
    #[error(transparent)]
    Fetch(#[from] fetch::Error),
    /// The input cannot be read, or is refused.
    #[error(transparent)]
    Inputs(#[from] inputs::Error),
    /// A file cannot be written.
    #[error(transparent)]
    Output(#[from] output::Error),
    /// The current folder is in no workspace.
    #[error("{} is in no Cargo workspace: looked for a Cargo.toml in it and in each folder above{}", folder.display(), but(excluding))]
    NoWorkspace {
        /// The current folder.
        folder: PathBuf,
        /// The roots of workspaces that exclude it.
        excluding: Vec<PathBuf>,
    },
    /// There is no such preset, and no such file.
    #[error("there is neither a preset nor a file `{name}`")]
    NoPreset {
        /// What was named.
        name: String,
        /// The presets that there are, in words.
        known: String,
        /// The one that is most like it.
        nearest: Option<&'static str>,
    },
    /// A preset has a key that speaks of one crate or one download.
    #[error("the preset `{preset}` has the key `{key}`, which no preset can have")]
    PresetKey {
        /// The preset.
        preset: String,
        /// The key.
        key: String,
    },
    /// A file is not TOML.
    #[error("{} is not TOML", path.display())]
    Toml {
        /// The file.
        path: PathBuf,
        /// Where and why not.
        source: Box<TomlError>,
    },
    /// A file of TOML has something else where a table or list belongs.
    #[error("`{key}` in {} is not a {expected}", path.display())]
    Form {
        /// The file.
        path: PathBuf,
        /// The key.
        key: &'static str,
        /// What belongs there.
        expected: &'static str,
    },
    /// A name cannot be that of an environment variable.
    #[error("`token-env` is {name:?}, which is not the name of an environment variable")]
    Variable {
        /// The name.
        name: String,
    },
    /// GitHub would run a part of a value.
    #[error("{value:?} cannot stand in a workflow: GitHub evaluates what follows `${{{{`")]
    Expression {
        /// The value.
        value: String,
    },
    /// Nothing says where the metadata is.
    #[error("the preset `{preset}` has no URL to download metadata from")]
    NoMetadata {
        /// The preset.
        preset: String,
    },
    /// The name cannot be that of a generated crate.
    #[error("a crate cannot be called `{name}`: {problem}")]
    Name {
        /// The name.
        name: String,
        /// Why not.
        problem: &'static str,
    },
    /// Nothing says what to keep of the service.
    #[error("no `--root` is given; {}", offer(some, *all))]
    NoRoot {
        /// The first of what may be named.
        some: Vec<String>,
        /// How many there are.
        all: usize,
        /// How to list all of them.
        list: String,
    },
    /// Another package has the name.
    #[error("the workspace has a package `{name}` in {}", folder.display())]
    Package {
        /// The name.
        name: String,
        /// The folder of the package.
        folder: PathBuf,
    },
    /// Files would be written through a link.
    #[error("{} is a link, and nothing is written through links", path.display())]
    Link {
        /// The link.
        path: PathBuf,
    },
    /// Something else is where a folder belongs.
    #[error("{} is not a folder", path.display())]
    NoFolder {
        /// What is there.
        path: PathBuf,
    },
    /// Something else is where a file belongs: a folder, a pipe or a device.
    #[error("{} is not a file", path.display())]
    NoFile {
        /// What is there.
        path: PathBuf,
    },
    /// A folder takes no new files.
    #[error("no file can be written to {}", path.display())]
    NotWritable {
        /// The folder.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// There are files that the generator did not write where the crate belongs.
    #[error("{} holds files that were not generated", folder.display())]
    Folder {
        /// The folder.
        folder: PathBuf,
    },
    /// Another service's crate is there.
    #[error("{} is the crate of the service `{service}`", folder.display())]
    Crate {
        /// The folder.
        folder: PathBuf,
        /// The other service.
        service: String,
    },
    /// The crate would be no member of the workspace.
    #[error("{} is not below {}, the root of the workspace", folder.display(), root.display())]
    Outside {
        /// The folder of the crate.
        folder: PathBuf,
        /// The root of the workspace.
        root: PathBuf,
    },
    /// The workspace excludes the folder of the crate.
    #[error("{} excludes {}", cargo_toml.display(), folder.display())]
    Excluded {
        /// The folder of the crate.
        folder: PathBuf,
        /// The `Cargo.toml` of the workspace.
        cargo_toml: PathBuf,
    },
    /// Cargo or git has the folder for itself.
    #[error("{} is in {above}, which is no place for sources", folder.display())]
    Disposable {
        /// The folder of the crate.
        folder: PathBuf,
        /// The folder around it.
        above: &'static str,
    },
    /// Cargo reads the path of the folder as a pattern.
    #[error("`{}` is a pattern for Cargo, which means other folders than that one", folder.display())]
    Pattern {
        /// The folder of the crate.
        folder: PathBuf,
    },
    /// Files would be overwritten.
    #[error("these are there already: {}", list(paths))]
    Exists {
        /// The files and folders.
        paths: Vec<PathBuf>,
    },
    /// Nothing says where the command comes from that xtask or CI needs.
    #[error("{needs} needs cargo-odata, and {reason}")]
    Tool {
        /// What needs it.
        needs: &'static str,
        /// Why it is not known from where.
        reason: &'static str,
    },
    /// There is an xtask.
    #[error("{} is there already", folder.display())]
    Xtask {
        /// The folder of the package.
        folder: PathBuf,
        /// The dependency that it needs.
        dependency: String,
    },
    /// There is an alias `xtask` for something else.
    #[error("{} has an alias `xtask` for something else", config.display())]
    Alias {
        /// The configuration of Cargo.
        config: PathBuf,
        /// The dependency that the package behind the alias needs.
        dependency: String,
    },
    /// Cargo does not find the runtime.
    #[error("cargo does not find odata-runtime, with `runtime = {runtime}`; nothing was written\n{said}")]
    Unresolved {
        /// The value in the manifest.
        runtime: String,
        /// What cargo says.
        said: String,
    },
    /// Cargo refuses the workspace even without the new crate.
    #[error("cargo refuses this workspace as it is; nothing was written\n{said}")]
    Broken {
        /// What cargo says.
        said: String,
    },
    /// Cargo refuses the workspace with the new crate.
    #[error("cargo refuses the workspace with the new crate; nothing was written\n{said}")]
    Refused {
        /// What cargo says.
        said: String,
    },
    /// A file is not what it was when the task began.
    #[error("{} was edited meanwhile; nothing was written", path.display())]
    Edited {
        /// The file.
        path: PathBuf,
    },
}

impl From<odata_codegen::Error> for Error {
    fn from(refused: odata_codegen::Error) -> Self {
        Self::Inputs(refused.into())
    }
}

fn list(paths: &[PathBuf]) -> String {
    paths.iter().map(|path| path.display().to_string()).collect::<Vec<_>>().join(", ")
}

fn but(excluding: &[PathBuf]) -> String {
    if excluding.is_empty() {
        return String::new();
    }
    let roots: Vec<PathBuf> = excluding.iter().map(|root| root.join("Cargo.toml")).collect();
    format!("\n  {} excludes the folder", list(&roots))
}

fn offer(some: &[String], all: usize) -> String {
    let mut text = match all {
        0 => "the metadata has neither entity sets nor singletons nor imports".to_owned(),
        _ => "the service has".to_owned(),
    };
    for name in some {
        text.push_str("\n  ");
        text.push_str(name);
    }
    if all > some.len() {
        let _ = write!(text, "\n  and {} more", all - some.len());
    }
    text
}

/// The ways to the runtime that are left.
const WAYS: &str = "the crate needs `odata-runtime` from somewhere: a folder (`--runtime path=DIR`), a repository \
                    (`--runtime git=URL,rev=REV`), a `[patch]` in the workspace's Cargo.toml, or a registry of your own";

impl Failure for Error {
    fn inner(&self) -> Option<&dyn Failure> {
        match self {
            Self::Workspace(error) => Some(error),
            Self::Fetch(error) => Some(error),
            Self::Inputs(error) => Some(error),
            Self::Output(error) => Some(error),
            _ => None,
        }
    }

    fn help(&self) -> Option<String> {
        Some(match self {
            Self::Workspace(_) | Self::Fetch(_) | Self::Inputs(_) | Self::Output(_) => return self.inner()?.help(),
            Self::NoWorkspace { .. } => {
                "make a package here with `cargo init`, or one below with `cargo new`; a crate that stands alone is made \
                 by `cargo odata codegen --csdl FILE --root PATH --out DIR`"
                    .to_owned()
            }
            Self::NoPreset { known, nearest, .. } => {
                let nearest = nearest.map(|name| format!("did you mean `{name}`? ")).unwrap_or_default();
                format!("{nearest}presets are {known}")
            }
            Self::Variable { .. } => variable::ALLOWED.to_owned(),
            Self::Expression { .. } => "choose a value without it, or run the command without `--ci`".to_owned(),
            Self::PresetKey { .. } => {
                "take it out: it belongs in the manifest of one service, and may be added there afterwards".to_owned()
            }
            Self::NoMetadata { .. } => "name it with `--url URL` or `--csdl FILE`".to_owned(),
            Self::Name { .. } | Self::Package { .. } => "choose another name with `--name`".to_owned(),
            Self::NoRoot { all: 0, list, .. } => format!("name a type with `--root`: {list}"),
            Self::NoRoot { list, .. } => {
                format!("name what you use with `--root`, or keep everything with `--root '*'`; {list}")
            }
            Self::Folder { .. }
            | Self::Crate { .. }
            | Self::Outside { .. }
            | Self::Excluded { .. }
            | Self::Disposable { .. }
            | Self::Pattern { .. } => {
                "choose another folder with `--path`, or another name with `--name`".to_owned()
            }
            Self::Link { .. } => {
                "put the folder or file itself in the place of the link, or choose another folder with `--path`".to_owned()
            }
            Self::NoFolder { .. } | Self::NoFile { .. } => "move it away, and run the command again".to_owned(),
            Self::NotWritable { .. } => "make it writable, and run the command again".to_owned(),
            Self::Exists { .. } => "choose another name with `--name`, or overwrite them with `--force`, your edits of the \
                                     manifest included"
                .to_owned(),
            Self::Tool { .. } => {
                "say where from with `--tool`: version=0.1, path=DIR or git=URL,rev=REV".to_owned()
            }
            Self::Xtask { dependency, .. } | Self::Alias { dependency, .. } => format!(
                "run it without `--xtask`, and add by hand `cargo-odata = {dependency}` to the dependencies of your xtask, \
                 and to its `main` a call of `cargo_odata::run` or `cargo_odata::main`"
            ),
            Self::Unresolved { .. } => WAYS.to_owned(),
            Self::Broken { .. } | Self::Refused { .. } => "mend what cargo says, and run the command again".to_owned(),
            Self::Edited { .. } => "run the command again".to_owned(),
            Self::Toml { .. } | Self::Form { .. } => "mend the file, and run the command again".to_owned(),
        })
    }

    fn code(&self) -> u8 {
        match self {
            // An argument is missing.
            Self::NoRoot { .. } | Self::NoMetadata { .. } | Self::NoPreset { .. } | Self::Tool { .. } => 2,
            _ => self.inner().map_or(1, Failure::code),
        }
    }
}
