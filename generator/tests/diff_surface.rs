//! What the client offers, one thing changed at a time: each is told with its class, and where.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use odata_codegen::{
    Inputs, Manifest, Source,
    diff::{Class, Metadata, compare},
};

const TYPES: &str = "\
    <EntityType Name=\"Ship\"><Key><PropertyRef Name=\"Id\"/></Key>\
    <Property Name=\"Id\" Type=\"Edm.Int32\" Nullable=\"false\"/><Property Name=\"Name\" Type=\"Edm.String\"/>\
    <NavigationProperty Name=\"Cabins\" Type=\"Collection(sea.Cabin)\" ContainsTarget=\"true\"/>\
    <NavigationProperty Name=\"Port\" Type=\"sea.Port\"/></EntityType>\
    <EntityType Name=\"Ferry\" BaseType=\"sea.Ship\"/>\
    <EntityType Name=\"Cabin\"><Key><PropertyRef Name=\"Id\"/></Key>\
    <Property Name=\"Id\" Type=\"Edm.Int32\" Nullable=\"false\"/><Property Name=\"Bed\" Type=\"Edm.String\"/></EntityType>\
    <EntityType Name=\"Port\"><Key><PropertyRef Name=\"Id\"/></Key>\
    <Property Name=\"Id\" Type=\"Edm.Int32\" Nullable=\"false\"/></EntityType>\
    <Action Name=\"Sink\" IsBound=\"true\"><Parameter Name=\"it\" Type=\"sea.Ship\"/></Action>";

/// Two entity sets of ships, one of ports, and annotations of paths from there.
fn metadata(types: &str, annotations: &str) -> Inputs {
    let text = format!(
        "<edmx:Edmx Version=\"4.0\" xmlns:edmx=\"http://docs.oasis-open.org/odata/ns/edmx\"><edmx:DataServices>\
         <Schema Namespace=\"sea\" xmlns=\"http://docs.oasis-open.org/odata/ns/edm\">{types}\
         <EntityContainer Name=\"All\"><EntitySet Name=\"Fleet\" EntityType=\"sea.Ship\"/>\
         <EntitySet Name=\"Wrecks\" EntityType=\"sea.Ship\"/><EntitySet Name=\"Ports\" EntityType=\"sea.Port\"/>\
         </EntityContainer>{annotations}</Schema></edmx:DataServices></edmx:Edmx>"
    );
    let csdl = vec![Source { name: String::from("sea.csdl"), text }];
    Inputs { csdl, ..Inputs::default() }
}

/// What is said of a target, by a term of the vocabulary of capabilities.
fn said(target: &str, term: &str, value: &str) -> String {
    format!(
        "<Annotations Target=\"sea.{target}\"><Annotation Term=\"Org.OData.Capabilities.V1.{term}\"><Record>{value}</Record>\
         </Annotation></Annotations>"
    )
}

fn restrictions(term: &str, value: &str) -> String {
    said("All/Fleet", term, value) + &said("All/Wrecks", term, value)
}

fn no(property: &str) -> String {
    format!("<PropertyValue Property=\"{property}\" Bool=\"false\"/>")
}

fn list(property: &str, path: &str) -> String {
    format!(
        "<PropertyValue Property=\"{property}\"><Collection><PropertyPath>{path}</PropertyPath></Collection></PropertyValue>"
    )
}

fn method(name: &str) -> String {
    format!("<PropertyValue Property=\"UpdateMethod\" EnumMember=\"Org.OData.Capabilities.V1.HttpMethod/{name}\"/>")
}

/// What is said of the way to the cabins, on the set of ships.
fn cabins(what: &str) -> String {
    let path = "<PropertyValue Property=\"NavigationProperty\" NavigationPropertyPath=\"Cabins\"/>";
    let all = format!(
        "<PropertyValue Property=\"RestrictedProperties\"><Collection><Record>{path}{what}</Record></Collection></PropertyValue>"
    );
    restrictions("NavigationRestrictions", &all)
}

