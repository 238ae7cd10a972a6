//! Two states of real metadata, 15 months apart: what `diff` counts is what a count of the XML alone finds.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "census/count.rs"]
mod count;

use std::{collections::BTreeMap, env, fs, path::PathBuf};

use count::Census;
use odata_codegen::{
    Inputs, Manifest, Source,
    diff::{Change, Kind, Metadata},
};

/// The name under which the independent count has a change; `None` for what it does not look at.
fn counted(change: &Change) -> Option<String> {
    use Kind::*;
    let is_of_property = !change.path.contains('(');
    Some(match change.kind {
        TypeAdded
        | TypeRemoved
        | PropertyAdded
        | PropertyRemoved
        | PropertyMoved
        | NavigationPropertyAdded
        | NavigationPropertyRemoved
        | NavigationPropertyMoved
        | MemberAdded
        | MemberRemoved
        | MemberValueChanged
        | OperationAdded
        | OperationRemoved
        | EntitySetAdded
        | EntitySetRemoved
        | SingletonAdded
        | SingletonRemoved
        | ImportAdded
        | ImportRemoved => change.kind.name(),
        LeftOutAdded | LeftOutRemoved => {
            let element = if is_of_property { "property" } else { "operation" };
            change.kind.name().replace("left-out", element)
        }
        PropertyTypeChanged | PropertyCollectionChanged => String::from("property type changed"),
        TypeRespelled if is_of_property => String::from("property type changed"),
        PropertyNullable | PropertyNotNullable | ReadOnlyPropertyNullabilityChanged => {
            String::from("property nullability changed")
        }
        NavigationPropertyTypeChanged | NavigationPropertyCollectionChanged => String::from("navigation type changed"),
        ResourceTypeChanged | ImportRetargeted => String::from("container target changed"),
        _ => return None,
    })
}

#[test]
fn two_states_of_a_large_schema_differ_as_their_xml_does() {
    let Some(corpus) = env::var_os("ODATA_CORPUS").map(PathBuf::from) else {
        println!("ODATA_CORPUS is not set: nothing to try");
        return;
    };
    let read = |name: &str| {
        let source = Source::from_bytes(name, &fs::read(corpus.join("graph").join(name)).unwrap()).unwrap();
        Inputs { csdl: vec![source], ..Inputs::default() }
    };
    let (old, new) = (read("beta-2021-07-13.xml"), read("beta-Mooncake-2022-10-05.csdl"));
    let text = "roots = [\"*\"]\n[crate]\nname = \"all\"\npath = \".\"\n[source]\ncsdl = \"metadata.csdl\"\n";
    let source = Source { name: String::from("codegen.toml"), text: text.to_owned() };
    let manifest = Manifest::parse(&source).unwrap();
    let state = |inputs| Metadata { inputs, manifest: &manifest, manifest_source: &source };
    let diff = odata_codegen::diff::compare(state(&old), state(&new)).unwrap();
    let mut found: BTreeMap<String, usize> = BTreeMap::new();
    for name in diff.changes.iter().filter_map(counted) {
        *found.entry(name).or_default() += 1;
    }
    let census = |inputs: &Inputs| Census::of(&inputs.csdl[0].text);
    let expected = count::compare(&census(&old), &census(&new));
    let expected: BTreeMap<String, usize> =
        expected.into_iter().map(|(name, count)| (name.to_owned(), count)).collect();
    assert_eq!(found, expected);
    assert!(found.values().sum::<usize>() > 3000, "{found:?}");

    let same = odata_codegen::diff::compare(state(&new), state(&new)).unwrap();
    assert_eq!(same.changes, []);
}
