//! The arguments of `cargo xtask conformance`.

/// Proves a generated client against a real OData v4 server: generates it from the server's metadata and makes a user's
/// journey with it; needs Node 20 and npm, and exits with 3 where they are absent
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// How long the server may take to start
    #[arg(long, value_name = "SECONDS", default_value_t = 60, value_parser = clap::value_parser!(u64).range(1..))]
    pub patience: u64,
}

const EXAMPLES: &str = "\
Examples:
  cargo xtask conformance
  cargo xtask conformance --patience 300";
