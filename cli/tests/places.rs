//! Where the command is called decides which repository it reads and writes.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

const MANIFEST: &str = concat!(
    "roots = [\"*\"]\n[crate]\nname = \"shop\"\npath = \"../shop\"\ngenerated-by = \"",
    env!("CARGO_PKG_VERSION"),
    "\"\n[source]\ncsdl = \"shop.csdl\"\nurl = \"http://127.0.0.1:9/$metadata\"\n"
);

/// The tasks that need a manifest, and the exit code of each if there is none.
const TASKS: [(&[&str], i32); 7] = [
    (&["codegen"], 1),
    (&["codegen", "--check"], 1),
    (&["fetch"], 1),
    (&["update"], 1),
    (&["show"], 1),
    (&["slice"], 1),
    (&["diff", "--against", "HEAD"], 2),
];

fn csdl(entity: &str) -> String {
    format!(
        "<edmx:Edmx Version=\"4.0\" xmlns:edmx=\"http://docs.oasis-open.org/odata/ns/edmx\"><edmx:DataServices>\
         <Schema Namespace=\"shop\" xmlns=\"http://docs.oasis-open.org/odata/ns/edm\">\
         <EntityType Name=\"{entity}\"><Key><PropertyRef Name=\"Id\"/></Key>\
         <Property Name=\"Id\" Type=\"Edm.String\" Nullable=\"false\"/></EntityType>\
         </Schema></edmx:DataServices></edmx:Edmx>"
    )
}

/// A workspace in a git repository, with a member in `app` and a service of one entity type.
struct Workspace(TempDir);

impl Workspace {
    fn new(entity: &str) -> Self {
        let workspace = Self(tempfile::tempdir().unwrap());
        workspace.write("Cargo.toml", "[workspace]\nmembers = [\"app\"]\nresolver = \"3\"\n");
        workspace.write("app/Cargo.toml", "[package]\nname = \"app\"\nedition = \"2024\"\n");
        workspace.write("app/src/lib.rs", "");
        workspace.write("metadata/codegen.toml", MANIFEST);
        workspace.write("metadata/shop.csdl", &csdl(entity));
        workspace.git(&["init", "--quiet"]);
        workspace.git(&["add", "--all"]);
        workspace.git(&["-c", "user.name=a", "-c", "user.email=a@example.org", "commit", "--quiet", "-m", "one"]);
        workspace
    }

    fn path(&self, path: &str) -> PathBuf {
        self.0.path().join(path)
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn git(&self, args: &[&str]) {
        assert!(Command::new("git").arg("-C").arg(self.0.path()).args(args).status().unwrap().success());
    }

    /// All files but git's.
    fn files(&self) -> BTreeMap<PathBuf, Vec<u8>> {
        let mut files = BTreeMap::new();
        read(self.0.path(), &mut files);
        files
    }
}

fn read(folder: &Path, files: &mut BTreeMap<PathBuf, Vec<u8>>) {
    for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
        if entry.file_name() == ".git" {
        } else if entry.file_type().unwrap().is_dir() {
            read(&entry.path(), files);
        } else {
            files.insert(entry.path(), fs::read(entry.path()).unwrap());
        }
    }
}

/// The exit code, and what a run in a folder said on both streams.
fn odata(folder: &Path, args: &[&str]) -> (Option<i32>, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_cargo-odata"));
    let output = command.arg("odata").args(args).current_dir(folder).output().unwrap();
    let said = [output.stdout, output.stderr].concat();
    (output.status.code(), String::from_utf8(said).unwrap())
}

