//! JSON through emitted models, beside serde's derive on the same struct.

use std::hint::black_box;
use std::path::Path;

use generated::models::ManagedDeviceEncryptionState;
use serde::{Serialize, de::DeserializeOwned};

use super::args::Once;
use super::page::{self, Derived, Flattened, Page};
use super::table::{Table, bytes, ratio, time};
use super::{child, measure};
use crate::error::Error;

/// The pages that a child process keeps, so that they outweigh the rest of it.
const HELD: usize = 64;

/// Reading and writing one page takes about a millisecond: a run is several.
const REPEATS: u16 = 20;

/// A page with nothing but declared properties, and one with more.
///
/// # Errors
///
/// The child processes fail.
pub(super) fn table(runs: u16) -> Result<Table, Error> {
    let empty = measure::process(&mut child::command(Once::Pages, Path::new("")))?.peak;
    let held = |once| measure::process(&mut child::command(once, Path::new(""))).map(|process| process.peak - empty);
    let (derived, models) = (held(Once::Derived)?, held(Once::Models)?);

    let mut table = Table::new(&["page", "structs", "read", "to derive", "write", "to derive", "memory", "to derive"]);
    page_rows(&mut table, "declared properties only", false, runs, [derived, models]);
    page_rows(&mut table, "two more an entity", true, runs, [0, 0]);
    table.note(format!(
        "A page of {}; each figure is the median of {runs} times {REPEATS} pages. Memory is what {HELD} pages add to \
         the largest resident set of a process.",
        bytes(page::text(false).len() as u64)
    ));
    Ok(table)
}

#[expect(clippy::cast_precision_loss, reason = "three figures are shown")]
fn page_rows(table: &mut Table, name: &str, undeclared: bool, runs: u16, memory: [u64; 2]) {
    let text = page::text(undeclared);
    let derived: Page<Derived> = parse(&text);
    let flattened: Page<Flattened> = parse(&text);
    let models: Page<ManagedDeviceEncryptionState> = parse(&text);
    let [read_derived, read_flattened, read_models, write_derived, write_flattened, write_models] = measure::medians(
        runs,
        [
            &mut || read::<Derived>(&text),
            &mut || read::<Flattened>(&text),
            &mut || read::<ManagedDeviceEncryptionState>(&text),
            &mut || write(&derived),
            &mut || write(&flattened),
            &mut || write(&models),
        ],
    )
    .map(|seconds| seconds / f64::from(REPEATS));
    let mut row = |structs: &str, read: f64, write: f64, memory: u64, of: u64| {
        let (bytes, share) = match memory {
            0 => (String::new(), String::new()),
            memory => (bytes(memory), ratio(memory as f64 / of as f64)),
        };
        let (to_read, to_write) = (ratio(read / read_derived), ratio(write / write_derived));
        table.row([name.to_owned(), structs.to_owned(), time(read), to_read, time(write), to_write, bytes, share]);
    };
    row("derive", read_derived, write_derived, memory[0], memory[0]);
    if undeclared {
        row("derive, `flatten` keeps the rest", read_flattened, write_flattened, 0, 0);
    }
    row("emitted", read_models, write_models, memory[1], memory[0]);
}

/// An empty page where the text is wrong, which no run of this program comes to.
fn parse<T: DeserializeOwned>(text: &str) -> Page<T> {
    serde_json::from_str(text).unwrap_or(Page { value: Vec::new() })
}

fn read<T: DeserializeOwned>(text: &str) {
    for _ in 0..REPEATS {
        drop(black_box(parse::<T>(black_box(text))));
    }
}

fn write<T: Serialize>(page: &Page<T>) {
    for _ in 0..REPEATS {
        drop(black_box(serde_json::to_vec(black_box(page))));
    }
}

/// Reads pages and keeps them to the end.
pub(super) fn hold(once: Once) {
    let text = page::text(false);
    match once {
        Once::Models => drop(black_box(pages::<ManagedDeviceEncryptionState>(&text))),
        Once::Derived => drop(black_box(pages::<Derived>(&text))),
        _ => drop(black_box(text)),
    }
}

fn pages<T: DeserializeOwned>(text: &str) -> Vec<Page<T>> {
    (0..HELD).map(|_| parse(text)).collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

    use super::*;

    #[test]
    fn all_structs_read_the_page_and_write_the_same() {
        for undeclared in [false, true] {
            let text = page::text(undeclared);
            let expected: serde_json::Value = serde_json::from_str(&text).unwrap();
            let models = serde_json::to_value(parse::<ManagedDeviceEncryptionState>(&text)).unwrap();
            let flattened = serde_json::to_value(parse::<Flattened>(&text)).unwrap();
            assert!(models == expected && flattened == expected);
            let derived = serde_json::to_value(parse::<Derived>(&text)).unwrap();
            assert_eq!(derived == expected, !undeclared);
        }
    }
}