/// Each change as `class kind path: before -> after`.
fn changes(old: &Inputs, new: &Inputs) -> Vec<String> {
    let text = "roots = [\"*\"]\n[crate]\nname = \"sea\"\npath = \".\"\n[source]\ncsdl = \"sea.csdl\"\n";
    let source = Source { name: String::from("codegen.toml"), text: text.to_owned() };
    let manifest = Manifest::parse(&source).map_err(|error| error.to_string()).unwrap();
    let state = |inputs| Metadata { inputs, manifest: &manifest, manifest_source: &source };
    let diff = compare(state(old), state(new)).map_err(|error| error.to_string()).unwrap();
    let classed = Class::ALL.map(|class| diff.of_class(class).map(move |change| (class, change)).collect::<Vec<_>>());
    let line = |(class, change): (Class, &odata_codegen::diff::Change)| {
        let text = [&change.before, &change.after].map(|text| text.clone().unwrap_or_default());
        format!("{} {} {}: {} -> {}", class.name(), change.kind.name(), change.path, text[0], text[1])
    };
    classed.into_iter().flatten().map(line).collect()
}

/// The changes when `what` is said that was not, and when it no longer is.
fn there_and_back(what: &str) -> [Vec<String>; 2] {
    let (without, with) = (metadata(TYPES, ""), metadata(TYPES, what));
    [changes(&without, &with), changes(&with, &without)]
}

#[test]
fn a_method_is_gone_when_no_path_has_it() {
    let refused = no("Deletable");
    let [there, back] = there_and_back(&restrictions("DeleteRestrictions", &refused));
    assert_eq!(
        there,
        [
            "breaking request-removed sea.Ferry: delete: Fleet/sea.Ferry, Wrecks/sea.Ferry -> ",
            "breaking request-removed sea.Ship: delete: Fleet, Wrecks -> ",
        ]
    );
    assert_eq!(back.iter().filter(|line| line.starts_with("compatible request-added ")).count(), 2, "{back:?}");
    let [there, back] = there_and_back(&said("All/Wrecks", "DeleteRestrictions", &refused));
    assert_eq!(
        there,
        [
            "docs request-paths-changed sea.Ferry: delete: Wrecks/sea.Ferry -> ",
            "docs request-paths-changed sea.Ship: delete: Wrecks -> ",
        ]
    );
    assert_eq!(back[1], "docs request-paths-changed sea.Ship:  -> delete: Wrecks");
}

#[test]
fn how_an_entity_is_updated_decides_its_methods() {
    let put = restrictions("UpdateRestrictions", &method("PUT"));
    let [there, back] = there_and_back(&put);
    let of_ship = |lines: &[String]| {
        let lines = lines.iter().filter(|line| line.contains(" sea.Ship: "));
        lines.cloned().collect::<Vec<_>>()
    };
    let [added, removed] = ["compatible request-added sea.Ship:  -> ", "breaking request-removed sea.Ship: "];
    assert_eq!(of_ship(&there), [format!("{removed}patch: Fleet, Wrecks -> "), format!("{added}put: Fleet, Wrecks")]);
    assert_eq!(of_ship(&back), [format!("{removed}put: Fleet, Wrecks -> "), format!("{added}patch: Fleet, Wrecks")]);
}

#[test]
fn restrictions_of_a_way_count_for_what_is_behind_it() {
    let [there, _] = there_and_back(&cabins(&format!(
        "<PropertyValue Property=\"InsertRestrictions\"><Record>{}</Record></PropertyValue>",
        no("Insertable")
    )));
    assert_eq!(there, ["breaking request-removed sea.Cabin: create: Fleet/Cabins, Wrecks/Cabins -> "]);
    let [there, _] = there_and_back(&said("All/Fleet/Cabins", "InsertRestrictions", &no("Insertable")));
    assert_eq!(there, ["docs request-paths-changed sea.Cabin: create: Fleet/Cabins -> "]);
    let refused = list("NonUpdatableProperties", "Bed");
    let [there, back] = there_and_back(&cabins(&format!(
        "<PropertyValue Property=\"UpdateRestrictions\"><Record>{refused}</Record></PropertyValue>"
    )));
    assert_eq!(there, ["breaking property-writes-restricted sea.Cabin/Bed: set at any time -> set on creation"]);
    assert_eq!(back, ["compatible property-writes-allowed sea.Cabin/Bed: set on creation -> set at any time"]);
}

#[test]
fn what_derived_types_inherit_is_told_once() {
    let [there, _] = there_and_back(&restrictions("UpdateRestrictions", &list("NonUpdatableProperties", "Name")));
    assert_eq!(there, ["breaking property-writes-restricted sea.Ship/Name: set at any time -> set on creation"]);
    let [there, _] = there_and_back(&said("All/Wrecks", "UpdateRestrictions", &list("NonUpdatableProperties", "Name")));
    assert_eq!(
        there,
        ["docs property-writes-changed sea.Ship/Name: set at any time -> set at any time, not by a change in Wrecks"]
    );
}

