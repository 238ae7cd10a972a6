//! What a type is called depends on its own name, not on the slice nor on its neighbours.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::{collections::BTreeSet, path::Path};

use odata_codegen::Source;
use tests::project;

/// The types, by wire name, and the builders, by type.
fn names(csdl: &Source, roots: &[&str]) -> BTreeSet<String> {
    let text = format!(
        "roots = {roots:?}\n[crate]\nname = \"names\"\npath = \".\"\n[source]\ncsdl = \"metadata.csdl\"\n[service]\nnamespace = \"Case\"\n"
    );
    let manifest = Source { name: String::from("codegen.toml"), text };
    let output = project::everything("names", vec![csdl.clone()], Vec::new(), Some(manifest)).unwrap();
    let declares =
        |line: &&str| ["struct ", "enum ", "flags ", "union ", "requests "].iter().any(|kind| line.starts_with(kind));
    output.report.summary.lines().filter(declares).map(str::to_owned).collect()
}

fn schema(types: &str) -> Source {
    let text = format!(
        "<edmx:Edmx Version=\"4.0\" xmlns:edmx=\"http://docs.oasis-open.org/odata/ns/edmx\"><edmx:DataServices>\
         <Schema Namespace=\"Case\" xmlns=\"http://docs.oasis-open.org/odata/ns/edm\">{types}<EntityContainer Name=\"C\">\
         <EntitySet Name=\"items\" EntityType=\"Case.item\"/></EntityContainer></Schema></edmx:DataServices></edmx:Edmx>"
    );
    Source { name: String::from("metadata.csdl"), text }
}

fn entity(name: &str) -> String {
    format!(
        "<EntityType Name=\"{name}\"><Key><PropertyRef Name=\"id\"/></Key>\
         <Property Name=\"id\" Type=\"Edm.String\" Nullable=\"false\"/></EntityType>"
    )
}

#[test]
fn a_slice_has_the_names_of_the_whole() {
    let case = Path::new(env!("CARGO_MANIFEST_DIR")).join("cases/names/metadata.csdl");
    let csdl = project::source(&case).unwrap();
    let all = names(&csdl, &["*"]);
    for root in
        ["Case.solution", "Case.itemPatch", "Case.billing.billing", "Case.Billing.billing", "new", "collections"]
    {
        let slice = names(&csdl, &[root]);
        assert!(!slice.is_empty() && slice.is_subset(&all), "{root}: {slice:?}");
    }
}

#[test]
fn a_type_that_is_added_renames_no_other() {
    let before = names(&schema(&entity("item")), &["*"]);
    let derived = ["itemPatch", "anyItem", "itemCollection", "itemRequestBuilder", "itemCollectionRequestBuilder"];
    for added in derived {
        let after = names(&schema(&(entity("item") + &entity(added))), &["*"]);
        assert!(before.is_subset(&after), "{added}: {after:?}");
        // Nor does it have another name where there is nothing that it could be mistaken for.
        let alone = names(
            &schema(&(entity("item") + &entity(added).replace("item", "thing").replace("Item", "Thing"))),
            &["*"],
        );
        let renamed: BTreeSet<_> =
            alone.iter().map(|line| line.replace("Thing", "Item").replace("thing", "item")).collect();
        assert_eq!(renamed, after, "{added}");
    }
    let before = names(&schema(&(entity("item") + &entity("anyItem") + &entity("itemPatch"))), &["*"]);
    let after =
        names(&schema(&(entity("item") + &entity("anyItem") + &entity("itemPatch") + &entity("anyItemPatch"))), &["*"]);
    assert!(before.is_subset(&after), "{after:?}");
}
