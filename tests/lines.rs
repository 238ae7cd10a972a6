//! How many lines of the emitted crate a change of the service's metadata changes: what a reviewer of an update has to read.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use std::collections::{BTreeMap, BTreeSet};

use odata_codegen::{Inputs, Manifest};
use similar::{ChangeTag, TextDiff};
use tests::{cases, project};

/// The width of a line of a table.
const WIDTH: usize = 120;

/// A changed line: its file, whether it was added, and its text.
type Change = (String, bool, String);

/// An element that is put into the slice before another one, which is there once.
#[derive(Clone, Copy)]
struct Insertion<'a> {
    element: &'a str,
    before: &'a str,
}

/// An element between two properties of the type.
fn between(element: &str) -> Insertion<'_> {
    Insertion { element, before: "<Property Name=\"osVersion\"" }
}

fn insert(text: &mut String, insertion: &Insertion<'_>) {
    let places: Vec<usize> = text.match_indices(insertion.before).map(|(place, _)| place).collect();
    let [place] = places[..] else { panic!("{} is there {} times", insertion.before, places.len()) };
    text.insert_str(place, insertion.element);
}

/// The files of the project's crate, with a change of the slice and of the overlay.
fn files(slice: &[Insertion<'_>], overlay: &str) -> BTreeMap<String, String> {
    let folder = project::root().join("metadata");
    let mut manifest_source = project::source(&folder.join("codegen.toml")).unwrap();
    // Otherwise the crate has the navigation properties alone that its roots lead through.
    manifest_source.text.push_str("\n[slice]\nnavigation-targets = true\n");
    let manifest = Manifest::parse(&manifest_source).unwrap();
    let mut csdl = project::source(&folder.join(&manifest.source.csdl)).unwrap();
    for insertion in slice {
        insert(&mut csdl.text, insertion);
    }
    let mut overlays: Vec<_> =
        manifest.source.overlays.iter().map(|overlay| project::source(&folder.join(overlay)).unwrap()).collect();
    let [own] = &mut overlays[..] else { panic!("there are {} overlays", overlays.len()) };
    own.text = own.text.replace("</Schema>", &format!("{overlay}</Schema>"));
    let inputs = Inputs { csdl: vec![csdl], references: Vec::new(), overlays };
    let output = odata_codegen::generate(&inputs, &manifest, manifest_source).unwrap_or_else(|error| panic!("{error}"));
    output.files.into_iter().map(|file| (file.path, file.text)).collect()
}

/// The lines that elements between the properties, and what the overlay says of them, add to the files and remove from them.
/// `before` stands there already.
fn changes(before: &[Insertion<'_>], more: &[Insertion<'_>], overlay: &str) -> Vec<Change> {
    let all: Vec<Insertion<'_>> = before.iter().chain(more).copied().collect();
    let (before, after) = (files(before, ""), files(&all, overlay));
    let paths: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
    let mut changes = Vec::new();
    for path in paths {
        let text = |files: &BTreeMap<String, String>| files.get(path).cloned().unwrap_or_default();
        let (before, after) = (text(&before), text(&after));
        let diff = TextDiff::from_lines(&before, &after);
        for change in diff.iter_all_changes().filter(|change| change.tag() != ChangeTag::Equal) {
            changes.push((path.clone(), change.tag() == ChangeTag::Insert, change.value().to_owned()));
        }
    }
    changes
}

/// What the overlay says of a property of the type.
fn described(property: &str) -> String {
    format!(
        "<Annotations Target=\"microsoft.graph.managedDeviceEncryptionState/{property}\">\
         <Annotation Term=\"Org.OData.Core.V1.Description\" String=\"What it is in a line.\" /></Annotations>"
    )
}

/// So many lines are added, and none changes or goes.
fn assert_adds(changes: &[Change], most: usize) {
    assert!(!changes.is_empty() && changes.len() <= most, "{} lines and not {most}: {changes:#?}", changes.len());
    assert!(changes.iter().all(|(_, is_added, _)| *is_added), "{changes:#?}");
}

#[test]
fn a_property() {
    let property = between("<Property Name=\"ownerName\" Type=\"Edm.String\" />");
    assert_adds(&changes(&[], &[property], &described("ownerName")), 7);
}

#[test]
fn a_property_whose_line_is_broken() {
    let name = "recoveryKeyEscrowLocationOfTheDevice";
    let element = format!("<Property Name=\"{name}\" Type=\"Edm.String\" />");
    let changes = changes(&[], &[between(&element)], &described(name));
    // It has a row more in each of the two tables.
    assert_adds(&changes, 9);
    assert!(changes.len() > 7, "no line is broken: {changes:#?}");
}

#[test]
fn a_member_of_an_enumeration() {
    let element = "<Member Name=\"watch\" Value=\"102\" />";
    let member = Insertion { element, before: "<Member Name=\"unknown\" Value=\"255\"" };
    assert_adds(&changes(&[], &[member], ""), 3);
}

#[test]
fn a_member_of_flags() {
    let element = "<Member Name=\"tpmLocked\" Value=\"65536\" />";
    let member = Insertion { element, before: "<Member Name=\"tpmNotReady\"" };
    assert_adds(&changes(&[], &[member], ""), 1);
}

#[test]
fn a_navigation_property() {
    const TYPE: &str = "microsoft.graph.managedDeviceEncryptionState";
    let known = format!("<NavigationProperty Name=\"paired\" Type=\"{TYPE}\" />");
    let one = format!("<NavigationProperty Name=\"parent\" Type=\"{TYPE}\" />");
    let many = format!("<NavigationProperty Name=\"peers\" Type=\"Collection({TYPE})\" />");
    // The first paths to a type stand in the documentation of its requests; here each way from the type leads to it again.
    let is_path =
        |line: &str| ["GET", "POST", "PATCH", "DELETE"].iter().any(|verb| line.contains(&format!("/// `{verb} /")));
    // The first navigation property of a type brings the head and the end of a table.
    for (before, table) in [(&[between(&known)][..], 0), (&[], 5)] {
        // Requests for a collection are two rows, broken behind what its builders allow.
        for (element, name, lines) in [(&one, "parent", 8), (&many, "peers", 9)] {
            let mut changes = changes(before, &[between(element)], &described(name));
            changes.retain(|(_, _, line)| !is_path(line));
            assert_adds(&changes, lines + table);
        }
    }
}

/// The rows of the tables of a file.
fn rows(text: &str) -> Vec<&str> {
    let mut rows = Vec::new();
    let mut is_table = false;
    for line in text.lines() {
        match line {
            _ if line.starts_with("odata_runtime::") && line.ends_with("! {") => is_table = !line.contains("contract!"),
            "}" => is_table = false,
            _ if is_table => rows.push(line),
            _ => {}
        }
    }
    rows
}

/// Whether a row could be broken: a comma or arrow is within it, outside of brackets and literals.
fn has_pieces(row: &str) -> bool {
    let (mut depth, mut is_literal, mut before) = (0_usize, false, ' ');
    for (place, c) in row.char_indices() {
        match c {
            '"' if before != '\\' => is_literal = !is_literal,
            _ if is_literal => {}
            '(' | '<' | '{' => depth += 1,
            ')' | '}' => depth -= 1,
            '>' if !matches!(before, '-' | '=') => depth -= 1,
            _ if depth == 0 && [", ", " => ", ") -> "].iter().any(|mark| row[place..].starts_with(mark)) => {
                return true;
            }
            _ => {}
        }
        before = c;
    }
    false
}

#[test]
fn no_row_is_wider_than_a_page_unless_one_piece_alone_is() {
    let mut outputs = cases::all().unwrap();
    outputs.push((String::from("generated"), project::generate(None).unwrap()));
    let (mut count, mut wide) = (0, 0);
    for (name, output) in outputs {
        for file in output.files {
            for row in rows(&file.text) {
                let is_attribute = ["///", "#["].iter().any(|start| row.trim_start().starts_with(start));
                count += 1;
                if row.chars().count() > WIDTH && !is_attribute {
                    wide += 1;
                    assert!(!has_pieces(row.trim_start()), "{name}, {}: {row}", file.path);
                }
            }
        }
    }
    assert!(count > 500 && wide > 0, "{count} rows, {wide} of them wide");
}
