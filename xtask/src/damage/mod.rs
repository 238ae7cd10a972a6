//! `cargo xtask damage`: what becomes of each small damage of the project's metadata.
//!
//! A damage is of one character, one attribute or one element. It must be refused at its place or by its name, give the same
//! crate, or give a difference that `diff` names; anything else would be a mistake that nobody sees.

pub mod args;
mod change;
mod element;
mod table;
mod verdict;

use std::io::Write;

use crate::corpus::slices::Random;
use crate::error::Error;
use crate::project;
use args::Args;
use cargo_odata::inputs::{self, Job};
use change::KINDS;
use table::Row;
use verdict::Whole;

/// Runs the task; `false` if a damage goes unseen.
///
/// # Errors
///
/// The project's metadata cannot be read, or is refused as it stands.
pub fn run(args: &Args, stdout: &mut dyn Write) -> Result<bool, Error> {
    let services = inputs::manifest::all(&project::manifest(), None)?;
    let services = services.iter().map(|path| Whole::new(Job::by_manifest(path)?)).collect::<Result<Vec<_>, _>>()?;
    let mut random = Random(args.seed);
    let mut rows = Vec::new();
    // Not each kind fits the element that chance picks.
    for number in 0.. {
        if rows.len() >= args.count {
            break;
        }
        let whole = &services[number % services.len()];
        let kind = KINDS[number / services.len() % KINDS.len()];
        let text = whole.text();
        if let Some(damage) = change::apply(kind, text, &mut random).filter(|damage| damage.text != text) {
            let verdict = whole.judge(&damage);
            rows.push(Row::new(whole.name(), damage, verdict));
        }
    }
    let _ = stdout.write_all(table::markdown(&rows).as_bytes());
    Ok(rows.iter().all(Row::holds))
}
