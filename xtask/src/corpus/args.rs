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
}

const EXAMPLES: &str = "\
Examples:
  cargo xtask corpus ../corpus
  cargo xtask corpus --no-check ../corpus";
