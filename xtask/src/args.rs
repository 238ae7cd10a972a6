//! The arguments of `cargo xtask codegen`.

use std::path::PathBuf;

use clap::ArgGroup;
use odata_codegen::manifest::is_package_name;

use crate::paths;

/// Writes the crate that the manifest describes, or a stand-alone crate of any CSDL file
#[derive(Debug, Default, clap::Args)]
#[command(group = ArgGroup::new("keep").args(["all", "root"]), after_help = EXAMPLES)]
pub struct Args {
    /// Write nothing; fail if the crate is not what the metadata gives
    #[arg(long)]
    pub check: bool,
    /// Say what became of each kind of element, as `--all` does
    #[arg(long)]
    pub counts: bool,
    /// The manifest [default: metadata/codegen.toml of the workspace]
    #[arg(long, value_name = "PATH", conflicts_with = "csdl")]
    pub manifest: Option<PathBuf>,
    /// Only the crate of this name, of those that the manifest and its members describe
    #[arg(long, value_name = "CRATE", conflicts_with = "csdl")]
    pub service: Option<String>,
    /// The metadata of a stand-alone crate, which needs no manifest; may be repeated
    #[arg(long, value_name = "FILE", requires_all = ["keep", "out"])]
    pub csdl: Vec<PathBuf>,
    /// Keep everything in the metadata
    #[arg(long, requires = "csdl")]
    pub all: bool,
    /// Keep this path or type and what it needs; may be repeated
    #[arg(long, value_name = "PATH", requires = "csdl")]
    pub root: Vec<String>,
    /// The folder of the stand-alone crate
    #[arg(long, value_name = "DIR", requires = "csdl")]
    pub out: Option<PathBuf>,
    /// The name of the stand-alone crate [default: the folder's]
    #[arg(long, requires = "csdl", value_parser = package_name)]
    pub name: Option<String>,
    /// A Cargo feature for each resource of the container [default: in large crates that fall into parts]
    #[arg(long, requires = "csdl", value_name = "BOOL", num_args = 0..=1, require_equals = true, default_missing_value = "true")]
    pub features: Option<bool>,
    /// The types in a package of their own [default: in crates of more than 1000 types]
    #[arg(long, requires = "csdl", value_name = "BOOL", num_args = 0..=1, require_equals = true, default_missing_value = "true")]
    pub split: Option<bool>,
}

impl Args {
    /// What the run stands for: of two with the same anchor, one waits.
    #[must_use]
    pub fn anchor(&self) -> PathBuf {
        self.out.clone().or_else(|| self.manifest.clone()).unwrap_or_else(paths::manifest)
    }
}

const EXAMPLES: &str = "\
Examples:
  cargo xtask codegen
  cargo xtask codegen --check
  cargo xtask codegen --csdl northwind.xml --all --out ../northwind
  cargo xtask codegen --csdl northwind.xml --root Products --out ../northwind";

fn package_name(text: &str) -> Result<String, String> {
    if is_package_name(text) {
        Ok(text.to_owned())
    } else {
        Err("a package name is a letter and then letters, digits, `-` and `_`".to_owned())
    }
}
