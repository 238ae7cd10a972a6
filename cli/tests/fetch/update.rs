//! `update` on a copy of the workspace's files, when the service has changed.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use similar::TextDiff;
use tempfile::TempDir;

use crate::server::{Reply, Server};
use crate::shop::{Said, run};

/// What a run reads and writes.
pub struct Copy(TempDir);

const CHANGELOG: &str = "# Changelog\n\n## [Unreleased]\n\n### Added\n\n- Something.\n\n## [1.0.0]\n\n- All.\n";

impl Copy {
    pub fn new() -> Self {
        let copy = Self(tempfile::tempdir().unwrap());
        let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
        for folder in ["metadata", "generated"] {
            copy_all(&workspace.join(folder), &copy.path(folder));
        }
        fs::create_dir(copy.path("docs")).unwrap();
        fs::copy(workspace.join("docs/slice.svg"), copy.path("docs/slice.svg")).unwrap();
        fs::write(copy.path("CHANGELOG.md"), CHANGELOG).unwrap();
        copy
    }

    pub fn path(&self, path: &str) -> PathBuf {
        self.0.path().join(path)
    }

    pub fn slice(&self) -> String {
        fs::read_to_string(self.path("metadata/managed-device-encryption-state.csdl")).unwrap()
    }

    pub fn updating(&self, server: &Server, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_cargo-odata"));
        command.arg("update").arg("--manifest").arg(self.path("metadata/codegen.toml"));
        command.arg("--changelog").arg(self.path("CHANGELOG.md"));
        command.arg("--pull-request").arg(self.path("pull-request.md"));
        command.args(["--url", &server.url()]).args(args);
        command
    }

    fn update(&self, server: &Server, args: &[&str]) -> Said {
        run(&mut self.updating(server, args))
    }

    pub fn files(&self) -> BTreeMap<String, String> {
        let mut files = BTreeMap::new();
        read_all(self.0.path(), "", &mut files);
        files
    }
}

fn copy_all(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().map(Result::unwrap) {
        let to = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy_all(&entry.path(), &to);
        } else {
            fs::copy(entry.path(), to).unwrap();
        }
    }
}

fn read_all(folder: &Path, prefix: &str, files: &mut BTreeMap<String, String>) {
    for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
        let name = format!("{prefix}{}", entry.file_name().into_string().unwrap());
        if entry.file_type().unwrap().is_dir() {
            read_all(&entry.path(), &format!("{name}/"), files);
        } else {
            files.insert(name, fs::read_to_string(entry.path()).unwrap());
        }
    }
}

/// What differs between two trees, as a patch, without what no two runs have in common.
fn patch(before: &BTreeMap<String, String>, after: &BTreeMap<String, String>, server: &Server) -> String {
    let mut names: Vec<&String> = before.keys().chain(after.keys()).collect();
    names.sort();
    names.dedup();
    let mut patch = String::new();
    for name in names {
        let text = |files: &BTreeMap<String, String>| files.get(name).cloned().unwrap_or_default();
        let (old, new) = (text(before), text(after));
        // The picture moves; that it is the slice's has a test of its own.
        if old != new && name == "docs/slice.svg" {
            patch.push_str("docs/slice.svg is drawn anew\n");
        } else if old != new {
            let diff = TextDiff::from_lines(&old, &new);
            patch.push_str(&diff.unified_diff().context_radius(1).header(name, name).to_string());
        }
    }
    without_run(&patch, server)
}

fn without_run(text: &str, server: &Server) -> String {
    let text = text.replace(&server.url(), "URL").replace(&server.origin(), "ORIGIN");
    let mut lines = Vec::new();
    for line in text.lines() {
        let is_record =
            ["+fetched = ", "+upstream-sha256 = ", "-sha256 = ", "+sha256 = "].iter().any(|key| line.starts_with(key));
        let key = line.split(" = ").next().unwrap_or(line);
        lines.push(if is_record { format!("{key} = ...") } else { line.to_owned() });
    }
    let text = lines.join("\n");
    match text.split_once("SHA-256 `") {
        Some((before, rest)) => format!("{before}SHA-256 `...{}", &rest[64..]),
        None => text,
    }
}