#[test]
fn what_is_deleted_elsewhere_is_not_deleted_behind_a_way() {
    let contained = TYPES.replace("Type=\"sea.Port\"", "Type=\"sea.Port\" ContainsTarget=\"true\"");
    let told = changes(&metadata(&contained, ""), &metadata(TYPES, ""));
    let of_port: Vec<&String> = told.iter().filter(|line| line.contains(" sea.Port: ")).collect();
    assert_eq!(
        of_port,
        [
            "docs request-paths-changed sea.Port: delete: Fleet/Port, Fleet/sea.Ferry/Port, Wrecks/Port, Wrecks/sea.Ferry/Port -> ",
            "docs request-paths-changed sea.Port: patch: Fleet/Port, Fleet/sea.Ferry/Port, Wrecks/Port, Wrecks/sea.Ferry/Port -> ",
        ]
    );
}

#[test]
fn an_operation_that_needs_a_binding_is_gone_where_there_is_none() {
    let explicit = "<Annotations Target=\"sea.Sink(sea.Ship)\"><Annotation Term=\"Org.OData.Core.V1.RequiresExplicitBinding\"/>\
                    </Annotations>";
    let [there, back] = there_and_back(explicit);
    assert_eq!(there, ["breaking operation-no-longer-offered sea.Ship/sea.Sink: action() -> "]);
    assert_eq!(back, ["compatible operation-offered sea.Ship/sea.Sink:  -> action()"]);
}

#[test]
fn what_a_derived_type_declares_again_is_compared() {
    let types = |nullable: &str| {
        let again = format!("<Property Name=\"Name\" Type=\"Edm.String\"{nullable}/></EntityType>");
        TYPES.replace("BaseType=\"sea.Ship\"/>", &format!("BaseType=\"sea.Ship\">{again}"))
    };
    let told = changes(&metadata(&types(""), ""), &metadata(&types(" Nullable=\"false\""), ""));
    assert_eq!(told, ["breaking property-not-nullable sea.Ferry/Name: may be null -> not null"]);
}

#[test]
fn the_order_of_elements_makes_no_difference() {
    let both = |one: &str, other: &str| {
        said("All/Fleet", one, &no("Deletable")) + &said("All/Wrecks", other, &no("Updatable"))
    };
    let one = both("DeleteRestrictions", "UpdateRestrictions");
    let (last, first) = one.split_at(one.find("<Annotations Target=\"sea.All/Wrecks").unwrap());
    let action = TYPES.find("<Action").unwrap();
    let types = format!("{}{}", &TYPES[action..], &TYPES[..action]);
    assert_eq!(changes(&metadata(TYPES, &one), &metadata(&types, &format!("{first}{last}"))), Vec::<String>::new());
}

/// An operation of a property's value has the property in the name of its method, which another operation may take.
#[test]
fn operations_of_values_are_told_by_their_properties() {
    let types = |more: &str| {
        TYPES.replacen("<NavigationProperty Name=\"Cabins\"", &format!("{more}<NavigationProperty Name=\"Cabins\""), 1)
            + "<Action Name=\"c_d\" IsBound=\"true\"><Parameter Name=\"it\" Type=\"Edm.Double\"/></Action>"
    };
    let property = |name: &str| format!("<Property Name=\"{name}\" Type=\"Edm.Double\"/>");
    let both = metadata(&types(&(property("a") + &property("b"))), "");
    let one = metadata(&types(&property("a")), "");
    let found = changes(&both, &one);
    assert!(
        found.contains(&String::from("breaking operation-no-longer-offered sea.Ship/b/sea.c_d: action() -> ")),
        "{found:?}"
    );

    let action = "<Action Name=\"a_c_d\" IsBound=\"true\"><Parameter Name=\"it\" Type=\"sea.Ship\"/></Action>";
    let renamed = metadata(&(types(&property("a")) + action), "");
    let found = changes(&one, &renamed);
    assert!(
        found.contains(&String::from("breaking rust-name-changed sea.Ship/a/sea.c_d: a_c_d -> a_c_d_")),
        "{found:?}"
    );
}