#[test]
fn without_a_manifest_each_task_says_where_it_looked_and_touches_nothing() {
    let nothing = tempfile::tempdir().unwrap();
    let folder = nothing.path().join("a/b");
    fs::create_dir_all(&folder).unwrap();
    for (args, code) in TASKS {
        let (found, said) = odata(&folder, args);
        assert_eq!(found, Some(code), "{args:?}: {said}");
        assert!(said.starts_with("error: found no manifest: looked for codegen.toml and metadata/codegen.toml in "));
        assert!(said.contains(&format!("{}, {}, ", folder.display(), nothing.path().join("a").display())), "{said}");
        assert!(said.contains("\nhelp: run `cargo odata init` in your workspace to make one, or name one"), "{said}");
        assert_eq!(fs::read_dir(&folder).unwrap().count(), 0, "{args:?}");
    }
}

#[cfg(unix)]
#[test]
fn from_the_root_folder_too() {
    for (args, code) in TASKS {
        let (found, said) = odata(Path::new("/"), args);
        assert_eq!(found, Some(code), "{args:?}: {said}");
        assert!(said.contains("found no manifest") && said.contains(" in /\n"), "{said}");
    }
}

#[test]
fn a_folder_of_a_workspace_leads_to_its_manifest() {
    for folder in ["", "app/src", "metadata"] {
        let workspace = Workspace::new("Product");
        let before = workspace.files();
        let (code, said) = odata(&workspace.path(folder), &["codegen"]);
        assert_eq!(code, Some(0), "{said}");
        let after = workspace.files();
        let mut new = after.keys().filter(|path| !before.contains_key(*path));
        let is_ours =
            |path: &PathBuf| path.starts_with(workspace.path("shop")) || path.starts_with(workspace.path("target"));
        assert!(new.all(is_ours), "{:?}", after.keys());
        assert!(workspace.path("shop/src/models/product.rs").is_file());
        assert!(before.iter().all(|(path, bytes)| after[path] == *bytes), "what was there is as it was");
        assert_eq!(odata(&workspace.path(folder), &["codegen", "--check"]).0, Some(0));
        assert!(odata(&workspace.path(folder), &["show"]).1.contains("Product"));
        workspace.git(&["add", "--all", "--dry-run"]);
    }
}

#[test]
fn git_sees_nothing_of_what_a_run_keeps_for_the_next() {
    let workspace = Workspace::new("Product");
    assert_eq!(odata(&workspace.path(""), &["codegen"]).0, Some(0));
    let mut git = Command::new("git");
    let status = git.arg("-C").arg(workspace.path("")).args(["status", "--porcelain"]).output().unwrap();
    assert_eq!(String::from_utf8(status.stdout).unwrap(), "?? shop/\n");
}

#[test]
fn a_manifest_of_another_workspace_is_about_that_workspace() {
    let (here, there) = (Workspace::new("Product"), Workspace::new("Order"));
    let manifest = there.path("metadata/codegen.toml");
    let manifest = manifest.to_str().unwrap();
    let before = here.files();
    let (code, said) = odata(&here.path("app"), &["codegen", "--manifest", manifest]);
    assert_eq!(code, Some(0), "{said}");
    assert!(there.path("shop/src/models/order.rs").is_file());

    there.write("metadata/shop.csdl", &csdl("Invoice"));
    let (code, said) = odata(&here.path("app"), &["diff", "--against", "HEAD", "--manifest", manifest]);
    assert_eq!(code, Some(1), "{said}");
    assert!(said.contains("shop.Order") && !said.contains("Product"), "{said}");
    assert_eq!(here.files(), before, "the workspace that the command was called in is as it was");
}

#[test]
fn the_manifest_of_a_repository_around_this_one_is_not_taken() {
    let around = Workspace::new("Product");
    let inner = around.path("vendor/inner");
    fs::create_dir_all(inner.join(".git")).unwrap();
    let (code, said) = odata(&inner, &["codegen"]);
    assert_eq!(code, Some(1));
    assert!(said.contains(&format!(" in {}\n", inner.display())), "{said}");
    assert!(!around.path("shop").exists());
}

