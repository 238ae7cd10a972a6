//! `completions`: what a shell needs to complete the command line.

use clap_complete::Shell;

use crate::terminal::Terminal;

/// Prints what a shell needs to complete the command line
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// The shell
    pub shell: Shell,
}

const EXAMPLES: &str = "\
Examples:
  source <(cargo odata completions bash)
  source <(cargo odata completions zsh)
  cargo odata completions fish | source

The shell completes the command by one name, which is the last word of how it is called here. Cargo completes its own command
line alone: where the words are two, give the shell an alias of that name, for instance alias odata='cargo odata'.";

/// Prints the script for the command line; it cannot fail.
pub fn run(args: &Args, terminal: &mut Terminal<'_>) -> bool {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut terminal.command, terminal.program.last_word(), &mut script);
    terminal.print(&String::from_utf8_lossy(&script));
    true
}
