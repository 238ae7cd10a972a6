//! Files that refer to others, and types that no input declares: what is an error, and what is left out.
#![expect(clippy::expect_used, reason = "a test fails by panicking")]

use odata_codegen::{Inputs, Manifest, Output, Source, generate};

/// A file with that in front of its one schema.
fn file(name: &str, references: &str, schema: &str) -> Source {
    Source {
        name: name.to_owned(),
        text: format!(
            r#"<edmx:Edmx Version="4.01" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx">
{references}
<edmx:DataServices>
{schema}
</edmx:DataServices>
</edmx:Edmx>"#
        ),
    }
}

fn run(csdl: Source, references: Vec<Source>, roots: &str, source: &str) -> Result<Output, String> {
    let text = format!("roots = {roots}\n[crate]\nname = \"x\"\npath = \".\"\n[source]\ncsdl = \"in.xml\"\n{source}");
    let manifest_source = Source { name: "codegen.toml".to_owned(), text };
    let manifest = Manifest::parse(&manifest_source).expect("the manifest is sound");
    let inputs = Inputs { csdl: vec![csdl], references, overlays: Vec::new() };
    generate(&inputs, &manifest, manifest_source).map_err(|error| error.to_string())
}

/// `Order` needs `far.Money` and has a base type in `far`; `Note` needs nothing.
fn shop() -> Source {
    file(
        "in.xml",
        r#"<edmx:Reference Uri="http://host/far.xml"><edmx:Include Namespace="far.away" Alias="far"/></edmx:Reference>"#,
        r#"<Schema Namespace="shop" xmlns="http://docs.oasis-open.org/odata/ns/edm">
<ComplexType Name="Order" BaseType="far.Base"><Property Name="note" Type="shop.Note"/></ComplexType>
<ComplexType Name="Note"><Property Name="text" Type="Edm.String"/></ComplexType>
<ComplexType Name="Price"><Property Name="money" Type="far.Money"/><Property Name="text" Type="Edm.String"/></ComplexType>
</Schema>"#,
    )
}

fn far() -> Source {
    file(
        "far.xml",
        "",
        r#"<Schema Namespace="far.away" xmlns="http://docs.oasis-open.org/odata/ns/edm">
<ComplexType Name="Base"><Property Name="id" Type="Edm.Int32"/></ComplexType>
<ComplexType Name="Money"><Property Name="amount" Type="Edm.Decimal"/></ComplexType>
</Schema>
<Schema Namespace="far.terms" xmlns="http://docs.oasis-open.org/odata/ns/edm">
<Term Name="Colour" Type="far.terms.Colour"/>
<ComplexType Name="Colour"><Property Name="name" Type="Edm.String"/></ComplexType>
</Schema>"#,
    )
}

fn structs(output: &Output) -> Vec<&str> {
    output.report.summary.lines().filter_map(|line| line.strip_prefix("struct ")?.split(' ').next()).collect()
}

