//! What `[service]` says of bodies and pages, and what the metadata says of its version, in the emitted client.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use odata_codegen::{Error, Inputs, Manifest, Source};

/// The options that the client of a service has, in one line: its metadata has this version, and its manifest these lines below
/// `[service]`.
fn options(version: &str, lines: &str) -> Result<String, Error> {
    let source = |name: &str, text: String| Source { name: name.to_owned(), text };
    let csdl = format!(
        r#"<edmx:Edmx Version="{version}" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"><edmx:DataServices>
<Schema Namespace="Shop" xmlns="http://docs.oasis-open.org/odata/ns/edm">
<EntityType Name="Price"><Key><PropertyRef Name="id"/></Key><Property Name="id" Type="Edm.String"/></EntityType>
<EntityContainer Name="All"><EntitySet Name="Prices" EntityType="Shop.Price"/></EntityContainer>
</Schema></edmx:DataServices></edmx:Edmx>"#
    );
    let text = format!(
        "roots = [\"*\"]\n[crate]\nname = \"shop\"\npath = \"shop\"\n[source]\ncsdl = \"shop.csdl\"\n[service]\n{lines}\n"
    );
    let manifest_source = source("codegen.toml", text);
    let manifest = Manifest::parse(&manifest_source)?;
    let inputs = Inputs { csdl: vec![source("shop.csdl", csdl)], ..Inputs::default() };
    let files = odata_codegen::generate(&inputs, &manifest, manifest_source)?.files;
    let client = files.into_iter().find(|file| file.path == "src/client.rs").unwrap().text;
    let options = client.split("ServiceOptions::STANDARD").nth(1).unwrap().split(';').next().unwrap();
    Ok(options.split_whitespace().collect())
}

#[test]
fn the_version_is_that_of_the_metadata_unless_the_manifest_says_otherwise() {
    assert_eq!(options("4.0", "").unwrap(), "");
    let newer = ".odata_version(requests::ODataVersion::V4_01).max_version(requests::ODataVersion::V4_01)";
    assert_eq!(options("4.01", "").unwrap(), newer);
    let newest_answers = ".max_version(requests::ODataVersion::V4_01)";
    assert_eq!(options("4.0", "max-version = \"4.01\"").unwrap(), newest_answers);
    assert_eq!(options("4.01", "odata-version = \"4.0\"").unwrap(), newest_answers);
    assert_eq!(options("4.01", "odata-version = \"4.0\"\nmax-version = \"4.0\"").unwrap(), "");
}

#[test]
fn what_differs_from_the_standard_is_emitted() {
    let all = "page-size = \"top\"\nieee754-compatible = true\nbinary = \"base64\"";
    let expected = ".page_size(requests::PageSize::Top).ieee754_compatible(true)\
                    .binary(odata_runtime::BinaryForm::Base64)";
    assert_eq!(options("4.0", all).unwrap(), expected);
    let standard = "page-size = \"preference\"\nieee754-compatible = false\nbinary = \"base64url\"";
    assert_eq!(options("4.0", standard).unwrap(), "");
}

#[test]
fn another_value_is_an_error_at_its_place() {
    for (line, expected) in [
        ("odata-version = \"4.1\"", "unknown variant `4.1`, expected `4.0` or `4.01`"),
        ("max-version = 4.0", "wanted string"),
        ("page-size = \"skip\"", "unknown variant `skip`, expected `preference` or `top`"),
        ("ieee754-compatible = \"yes\"", "invalid type: string \"yes\", expected a boolean"),
        ("binary = \"hex\"", "unknown variant `hex`, expected `base64url` or `base64`"),
        ("binary-form = \"base64\"", "unknown field `binary-form`"),
    ] {
        let error = options("4.0", line).unwrap_err();
        let shown = error.to_string();
        assert!(shown.contains("CSDL") && shown.contains(expected) && shown.contains(line), "{shown}");
    }
}
