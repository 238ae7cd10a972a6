//! The arguments of `cargo xtask damage`.

/// Damages the project's metadata: each damage must be refused where it is, be harmless, or be named by `diff`
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// How many damages to try
    #[arg(long, value_name = "NUMBER", default_value_t = 500)]
    pub count: usize,
    /// Where the random choice starts from
    #[arg(long, value_name = "NUMBER", default_value_t = 1)]
    pub seed: u64,
}

const EXAMPLES: &str = "\
Examples:
  cargo xtask damage
  cargo xtask damage --count 5000 --seed 7";
