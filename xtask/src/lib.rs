//! The workspace's command line: everything that touches disk or terminal, so that the generator need not.

pub mod args;
pub mod bench;
mod bounded;
pub mod check;
pub mod codegen;
pub mod completions;
pub mod conformance;
pub mod corpus;
pub mod counts;
pub mod damage;
pub mod diff;
pub mod error;
pub mod escape;
pub mod explain;
pub mod fetch;
pub mod fuzz;
pub mod inputs;
pub mod man;
pub mod messages;
pub mod paths;
pub mod references;
mod rerun;
pub mod show;
pub mod slice;
pub mod tree;
pub mod update;
pub mod write;

use std::ffi::OsString;
use std::io::{IsTerminal as _, Write};

use clap::{CommandFactory, Parser, Subcommand};

use crate::error::Error;
use crate::messages::{MessageFormat, Messages};

/// The workspace's tasks
#[derive(Debug, Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask", after_help = EXAMPLES)]
struct Cli {
    #[command(subcommand)]
    task: Task,
    /// How problems of the input are printed
    #[arg(long, global = true, value_name = "FORMAT", default_value = "human")]
    message_format: MessageFormat,
}

const EXAMPLES: &str = "\
Examples:
  cargo xtask fetch && cargo xtask codegen
  cargo xtask codegen --csdl northwind.xml --all --out ../northwind

`cargo xtask TASK --help` has examples of each task.";

#[derive(Debug, Subcommand)]
enum Task {
    Codegen(args::Args),
    Fetch(fetch::args::Args),
    Update(update::args::Args),
    Show(show::args::Args),
    Slice(slice::args::Args),
    Bench(bench::args::Args),
    Corpus(corpus::args::Args),
    Conformance(conformance::args::Args),
    Completions(completions::Args),
    Man(man::Args),
    Diff(diff::args::Args),
    Explain(explain::Args),
    Fuzz(fuzz::args::Args),
    Damage(damage::args::Args),
}

/// Runs the command line and returns the exit code: 0 for success, 1 for refused input or a failed check, 2 for
/// wrong usage, 3 where a task needs a tool that this machine does not have; `diff` has codes of its own. The first argument
/// is the program's name.
pub fn run(args: impl IntoIterator<Item = OsString>, stdout: &mut dyn Write, stderr: &mut dyn Write) -> u8 {
    let args: Vec<OsString> = args.into_iter().collect();
    let cli = match Cli::try_parse_from(&args) {
        Ok(cli) => cli,
        Err(error) => {
            let text = error.render().to_string();
            // Nobody is left to tell when the terminal is gone.
            let _ =
                if error.use_stderr() { stderr.write_all(text.as_bytes()) } else { stdout.write_all(text.as_bytes()) };
            return u8::try_from(error.exit_code()).unwrap_or(1);
        }
    };
    let coloured = std::io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty());
    let messages = Messages { format: cli.message_format, coloured };
    let done = match cli.task {
        Task::Codegen(task) => codegen::run(&task, &paths::mending_command(&args), messages, stdout, stderr),
        Task::Fetch(task) => fetch::run(&task, args.get(1..).unwrap_or_default(), stdout, stderr),
        Task::Update(task) => update::run(&task, args.get(1..).unwrap_or_default(), stdout, stderr),
        Task::Show(task) => show::run(&task, stdout),
        Task::Slice(task) => slice::run(&task, messages, stdout, stderr),
        Task::Corpus(task) => corpus::run(&task, stdout),
        Task::Conformance(task) => conformance::run(&task, stdout, stderr),
        Task::Diff(task) => {
            let done = diff::run(&task, std::io::stdout().is_terminal(), stdout, stderr);
            return compared(done, messages, stderr);
        }
        Task::Bench(task) => bench::run(&task, args.get(1..).unwrap_or_default(), stdout),
        Task::Fuzz(task) => fuzz::run(&task, args.get(1..).unwrap_or_default(), stdout),
        Task::Damage(task) => damage::run(&task, stdout),
        Task::Completions(task) => {
            completions::run(&task, Cli::command(), stdout);
            Ok(true)
        }
        Task::Explain(task) => explain::run(&task, stdout).map(|()| true),
        Task::Man(task) => man::run(&task, Cli::command(), stdout).map(|()| true),
    };
    match done {
        Ok(true) => 0,
        Ok(false) => 1,
        Err(error) => {
            let _ = stderr.write_all(messages.error(&error).as_bytes());
            error.code()
        }
    }
}

/// The exit code of a comparison, as `diff` has it.
fn compared(done: Result<bool, Error>, messages: Messages, stderr: &mut dyn Write) -> u8 {
    match done {
        Ok(true) => 0,
        Ok(false) => 1,
        Err(error) => {
            let _ = stderr.write_all(messages.error(&error).as_bytes());
            2
        }
    }
}
