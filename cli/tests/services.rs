//! Several services in one workspace, on temporary folders.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use std::fs;
use std::path::PathBuf;

use tempfile::TempDir;

/// A manifest in `in/` with a member in `in/other/`, each with metadata of one entity type.
struct Two(TempDir);

impl Two {
    fn new() -> Self {
        let two = Self(tempfile::tempdir().unwrap());
        fs::create_dir_all(two.path("in/other")).unwrap();
        two.write("in/codegen.toml", &manifest("first", "../first", "members = [\"other/codegen.toml\"]"));
        two.write("in/other/codegen.toml", &manifest("second", "../../second", ""));
        two.write("in/m.csdl", &csdl("Product"));
        two.write("in/other/m.csdl", &csdl("Order"));
        two
    }

    fn path(&self, path: &str) -> PathBuf {
        self.0.path().join(path)
    }

    fn write(&self, path: &str, text: &str) {
        fs::write(self.path(path), text).unwrap();
    }

    /// The exit code, and what it says.
    fn codegen(&self, args: &[&str]) -> (u8, String, String) {
        let manifest = self.path("in/codegen.toml");
        let said = support::odata(&[&["codegen", "--manifest", manifest.to_str().unwrap()], args].concat());
        (said.code, said.out, said.err)
    }
}

fn manifest(name: &str, path: &str, more: &str) -> String {
    format!("roots = [\"*\"]\n{more}\n[crate]\nname = \"{name}\"\npath = \"{path}\"\n[source]\ncsdl = \"m.csdl\"\n")
}

fn csdl(entity: &str) -> String {
    format!(
        "<edmx:Edmx Version=\"4.0\" xmlns:edmx=\"http://docs.oasis-open.org/odata/ns/edmx\"><edmx:DataServices>\
         <Schema Namespace=\"shop\" xmlns=\"http://docs.oasis-open.org/odata/ns/edm\">\
         <EntityType Name=\"{entity}\"><Key><PropertyRef Name=\"Id\"/></Key>\
         <Property Name=\"Id\" Type=\"Edm.String\" Nullable=\"false\"/></EntityType>\
         </Schema></edmx:DataServices></edmx:Edmx>"
    )
}

#[test]
fn each_member_has_a_crate_of_its_own() {
    let two = Two::new();
    let (code, out, err) = two.codegen(&[]);
    assert_eq!((code, err.as_str()), (0, ""));
    let names: Vec<&str> = out.lines().map(|line| line.split(':').next().unwrap()).collect();
    assert_eq!(names, ["first", "second"]);
    assert!(two.path("first/src/models/product.rs").is_file() && two.path("second/src/models/order.rs").is_file());
    assert_eq!(two.codegen(&["--check"]).0, 0);

    two.write("in/other/m.csdl", &csdl("Invoice"));
    let (code, out, _) = two.codegen(&["--check"]);
    assert_eq!(code, 1);
    assert!(out.contains("second/src/models/invoice.rs") && !out.contains("first/"), "{out}");
    assert_eq!(two.codegen(&["--check", "--service", "first"]).0, 0);
}

#[test]
fn nothing_is_written_unless_all_members_generate() {
    let two = Two::new();
    two.write("in/other/m.csdl", "<edmx/>");
    let (code, _, err) = two.codegen(&[]);
    assert_eq!(code, 1);
    assert!(err.contains("other/m.csdl:1:1"), "{err}");
    assert!(!two.path("first").exists() && !two.path("second").exists());
    assert_eq!(two.codegen(&["--service", "first"]).0, 0, "the other is not asked for");
}

#[test]
fn a_member_that_is_not_there_is_refused() {
    let two = Two::new();
    let (code, _, err) = two.codegen(&["--service", "secnd"]);
    assert_eq!(code, 1);
    assert!(err.contains("generates a crate `secnd`") && err.contains("did you mean `second`?"), "{err}");

    fs::remove_file(two.path("in/other/codegen.toml")).unwrap();
    let (code, _, err) = two.codegen(&[]);
    assert_eq!(code, 1);
    assert!(err.contains("cannot read") && err.contains("other/codegen.toml"), "{err}");
}

#[test]
fn nothing_is_written_if_the_crate_of_one_service_cannot_be() {
    let two = Two::new();
    assert_eq!(two.codegen(&[]).0, 0);
    let before = fs::read(two.path("first/src/models/product.rs")).unwrap();
    two.write("in/m.csdl", &csdl("Product").replace("Edm.String", "Edm.Int32"));
    fs::remove_dir_all(two.path("second")).unwrap();
    fs::create_dir(two.path("second")).unwrap();
    two.write("second/Cargo.toml", "[package]\nname = \"mine\"\n");
    let (code, _, err) = two.codegen(&[]);
    assert_eq!(code, 1);
    assert!(err.contains("second holds a crate that was not generated"), "{err}");
    assert_eq!(fs::read(two.path("first/src/models/product.rs")).unwrap(), before);
}

#[test]
fn a_service_is_not_written_over_another_one() {
    let two = Two::new();
    assert_eq!(two.codegen(&[]).0, 0);
    let out = two.path("first");
    let (code, _, err) = two.codegen(&["--service", "second", "--out", out.to_str().unwrap()]);
    assert_eq!(code, 1);
    assert!(err.contains("is the folder of the crate `first`"), "{err}");
    assert!(two.path("first/src/models/product.rs").is_file());
}
