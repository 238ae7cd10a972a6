//! The arguments of `show`.

use std::path::PathBuf;

use clap::{ArgGroup, ValueEnum};

use crate::inputs::{self, Job, StandAlone};

const EXAMPLES: &str = "\
Examples:
  cargo odata show
  cargo odata show managedDeviceEncryptionState.policyDetails
  cargo odata show --format svg > docs/slice.svg
  cargo odata show deviceManagement --format mermaid
  cargo odata show --service voyages
  cargo odata show --csdl northwind.xml --root Products";

/// Shows what is in the slice, as a tree or as a picture, or all about one thing
///
/// A tree is of all services of the manifest. A name is looked up in one after the other. A picture and JSON are of one: the
/// manifest's own, the one that the name is found in, or the one that --service names.
#[derive(Debug, clap::Args)]
#[command(group = ArgGroup::new("what").args(["all", "root"]), after_help = EXAMPLES)]
pub struct Args {
    /// A type, `type.property`, `type.member`, a path from the container, or an operation; wire names or Rust names
    #[arg(value_name = "NAME")]
    pub name: Option<String>,
    /// How it is shown
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t)]
    pub format: Format,
    /// The colours of an SVG; `auto` has both, and the reader's system decides
    #[arg(long, value_enum, value_name = "THEME", default_value_t)]
    pub theme: Theme,
    /// The manifest [default: codegen.toml or metadata/codegen.toml, searched from the current folder upwards]
    #[arg(long, value_name = "PATH", conflicts_with = "csdl")]
    pub manifest: Option<PathBuf>,
    /// Only the service whose crate has this name, of those that the manifest and its members describe
    #[arg(long, value_name = "CRATE", conflicts_with = "csdl")]
    pub service: Option<String>,
    /// Metadata, without a manifest; may be repeated
    #[arg(long, value_name = "FILE", requires = "what")]
    pub csdl: Vec<PathBuf>,
    /// Show everything in the metadata
    #[arg(long, requires = "csdl")]
    pub all: bool,
    /// Show this path or type and what it needs; may be repeated
    #[arg(long, value_name = "PATH", requires = "csdl")]
    pub root: Vec<String>,
}

/// How the slice is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// A tree, or a paragraph about one thing
    #[default]
    Text,
    /// A class diagram that Markdown shows
    Mermaid,
    /// A picture
    Svg,
    /// All that is known
    Json,
}

/// The colours of a picture.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Theme {
    /// As the reader's system has it
    #[default]
    Auto,
    /// For a light page
    Light,
    /// For a dark page
    Dark,
}

impl Args {
    /// Reads the metadata that the arguments name.
    ///
    /// # Errors
    ///
    /// It cannot be read, or is refused.
    pub fn jobs(&self) -> Result<Vec<Job>, inputs::Error> {
        let Some(first) = self.csdl.first() else {
            let manifest = inputs::manifest::find(self.manifest.as_deref())?;
            return Job::all(&manifest, self.service.as_deref());
        };
        // Nothing is written: the folder only gives the crate its name.
        let out = first.with_extension("");
        let described = StandAlone { csdl: self.csdl.clone(), roots: self.root.clone(), out, ..StandAlone::default() };
        Ok(vec![Job::stand_alone(&described)?])
    }
}
