//! `diff` on temporary folders and repositories.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use std::fs;
use std::path::Path;
use std::process::Command;

use tempfile::TempDir;

use support::Said;

fn diff(args: &[&str]) -> Said {
    support::odata(&[&["diff"], args].concat())
}

/// Metadata of an entity set of products, which have these properties besides a key.
fn csdl(properties: &str) -> String {
    format!(
        "<edmx:Edmx Version=\"4.0\" xmlns:edmx=\"http://docs.oasis-open.org/odata/ns/edmx\"><edmx:DataServices>\
         <Schema Namespace=\"shop\" xmlns=\"http://docs.oasis-open.org/odata/ns/edm\">\
         <EntityType Name=\"Product\"><Key><PropertyRef Name=\"Id\"/></Key>\
         <Property Name=\"Id\" Type=\"Edm.String\" Nullable=\"false\"/>{properties}</EntityType>\
         <EntityContainer Name=\"Shop\"><EntitySet Name=\"Products\" EntityType=\"shop.Product\"/></EntityContainer>\
         </Schema></edmx:DataServices></edmx:Edmx>\n"
    )
}

const NAME: &str = "<Property Name=\"Name\" Type=\"Edm.String\"/>";

/// A folder with `old.csdl` and `new.csdl`.
struct Files(TempDir);

impl Files {
    fn new(old: &str, new: &str) -> Self {
        let files = Self(tempfile::tempdir().unwrap());
        fs::write(files.0.path().join("old.csdl"), csdl(old)).unwrap();
        fs::write(files.0.path().join("new.csdl"), csdl(new)).unwrap();
        files
    }

    fn diff(&self, args: &[&str]) -> Said {
        let [old, new] = ["old.csdl", "new.csdl"].map(|name| self.0.path().join(name).to_str().unwrap().to_owned());
        diff(&[&[old.as_str(), new.as_str()], args].concat())
    }
}

#[test]
fn the_same_file_says_nothing() {
    let said = Files::new(NAME, NAME).diff(&[]);
    assert_eq!((said.code, said.out.as_str(), said.err.as_str()), (0, "", ""));
}

#[test]
fn the_exit_code_is_what_fail_on_asks_about() {
    let (added, removed) = (Files::new("", NAME), Files::new(NAME, ""));
    for (fail_on, codes) in [("breaking", [0, 1]), ("compatible", [1, 1]), ("docs", [1, 1]), ("none", [0, 0])] {
        let found = [&added, &removed].map(|files| files.diff(&["--fail-on", fail_on]).code);
        assert_eq!(found, codes, "{fail_on}");
    }
}

#[test]
fn a_change_is_told_with_its_reasons() {
    let said = Files::new(NAME, "<Property Name=\"Names\" Type=\"Edm.String\"/>").diff(&[]);
    assert_eq!(
        said.out,
        "Breaking\n  \
           shop.Product/Name property removed: Edm.String; perhaps renamed to Names\n      \
             OData: values no longer have the property\n      \
             Rust:  Product::name: the field and its setters are gone\n\n\
         Compatible\n  \
           shop.Product/Names property added: Edm.String\n      \
             OData: values have a property more\n      \
             Rust:  Product::names: a field more in a non-exhaustive struct, and setters\n\n\
         1 breaking, 1 compatible, 0 docs\n"
    );
}

#[test]
fn colors_are_for_who_wants_them() {
    let files = Files::new("", NAME);
    assert!(files.diff(&["--color", "always"]).out.contains("\x1b[32mCompatible\x1b[0m"));
    assert!(!files.diff(&["--color", "never"]).out.contains('\x1b'));
}

#[test]
fn json_is_for_programs() {
    let said = Files::new("", NAME).diff(&["--format", "json"]);
    let all: serde_json::Value = serde_json::from_str(&said.out).unwrap();
    assert_eq!(all["counts"]["compatible"], 1);
    assert_eq!(all["changes"][0]["kind"], "property-added");
    assert_eq!(all["changes"][0]["rust"], "Product::name");
}

#[test]
fn text_of_the_metadata_is_not_obeyed() {
    let described = |text: &str| {
        format!(
            "<Property Name=\"Name\" Type=\"Edm.String\"><Annotation Term=\"Org.OData.Core.V1.Description\" String=\"{text}\"/></Property>"
        )
    };
    let files = Files::new(NAME, &described("a `b` &lt;/details&gt; @everyone \u{202e}c"));
    let markdown = files.diff(&["--format", "markdown"]).out;
    assert!(markdown.starts_with("**Metadata:** 0 breaking, 0 compatible, 1 docs\n"), "{markdown}");
    assert!(markdown.contains("``a `b` </details> @everyone \\u{202e}c``"), "{markdown}");
    assert!(files.diff(&[]).out.contains("@everyone \\u{202e}c"));
}

