//! The arguments of `init`.

use std::path::PathBuf;

use clap::{ArgGroup, ValueEnum};
use odata_codegen::manifest::is_package_name;

use super::variable;
use crate::inputs::Runtime;

/// Starts a service in your workspace: its manifest, the slice of its metadata that you use, and the crate
#[derive(Debug, Default, clap::Args)]
#[command(
    group = ArgGroup::new("metadata").args(["url", "csdl", "preset"]).required(true).multiple(true),
    group = ArgGroup::new("needs_tool").args(["xtask", "ci"]).multiple(true),
    after_help = EXAMPLES,
)]
pub struct Args {
    /// Download the service's metadata from here, and record it for `cargo odata fetch`
    #[arg(long, value_name = "URL", conflicts_with = "csdl")]
    pub url: Option<String>,
    /// Read the metadata from this file, and from those beside it that it refers to; `-` is standard input
    #[arg(long, value_name = "FILE")]
    pub csdl: Option<PathBuf>,
    /// What is known of a service: graph-beta, graph-v1.0, odata (of any service), or a file like those in cli/presets
    #[arg(long, value_name = "NAME-or-FILE")]
    pub preset: Option<String>,
    /// Keep this path, type or operation and what it needs; may be repeated; `*` is everything [default: asked, on a terminal]
    #[arg(long, value_name = "PATH")]
    pub root: Vec<String>,
    /// The name of the crate [default: the preset's, or made from the URL or the file's name]
    #[arg(long, value_name = "CRATE", value_parser = package_name)]
    pub name: Option<String>,
    /// The name of the client type [default: the preset's, or `Client`]
    #[arg(long, value_name = "TYPE", value_parser = type_name)]
    pub client: Option<String>,
    /// The folder of the crate [default: one of its name, where the workspace's members are]
    #[arg(long, value_name = "DIR")]
    pub path: Option<PathBuf>,
    /// Where the crate takes `odata-runtime` from: version=0.1, path=DIR, git=URL,rev=REV (or branch=, tag=), or workspace
    /// [default: the version that belongs to this command]
    #[arg(long, value_name = "FROM")]
    pub runtime: Option<Runtime>,
    /// The environment variable that holds a bearer token for the URL
    #[arg(long, value_name = "NAME", conflicts_with = "csdl", value_parser = variable::parse)]
    pub token_env: Option<String>,
    /// Make a package `xtask`, so that the workspace has the tasks as `cargo xtask` in the version of its lock file
    #[arg(long)]
    pub xtask: bool,
    /// Where xtask and CI take `cargo-odata` from, in the forms of `--runtime` [default: from where the runtime is]
    #[arg(long, value_name = "FROM", requires = "needs_tool")]
    pub tool: Option<Runtime>,
    /// Write workflows: a check of each change and, where the metadata has a URL, a weekly update that opens a pull request
    #[arg(long, value_name = "HOST")]
    pub ci: Option<Ci>,
    /// Overwrite the manifest, the slice and the generated crate of a service of that name, and workflows, without asking
    #[arg(long)]
    pub force: bool,
    /// Run Cargo with `--offline` when it is asked whether the runtime resolves; what it cannot know then is a warning
    #[arg(long)]
    pub offline: bool,
}

/// A host of repositories that runs workflows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Ci {
    /// GitHub Actions
    Github,
}

const EXAMPLES: &str = "\
Examples:
  cargo odata init --url 'https://services.odata.org/V4/TripPinServiceRW/$metadata' --root People
  cargo odata init --csdl northwind.xml --root Products --root Orders --name northwind
  cargo odata init --preset graph-v1.0 --root users --root 'users/messages' --runtime path=../odata/runtime
  SHOP_TOKEN=... cargo odata init --url 'https://example.org/shop/$metadata' --token-env SHOP_TOKEN
  cargo odata init --preset graph-beta --root users --xtask --ci github

The current folder decides which workspace it is. Either all files are written or none.";

fn package_name(text: &str) -> Result<String, String> {
    if is_package_name(text) {
        Ok(text.to_owned())
    } else {
        Err("a package name is a letter and then letters, digits, `-` and `_`".to_owned())
    }
}

fn type_name(text: &str) -> Result<String, String> {
    let is_name =
        text.starts_with(|c: char| c.is_ascii_alphabetic()) && text.chars().all(|c| c.is_ascii_alphanumeric());
    if is_name && text != "Self" {
        Ok(text.to_owned())
    } else {
        Err("the name of a Rust type is a letter and then letters and digits, and not `Self`".to_owned())
    }
}
