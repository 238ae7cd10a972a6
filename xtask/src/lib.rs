//! This workspace's tasks: those of `cargo odata`, under the name `cargo xtask`, and the maintainers' own.

pub mod bench;
pub mod conformance;
pub mod corpus;
pub mod damage;
pub mod error;
pub mod fuzz;
pub mod grammar;
mod npm;
mod project;
mod rerun;

use std::ffi::OsString;
use std::io::Write;

use cargo_odata::failure::Failure;
use cargo_odata::task::{self, CommandLine};
use cargo_odata::terminal::Terminal;
use clap::Subcommand;

/// The workspace's tasks.
#[derive(Debug, Subcommand)]
#[expect(clippy::large_enum_variant, reason = "there is one of it in a process")]
enum Task {
    #[command(flatten)]
    Odata(task::Task),
    Bench(bench::args::Args),
    Corpus(corpus::args::Args),
    Conformance(conformance::args::Args),
    Fuzz(fuzz::args::Args),
    Grammar(grammar::args::Args),
    Damage(damage::args::Args),
}

impl CommandLine for Task {
    fn run(&self, words: &[OsString], terminal: &mut Terminal<'_>) -> Result<bool, Box<dyn Failure>> {
        Ok(match self {
            Self::Odata(task) => task.run(words, terminal)?,
            Self::Bench(args) => bench::run(args, words, terminal.out)?,
            Self::Corpus(args) => corpus::run(args, terminal.out)?,
            Self::Conformance(args) => conformance::run(args, terminal.out, terminal.err)?,
            Self::Fuzz(args) => fuzz::run(args, words, terminal.out)?,
            Self::Grammar(args) => grammar::run(args, words, terminal.out, terminal.err)?,
            Self::Damage(args) => damage::run(args, terminal.out)?,
        })
    }
}

/// Runs the command line and returns the exit code: 0 for success, 1 for refused input or a failed check, 2 for wrong
/// usage, 3 where a task needs a tool that this machine does not have; `diff` has codes of its own. The first argument is
/// the program's name.
pub fn run(args: impl IntoIterator<Item = OsString>, stdout: &mut dyn Write, stderr: &mut dyn Write) -> u8 {
    let args: Vec<OsString> = args.into_iter().collect();
    task::execute::<Task>(&args, stdout, stderr)
}
