//! The arguments of `diff`.

use std::path::PathBuf;

use clap::{ArgGroup, ValueEnum};
use odata_codegen::diff::Class;

/// Says what differs between two states of the metadata, and whether it breaks users of the crate
#[derive(Debug, clap::Args)]
#[command(
    group = ArgGroup::new("what").args(["old", "against"]).required(true),
    after_help = "Exit code: 0 if there is no change that --fail-on asks about, 1 if there is one, 2 if the states cannot \
                  be compared.\n\n\
                  Examples:\n  \
                  cargo odata diff old.csdl new.csdl\n  \
                  cargo odata diff old.csdl new.csdl --root users --fail-on breaking\n  \
                  cargo odata diff --against main --format markdown"
)]
pub struct Args {
    /// The CSDL file as it was
    #[arg(value_name = "OLD", requires = "new")]
    pub old: Option<PathBuf>,
    /// The CSDL file as it is
    #[arg(value_name = "NEW")]
    pub new: Option<PathBuf>,
    /// Compare the manifest's metadata with what it was at this revision of git
    #[arg(long, value_name = "REV", conflicts_with = "new")]
    pub against: Option<String>,
    /// The manifest [default: codegen.toml or metadata/codegen.toml, searched from the current folder upwards]
    #[arg(long, value_name = "PATH", requires = "against")]
    pub manifest: Option<PathBuf>,
    /// Only what this path or type needs; may be repeated [default: everything, or the manifest's roots]
    #[arg(long, value_name = "PATH")]
    pub root: Vec<String>,
    /// How the changes are written
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub format: Format,
    /// The least change for the exit code 1
    #[arg(long, value_name = "CLASS", default_value = "docs")]
    pub fail_on: FailOn,
    /// Colours in text; `auto` is on a terminal, unless `NO_COLOR` is set
    #[arg(long, value_name = "WHEN", default_value = "auto")]
    pub color: Color,
}

/// How the changes are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For a terminal
    Text,
    /// For a pull request
    Markdown,
    /// For a program
    Json,
}

/// The least change that counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum FailOn {
    /// A program may no longer compile
    Breaking,
    /// There is something new, or a program breaks
    Compatible,
    /// Anything
    Docs,
    /// Nothing
    None,
}

impl FailOn {
    /// Whether a change of the class counts.
    #[must_use]
    pub fn includes(self, class: Class) -> bool {
        match self {
            Self::Breaking => class == Class::Breaking,
            Self::Compatible => class != Class::Docs,
            Self::Docs => true,
            Self::None => false,
        }
    }
}

/// When there are colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Color {
    /// On a terminal
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}
