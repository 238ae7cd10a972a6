//! The arguments of `cargo xtask bench`.

use std::path::PathBuf;

use clap::ValueEnum;

/// Measures generation, JSON and compile time, each beside what it is compared with in the same run
#[derive(Clone, Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// Only these sections
    #[arg(long, value_name = "SECTION", value_delimiter = ',')]
    pub only: Vec<Section>,
    /// Metadata to measure; a folder is one set of files [default: the project's own, and Graph's v1.0 and beta of
    /// the folder in `ODATA_CORPUS`]
    #[arg(long, value_name = "PATH")]
    pub csdl: Vec<PathBuf>,
    /// Runs of each figure; the median counts
    #[arg(long, value_name = "NUMBER", default_value_t = 5, value_parser = clap::value_parser!(u16).range(1..))]
    pub runs: u16,
    /// Runs of each build in the section `compile`; each takes up to some minutes
    #[arg(long, value_name = "NUMBER", default_value_t = 1, value_parser = clap::value_parser!(u16).range(1..))]
    pub builds: u16,
    /// The builds of the section `compile`
    #[arg(long, value_name = "STEP", value_delimiter = ',', default_values = ["check", "debug", "release"])]
    pub steps: Vec<Step>,
    /// Build incrementally, as the dev profile does by default: a crate that seldom changes gains nothing by it
    #[arg(long)]
    pub incremental: bool,
    /// This is the release build of the command
    #[arg(long, hide = true)]
    pub built: bool,
    /// Do this once, for somebody who watches the memory of the process
    #[arg(long, hide = true)]
    pub once: Option<Once>,
}

const EXAMPLES: &str = "\
Examples:
  cargo xtask bench --only generate,json
  cargo xtask bench --only compile --steps check --csdl northwind.xml";

/// What is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Section {
    /// Generation of everything in a file
    Generate,
    /// Generation of the project's own roots out of a file
    Slice,
    /// The difference of two files: those of `--csdl`, or two states of Graph's beta
    Diff,
    /// Generation of everything in 1, 2, 4 and 8 copies of a file
    Scale,
    /// Reading and writing a page of entities
    Json,
    /// Ten thousand changes at a service that does not always answer
    Patches,
    /// Cold builds of the project's own slice, by feature; each takes up to a minute
    Features,
    /// Builds of everything in a file, beside the same models with serde's derive
    Compile,
}

/// A build.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Step {
    /// `cargo check`
    Check,
    /// `cargo build`
    Debug,
    /// `cargo build --release`
    Release,
}

/// What a child process does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Once {
    /// Generates everything in the file
    Generate,
    /// Generates the project's own roots
    Slice,
    /// Generates everything in two copies of the file
    Generate2,
    /// In four
    Generate4,
    /// In eight
    Generate8,
    /// Reads pages into emitted models and keeps them
    Models,
    /// Reads pages into structs with serde's derive and keeps them
    Derived,
    /// Prepares the pages and reads none
    Pages,
    /// Sends a thousand changes
    Patches1000,
    /// Sends ten thousand changes
    Patches10000,
}
