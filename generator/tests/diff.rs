//! Two states of a schema: each kind of change is found and nothing else, and what is no change is none.
#![expect(clippy::format_push_string, reason = "a table")]

#[path = "diff/cases.rs"]
mod cases;

use std::collections::BTreeSet;

use cases::{Case, MANIFEST, cases, inputs, metadata};
use odata_codegen::{
    Error, Inputs, Manifest, Source,
    diff::{Class, Diff, Kind, Metadata},
};

fn compare(old: &Inputs, new: &Inputs) -> Result<Diff, Error> {
    compare_by(MANIFEST, old, new)
}

fn compare_by(manifest: &str, old: &Inputs, new: &Inputs) -> Result<Diff, Error> {
    let source = Source { name: String::from("codegen.toml"), text: manifest.to_owned() };
    let manifest = Manifest::parse(&source)?;
    let state = |inputs| Metadata { inputs, manifest: &manifest, manifest_source: &source };
    odata_codegen::diff::compare(state(old), state(new))
}

/// A case alone, in both states.
fn states(case: &Case) -> [Inputs; 2] {
    [0, 1].map(|state| inputs(metadata(std::slice::from_ref(case), state)))
}

#[test]
fn each_kind_of_change_is_found_and_nothing_else() {
    let mut wrong = Vec::new();
    for case in cases() {
        let [old, new] = states(&case);
        let diff = compare(&old, &new).map_err(|error| error.to_string()).unwrap();
        let mut kinds: Vec<Kind> = diff.changes.iter().map(|change| change.kind).collect();
        let mut expected: Vec<Kind> = [case.kind].into_iter().chain(case.also.iter().copied()).collect();
        kinds.sort();
        expected.sort();
        if kinds != expected {
            wrong.push(format!("{:?}, not {expected:?}: {:#?}", case.kind, diff.changes));
            continue;
        }
        let found = diff.changes.iter().find(|change| change.kind == case.kind).unwrap();
        let namespace = format!("{:?}", case.kind);
        let in_container = case.path.starts_with("All") || case.path == "Other";
        let path =
            format!("{}.{}", if in_container { "Main" } else { &namespace }, case.path.replace("Self", &namespace));
        assert_eq!(found.path, path);
        let is_one_sided = case.kind.name().ends_with("-added") || case.kind.name().ends_with("-removed");
        assert!(!is_one_sided || found.before.is_none() || found.after.is_none(), "{found:?}");
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn each_kind_has_a_case_and_a_meaning() {
    let with_case: BTreeSet<Kind> = cases().iter().map(|case| case.kind).collect();
    let all: BTreeSet<Kind> = Kind::ALL.iter().copied().collect();
    assert_eq!(with_case, all);
    assert_eq!(all.len(), Kind::ALL.len());
    for kind in Kind::ALL {
        assert!(!kind.meaning().odata.is_empty() && !kind.meaning().rust.is_empty());
    }
    assert_eq!(Kind::PropertyAdded.name(), "property-added");
    assert_eq!(Kind::RustNameChanged.to_string(), "Rust name changed");
    assert!(Class::Breaking < Class::Docs);
}

#[test]
fn a_file_does_not_differ_from_itself() {
    for state in [0, 1] {
        let text = inputs(metadata(&cases(), state));
        assert_eq!(compare(&text, &text).unwrap().changes, []);
    }
}

#[test]
fn order_aliases_and_white_space_make_no_difference() {
    let schema = |attributes: &str, body: &str| {
        format!(
            "<edmx:Edmx Version=\"4.0\" xmlns:edmx=\"http://docs.oasis-open.org/odata/ns/edmx\"><edmx:DataServices>\
             <Schema Namespace=\"A.B\"{attributes} xmlns=\"http://docs.oasis-open.org/odata/ns/edm\">{body}</Schema>\
             </edmx:DataServices></edmx:Edmx>"
        )
    };
    let old = schema(
        "",
        "<EnumType Name=\"T\"><Member Name=\"X\" Value=\"0\"/><Member Name=\"Y\" Value=\"1\"/></EnumType>\
         <ComplexType Name=\"C\"><Property Name=\"P\" Type=\"A.B.T\"/><Property Name=\"Q\" Type=\"Edm.String\" \
         MaxLength=\"3\" Unicode=\"false\"/></ComplexType>",
    );
    let new = schema(
        " Alias=\"S\"",
        "\n  <ComplexType Name=\"C\">\n    <Property MaxLength=\"3\" Unicode=\"false\" Type=\"Edm.String\" Name=\"Q\" />\n    \
         <Property Type=\"S.T\" Nullable=\"true\" Name=\"P\"></Property>\n  </ComplexType>\n  <EnumType Name=\"T\">\
         <Member Value=\"1\" Name=\"Y\"/><Member Value=\"0\" Name=\"X\"/></EnumType>\n",
    );
    let manifest = MANIFEST.replace("[service]\nnamespace = \"Main\"\n", "");
    assert_eq!(compare_by(&manifest, &inputs(old), &inputs(new)).unwrap().changes, []);
}

/// A root that one state does not have is a change; one that neither has is an error.
#[test]
fn a_root_may_be_new() {
    let case = cases().into_iter().find(|case| case.kind == Kind::EntitySetAdded).unwrap();
    let [old, new] = states(&case);
    let by = |roots: &str| compare_by(&MANIFEST.replace("\"*\"", roots), &old, &new);
    let diff = by("\"EntitySetAddedEs\", \"EntitySetAddedFs\"").unwrap();
    assert_eq!(diff.notes, ["the old metadata has no `EntitySetAddedFs`"]);
    let kinds: Vec<Kind> = diff.changes.iter().map(|change| change.kind).collect();
    assert_eq!(kinds, [Kind::TypeAdded, Kind::EntitySetAdded]);
    assert_eq!(by("\"EntitySetAddedEs\"").unwrap(), Diff::default());
    assert!(by("\"Nothing\"").unwrap_err().to_string().contains("the root `Nothing` matches nothing"));
}

#[test]
fn a_rename_is_suggested() {
    let case = cases().into_iter().find(|case| case.kind == Kind::PropertyRemoved).unwrap();
    let old = metadata(std::slice::from_ref(&case), 0).replace("\"P\"", "\"displayName\"");
    let new = old.replace("\"displayName\"", "\"displayNames\"");
    let diff = compare(&inputs(old), &inputs(new)).unwrap();
    let removed = diff.changes.iter().find(|change| change.kind == Kind::PropertyRemoved).unwrap();
    assert_eq!(removed.renamed_to.as_deref(), Some("displayNames"));
}

/// The name of a type depends on others whose names are equal after casing.
#[test]
fn a_type_that_takes_the_name_of_another_is_told() {
    let case = cases().into_iter().find(|case| case.kind == Kind::TypeAdded).unwrap();
    let [old, new] = [0, 1].map(|state| {
        let text = metadata(std::slice::from_ref(&case), state);
        let rival = "<ComplexType Name=\"c\"/></Schema>\n</edmx:DataServices>";
        inputs(text.replace("</Schema>\n</edmx:DataServices>", rival))
    });
    let diff = compare(&old, &new).unwrap();
    let kinds: Vec<Kind> = diff.changes.iter().map(|change| change.kind).collect();
    assert_eq!(kinds, [Kind::TypeAdded, Kind::RustNameChanged], "{:#?}", diff.changes);
}
