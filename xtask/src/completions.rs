//! `cargo xtask completions`: what a shell needs to complete the command line.

use std::io::Write;

use clap::Command;
use clap_complete::Shell;

/// Prints what a shell needs to complete `xtask`, a name that the shell must give to `cargo xtask`
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// The shell
    pub shell: Shell,
}

const EXAMPLES: &str = "\
Examples:
  alias xtask='cargo xtask'; source <(cargo xtask completions bash)
  alias xtask='cargo xtask'; source <(cargo xtask completions zsh)
  alias xtask='cargo xtask'; cargo xtask completions fish | source

Cargo completes its own command line, and knows nothing of what an alias like `cargo xtask` takes.";

/// Prints the script for the command line.
pub fn run(args: &Args, mut command: Command, stdout: &mut dyn Write) {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut command, "xtask", &mut script);
    let _ = stdout.write_all(&script);
}
