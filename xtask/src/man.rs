//! `cargo xtask man`: the manual pages.

use std::io::Write;
use std::path::PathBuf;
use std::{fs, io};

use clap::Command;
use clap_mangen::Man;

use crate::error::Error;
use crate::write::{Change, Part, Turn};

/// Prints the manual page, or writes one for each task too
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// Write the pages to this folder instead
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
}

const EXAMPLES: &str = "\
Examples:
  cargo xtask man | man -l -
  cargo xtask man --out ~/.local/share/man/man1 && man cargo-xtask-codegen";

/// Prints the page of the command line, or writes all pages.
///
/// # Errors
///
/// A file cannot be written.
pub fn run(args: &Args, command: Command, stdout: &mut dyn Write) -> Result<(), Error> {
    let pages = pages(command);
    match (&args.out, pages.first()) {
        (None, Some((_, page))) => {
            let _ = stdout.write_all(page);
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
            Turn::take(folder)?.replace(&[Part { beside: folder, changes: changes.collect() }])?;
            let _ = writeln!(stdout, "man: {} pages in {}", pages.len(), folder.display());
        }
    }
    Ok(())
}

/// The file of each page and what is in it; the first is that of the whole.
fn pages(command: Command) -> Vec<(String, Vec<u8>)> {
    let mut command = command.name("cargo-xtask").disable_help_subcommand(true);
    command.build();
    let tasks = command.get_subcommands().map(|task| {
        let name = format!("cargo-xtask-{}", task.get_name());
        task.clone().name(name.clone()).display_name(name)
    });
    let commands: Vec<Command> = std::iter::once(command.clone().display_name("cargo-xtask")).chain(tasks).collect();
    commands.into_iter().map(|command| (format!("{}.1", command.get_name()), page(command))).collect()
}

fn page(command: Command) -> Vec<u8> {
    let mut page = Vec::new();
    // To memory, which refuses nothing.
    let _: io::Result<()> = Man::new(command).render(&mut page);
    page
}
