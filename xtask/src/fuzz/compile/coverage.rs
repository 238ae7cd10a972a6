//! What a run has compiled.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use odata_codegen::File;

use super::constructs::CONSTRUCTS;
use super::sample::{Kind, Sample};

/// The counts of a run.
#[derive(Default)]
pub(super) struct Coverage {
    schemas: u64,
    bytes: usize,
    crates: BTreeMap<Kind, u64>,
    pub(super) failures: u64,
    pairs: BTreeSet<(usize, usize)>,
    named: BTreeSet<(usize, String)>,
}

impl Coverage {
    /// Counts a schema, with the crate that the generator made of it.
    pub(super) fn add(&mut self, sample: &Sample, files: Option<&[File]>) {
        self.schemas += 1;
        let Some(files) = files else { return };
        *self.crates.entry(sample.kind).or_default() += 1;
        self.bytes += files.iter().map(|file| file.text.len()).sum::<usize>();
        for one in &sample.constructs {
            self.pairs.extend(sample.constructs.range(one + 1..).map(|other| (*one, *other)));
        }
        self.named.extend(sample.named.iter().cloned());
    }

    /// A table, and the sum in the last line.
    pub(super) fn text(&self, words: usize, seconds: f64) -> String {
        let mut text = String::from("| schemas of | crates |\n|---|---:|\n");
        for (kind, count) in &self.crates {
            let _ = writeln!(text, "| {} | {count} |", kind.name());
        }
        let constructs = CONSTRUCTS.len();
        let _ = writeln!(text, "\n{} of {} pairs of constructs", self.pairs.len(), constructs * (constructs - 1) / 2);
        let _ = writeln!(text, "{words} words, {} names of a construct made of one", self.named.len());
        let crates = self.crates.values().sum::<u64>();
        let _ = writeln!(
            text,
            "{crates} crates of {} schemas compiled: {} failed; {} refused by the generator; {} bytes of Rust, {seconds:.0} s",
            self.schemas,
            self.failures,
            self.schemas - crates,
            self.bytes,
        );
        text
    }
}
