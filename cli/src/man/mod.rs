//! `man`: the manual pages.

mod page;

use std::path::PathBuf;
use std::{fs, io};

use clap::Command;
use clap_mangen::Man;

use crate::output::{Change, Error, Part, WriteLock};
use crate::terminal::Terminal;

/// Prints the manual page, or writes one for each task too
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// Write the pages to this folder instead
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// Print all tasks as one page of Markdown: docs/commands.md
    #[arg(long, conflicts_with = "out")]
    pub page: bool,
}

const EXAMPLES: &str = "\
Examples:
  cargo odata man | man -l -
  cargo odata man --out ~/.local/share/man/man1 && man cargo-odata-codegen";

/// Prints the page of the command line, or writes all pages.
///
/// # Errors
///
/// A file cannot be written.
pub fn run(args: &Args, terminal: &mut Terminal<'_>) -> Result<bool, Error> {
    if args.page {
        let page = page::page(&terminal.command);
        terminal.print(&page);
        return Ok(true);
    }
    let pages = pages(terminal.command.clone(), &terminal.program.hyphenated());
    match (&args.out, pages.first()) {
        (None, Some((_, page))) => {
            terminal.write(page);
        }
        (None, None) => {}
        (Some(folder), _) => {
            let changes = pages.iter().map(|(name, page)| {
                let path = folder.join(name);
                Change {
                    replaces: fs::symlink_metadata(&path).is_ok_and(|there| there.is_file()),
                    path,
                    bytes: Some(page),
                }
            });
            WriteLock::acquire(folder)?.replace(&[Part { beside: folder, changes: changes.collect() }])?;
            terminal.line(format_args!("man: {} pages in {}", pages.len(), folder.display()));
        }
    }
    Ok(true)
}

/// The file of each page and what is in it; the first is that of the whole.
fn pages(command: Command, name: &str) -> Vec<(String, Vec<u8>)> {
    let mut command = command.name(name.to_owned()).disable_help_subcommand(true);
    command.build();
    let tasks = command.get_subcommands().map(|task| {
        let name = format!("{name}-{}", task.get_name());
        task.clone().name(name.clone()).display_name(name)
    });
    let commands: Vec<Command> = std::iter::once(command.clone().display_name(name.to_owned())).chain(tasks).collect();
    commands.into_iter().map(|command| (format!("{}.1", command.get_name()), roff(command))).collect()
}

fn roff(command: Command) -> Vec<u8> {
    let mut page = Vec::new();
    // To memory, which refuses nothing.
    let _: io::Result<()> = Man::new(command).render(&mut page);
    page
}
