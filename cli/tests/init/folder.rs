//! A folder with somebody's workspace.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use tempfile::TempDir;

/// A folder `work`, beside which nothing else stands.
pub struct Folder(TempDir);

/// What a run said.
#[derive(Debug)]
pub struct Said {
    pub code: Option<i32>,
    pub out: String,
    pub err: String,
}

/// The metadata of a service for travellers, in a namespace.
pub fn travel(namespace: &str) -> String {
    TRAVEL.replace("NAMESPACE", namespace)
}

const TRAVEL: &str = r#"<?xml version="1.0" encoding="utf-8"?>
<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx">
  <edmx:DataServices>
    <Schema Namespace="NAMESPACE" xmlns="http://docs.oasis-open.org/odata/ns/edm">
      <EnumType Name="Seat"><Member Name="Aisle" Value="0" /><Member Name="Window" Value="1" /></EnumType>
      <ComplexType Name="Place">
        <Property Name="City" Type="Edm.String" Nullable="false" />
        <Property Name="Street" Type="Edm.String" />
      </ComplexType>
      <EntityType Name="Airline">
        <Key><PropertyRef Name="Code" /></Key>
        <Property Name="Code" Type="Edm.String" Nullable="false" />
        <Property Name="Name" Type="Edm.String" />
      </EntityType>
      <EntityType Name="Trip">
        <Key><PropertyRef Name="Id" /></Key>
        <Property Name="Id" Type="Edm.Int32" Nullable="false" />
        <Property Name="Begins" Type="Edm.DateTimeOffset" />
        <Property Name="To" Type="NAMESPACE.Place" />
      </EntityType>
      <EntityType Name="Person">
        <Key><PropertyRef Name="Name" /></Key>
        <Property Name="Name" Type="Edm.String" Nullable="false">
          <Annotation Term="Org.OData.Core.V1.Description" String="What friends say." />
        </Property>
        <Property Name="Seat" Type="NAMESPACE.Seat" />
        <Property Name="Home" Type="NAMESPACE.Place" />
        <NavigationProperty Name="Trips" Type="Collection(NAMESPACE.Trip)" ContainsTarget="true" />
      </EntityType>
      <Action Name="Invite" IsBound="true">
        <Parameter Name="person" Type="NAMESPACE.Person" />
        <Parameter Name="to" Type="Edm.String" Nullable="false" />
      </Action>
      <EntityContainer Name="Container">
        <EntitySet Name="Airlines" EntityType="NAMESPACE.Airline" />
        <EntitySet Name="People" EntityType="NAMESPACE.Person" />
        <Singleton Name="Me" Type="NAMESPACE.Person" />
      </EntityContainer>
    </Schema>
  </edmx:DataServices>
</edmx:Edmx>
"#;

/// A package of a workspace, as a file.
pub fn package(name: &str) -> String {
    format!("[package]\nname = \"{name}\"\nversion = \"0.1.0\"\nedition = \"2024\"\n")
}

/// The workspace of the package `app`, of which a comment and a blank line must stay.
pub const WORKSPACE: &str = "\
# The workspace of our app.
[workspace]
resolver = \"3\"
members = [\"app\"] # all of it

[profile.dev]
debug = false
";

/// The option that names this project's runtime.
pub fn runtime() -> String {
    format!("path={}", repository().join("runtime").display())
}

pub fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_owned()
}

impl Folder {
    /// A folder with these files, the metadata of travellers in `travel.xml`, and the versions of dependencies that this
    /// project has, so that no test asks a registry.
    pub fn new(files: &[(&str, &str)]) -> Self {
        let folder = Self::bare(files);
        fs::copy(repository().join("Cargo.lock"), folder.path("Cargo.lock")).unwrap();
        folder.write("travel.xml", &travel("Travel"));
        folder
    }

    pub fn bare(files: &[(&str, &str)]) -> Self {
        let folder = Self(tempfile::tempdir().unwrap());
        fs::create_dir(folder.path("")).unwrap();
        for (path, text) in files {
            folder.write(path, text);
        }
        folder
    }

