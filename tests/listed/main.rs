//! What the documentation of emitted crates lists as requests: a method sends each of them, and the metadata forbids none.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod emitted;
mod inputs;
mod metadata;
mod offered;
mod path;
mod restricted;
mod rules;
mod values;
mod wrong;

use emitted::Emitted;
use fastrand::Rng;
use inputs::Files;
use metadata::Metadata;
use odata_codegen::Source;
use roxmltree::Document;

/// How many times restrictions are put at random into metadata.
const SEEDS: usize = 20;

/// The faults that a check finds in all crates, each with the crate's name.
fn faults(check: impl Fn(&Files, &Emitted) -> Vec<String>) -> Vec<String> {
    let (mut faults, mut listed) = (Vec::new(), 0);
    for files in Files::all() {
        let Some(output) = files.generate() else { continue };
        let emitted = Emitted::read(&output.files);
        listed += emitted.listed().count();
        faults.extend(check(&files, &emitted).into_iter().map(|fault| format!("{}: {fault}", files.name)));
    }
    assert!(listed > 500, "only {listed} requests were read");
    faults
}

/// The requests of a crate that metadata forbids.
fn forbidden(csdl: &[Source], references: &[Source], emitted: &Emitted) -> Vec<String> {
    let (own, others) = (documents(csdl), documents(references));
    let metadata = Metadata::read(&own, &others);
    let refusal = |listed: &emitted::Listed| {
        let why = rules::refusal(&metadata, &listed.method, &listed.path)?;
        Some(format!("{} {}: {why}", listed.verb, listed.path))
    };
    let refusal_of_call = |(listed, path): (&emitted::Listed, &str)| {
        let why = rules::way_refusal(&metadata, path)?;
        Some(format!("{} {}: {why}", listed.verb, listed.path))
    };
    emitted.requests().filter_map(refusal).chain(emitted.calls().filter_map(refusal_of_call)).collect()
}

fn documents(sources: &[Source]) -> Vec<Document<'_>> {
    sources.iter().map(|source| Document::parse(&source.text).unwrap()).collect()
}

#[test]
fn a_method_sends_each_request_that_is_listed() {
    let faults = faults(|_, emitted| offered::faults(emitted));
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn metadata_forbids_no_request_that_is_listed() {
    let faults = faults(|files, emitted| forbidden(&files.csdl, &files.references, emitted));
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// Metadata of the cases says little of what is not allowed.
#[test]
fn both_hold_with_restrictions_at_random() {
    let (mut faults, mut listed) = (Vec::new(), [0, 0]);
    for files in Files::cases() {
        let Some(whole) = files.generate() else { continue };
        listed[0] += SEEDS * Emitted::read(&whole.files).requests().count();
        for seed in 0..SEEDS {
            let files = files.restricted(&mut Rng::with_seed(seed as u64));
            let Some(output) = files.generate() else {
                faults.push(format!("{}, seed {seed}: refused", files.name));
                continue;
            };
            let emitted = Emitted::read(&output.files);
            listed[1] += emitted.requests().count();
            let found = offered::faults(&emitted).into_iter();
            let found = found.chain(forbidden(&files.csdl, &files.references, &emitted));
            faults.extend(found.map(|fault| format!("{}, seed {seed}: {fault}", files.name)));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    assert!(listed[1] > 1000 && listed[1] < listed[0] * 9 / 10, "{listed:?}: the restrictions restrict nothing");
}
