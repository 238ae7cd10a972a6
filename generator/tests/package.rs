//! What `[crate]` makes of the emitted `Cargo.toml` files and headers.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::BTreeMap;

use odata_codegen::{Error, Inputs, Manifest, Source, mark::is_generated};

const CSDL: &str = r#"<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"><edmx:DataServices>
<Schema Namespace="Shop" xmlns="http://docs.oasis-open.org/odata/ns/edm">
<ComplexType Name="Price"><Property Name="amount" Type="Edm.Guid"/></ComplexType>
</Schema></edmx:DataServices></edmx:Edmx>"#;

/// The files, by path, of a crate in `../crates/shop` with these lines below `[crate]`.
fn generate(lines: &str) -> Result<BTreeMap<String, String>, Error> {
    let source = |name: &str, text: String| Source { name: name.to_owned(), text };
    let text = format!(
        "roots = [\"*\"]\n[crate]\nname = \"shop\"\npath = \"../crates/shop\"\n{lines}\n[source]\ncsdl = \"shop.csdl\"\n"
    );
    let manifest_source = source("codegen.toml", text);
    let manifest = Manifest::parse(&manifest_source)?;
    let inputs = Inputs { csdl: vec![source("shop.csdl", CSDL.to_owned())], ..Inputs::default() };
    let files = odata_codegen::generate(&inputs, &manifest, manifest_source)?.files;
    Ok(files.into_iter().map(|file| (file.path, file.text)).collect())
}

/// The line of the dependency on the runtime.
fn runtime(toml: &str) -> &str {
    toml.lines().find(|line| line.starts_with("odata-runtime = ")).unwrap()
}

#[test]
fn by_default_nothing_of_a_workspace_is_needed() {
    let files = generate("split = true").unwrap();
    for toml in [&files["Cargo.toml"], &files["types/Cargo.toml"]] {
        let keys = "version = \"0.1.0\"\nedition = \"2024\"\nrust-version = \"1.88\"\npublish = false\n";
        assert!(toml.contains(keys) && !toml.contains("workspace"), "{toml}");
        let version = env!("CARGO_PKG_VERSION");
        assert_eq!(
            runtime(toml),
            format!("odata-runtime = {{ version = \"{version}\", default-features = false, features = [\"uuid\"] }}")
        );
    }
}

#[test]
fn an_empty_title_is_none() {
    let lib = |lines: &str| generate(lines).unwrap()["src/lib.rs"].clone();
    let without = lib("");
    assert!(without.contains("Types and requests for shop: "), "{without}");
    for title in ["", " "] {
        assert_eq!(lib(&format!("[service]\ntitle = \"{title}\"")), without);
    }
}

#[test]
fn the_runtime_is_where_the_manifest_says() {
    let own = "default-features = false, features = [\"uuid\"]";
    for (entry, of_crate, of_types) in [
        ("version = \"0.2\"", "version = \"0.2\"", "version = \"0.2\""),
        ("path = \"../runtime\"", "path = \"../../runtime\"", "path = \"../../../runtime\""),
        ("path = \"/opt/runtime\"", "path = \"/opt/runtime\"", "path = \"/opt/runtime\""),
        (
            "path = \"../runtime\", version = \"0.1\"",
            "version = \"0.1\", path = \"../../runtime\"",
            "version = \"0.1\", path = \"../../../runtime\"",
        ),
        ("git = \"https://a.example\"", "git = \"https://a.example\"", "git = \"https://a.example\""),
        (
            "rev = \"abc\", git = \"https://a.example\"",
            "git = \"https://a.example\", rev = \"abc\"",
            "git = \"https://a.example\", rev = \"abc\"",
        ),
    ] {
        let files = generate(&format!("split = true\nruntime = {{ {entry} }}")).unwrap();
        assert_eq!(runtime(&files["Cargo.toml"]), format!("odata-runtime = {{ {of_crate}, {own} }}"));
        assert_eq!(runtime(&files["types/Cargo.toml"]), format!("odata-runtime = {{ {of_types}, {own} }}"));
    }
    let files = generate("runtime = { workspace = true }").unwrap();
    let toml = &files["Cargo.toml"];
    assert_eq!(runtime(toml), "odata-runtime = { workspace = true, features = [\"uuid\"] }");
    assert!(toml.contains("edition = \"2024\"") && !toml.contains("[lints]"), "{toml}");
}

#[test]
fn keys_and_lints_are_inherited_if_the_manifest_says_so() {
    let toml = &generate("inherit = true").unwrap()["Cargo.toml"];
    assert_eq!(toml.matches(".workspace = true\n").count(), 5, "{toml}");
    assert!(toml.ends_with("\n[lints]\nworkspace = true\n"), "{toml}");
    assert_eq!(runtime(toml), "odata-runtime = { workspace = true, features = [\"uuid\"] }");
    let toml = &generate("inherit = true\nruntime = { path = \"../runtime\" }").unwrap()["Cargo.toml"];
    assert!(runtime(toml).starts_with("odata-runtime = { path = \"../../runtime\", "), "{toml}");
}

#[test]
fn a_stand_alone_crate_is_the_root_of_its_own_workspace() {
    let files = generate("standalone = true\nsplit = true").unwrap();
    assert!(files["Cargo.toml"].ends_with("\n[workspace]\n"));
    assert!(!files["types/Cargo.toml"].contains("[workspace]"), "it belongs to the other one's");
    assert_eq!(generate("standalone = false").unwrap(), generate("").unwrap());
}

#[test]
fn each_file_names_the_command_of_the_manifest() {
    for (lines, command) in [("", "cargo odata codegen"), ("command = \"make models\"", "make models")] {
        for (path, text) in generate(&format!("split = true\n{lines}")).unwrap() {
            let header = format!("@generated by `{command}`. Do not edit.");
            let header = match path.rsplit_once('.').unwrap().1 {
                "rs" => format!("// {header}"),
                "toml" => format!("# {header}"),
                _ => format!("<!-- {header} -->"),
            };
            assert_eq!(text.lines().next(), Some(&*header), "{path}");
            assert!(is_generated(text.as_bytes()), "{path}");
        }
    }
    for command in
        ["\"\"", "\" \"", "\"a`b\"", "\"a\\nb\"", "\"a\\u200Bb\"", "\"a --> b\"", &format!("{:?}", "x".repeat(151))]
    {
        let error = generate(&format!("command = {command}")).unwrap_err().to_string();
        assert!(error.starts_with("error[CSDL914]"), "{error}");
    }
}

#[test]
fn the_version_of_the_tool_makes_no_difference() {
    assert_eq!(generate("generated-by = \"9.8.7\"").unwrap(), generate("").unwrap());
}

#[test]
fn the_old_form_of_the_runtime_is_told_with_the_new_one() {
    for (old, new) in [
        ("../runtime", "path = \"../crates/runtime\""),
        ("../../../odata/runtime", "path = \"../../odata/runtime\""),
        ("/opt/runtime", "path = \"/opt/runtime\""),
        ("workspace", "workspace = true"),
    ] {
        let error = generate(&format!("runtime = \"{old}\"")).unwrap_err().to_string();
        let line = format!("runtime = {{ {new} }}");
        assert!(error.starts_with("error[CSDL913]") && error.contains(&format!("write `{line}`")), "{error}");
        assert!(generate(&line).is_ok(), "{line}");
    }
}
