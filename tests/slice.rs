//! The slice as CSDL: the service's whole metadata gives what is checked in, and what is written can be read by others.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::{
    collections::{BTreeMap, BTreeSet},
    env, fs,
    path::{Path, PathBuf},
};

use odata_codegen::{Inputs, Manifest, Source, Subset};
use tests::project;

const ROOT: &str = "deviceManagement/managedDeviceEncryptionStates";

fn manifest(root: &str, more: &str) -> (Manifest, Source) {
    let text = format!("roots = [\"{root}\"]\n{more}\n[crate]\nname = \"x\"\npath = \".\"\n[source]\ncsdl = \"x\"\n");
    let source = Source { name: String::from("codegen.toml"), text };
    (Manifest::parse(&source).unwrap(), source)
}

fn try_slice(csdl: Source, root: &str, more: &str) -> Result<Subset, odata_codegen::Error> {
    let (manifest, source) = manifest(root, more);
    odata_codegen::subset(&Inputs { csdl: vec![csdl], ..Inputs::default() }, &manifest, source)
}

fn slice(csdl: Source, root: &str) -> Subset {
    try_slice(csdl, root, "").unwrap()
}

fn named(text: &str) -> Source {
    Source { name: String::from("metadata.csdl"), text: text.to_owned() }
}

/// What a reader of another maker finds: for each type its properties and members, with types and values.
fn read(text: &str) -> BTreeMap<String, BTreeSet<String>> {
    let document = roxmltree::Document::parse(text).unwrap();
    let types = document.descendants().filter(|node| node.has_tag_name_ending("Type"));
    let types = types.map(|ty| {
        let attribute = |node: roxmltree::Node, name| node.attribute(name).unwrap_or_default().to_owned();
        let members =
            ty.children().filter(|node| matches!(node.tag_name().name(), "Property" | "NavigationProperty" | "Member"));
        let members = members.map(|node| {
            let of =
                ["Name", "Type", "Value", "Nullable", "ContainsTarget"].map(|name| attribute(node, name)).join(" ");
            // The one file has an alias, the other has not.
            format!(
                "{} {}",
                node.tag_name().name(),
                of.replace("graph.", "microsoft.graph.").replace("microsoft.microsoft", "microsoft")
            )
        });
        let name = format!("{} {} {}", ty.tag_name().name(), attribute(ty, "Name"), attribute(ty, "IsFlags"));
        (name, members.collect())
    });
    types.collect()
}

trait Ending {
    fn has_tag_name_ending(&self, end: &str) -> bool;
}

impl Ending for roxmltree::Node<'_, '_> {
    fn has_tag_name_ending(&self, end: &str) -> bool {
        self.is_element() && self.tag_name().name().ends_with(end) && self.tag_name().name() != "ReturnType"
    }
}

/// The references of a file that lead nowhere, found without our reader.
fn dangling(text: &str) -> Vec<String> {
    let document = roxmltree::Document::parse(text).unwrap();
    let mut declared = BTreeSet::new();
    for schema in
        document.descendants().filter(|node| node.has_tag_name(("http://docs.oasis-open.org/odata/ns/edm", "Schema")))
    {
        let namespace = schema.attribute("Namespace").unwrap();
        declared.extend(schema.children().filter_map(|node| Some(format!("{namespace}.{}", node.attribute("Name")?))));
    }
    let included: Vec<&str> = document
        .descendants()
        .filter(|node| node.tag_name().name() == "Include")
        .map(|node| node.attribute("Namespace").unwrap())
        .collect();
    let sets: BTreeSet<&str> = document
        .descendants()
        .filter(|node| matches!(node.tag_name().name(), "EntitySet" | "Singleton"))
        .map(|node| node.attribute("Name").unwrap())
        .collect();
    let mut dangling = Vec::new();
    for node in document.descendants() {
        for name in ["Type", "BaseType", "EntityType", "UnderlyingType", "Action", "Function"] {
            let Some(value) = node.attribute(name) else { continue };
            let value = value.strip_prefix("Collection(").map_or(value, |rest| rest.trim_end_matches(')'));
            let is_included = included.iter().any(|namespace| value.starts_with(&format!("{namespace}.")));
            if !value.starts_with("Edm.") && !declared.contains(value) && !is_included {
                dangling.push(value.to_owned());
            }
        }
        if node.tag_name().name() == "NavigationPropertyBinding" {
            let target = node.attribute("Target").unwrap();
            let set = target.split('/').next().unwrap();
            if !sets.contains(set) {
                dangling.push(target.to_owned());
            }
        }
        if node.tag_name().name() == "Annotations" {
            let target = node.attribute("Target").unwrap();
            let head = target.split(['/', '(']).next().unwrap();
            if !declared.contains(head) {
                dangling.push(target.to_owned());
            }
        }
    }
    dangling
}

fn corpus() -> Option<PathBuf> {
    let corpus = env::var_os("ODATA_CORPUS").map(PathBuf::from);
    if corpus.is_none() {
        println!("skipped: ODATA_CORPUS does not point at a folder of metadata");
    }
    corpus
}