#[test]
fn an_absent_file_is_no_matter_until_something_needs_it() {
    let output = run(shop(), Vec::new(), r#"["shop.Note"]"#, "").expect("Note needs no other file");
    assert_eq!(structs(&output), ["Note"]);
}

/// The codes and messages of what a run tells.
fn told(output: &Output) -> Vec<(&str, &str)> {
    output.report.warnings.iter().map(|warning| (warning.code.name(), &*warning.message)).collect()
}

#[test]
fn a_property_of_a_type_in_an_absent_file_is_left_out() {
    let output = run(shop(), Vec::new(), r#"["shop.Price"]"#, "").expect("Price does without");
    assert_eq!(
        told(&output),
        [("CSDL205", "the type `far.away.Money` is declared in no input: shop.Price/money is left out")]
    );
    assert!(!output.report.summary.contains("money"), "{}", output.report.summary);
    let lines = output.report.warnings[0].manifest().expect("the file may be elsewhere");
    assert_eq!(lines, "[[source.reference]]\nuri = \"http://host/far.xml\"\nfile = \"far.xml\"");
    let output = run(shop(), vec![far()], r#"["shop.Price"]"#, "").expect("all is here");
    assert!(told(&output).is_empty() && output.report.summary.contains("money"), "{}", output.report.summary);
    assert!(
        told(
            &run(shop(), Vec::new(), r#"["shop.Price"]"#, "[slice]\nexclude = [\"shop.Price/money\"]")
                .expect("left out")
        )
        .is_empty()
    );
}

#[test]
fn a_complex_type_does_without_an_absent_base_type() {
    let output = run(shop(), Vec::new(), r#"["shop.Order"]"#, "").expect("Order has properties of its own");
    assert_eq!(structs(&output), ["Note", "Order"]);
    assert_eq!(
        told(&output),
        [("CSDL205", "the type `far.away.Base` is declared in no input: what shop.Order inherits is left out")]
    );
}

#[test]
fn a_root_of_an_absent_type_is_an_error_that_names_the_file() {
    let schema = r#"<Schema Namespace="shop" xmlns="http://docs.oasis-open.org/odata/ns/edm">
<EntityType Name="Order" BaseType="far.Entity"/>
<EntityContainer Name="C"><EntitySet Name="orders" EntityType="shop.Order"/></EntityContainer>
</Schema>"#;
    let reference = r#"<edmx:Reference Uri="http://host/far.xml"><edmx:Include Namespace="far.away" Alias="far"/></edmx:Reference>"#;
    let csdl = || file("in.xml", reference, schema);
    assert_eq!(
        run(csdl(), Vec::new(), r#"["orders"]"#, "").map(|_| ()).expect_err("the key may be in the base type"),
        r#"error[CSDL207]: the type `far.away.Entity` is declared in no input
 --> in.xml:5:36
  |
5 | <EntityType Name="Order" BaseType="far.Entity"/>
  |                                    ^^^^^^^^^^ its declaration: it is kept because of root orders
  |
 ::: in.xml:2:1
  |
2 | <edmx:Reference Uri="http://host/far.xml"><edmx:Include Namespace="far.away" Alias="far"/></edmx:Reference>
  | ------------------------------------------ refers to `http://host/far.xml` for it, which is not here
  |
  = note: in `shop/Order`
  = note: see CSDL XML 4.01, section 15.3
  = help: put the file beside the metadata, or name it under [[source.reference]] in the manifest
  = help: these lines of the manifest get past it:
          [[source.reference]]
          uri = "http://host/far.xml"
          file = "far.xml""#
    );
    let fix = "[[fix]]\ntarget = 'shop.Order'\nbase-type = ''\nreason = 'it has none'";
    let output = run(csdl(), Vec::new(), r#"["orders"]"#, fix).expect("Order has no key");
    assert_eq!(structs(&output), ["Order"]);
}

#[test]
fn everything_is_what_is_here() {
    let output = run(shop(), Vec::new(), r#"["*"]"#, "").expect("what is absent is left out");
    assert_eq!(structs(&output), ["Note", "Order", "Price"]);
    assert_eq!(told(&output), [("CSDL206", "`http://host/far.xml` is not here: 2 things that need it are left out")]);
    let of = |element: &str| output.report.elements.iter().find(|count| count.element == element).expect("counted");
    let (types, properties) = (of("ComplexType"), of("Property"));
    assert_eq!((types.read, types.emitted), (3, 3));
    assert_eq!((properties.read, properties.emitted, properties.left.len()), (4, 3, 1));
}

#[test]
fn a_file_that_was_found_is_part_of_everything_but_for_the_types_of_terms() {
    let output = run(shop(), vec![far()], r#"["*"]"#, "").expect("all is here");
    assert_eq!(structs(&output), ["far::away::Base", "far::away::Money", "Note", "Order", "Price"]);
    let output = run(shop(), vec![far()], r#"["far.terms.Colour"]"#, "").expect("a root names it");
    assert_eq!(structs(&output), ["far::terms::Colour"]);
}

#[test]
fn a_base_type_that_no_file_should_have_is_told_only_to_what_needs_it() {
    let schema = r#"<Schema Namespace="shop" xmlns="http://docs.oasis-open.org/odata/ns/edm">
<ComplexType Name="Bad" BaseType="System.Object"/>
<ComplexType Name="Good"><Property Name="a" Type="Edm.String"/></ComplexType>
</Schema>"#;
    let output = run(file("in.xml", "", schema), Vec::new(), r#"["shop.Good"]"#, "").expect("Good is sound");
    assert!(told(&output).is_empty());
    let output = run(file("in.xml", "", schema), Vec::new(), r#"["*"]"#, "").expect("Bad inherits nothing");
    assert_eq!(
        told(&output),
        [("CSDL205", "the type `System.Object` is declared in no input: what shop.Bad inherits is left out")]
    );
}

#[test]
fn an_alias_holds_for_one_file() {
    let other = file(
        "other.xml",
        r#"<edmx:Reference Uri="far.xml"><edmx:Include Namespace="far.away" Alias="f"/></edmx:Reference>"#,
        r#"<Schema Namespace="other" Alias="far" xmlns="http://docs.oasis-open.org/odata/ns/edm">
<ComplexType Name="Money"><Property Name="inner" Type="f.Money"/></ComplexType>
</Schema>"#,
    );
    let output = run(shop(), vec![far(), other], r#"["shop.Price", "other.Money"]"#, "").expect("all is here");
    assert_eq!(structs(&output), ["far::away::Money", "other::Money", "Price"]);
}

#[test]
fn an_entry_of_the_manifest_that_nothing_refers_to_is_refused() {
    let entry = "[[source.reference]]\nuri = \"http://host/fra.xml\"\nfile = \"far.xml\"\n";
    let error = run(shop(), vec![far()], r#"["*"]"#, entry).expect_err("a slip of the pen");
    assert!(
        error.starts_with(
            "error[CSDL911]: no `edmx:Reference` has the Uri `http://host/fra.xml`\n --> codegen.toml:8:7\n"
        )
    );
    assert!(error.ends_with("= help: did you mean `http://host/far.xml`?"), "{error}");
}

#[test]
fn a_target_that_is_no_path_is_refused() {
    let schema = r#"<Schema Namespace="shop" xmlns="http://docs.oasis-open.org/odata/ns/edm">
<Annotations Target="shop.f(shop.T,)"/>
</Schema>"#;
    let error = run(file("in.xml", "", schema), Vec::new(), r#"["*"]"#, "").expect_err("a type is missing");
    assert!(error.starts_with("error[CSDL801]: `shop.f(shop.T,)` is no target path\n --> in.xml:5:22\n"), "{error}");
}
