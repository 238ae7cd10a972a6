//! The arguments of `cargo xtask fuzz`.

use std::path::PathBuf;
#[cfg(feature = "fuzz")]
use std::time::Duration;

/// Tries the generator on made-up and damaged metadata: no panic, no hang, no output that does not parse
#[derive(Clone, Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// Stop after this time
    #[arg(long, value_name = "NUMBER", default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..))]
    pub minutes: u32,
    /// Stop after this time, instead of minutes
    #[arg(long, value_name = "NUMBER", conflicts_with = "minutes")]
    pub seconds: Option<u32>,
    /// Stop after this many inputs, however long they take
    #[arg(long, value_name = "NUMBER", conflicts_with_all = ["minutes", "seconds"])]
    pub count: Option<u64>,
    /// Compile what is emitted, with warnings denied, instead of parsing it: many crates at once, of made-up metadata that is not
    /// damaged
    #[arg(long, conflicts_with_all = ["corpus", "threads"])]
    pub compile: bool,
    /// Where the random choice starts from
    #[arg(long, value_name = "NUMBER", default_value_t = 1)]
    pub seed: u64,
    /// Only the input of this number
    #[arg(long, value_name = "INDEX", conflicts_with_all = ["minutes", "seconds", "count"])]
    pub only: Option<u64>,
    /// A folder of real metadata to damage, beside the files of this workspace; it changes which input a number means
    #[arg(long, value_name = "DIR")]
    pub corpus: Option<PathBuf>,
    /// The threads that the generator may use; what it allocates is the same for a seed only with one
    #[arg(long, value_name = "NUMBER", default_value_t = 1, value_parser = clap::value_parser!(u16).range(1..))]
    pub threads: u16,
    /// Where inputs go that fail [default: target/fuzz of the workspace]
    #[arg(long, value_name = "DIR")]
    pub keep: Option<PathBuf>,
    /// This is a build of the command that can
    #[arg(long, hide = true)]
    pub built: bool,
}

#[cfg(feature = "fuzz")]
impl Args {
    /// The time after which the task stops.
    pub(super) fn time(&self) -> Duration {
        Duration::from_secs(u64::from(self.seconds.unwrap_or(60 * self.minutes)))
    }
}

const EXAMPLES: &str = "\
Examples:
  cargo xtask fuzz --minutes 30 --corpus ../corpus
  cargo xtask fuzz --seed 7 --only 1234
  cargo xtask fuzz --compile --seconds 60";