fn own() -> String {
    fs::read_to_string(project::root().join("metadata/managed-device-encryption-state.csdl")).unwrap()
}

#[test]
fn two_states_of_the_whole_service_give_the_types_that_are_checked_in() {
    let Some(corpus) = corpus() else { return };
    let ours = read(&own());
    for file in ["graph/beta-2021-07-13.xml", "graph/beta-Mooncake-2022-10-05.csdl"] {
        let path = corpus.join(file);
        let whole = project::source(&path).unwrap();
        let slice = slice(whole.clone(), ROOT);
        let theirs = read(&slice.text);
        let count =
            |types: &BTreeMap<_, BTreeSet<String>>| (types.len(), types.values().map(BTreeSet::len).sum::<usize>());
        println!("{file}: {:?} types and members, ours {:?}", count(&theirs), count(&ours));
        assert_eq!(theirs, ours, "{file}");
        assert_eq!(dangling(&slice.text), [] as [&str; 0]);
        assert_eq!(self::slice(named(&slice.text), ROOT).text, slice.text, "to slice it again changes something");

        let scratch = tempfile::NamedTempFile::new().unwrap();
        fs::write(scratch.path(), &slice.text).unwrap();
        let (own, theirs) = (api(None), api(Some(scratch.path())));
        assert_eq!(theirs, own, "{file}");
    }
}

fn api(csdl: Option<&Path>) -> String {
    project::generate(csdl).unwrap().report.summary
}

#[test]
fn what_is_checked_in_is_canonical() {
    for (folder, file) in [("metadata", "managed-device-encryption-state.csdl"), ("metadata/voyages", "voyages.csdl")] {
        let text = fs::read_to_string(project::root().join(folder).join(file)).unwrap();
        let manifest = project::source(&project::root().join(folder).join("codegen.toml")).unwrap();
        let inputs = Inputs { csdl: vec![named(&text)], ..Inputs::default() };
        let slice = odata_codegen::subset(&inputs, &Manifest::parse(&manifest).unwrap(), manifest).unwrap();
        assert!(slice.text == text, "run `cargo xtask slice --manifest {folder}/codegen.toml --out {folder}/{file}`");
        assert_eq!(dangling(&text), [] as [&str; 0]);
    }
}

#[test]
fn each_case_is_sliced_for_each_of_its_roots_without_a_loose_end() {
    let (everything, source) = manifest("*", "");
    for case in fs::read_dir(project::root().join("tests/cases")).unwrap().map(Result::unwrap) {
        let csdl = project::source(&case.path().join("metadata.csdl")).unwrap();
        let inputs = Inputs { csdl: vec![csdl.clone()], ..Inputs::default() };
        // A file with references to others is a case of its own.
        if csdl.text.contains("<edmx:Reference") {
            continue;
        }
        let roots = ["*", "*/*", "*.*"]
            .map(|pattern| odata_codegen::roots(&inputs, &everything, source.clone(), pattern).unwrap());
        for root in roots.into_iter().flatten() {
            let slice = slice(csdl.clone(), &root);
            let loose = dangling(&slice.text);
            assert!(loose.is_empty(), "{}, {root}: {loose:?}\n{}", case.path().display(), slice.text);
            assert!(self::slice(named(&slice.text), &root).text == slice.text, "{root} again");
        }
    }
}

/// Cases in which no name that a root needs is like one that it does not need: that would bear a mark in the whole alone.
const WITHOUT_NAMESAKES: [&str; 14] = [
    "alternate-keys",
    "containers",
    "described",
    "entity-values",
    "explicit-bindings",
    "faulty",
    "keys",
    "navigability",
    "operations-of-values",
    "overloads",
    "redeclared",
    "restrictions",
    "rights",
    "updates",
];

/// A crate is the same, whether the rest of the service is in the file or not.
#[test]
fn a_slice_gives_the_crate_that_the_whole_metadata_gives() {
    let (everything, source) = manifest("*", "");
    for case in WITHOUT_NAMESAKES {
        let csdl = project::source(&project::root().join("tests/cases").join(case).join("metadata.csdl")).unwrap();
        // In the order that a slice has.
        let whole = Inputs { csdl: vec![named(&slice(csdl, "*").text)], ..Inputs::default() };
        let roots = ["*", "*/*", "*.*"]
            .map(|pattern| odata_codegen::roots(&whole, &everything, source.clone(), pattern).unwrap());
        for root in roots.into_iter().flatten() {
            // A slice for a type has no container, whose name would be the service's.
            let (manifest, source) = manifest(&root, "[service]\ntitle = \"Case\"");
            let sliced = odata_codegen::subset(&whole, &manifest, source.clone()).unwrap().text;
            let part = Inputs { csdl: vec![named(&sliced)], ..Inputs::default() };
            let files = |inputs| odata_codegen::generate(inputs, &manifest, source.clone()).unwrap().files;
            for (of_part, of_whole) in files(&part).iter().zip(&files(&whole)) {
                let place = format!("{case}, {root}: {}", of_whole.path);
                assert!(of_part == of_whole, "{place}\n{}\n{}\n{sliced}", of_part.text, of_whole.text);
            }
        }
    }
}

