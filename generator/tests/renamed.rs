//! Where a method's name is not simply that of its operation in Rust's casing, its documentation says why.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use odata_codegen::{Inputs, Manifest, Source};

/// The methods of the client for these elements of the schema.
fn client(elements: &str) -> String {
    let source = |name: &str, text: String| Source { name: name.to_owned(), text };
    let csdl = format!(
        r#"<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"><edmx:DataServices>
<Schema Namespace="Mill" xmlns="http://docs.oasis-open.org/odata/ns/edm">{elements}</Schema>
</edmx:DataServices></edmx:Edmx>"#
    );
    let text = "roots = [\"*\"]\n[crate]\nname = \"mill\"\npath = \".\"\n[source]\ncsdl = \"mill.csdl\"\n";
    let manifest_source = source("codegen.toml", text.to_owned());
    let manifest = Manifest::parse(&manifest_source).unwrap();
    let inputs = Inputs { csdl: vec![source("mill.csdl", csdl)], ..Inputs::default() };
    let files = odata_codegen::generate(&inputs, &manifest, manifest_source).unwrap().files;
    files.into_iter().find(|file| file.path == "src/client.rs").unwrap().text
}

#[test]
fn a_function_that_is_called_like_an_overload_is_none() {
    // Rust has no middle dot in a name, so that the method is called otherwise; `with` is the service's own word.
    let client = client(
        r#"<Function Name="grind_with_col·laboració"><ReturnType Type="Edm.String"/></Function>
<EntityContainer Name="Container">
<FunctionImport Name="grind_with_col·laboració" Function="Mill.grind_with_col·laboració"/>
</EntityContainer>"#,
    );
    assert!(client.contains("Rust cannot spell `grind_with_col·laboració`."), "{client}");
}

#[test]
fn the_parameters_in_the_name_of_an_overload_need_no_remark() {
    let client = client(
        r#"<Function Name="Grind"><ReturnType Type="Edm.String"/></Function>
<Function Name="Grind"><Parameter Name="Fine" Type="Edm.Boolean"/><ReturnType Type="Edm.String"/></Function>
<EntityContainer Name="Container"><FunctionImport Name="Grind" Function="Mill.Grind"/></EntityContainer>"#,
    );
    assert!(client.contains("grind_with_fine(") && !client.contains("Renamed"), "{client}");
}
