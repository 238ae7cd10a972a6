//! A small schema for each construct of CSDL: what is emitted, and that it compiles.
//!
//! A folder of `cases/` is a case: its `*.csdl` files, the `*.xml` files that they refer to, and a `codegen.toml` where the
//! defaults do not show the construct.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "../xtask/src/fuzz/tables.rs"]
mod tables;

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

use odata_codegen::{Output, Source};
use quick_xml::events::Event;
use tests::{cases, project, workspace};

fn cases() -> Vec<(String, Output)> {
    cases::all().unwrap()
}

/// The features of resources, by the lines of the summary.
fn features(output: &Output) -> impl Iterator<Item = &str> {
    let names = output.report.summary.lines().filter_map(|line| line.strip_prefix("feature "));
    names.filter_map(|rest| Some(rest.split_once(" = ")?.0))
}

/// How often each start tag occurs, told by nothing but the XML.
fn tags(files: &[Source]) -> BTreeMap<String, usize> {
    let mut tags = BTreeMap::new();
    for file in files {
        let mut reader = quick_xml::Reader::from_str(&file.text);
        loop {
            match reader.read_event().unwrap() {
                Event::Start(tag) | Event::Empty(tag) => {
                    let name = tag.local_name().into_inner().to_owned();
                    *tags.entry(name).or_default() += 1;
                }
                Event::Eof => break,
                _ => {}
            }
        }
    }
    tags
}

/// A term that changes what is emitted is described, and shown by a case.
#[test]
fn each_term_has_a_row_and_a_case() {
    let coverage = fs::read_to_string(project::root().join("docs/coverage.md")).unwrap();
    let folders = cases::folders().unwrap();
    let cases: String =
        folders.iter().flat_map(|folder| cases::sources(folder, "csdl").unwrap()).map(|source| source.text).collect();
    let name = |term: &str| term.rsplit('.').next().unwrap_or_default().to_owned();
    let missing = |text: &str| -> Vec<String> {
        odata_codegen::unstable::terms().filter(|term| !text.contains(&name(term))).collect()
    };
    assert_eq!(missing(&coverage), [""; 0], "in docs/coverage.md");
    assert_eq!(missing(&cases), [""; 0], "in tests/cases");
}

#[test]
fn each_element_is_emitted_or_left_out_for_a_reason() {
    for folder in cases::folders().unwrap() {
        let mut files = cases::sources(&folder, "csdl").unwrap();
        files.extend(cases::sources(&folder, "xml").unwrap());
        let tags = tags(&files);
        for count in cases::generate(&folder).unwrap().report.elements {
            let place = format!("{} of {}", count.element, folder.display());
            assert_eq!(count.read, tags.get(count.element).copied().unwrap_or_default(), "{place}");
            assert_eq!(count.read, count.emitted + count.left.values().sum::<usize>(), "{place}");
        }
    }
}

#[test]
fn emitted_files() {
    insta::with_settings!({
        snapshot_path => "snapshots/cases",
        prepend_module_to_snapshot => false,
        omit_expression => true,
    }, {
        for (name, output) in cases() {
            let has_features = features(&output).next().is_some();
            let mut text = output.report.summary;
            for warning in output.report.warnings {
                text.extend(["\nwarning: ", &warning.message]);
            }
            let depends_on_case = |path: &str| {
                ["src/models/", "src/requests/", "types/"].iter().any(|folder| path.starts_with(folder))
                    || has_features && ["Cargo.toml", "README.md", "src/client.rs"].contains(&path)
            };
            for file in output.files.iter().filter(|file| depends_on_case(&file.path)) {
                text.extend(["\n\n==== ", &file.path, "\n", &file.text]);
            }
            insta::assert_snapshot!(name, text);
        }
    });
}

#[test]
fn tables_are_of_the_grammar() {
    for (name, output) in cases() {
        for file in output.files.iter().filter(|file| Path::new(&file.path).extension().is_some_and(|end| end == "rs"))
        {
            assert_eq!(tables::check(&file.text), Ok(()), "{name}, {}\n{}", file.path, file.text);
        }
    }
}

#[test]
fn emitted_crates_compile_without_a_warning() {
    let checked = workspace::check(Path::new(env!("CARGO_TARGET_TMPDIR")), "cases", cases()).unwrap();
    assert!(checked.status.success(), "{}", String::from_utf8_lossy(&checked.stderr));
}

/// Each feature alone, and none.
#[test]
fn crates_with_features_compile_with_any_of_them() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let with_features = || cases().into_iter().filter(|(_, output)| features(output).next().is_some());
    let workspace = workspace::write(folder, "features", with_features()).unwrap();
    for (name, output) in with_features() {
        for feature in features(&output).chain(["", "full"]) {
            for client in ["", "requests", "client"] {
                let arguments =
                    ["--package", &name, "--no-default-features", "--features", &format!("{client},{feature}")];
                let checked = workspace::clippy(folder, &workspace, &arguments).unwrap();
                let errors = String::from_utf8_lossy(&checked.stderr);
                assert!(checked.status.success(), "{name} with `{feature}` and `{client}`: {errors}");
            }
        }
    }
}

#[test]
fn the_table_of_constructs_names_each_case() {
    let table = fs::read_to_string(project::root().join("docs/coverage.md")).unwrap();
    let named: BTreeSet<&str> = table
        .lines()
        .filter_map(|row| row.trim_end_matches(" |").rsplit_once(" | "))
        .flat_map(|(_, cases)| cases.split(", "))
        .filter_map(|case| case.strip_prefix('`')?.strip_suffix('`'))
        .collect();
    let cases: BTreeSet<String> = cases::folders().unwrap().iter().map(|folder| cases::name(folder)).collect();
    assert_eq!(named, cases.iter().map(String::as_str).collect());
}
