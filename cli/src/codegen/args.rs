//! The arguments of `codegen`.

use std::path::PathBuf;

use clap::ArgGroup;
use odata_codegen::manifest::is_package_name;

use crate::inputs::{Runtime, StandAlone};

/// Writes the crate that the manifest describes, or a stand-alone crate of any CSDL file
#[derive(Debug, Default, clap::Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is an option of its own")]
#[command(group = ArgGroup::new("keep").args(["all", "root"]), after_help = EXAMPLES)]
pub struct Args {
    /// Write nothing; fail if the crate is not what the metadata gives
    #[arg(long)]
    pub check: bool,
    /// Say what became of each kind of element, as `--all` does
    #[arg(long)]
    pub counts: bool,
    /// List the faults of the metadata outside of what the roots need, a line each
    #[arg(long)]
    pub faults: bool,
    /// The manifest [default: codegen.toml or metadata/codegen.toml, searched from the current folder upwards]
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
    /// The folder of the stand-alone crate, or of the manifest's in place of its `path`
    #[arg(long, value_name = "DIR")]
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
    /// Where the stand-alone crate takes `odata-runtime` from: `version=0.1`, `path=DIR`, `git=URL,rev=REV` (or `branch=`,
    /// `tag=`) or `workspace` [default: the version of this command]
    #[arg(long, requires = "csdl", value_name = "SOURCE")]
    pub runtime: Option<Runtime>,
}

impl Args {
    /// The crate that the arguments describe, if they describe one in place of a manifest.
    #[must_use]
    pub fn stand_alone(&self) -> Option<StandAlone> {
        let out = self.out.clone().filter(|_| !self.csdl.is_empty())?;
        Some(StandAlone {
            csdl: self.csdl.clone(),
            // Everything, if `--all` was said: the arguments have the one or the other.
            roots: self.root.clone(),
            out,
            name: self.name.clone(),
            features: self.features,
            split: self.split,
            runtime: self.runtime.clone(),
        })
    }
}

const EXAMPLES: &str = "\
Examples:
  cargo odata codegen
  cargo odata codegen --check
  cargo odata codegen --csdl northwind.xml --all --out ../northwind
  cargo odata codegen --csdl northwind.xml --root Products --out ../northwind";

fn package_name(text: &str) -> Result<String, String> {
    if is_package_name(text) {
        Ok(text.to_owned())
    } else {
        Err("a package name is a letter and then letters, digits, `-` and `_`".to_owned())
    }
}
