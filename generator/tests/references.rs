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

#[test]
fn an_absent_file_that_a_root_needs_is_an_error_that_names_it() {
    assert_eq!(
        run(shop(), Vec::new(), r#"["shop.Price"]"#, "").expect_err("the file is absent"),
        r#"error[CSDL205]: the type `far.away.Money` is declared in no input
 --> in.xml:7:27
  |
7 | <ComplexType Name="Price"><Property Name="money" Type="far.Money"/><Property Name="text" Type="Edm.String"/></ComplexType>
  |                           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ its declaration: it is kept because of shop.Price/money
  |
 ::: in.xml:2:1
  |
2 | <edmx:Reference Uri="http://host/far.xml"><edmx:Include Namespace="far.away" Alias="far"/></edmx:Reference>
  | ------------------------------------------ refers to `http://host/far.xml` for it, which is not here
  |
  = note: in `shop/Price/money`
  = note: see CSDL XML 4.01, section 15.3
  = help: put the file beside the metadata, or name it under [[source.reference]] in the manifest"#
    );
    let refused = run(shop(), Vec::new(), r#"["shop.Order"]"#, "");
    let error = refused.map(|_| ()).expect_err("the file is absent");
    assert!(
        error.starts_with("error[CSDL205]: the type `far.away.Base` is declared in no input\n --> in.xml:5:37\n"),
        "{error}"
    );
}

#[test]
fn everything_is_what_is_here() {
    let output = run(shop(), Vec::new(), r#"["*"]"#, "").expect("what is absent is left out");
    assert_eq!(structs(&output), ["Note", "Price"]);
    let warnings: Vec<_> = output.report.warnings.iter().map(|warning| (warning.code, &*warning.message)).collect();
    let message = "`http://host/far.xml` is not here: 2 things that need it are left out";
    assert_eq!(warnings, [(odata_codegen::Code::AbsentFile, message)]);
    let of = |element: &str| output.report.elements.iter().find(|count| count.element == element).expect("counted");
    let (types, properties) = (of("ComplexType"), of("Property"));
    assert_eq!((types.read, types.emitted, types.left.values().sum::<usize>()), (3, 2, 1));
    assert_eq!((properties.read, properties.emitted, properties.left.len()), (4, 2, 2));
}

#[test]
fn a_file_that_was_found_is_part_of_everything_but_for_the_types_of_terms() {
    let output = run(shop(), vec![far()], r#"["*"]"#, "").expect("all is here");
    assert_eq!(structs(&output), ["far::away::Base", "far::away::Money", "Note", "Order", "Price"]);
    let output = run(shop(), vec![far()], r#"["far.terms.Colour"]"#, "").expect("a root names it");
    assert_eq!(structs(&output), ["far::terms::Colour"]);
}

#[test]
fn a_type_that_no_file_should_have_is_an_error_only_for_what_needs_it() {
    let schema = r#"<Schema Namespace="shop" xmlns="http://docs.oasis-open.org/odata/ns/edm">
<ComplexType Name="Bad" BaseType="System.Object"/>
<ComplexType Name="Good"><Property Name="a" Type="Edm.String"/></ComplexType>
</Schema>"#;
    run(file("in.xml", "", schema), Vec::new(), r#"["shop.Good"]"#, "").expect("Good is sound");
    let error = run(file("in.xml", "", schema), Vec::new(), r#"["*"]"#, "").expect_err("Bad is not");
    assert!(
        error.starts_with("error[CSDL205]: the type `System.Object` is declared in no input\n --> in.xml:5:35\n"),
        "{error}"
    );
    assert!(error.contains("  = note: in `shop/Bad`\n"), "{error}");
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