#[test]
fn a_change_of_the_service_is_a_change_that_a_person_can_judge() {
    let copy = Copy::new();
    let before = copy.files();
    let changed = copy
        .slice()
        .replace(
            "<Property Name=\"osVersion\" Type=\"Edm.String\" />",
            "<Property Name=\"osBuild\" Type=\"Edm.Int32\" /><Property Name=\"osVersion\" Type=\"Edm.String\" />",
        )
        .replace("<Property Name=\"tpmSpecificationVersion\" Type=\"Edm.String\" />", "")
        .replace(
            "<Member Name=\"encrypted\" Value=\"1\" />",
            "<Member Name=\"encrypted\" Value=\"1\" /><Member Name=\"encrypting\" Value=\"2\" />",
        );
    // What our overlay says of it must go first.
    let overlay = copy.path("metadata/overlay.csdl");
    let text = fs::read_to_string(&overlay).unwrap();
    let target = "<Annotations Target=\"microsoft.graph.managedDeviceEncryptionState/tpmSpecificationVersion\">";
    let start = text.find(target).unwrap();
    let end = start + text[start..].find("</Annotations>").unwrap() + "</Annotations>".len();

    let server = Server::start([Reply::xml(&changed), Reply::xml(&changed)]);
    let refused = copy.update(&server, &[]);
    assert_eq!(refused.code, Some(1), "{refused:?}");
    assert!(refused.err.contains("there is no `microsoft.graph.managedDeviceEncryptionState/tpmSpecificationVersion`"));
    assert_eq!(copy.files(), before, "nothing is written unless all is");

    fs::write(&overlay, format!("{}{}", &text[..start], &text[end..])).unwrap();
    let before = copy.files();
    let said = copy.update(&server, &[]);
    assert_eq!((said.code, said.err.as_str()), (Some(0), ""));
    let (crates, others) = said.out.split_once('\n').unwrap();
    assert_eq!(crates, "generated: 1 breaking, 2 compatible: 3 written, 13 unchanged, 0 removed");
    for file in ["CHANGELOG.md", "docs/slice.svg", "pull-request.md"] {
        assert!(others.starts_with("  written too: ") && others.contains(file), "{others}");
    }
    let mut after = copy.files();
    let request = after.remove("pull-request.md").unwrap();
    insta::assert_snapshot!("update_tree", patch(&before, &after, &server));
    insta::assert_snapshot!("update_pull_request", without_run(&request, &server));

    let check = Command::new(env!("CARGO_BIN_EXE_cargo-odata"))
        .args(["codegen", "--check", "--service", "generated", "--manifest"])
        .arg(copy.path("metadata/codegen.toml"))
        .status();
    assert!(check.unwrap().success(), "the tree is what the metadata gives");
}

#[test]
fn a_service_that_has_not_changed_changes_nothing_but_the_record() {
    let copy = Copy::new();
    let before = copy.files();
    let server = Server::start([Reply::xml(&copy.slice())]);
    let said = copy.update(&server, &[]);
    assert_eq!(
        (said.code, said.out.as_str()),
        (Some(0), "update: nothing changed in the slice; the record in the manifest is new\n"),
        "{}",
        said.err
    );
    let changed = copy.files().into_iter().filter(|(name, text)| before.get(name) != Some(text));
    // The README of the crate names the URL.
    assert_eq!(changed.map(|(name, _)| name).collect::<Vec<_>>(), ["generated/README.md", "metadata/codegen.toml"]);
    let check = Command::new(env!("CARGO_BIN_EXE_cargo-odata"))
        .args(["codegen", "--check", "--service", "generated", "--manifest"])
        .arg(copy.path("metadata/codegen.toml"))
        .status();
    assert!(check.unwrap().success(), "the tree is what the manifest gives");
}

#[test]
fn a_changelog_without_a_place_for_it_is_refused_before_anything_is_written() {
    let copy = Copy::new();
    fs::write(copy.path("CHANGELOG.md"), "# Changes\n").unwrap();
    let before = copy.files();
    let changed = copy.slice().replace("Name=\"unix\" Value=\"13\"", "Name=\"linux\" Value=\"13\"");
    let server = Server::start([Reply::xml(&changed)]);
    let said = copy.update(&server, &[]);
    assert_eq!(said.code, Some(1), "{said:?}");
    assert!(said.err.contains("CHANGELOG.md has no section `## [Unreleased]`"), "{}", said.err);
    assert_eq!(copy.files(), before);
}
