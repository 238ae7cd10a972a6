//! The arguments of `cargo xtask grammar`.

use std::path::PathBuf;

/// Holds random requests, the requests of the tests and the values that are read against the standard's own grammar; needs Node
/// 20, npm and a folder with the grammar, and exits with 3 where one is absent
#[derive(Clone, Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// The folder with the files of the grammar [default: that in `ODATA_GRAMMAR`]
    #[arg(long, value_name = "DIR")]
    pub grammar: Option<PathBuf>,
    /// The requests that the tests sent, which they add to the file that `ODATA_SENT` names
    #[arg(long, value_name = "FILE")]
    pub sent: Option<PathBuf>,
    /// How many random requests
    #[arg(long, value_name = "NUMBER", default_value_t = 10_000)]
    pub count: usize,
    /// Where the random choice starts from
    #[arg(long, value_name = "NUMBER", default_value_t = 1)]
    pub seed: u64,
    /// This is a build of the command that can
    #[arg(long, hide = true)]
    pub built: bool,
}

const EXAMPLES: &str = "\
Examples:
  cargo xtask grammar --grammar ../grammar
  ODATA_SENT=/tmp/sent cargo test -p tests --test plain_http && cargo xtask grammar --sent /tmp/sent";
