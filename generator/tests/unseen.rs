//! Small damages that must not go unseen: they are refused where they are, or `diff` names them.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use odata_codegen::{Error, Inputs, Manifest, Source, diff::Metadata, error::Warnings};

const METADATA: &str = "<edmx:Edmx Version=\"4.0\" xmlns:edmx=\"http://docs.oasis-open.org/odata/ns/edmx\">
<edmx:DataServices>
<Schema Namespace=\"A\" xmlns=\"http://docs.oasis-open.org/odata/ns/edm\">
<EntityType Name=\"base\" Abstract=\"true\">
<Key><PropertyRef Name=\"id\"/></Key>
<Property Name=\"id\" Type=\"Edm.String\" Nullable=\"false\"/>
<Property Name=\"note\" Type=\"Edm.String\"/>
</EntityType>
<EntityType Name=\"item\" BaseType=\"A.base\"/>
<Action Name=\"send\"><Parameter Name=\"to\" Type=\"Edm.String\"/></Action>
<EntityContainer Name=\"C\"><EntitySet Name=\"items\" EntityType=\"A.item\"/><ActionImport Name=\"send\" Action=\"A.send\"/></EntityContainer>
</Schema>
</edmx:DataServices>
</edmx:Edmx>";

fn manifest() -> (Manifest, Source) {
    let text = "roots = [\"items\", \"send\"]\n[crate]\nname = \"unseen\"\npath = \".\"\n[source]\ncsdl = \"a.csdl\"\n"
        .to_owned();
    let source = Source { name: "codegen.toml".to_owned(), text };
    (Manifest::parse(&source).unwrap(), source)
}

fn inputs(text: &str) -> Inputs {
    Inputs { csdl: vec![Source { name: "a.csdl".to_owned(), text: text.to_owned() }], ..Inputs::default() }
}

fn damaged(before: &str, after: &str) -> Inputs {
    assert_eq!(METADATA.matches(before).count(), 1, "{before}");
    inputs(&METADATA.replace(before, after))
}

/// The first line of the message, and its place.
fn refused(before: &str, after: &str) -> (String, String) {
    let (manifest, source) = manifest();
    let error: Error = odata_codegen::generate(&damaged(before, after), &manifest, source).unwrap_err();
    let text = error.to_string();
    let mut lines = text.lines().map(|line| line.trim().to_owned());
    (lines.next().unwrap(), lines.next().unwrap())
}

fn changes(before: &str, after: &str) -> Vec<String> {
    let (manifest, source) = manifest();
    let of = |inputs| Metadata { inputs, manifest: &manifest, manifest_source: &source };
    let (old, new) = (inputs(METADATA), damaged(before, after));
    let diff = odata_codegen::diff::compare(of(&old), of(&new)).unwrap();
    diff.changes.into_iter().map(|change| format!("{}: {}", change.path, change.kind)).collect()
}

/// `base` has no struct of its own; what it declares is in that of `item`.
#[test]
fn a_change_of_a_base_type_without_a_struct() {
    // Without a key no entity can be addressed, so that `get`, `patch` and `delete` are gone.
    let (key, gone) = ("<Key><PropertyRef Name=\"id\"/></Key>", "A.item: request removed");
    assert_eq!(changes(key, ""), ["A.base: key changed", gone, gone, gone, "A.item/id: property writes allowed"]);
    assert_eq!(changes(" Nullable=\"false\"", ""), ["A.base/id: property nullable"]);
    assert_eq!(changes("<Property Name=\"note\" Type=\"Edm.String\"/>\n", ""), ["A.base/note: property removed"]);
}

#[test]
fn a_property_that_moves_from_the_base_type_is_no_other() {
    let (note, item) =
        ("<Property Name=\"note\" Type=\"Edm.String\"/>\n", "<EntityType Name=\"item\" BaseType=\"A.base\"/>");
    let moved = METADATA.replace(note, "").replace(item, &item.replace("/>", &format!(">{note}</EntityType>")));
    let (manifest, source) = manifest();
    let of = |inputs| Metadata { inputs, manifest: &manifest, manifest_source: &source };
    let (old, new) = (inputs(METADATA), inputs(&moved));
    let diff = odata_codegen::diff::compare(of(&old), of(&new)).unwrap();
    let kinds: Vec<String> = diff.changes.iter().map(|change| change.kind.to_string()).collect();
    assert_eq!(kinds, ["property moved"]);
}

#[test]
fn a_parameter_twice() {
    let parameter = "<Parameter Name=\"to\" Type=\"Edm.String\"/>";
    let (manifest, source) = manifest();
    let inputs = damaged(parameter, &parameter.repeat(2));
    let warnings = odata_codegen::generate(&inputs, &manifest, source.clone()).unwrap().report.warnings;
    let text = Warnings::new(warnings, &inputs, &source).human(false);
    assert!(text.starts_with("warning[CSDL603]: `to` is declared twice in `send`, with the same meaning"), "{text}");
    assert!(text.contains("--> a.csdl:10:78"), "{text}");
}

#[test]
fn a_schema_that_is_in_no_namespace_of_odata_or_not_there() {
    let (message, place) = refused("odata/ns/edm\">\n<EntityType", "odata/ns/edn\">\n<EntityType");
    assert_eq!(
        (message.as_str(), place.as_str()),
        ("error[CSDL121]: this `Schema` is in no namespace of OData", "--> a.csdl:3:1")
    );
    let end = METADATA.find("</Schema>\n").unwrap();
    let start = METADATA.find("<Schema").unwrap();
    let (message, place) = refused(&METADATA[start..end + 9], "");
    assert_eq!((message.as_str(), place.as_str()), ("error[CSDL120]: there is no `Schema`", "--> a.csdl:2:1"));
}

#[test]
fn a_tag_or_an_element_that_does_not_end() {
    let (message, place) = refused("Name=\"note\" Type=\"Edm.String\"/>", "Name=\"note\" Type=\"Edm.String\"");
    assert_eq!(message, "error[CSDL002]: malformed XML: the tag does not end before the next begins");
    assert_eq!(place, "--> a.csdl:7:1");
    let (message, place) = refused("Name=\"note\" Type=\"Edm.String\"/>", "Name=\"note\" Type=\"Edm.String\">");
    assert!(message.starts_with("error[CSDL002]: malformed XML: `Property` is not closed"), "{message}");
    assert_eq!(place, "--> a.csdl:7:1");
}
