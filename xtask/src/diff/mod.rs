//! `cargo xtask diff`: what differs between two states of the metadata, and whether it breaks users.

pub mod args;
mod git;
mod json;
pub(crate) mod markdown;
mod states;
mod text;

use std::io::Write;

use args::{Args, Color, Format};

use crate::error::Error;
use crate::escape;

/// Runs the task; `false` if there is a change that `--fail-on` asks about. `terminal`: somebody sees colours.
///
/// # Errors
///
/// A file or revision cannot be read, or the metadata of one of the states is refused.
pub fn run(args: &Args, terminal: bool, stdout: &mut dyn Write, stderr: &mut dyn Write) -> Result<bool, Error> {
    let (old, new) = states::read(args)?;
    let diff = odata_codegen::diff::compare(old.metadata(), new.metadata())?;
    for note in &diff.notes {
        let _ = writeln!(stderr, "note: {}", escape::visible(note));
    }
    let written = match args.format {
        Format::Text => text::write(&diff, has_colors(args.color, terminal)),
        Format::Markdown => markdown::write(&diff),
        Format::Json => json::write(&diff),
    };
    let _ = stdout.write_all(written.as_bytes());
    Ok(!diff.changes.iter().any(|change| args.fail_on.includes(change.kind.class())))
}

fn has_colors(color: Color, terminal: bool) -> bool {
    match color {
        Color::Always => true,
        Color::Never => false,
        Color::Auto => terminal && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty()),
    }
}
