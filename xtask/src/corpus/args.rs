//! The arguments of `cargo xtask corpus`.

use std::path::PathBuf;

/// Tries every metadata file of a folder: what generates must compile, what is refused must be wrong
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// The folder; its `*.xml`, `*.csdl` and `*.edmx` files are metadata
    #[arg(value_name = "DIR")]
    pub dir: PathBuf,
    /// Do not compile what is generated
    #[arg(long)]
    pub no_check: bool,
    /// Take this many roots of each set at random, and slice it for each instead: a slice must hold all that it needs
    #[arg(long, value_name = "NUMBER")]
    pub slices: Option<usize>,
    /// Where the random choice starts from
    #[arg(long, value_name = "NUMBER", default_value_t = 1, requires = "slices")]
    pub seed: u64,
}

const EXAMPLES: &str = "\
Examples:
  cargo xtask corpus ../corpus
  cargo xtask corpus --no-check ../corpus";
