//! `diff`: what differs between two states of the metadata, and whether it breaks users.

pub mod args;
mod error;
mod git;
mod json;
pub(crate) mod markdown;
mod states;
mod text;

use args::{Args, Color, Format};

pub use self::error::Error;
use crate::terminal::{Terminal, escape};

/// Runs the task; `false` if there is a change that `--fail-on` asks about.
///
/// # Errors
///
/// A file or revision cannot be read, or the metadata of one of the states is refused.
pub fn run(args: &Args, terminal: &mut Terminal<'_>) -> Result<bool, Error> {
    let (old, new) = states::read(args)?;
    let diff = odata_codegen::diff::compare(old.metadata(), new.metadata())?;
    for note in &diff.notes {
        terminal.note(format_args!("note: {}", escape::visible(note)));
    }
    let written = match args.format {
        Format::Text => text::write(&diff, has_colors(args.color, terminal.is_interactive)),
        Format::Markdown => markdown::write(&diff),
        Format::Json => json::write(&diff),
    };
    terminal.print(&written);
    Ok(!diff.changes.iter().any(|change| args.fail_on.includes(change.kind.class())))
}

fn has_colors(color: Color, is_interactive: bool) -> bool {
    match color {
        Color::Always => true,
        Color::Never => false,
        Color::Auto => is_interactive && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty()),
    }
}