#[test]
fn what_cannot_be_compared_is_an_error() {
    let files = Files::new(NAME, NAME);
    let said = files.diff(&["--root", "Product"]);
    assert_eq!(said.code, 2);
    assert!(said.err.contains("the root `Product` matches nothing"), "{}", said.err);
    assert!(said.err.contains("did you mean `Products`?"), "{}", said.err);
    assert_eq!(diff(&["absent.csdl", "absent.csdl"]).code, 2);
    assert_eq!(diff(&["old.csdl"]).code, 2);
    assert_eq!(diff(&[]).code, 2);
}

fn git(folder: &Path, args: &[&str]) {
    let identity = ["-c", "user.name=test", "-c", "user.email=test@example.com", "-c", "commit.gpgsign=false"];
    let done = Command::new("git").arg("-C").arg(folder).args(identity).args(args).output().unwrap();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
}

/// A repository with `metadata/codegen.toml` and the metadata of that.
fn repository() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let metadata = folder.path().join("metadata");
    fs::create_dir(&metadata).unwrap();
    let text = "roots = [\"Products\"]\n[crate]\nname = \"shop\"\npath = \"../shop\"\n[source]\ncsdl = \"shop.csdl\"\n";
    fs::write(metadata.join("codegen.toml"), text).unwrap();
    fs::write(metadata.join("shop.csdl"), csdl(NAME)).unwrap();
    git(folder.path(), &["init", "--quiet"]);
    git(folder.path(), &["add", "."]);
    git(folder.path(), &["commit", "--quiet", "--message", "first"]);
    folder
}

#[test]
fn the_repository_is_that_of_the_manifest_in_a_hook_of_another_one_too() {
    let (folder, other) = (repository(), tempfile::tempdir().unwrap());
    git(other.path(), &["init", "--quiet"]);
    let run = || {
        let mut command = Command::new(env!("CARGO_BIN_EXE_cargo-odata"));
        command.current_dir(folder.path()).env("GIT_DIR", other.path().join(".git")).env("GIT_PREFIX", "x/");
        command.env("GIT_WORK_TREE", other.path()).env("GIT_INDEX_FILE", other.path().join(".git/index"));
        command.env("GIT_COMMON_DIR", other.path().join(".git"));
        let output = command.args(["odata", "diff", "--against", "HEAD"]).output().unwrap();
        (output.status.code(), String::from_utf8(output.stderr).unwrap())
    };
    assert_eq!(run(), (Some(0), String::new()));
}

#[test]
fn a_revision_without_the_manifest_has_a_help_of_its_own() {
    let folder = repository();
    let manifest = folder.path().join("metadata/other.toml");
    fs::copy(folder.path().join("metadata/codegen.toml"), &manifest).unwrap();
    let said = diff(&["--manifest", manifest.to_str().unwrap(), "--against", "HEAD"]);
    assert_eq!(said.code, 2);
    assert!(said.err.contains("the revision `HEAD` has no file "), "{}", said.err);
    assert!(said.err.contains("name a revision in which the file is committed under this path"), "{}", said.err);
    assert!(!said.err.contains("branch, tag or commit"), "{}", said.err);
}

#[test]
fn the_manifest_is_compared_with_a_revision() {
    let folder = repository();
    let metadata = folder.path().join("metadata");
    let manifest = metadata.join("codegen.toml");
    let against = |revision: &str, args: &[&str]| {
        let manifest = manifest.to_str().unwrap();
        diff(&[&["--manifest", manifest, "--against", revision], args].concat())
    };
    let said = against("HEAD", &[]);
    assert_eq!((said.code, said.out.as_str()), (0, ""), "{}", said.err);

    fs::write(metadata.join("shop.csdl"), csdl("")).unwrap();
    let said = against("HEAD", &["--root", "Products"]);
    assert_eq!(said.code, 1);
    assert!(said.out.contains("shop.Product/Name property removed"), "{}", said.out);

    for revision in ["nothing", "--output=x", "HEAD~5"] {
        let manifest = manifest.to_str().unwrap();
        let said = diff(&["--manifest", manifest, &format!("--against={revision}")]);
        assert_eq!(said.code, 2);
        assert!(said.err.contains(&format!("cannot read the revision `{revision}`")), "{}", said.err);
    }
}
