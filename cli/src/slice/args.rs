//! The arguments of `slice`.

use std::path::PathBuf;

/// Prints the part of the metadata that the roots need, as one CSDL file in canonical form
#[derive(Debug, Default, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// The metadata, `-` for standard input [default: the manifest's]
    #[arg(value_name = "FILE")]
    pub csdl: Vec<PathBuf>,
    /// Keep this path, type or operation and what it needs; may be repeated [default: the manifest's roots]
    #[arg(long, value_name = "PATTERN", conflicts_with = "manifest")]
    pub root: Vec<String>,
    /// Leave out this type, operation, navigation property or path; may be repeated
    #[arg(long, value_name = "PATTERN", requires = "root")]
    pub exclude: Vec<String>,
    /// Keep the types derived from those that are kept
    #[arg(long, requires = "root")]
    pub derived_types: bool,
    /// Keep what navigation properties lead to, one step far
    #[arg(long, requires = "root")]
    pub navigation_targets: bool,
    /// The manifest [default: codegen.toml or metadata/codegen.toml, searched from the current folder upwards]
    #[arg(long, value_name = "PATH")]
    pub manifest: Option<PathBuf>,
    /// Say only why this type is kept: each line because of the next
    #[arg(long, value_name = "TYPE")]
    pub why: Option<String>,
    /// List only what this pattern of roots stands for: `*` for the entity sets, singletons and imports
    #[arg(long, value_name = "PATTERN", conflicts_with_all = ["why", "root"])]
    pub list: Option<String>,
    /// Write to this file instead
    #[arg(long, value_name = "FILE", conflicts_with_all = ["why", "list"])]
    pub out: Option<PathBuf>,
}

const EXAMPLES: &str = "\
Examples:
  cargo odata slice beta.xml                               what the manifest's roots need of a full file
  cargo odata slice beta.xml --root users/messages         what this root needs
  cargo odata slice beta.xml --root 'users/*' --exclude users/drives
  cargo odata slice beta.xml --list 'users/*'              what may be a root, behind users
  cargo odata slice beta.xml --why microsoft.graph.recipient
  curl -s $SERVICE/\\$metadata | cargo odata slice - --root Products --out products.csdl

In a pattern, `*` stands for any characters but `/`; a type is meant by a pattern with a dot.";
