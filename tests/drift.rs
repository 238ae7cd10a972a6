//! The checked-in crate is what the metadata gives, and the same bytes every time.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::{collections::BTreeMap, fs, path::Path, thread};

use tests::project;

fn files(folder: &Path, prefix: &str, found: &mut BTreeMap<String, String>) {
    for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
        let name = format!("{prefix}{}", entry.file_name().into_string().unwrap());
        if entry.file_type().unwrap().is_dir() {
            files(&entry.path(), &format!("{name}/"), found);
        } else {
            found.insert(name, fs::read_to_string(entry.path()).unwrap());
        }
    }
}

#[test]
fn the_checked_in_crates_are_what_the_metadata_gives() {
    for (manifest, folder) in [("codegen.toml", "generated"), ("voyages/codegen.toml", "tests/voyages")] {
        let output = project::generate_by(&project::root().join("metadata").join(manifest), None).unwrap();
        let emitted: BTreeMap<_, _> = output.files.into_iter().map(|file| (file.path, file.text)).collect();
        let mut checked_in = BTreeMap::new();
        files(&project::root().join(folder), "", &mut checked_in);
        assert_eq!(emitted.keys().collect::<Vec<_>>(), checked_in.keys().collect::<Vec<_>>());
        for (path, text) in &emitted {
            assert!(checked_in[path] == *text, "{folder}/{path} differs; run `cargo xtask codegen`");
        }
    }
}

#[test]
fn the_number_of_threads_changes_nothing() {
    let run = |threads| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| project::generate(None).unwrap().files)
    };
    assert!(run(1) == run(4));
}

#[test]
fn two_runs_give_the_same_bytes() {
    // Each thread has random state of its own for whatever hashes.
    let runs = [(); 4].map(|()| thread::spawn(|| project::generate(None).unwrap().files));
    let [first, rest @ ..] = runs.map(|run| run.join().unwrap());
    assert!(rest.iter().all(|files| *files == first));
}