const SHOP: &str = r#"<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx">
  <edmx:Reference Uri="https://example.org/Core.xml"><edmx:Include Namespace="Org.OData.Core.V1" Alias="Core"/></edmx:Reference>
  <edmx:Reference Uri="https://example.org/Capabilities.xml"><edmx:Include Namespace="Org.OData.Capabilities.V1" Alias="Capabilities"/></edmx:Reference>
  <edmx:Reference Uri="https://example.org/Unused.xml"><edmx:Include Namespace="Un.used" Alias="Unused"/></edmx:Reference>
  <edmx:DataServices>
    <Schema Namespace="shop" Alias="self" xmlns="http://docs.oasis-open.org/odata/ns/edm">
      <Annotations Target="self.Order/Customer"><Annotation Term="Core.Description" String="Who &quot;ordered&quot;&#10;it"/></Annotations>
      <EntityType Name="Order">
        <Property Nullable="false" Type="Edm.String" Name="Id"/>
        <Key><PropertyRef Name="Id"/></Key>
        <NavigationProperty Type="self.Customer" Name="Customer" Partner="Orders"/>
        <Property Name="Amount" Type="self.Money"/>
      </EntityType>
      <EntityType Name="Express" BaseType="self.Order"/>
      <ComplexType Name="Money"><Property Name="Value" Type="Edm.Decimal"/></ComplexType>
      <EntityType Name="Customer">
        <Key><PropertyRef Name="Id"/></Key>
        <Property Name="Id" Type="Edm.String" Nullable="false"/>
        <Property Name="Name" Type="Edm.String"/>
        <NavigationProperty Name="Orders" Type="Collection(self.Order)" Partner="Customer"/>
      </EntityType>
      <Action Name="Cancel" IsBound="true"><Parameter Name="order" Type="self.Order"/></Action>
      <EntityContainer Name="Shop">
        <EntitySet EntityType="self.Order" Name="Orders">
          <NavigationPropertyBinding Target="Customers" Path="Customer"/>
          <Annotation Term="Capabilities.ExpandRestrictions"><Record>
            <PropertyValue Property="NonExpandableProperties"><Collection>
              <NavigationPropertyPath>Customer</NavigationPropertyPath>
            </Collection></PropertyValue>
            <PropertyValue Property="MaxLevels" Int="2"/>
          </Record></Annotation>
        </EntitySet>
        <EntitySet Name="Customers" EntityType="self.Customer"/>
      </EntityContainer>
    </Schema>
  </edmx:DataServices>
</edmx:Edmx>"#;

#[test]
fn what_a_root_does_not_need_is_cut_off_and_what_it_names_with_it() {
    insta::assert_snapshot!("slice_of_orders", slice(named(SHOP), "Orders").text);
}

#[test]
fn a_path_keeps_what_it_leads_through() {
    insta::assert_snapshot!("slice_of_orders_customer", slice(named(SHOP), "Orders/Customer").text);
}

#[test]
fn derived_types_targets_and_exclusions_are_a_choice() {
    let kept = |root: &str, more: &str| {
        let slice = try_slice(named(SHOP), root, more).unwrap();
        slice.reasons.into_keys().map(|name| name["shop.".len()..].to_owned()).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(kept("Orders", ""), "Money Order");
    assert_eq!(kept("Orders", "[slice]\nderived-types = true"), "Express Money Order");
    assert_eq!(kept("Orders", "[slice]\nnavigation-targets = true"), "Customer Money Order");
    assert_eq!(kept("Orders", "[slice]\nexclude = [\"shop.Mon*\"]"), "Order");
    assert_eq!(kept("*s", "[slice]\nexclude = [\"Customers\"]"), "Money Order");
    assert_eq!(kept("Ord*/C*", "[slice]\nexclude = [\"shop.Cancel\"]"), "Customer Order");
    assert_eq!(kept("shop.*", "[slice]\nexclude = [\"shop.Order\"]"), "Customer Money");

    let refused = |root: &str, more: &str| try_slice(named(SHOP), root, more).unwrap_err().to_string();
    insta::assert_snapshot!(
        "slice_refusals",
        [
            refused("Orders", "[slice]\nexclude = [\"shop.Mony\"]"),
            refused("Orders", "[slice]\nexclude = [\"shop.Order\"]"),
            refused("Ordres*", ""),
        ]
        .join("\n\n")
    );
}

#[test]
fn why_a_type_is_kept_is_a_way_to_a_root() {
    let slice = slice(named(SHOP), "Orders");
    let why: Vec<String> =
        slice.why("shop.Money").iter().map(|(name, reason)| format!("{name}: {}", reason.because)).collect();
    assert_eq!(why, ["shop.Money: shop.Order/Amount", "shop.Order: root Orders"]);
    assert!(slice.why("shop.Customer").is_empty());
}