#[test]
fn diff_asks_the_repository_of_the_manifest_and_says_if_there_is_none() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("metadata")).unwrap();
    fs::write(folder.path().join("metadata/codegen.toml"), MANIFEST).unwrap();
    fs::write(folder.path().join("metadata/shop.csdl"), csdl("Product")).unwrap();
    let (code, said) = odata(folder.path(), &["diff", "--against", "HEAD"]);
    assert_eq!(code, Some(2), "{said}");
    assert!(said.starts_with("error: cannot read the revision `HEAD`: git says: "), "{said}");
    assert!(said.contains("not a git repository"), "{said}");
}

#[test]
fn update_of_a_manifest_in_no_workspace_asks_for_the_changelog() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("metadata")).unwrap();
    fs::write(folder.path().join("metadata/codegen.toml"), MANIFEST).unwrap();
    let (code, said) = odata(folder.path(), &["update"]);
    assert_eq!(code, Some(1), "{said}");
    assert!(said.contains("metadata/codegen.toml is in no Cargo workspace"), "{said}");
    assert!(said.contains("--changelog"), "{said}");
}

#[test]
fn what_a_killed_run_of_another_task_has_left_is_finished_first() {
    let workspace = Workspace::new("Product");
    // As a killed run notes it: the folders in which new files stand, and the changes that it was about to make.
    let staged = workspace.path(".codegen-0-0");
    fs::create_dir(&staged).unwrap();
    fs::write(staged.join("new-0"), csdl("Order")).unwrap();
    let change = serde_json::json!([{
        "path": workspace.path("metadata/shop.csdl"),
        "staged": staged.join("new-0"),
        "old": sha256(&csdl("Product")),
    }]);
    let journal = format!("{}\n{change}\n", serde_json::json!([staged]));
    workspace.write("target/odata/.codegen-0.journal", &journal);

    let (code, said) = odata(&workspace.path("app"), &["codegen", "--check"]);
    assert_eq!(code, Some(1));
    assert!(said.contains("was killed while it wrote"), "{said}");
    let (code, said) = odata(&workspace.path("app"), &["codegen"]);
    assert_eq!(code, Some(0), "{said}");
    assert!(workspace.path("shop/src/models/order.rs").is_file(), "the change was made before the metadata was read");
    assert!(!staged.exists());
    assert_eq!(odata(&workspace.path("app"), &["codegen", "--check"]).0, Some(0));
}

fn sha256(text: &str) -> String {
    use std::fmt::Write as _;

    use sha2::{Digest, Sha256};

    Sha256::digest(text.as_bytes()).iter().fold(String::new(), |mut digest, byte| {
        let _ = write!(digest, "{byte:02x}");
        digest
    })
}

#[cfg(target_os = "linux")]
#[test]
fn a_result_that_cannot_be_written_is_an_error() {
    let workspace = Workspace::new("Product");
    let mut command = Command::new(env!("CARGO_BIN_EXE_cargo-odata"));
    let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let output = command.arg("slice").current_dir(workspace.path("")).stdout(full).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("error: the result cannot be written: "), "{said}");
}

#[test]
fn nothing_of_a_repository_around_this_one_is_written() {
    let around = Workspace::new("Product");
    let inner = around.path("inner");
    fs::create_dir_all(inner.join(".git")).unwrap();
    fs::create_dir(inner.join("metadata")).unwrap();
    fs::write(inner.join("metadata/codegen.toml"), MANIFEST).unwrap();
    fs::write(inner.join("metadata/shop.csdl"), csdl("Order")).unwrap();
    let before = around.files();
    assert_eq!(odata(&inner, &["codegen"]).0, Some(0));
    let cargo_toml = fs::read_to_string(inner.join("shop/Cargo.toml")).unwrap();
    assert!(cargo_toml.contains("[workspace]"), "it is in no workspace of its repository: {cargo_toml}");
    let after = around.files();
    assert!(after.keys().filter(|path| !before.contains_key(*path)).all(|path| path.starts_with(inner.join("shop"))));
}