    /// One with [`WORKSPACE`] and its package.
    pub fn workspace() -> Self {
        Self::new(&[
            ("Cargo.toml", WORKSPACE),
            ("app/Cargo.toml", &package("app")),
            ("app/src/main.rs", "fn main() {}\n"),
        ])
    }

    pub fn path(&self, path: &str) -> PathBuf {
        self.0.path().join("work").join(path)
    }

    pub fn write(&self, path: &str, text: &str) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    pub fn text(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).unwrap()
    }

    /// Every file and folder here and beside, with its bytes.
    pub fn state(&self) -> BTreeMap<String, Option<Vec<u8>>> {
        let mut state = BTreeMap::new();
        walk(self.0.path(), self.0.path(), &mut state);
        state
    }

    /// The paths of all files of the workspace but those of a run's journal.
    pub fn files(&self) -> Vec<String> {
        let state = self.state().into_iter().filter(|(_, bytes)| bytes.is_some());
        let files = state.filter_map(|(path, _)| path.strip_prefix("work/").map(str::to_owned));
        files.filter(|path| !path.starts_with("target/")).collect()
    }

    pub fn command(&self, folder: &str, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_cargo-odata"));
        command.arg("odata").args(args).current_dir(self.path(folder)).stdin(Stdio::null());
        for name in ["ALL_PROXY", "HTTPS_PROXY", "HTTP_PROXY", "all_proxy", "https_proxy", "http_proxy"] {
            command.env_remove(name);
        }
        command.env("CARGO_NET_OFFLINE", "true");
        command
    }

    /// `init` in a folder of the workspace.
    pub fn init_in(&self, folder: &str, args: &[&str]) -> Said {
        run(&mut self.command(folder, &[&["init"], args].concat()))
    }

    /// `init` with the metadata of travellers and this project's runtime.
    pub fn init(&self, args: &[&str]) -> Said {
        let runtime = runtime();
        self.init_in("", &[&["--csdl", "travel.xml", "--runtime", &runtime], args].concat())
    }

    /// `init` that must work.
    pub fn made(&self, args: &[&str]) -> String {
        let said = self.init(args);
        assert_eq!(said.code, Some(0), "{said:?}");
        said.out
    }

    /// What is said by a run that is refused with this exit code and changes nothing, neither here nor beside.
    pub fn refused(&self, code: i32, run: impl FnOnce() -> Said) -> String {
        let before = self.state();
        let said = run();
        assert_eq!((said.code, said.out.as_str()), (Some(code), ""), "{said:?}");
        let after = self.state();
        let differ: Vec<_> =
            after.keys().chain(before.keys()).filter(|path| after.get(*path) != before.get(*path)).collect();
        assert!(differ.is_empty(), "{differ:?} are not what they were: {said:?}");
        said.err.replace(self.0.path().join("work").to_str().unwrap(), "WORK")
    }

    /// The compiler takes the models of these packages, and the command finds nothing to do.
    pub fn check(&self, packages: &[&str]) {
        let mut command = Command::new(env!("CARGO"));
        command.args(["check", "--offline", "--quiet", "--no-default-features"]);
        command.args(packages.iter().flat_map(|package| ["--package", package]));
        command.env("CARGO_TARGET_DIR", Path::new(env!("CARGO_TARGET_TMPDIR")).join("init"));
        let said = run(command.current_dir(self.path("")));
        assert_eq!(said.code, Some(0), "{said:?}");
        let said = run(&mut self.command("", &["codegen", "--check"]));
        assert_eq!((said.code, said.err.as_str()), (Some(0), ""), "{said:?}");
    }
}

pub fn run(command: &mut Command) -> Said {
    let output = command.output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    Said { code: output.status.code(), out: text(output.stdout), err: text(output.stderr) }
}

fn walk(root: &Path, folder: &Path, state: &mut BTreeMap<String, Option<Vec<u8>>>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.strip_prefix(root).unwrap().to_str().unwrap().to_owned();
        if path.is_symlink() {
            let to = fs::read_link(&path).unwrap();
            state.insert(name, Some(to.to_str().unwrap().as_bytes().to_vec()));
        } else if path.is_dir() {
            state.insert(name, None);
            walk(root, &path, state);
        } else {
            state.insert(name, Some(fs::read(&path).unwrap()));
        }
    }
}
