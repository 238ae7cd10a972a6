//! A workspace of somebody else's: a member, a git repository, and the packages as a registry would give them.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;
use tests::project;

use crate::commands::{cargo, clean, succeed};
use crate::packages::Packages;
use crate::service::{METADATA, Service};

pub struct Workspace(TempDir);

impl Workspace {
    pub fn new(packages: &Packages) -> Self {
        let workspace = Self(tempfile::tempdir().unwrap());
        let manifest = format!("[workspace]\nmembers = [\"app\"] # ours\nresolver = \"3\"\n\n{}", packages.patch());
        workspace.write("Cargo.toml", &manifest);
        workspace.write("app/Cargo.toml", "[package]\nname = \"app\"\nedition = \"2024\"\n");
        workspace.write("app/src/main.rs", "fn main() {}\n");
        workspace.write(".gitignore", "/target\n");
        fs::copy(Packages::lock_file(), workspace.path("Cargo.lock")).unwrap();
        workspace.git(&["init", "--quiet"]);
        workspace
    }

    /// The program of the guide, with this service in place of the one on the web.
    pub fn add_program(&self, program: &str, service: &Service) {
        let public = "https://services.odata.org/V4/TripPinServiceRW";
        assert!(program.contains(public), "{program}");
        self.write("app/src/main.rs", &program.replace(public, &service.root()));
        let manifest = self.text("app/Cargo.toml");
        let dependencies = "[dependencies]\ntrippin = { path = \"../trippin\" }\n\
                            tokio = { version = \"1\", features = [\"macros\", \"rt-multi-thread\"] }\n";
        self.write("app/Cargo.toml", &format!("{manifest}\n{dependencies}"));
    }

    /// A program that prints the paths of the files that the library gives for the service's metadata.
    pub fn add_generator(&self, function: &str) {
        let main = "fn main() {\n    let csdl = std::fs::read(\"service.csdl\").unwrap();\n    \
                    for file in generate(&csdl).unwrap() {\n        println!(\"{}\", file.path);\n    }\n}\n";
        self.write("app/src/main.rs", &format!("{function}\n{main}"));
        let manifest = self.text("app/Cargo.toml");
        self.write(
            "app/Cargo.toml",
            &format!("{manifest}\n[dependencies]\nodata-codegen = \"{}\"\n", env!("CARGO_PKG_VERSION")),
        );
        self.write("service.csdl", METADATA);
    }

    /// The package of three lines, and its alias.
    pub fn add_xtask(&self, program: &str) {
        assert_eq!(program.lines().count(), 3, "{program}");
        self.write("xtask/src/main.rs", program);
        let version = env!("CARGO_PKG_VERSION");
        let manifest =
            format!("[package]\nname = \"xtask\"\nedition = \"2024\"\n\n[dependencies]\ncargo-odata = \"{version}\"\n");
        self.write("xtask/Cargo.toml", &manifest);
        self.write(".cargo/config.toml", &snippet("docs/guide/library.md", "toml", 1));
        let manifest = self.text("Cargo.toml").replace("members = [\"app\"", "members = [\"xtask\", \"app\"");
        assert!(manifest.contains("xtask"), "{manifest}");
        self.write("Cargo.toml", &manifest);
    }

    pub fn path(&self, path: &str) -> PathBuf {
        self.0.path().join(path)
    }

    pub fn text(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).unwrap()
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    pub fn cargo(&self, args: &[&str]) -> String {
        succeed(cargo(self.0.path()).args(args))
    }

    /// What the installed command prints; it must succeed.
    pub fn odata(&self, packages: &Packages, args: &[&str]) -> String {
        succeed(clean(packages.command(), self.0.path()).arg("odata").args(args))
    }

    /// The exit code of the installed command, and what it prints.
    pub fn odata_fails(&self, packages: &Packages, args: &[&str]) -> (i32, String) {
        let output = clean(packages.command(), self.0.path()).arg("odata").args(args).output().unwrap();
        (output.status.code().unwrap(), String::from_utf8(output.stdout).unwrap())
    }

    fn git(&self, args: &[&str]) -> String {
        let identity = ["-c", "user.name=Stranger", "-c", "user.email=stranger@example.org"];
        succeed(Command::new("git").arg("-C").arg(self.0.path()).args(identity).args(args))
    }

    pub fn commit(&self, message: &str) {
        self.git(&["add", "--all"]);
        self.git(&["commit", "--quiet", "-m", message]);
    }

    /// What git sees that is not committed.
    pub fn changes(&self) -> String {
        self.git(&["status", "--porcelain", "--untracked-files=all"])
    }

    pub fn copy(&self) -> Self {
        let copy = Self(tempfile::tempdir().unwrap());
        self.git(&["clone", "--quiet", ".", copy.0.path().to_str().unwrap()]);
        copy
    }

    /// All files that git sees, but those of git itself.
    pub fn files(&self) -> BTreeMap<String, String> {
        let list = self.git(&["ls-files", "--cached", "--others", "--exclude-standard"]);
        list.lines().map(|path| (path.to_owned(), self.text(path))).collect()
    }

    /// The files that the tasks write.
    pub fn service_files(&self) -> BTreeMap<String, String> {
        let mut files = self.files();
        files.retain(|path, _| {
            ["metadata/", "trippin/"].iter().any(|folder| path.starts_with(folder))
                || ["CHANGELOG.md", "pull-request.md"].contains(&path.as_str())
        });
        assert!(files.len() > 10, "{:?}", files.keys());
        files
    }
}

/// A block of code of a page, counted from 0 among those of its language.
pub fn snippet(page: &str, language: &str, number: usize) -> String {
    let text = fs::read_to_string(Path::new(&project::root()).join(page)).unwrap();
    let fence = format!("```{language}\n");
    let blocks = text.split(&fence).skip(1);
    let mut blocks = blocks.map(|block| block.split("```").next().unwrap().to_owned());
    blocks.nth(number).unwrap_or_else(|| unreachable!("{page} has no block {number} of {language}"))
}
