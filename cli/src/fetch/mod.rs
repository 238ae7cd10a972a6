//! `fetch`: the service's metadata in, the slice and its record on disk out.
//!
//! All is done in memory until the last step, which writes all files or none.

mod address;
mod answer;
pub mod args;
mod body;
mod download;
mod error;
mod http;
mod progress;
pub mod record;
mod slice;
mod store;
mod task;
mod token;

pub use self::download::{Download, Wanted};
pub use self::error::Error;
pub use self::store::{Update, apply};
pub use self::task::{Fetched, Slices, prepare};
use crate::inputs;
use crate::output::WriteLock;
use crate::terminal::Terminal;
use args::Args;

/// Fetches the metadata of the services that the arguments mean: of all that have a `url`, or of one.
///
/// # Errors
///
/// The metadata cannot be fetched or is refused, or a file cannot be read or written; nothing on disk has changed.
pub fn run(args: &Args, terminal: &mut Terminal<'_>) -> Result<bool, Error> {
    WriteLock::finish_killed_here()?;
    let manifest = inputs::manifest::find(args.manifest.as_deref())?;
    let mut lock = WriteLock::acquire(&manifest)?;
    let fetched = prepare(&manifest, args, terminal.err)?;
    let (outcomes, updates): (Vec<_>, Vec<_>) = fetched.into_iter().map(|it| (it.outcome, it.update)).unzip();
    apply(&mut lock, &updates, &[], Vec::new())?;
    for outcome in outcomes {
        let outcome = terminal.program.name_in(&outcome.to_string());
        terminal.line(format_args!("fetch: {outcome}"));
    }
    Ok(true)
}
