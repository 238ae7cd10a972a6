//! The tasks, and how one of them is chosen and run.

use std::ffi::OsString;
use std::io::{ErrorKind, IsTerminal as _, Write};

use clap::{Command, CommandFactory, FromArgMatches, Parser, Subcommand};

use crate::failure::Failure;
use crate::program::Program;
use crate::terminal::{MessageFormat, Messages, Terminal};
use crate::{codegen, completions, diff, explain, fetch, init, man, show, slice, update};

/// A set of tasks with what each needs to run.
pub trait CommandLine: Subcommand {
    /// Runs the task; `false` if a check failed. `words` are the arguments from the task's name on.
    ///
    /// # Errors
    ///
    /// Those of the task.
    fn run(&self, words: &[OsString], terminal: &mut Terminal<'_>) -> Result<bool, Box<dyn Failure>>;
}

/// A task of a user of the generator. What each does is said by its arguments, from which the help text is made.
#[derive(Debug, Subcommand)]
pub enum Task {
    Init(init::args::Args),
    Codegen(codegen::args::Args),
    Fetch(fetch::args::Args),
    Update(update::args::Args),
    Show(show::args::Args),
    Slice(slice::args::Args),
    Diff(diff::args::Args),
    Explain(explain::Args),
    Completions(completions::Args),
    Man(man::Args),
}

impl CommandLine for Task {
    fn run(&self, words: &[OsString], terminal: &mut Terminal<'_>) -> Result<bool, Box<dyn Failure>> {
        Ok(match self {
            Self::Init(args) => init::run(args, terminal)?,
            Self::Codegen(args) => codegen::run(args, &terminal.program.mending(words), terminal)?,
            Self::Fetch(args) => fetch::run(args, terminal)?,
            Self::Update(args) => update::run(args, terminal)?,
            Self::Show(args) => show::run(args, terminal)?,
            Self::Slice(args) => slice::run(args, terminal)?,
            Self::Diff(args) => diff::run(args, terminal)?,
            Self::Explain(args) => explain::run(args, terminal)?,
            Self::Completions(args) => completions::run(args, terminal),
            Self::Man(args) => man::run(args, terminal)?,
        })
    }
}

/// Generates a typed Rust crate from the metadata of an OData service
#[derive(Debug, Parser)]
#[command(version, after_help = EXAMPLES)]
struct Line<T: Subcommand> {
    #[command(subcommand)]
    task: T,
    /// How problems of the input are printed
    #[arg(long, global = true, value_name = "FORMAT", default_value = "human")]
    message_format: MessageFormat,
}

const EXAMPLES: &str = "\
Examples:
  cargo odata init --url 'https://services.odata.org/V4/TripPinServiceRW/$metadata'
  cargo odata fetch && cargo odata codegen
  cargo odata codegen --csdl northwind.xml --all --out ../northwind

`cargo odata TASK --help` has examples of each task.";

/// Runs one of a set of tasks, as the arguments of the process say, and returns the exit code.
pub fn execute<T: CommandLine>(args: &[OsString], stdout: &mut dyn Write, stderr: &mut dyn Write) -> u8 {
    let (program, own) = Program::find(args);
    let words = args.get(own..).unwrap_or_default();
    let command = command::<T>(&program);
    let whole = std::iter::once(OsString::from(program.to_string())).chain(words.iter().cloned());
    let parsed = command.clone().try_get_matches_from(whole).and_then(|matches| Line::<T>::from_arg_matches(&matches));
    let line = match parsed {
        Ok(line) => line,
        Err(error) => {
            let text = error.render().to_string();
            // Nobody is left to tell when the terminal is gone.
            let _ =
                if error.use_stderr() { stderr.write_all(text.as_bytes()) } else { stdout.write_all(text.as_bytes()) };
            return u8::try_from(error.exit_code()).unwrap_or(1);
        }
    };
    let coloured = std::io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty());
    let mut terminal = Terminal {
        out: stdout,
        err: stderr,
        messages: Messages { format: line.message_format, coloured },
        program,
        command,
        is_interactive: std::io::stdout().is_terminal(),
        lost: None,
    };
    let done = line.task.run(words, &mut terminal);
    if let Err(error) = terminal.out.flush() {
        terminal.lost.get_or_insert(error);
    }
    if let Some(error) = terminal.lost.take().filter(|error| error.kind() != ErrorKind::BrokenPipe) {
        terminal.note(format_args!("error: the result cannot be written: {error}"));
        return 1;
    }
    match done {
        Ok(true) => 0,
        Ok(false) => 1,
        Err(failure) => {
            terminal.fail(&*failure);
            failure.code()
        }
    }
}

/// The command line of a set of tasks, whose help names the command as it was called.
#[must_use]
pub fn command<T: Subcommand>(program: &Program) -> Command {
    let name = program.to_string();
    named(Line::<T>::command(), program).name(program.hyphenated()).bin_name(name)
}

fn named(command: Command, program: &Program) -> Command {
    let after_help = command.get_after_help().map(|text| program.name_in(&text.to_string()));
    let command = command.mut_subcommands(|task| named(task, program)).mut_args(|arg| {
        let help = arg.get_help().map(|text| program.name_in(&text.to_string()));
        match help {
            Some(help) => arg.help(help),
            None => arg,
        }
    });
    match after_help {
        Some(text) => command.after_help(text),
        None => command,
    }
}
