//! The three packages, made by one call of cargo and unpacked elsewhere.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Mutex, PoisonError};

use tempfile::TempDir;
use tests::project;

use crate::commands::{cargo, succeed};

pub const NAMES: [&str; 3] = ["odata-codegen", "odata-runtime", "cargo-odata"];

pub struct Packages {
    folder: TempDir,
    version: &'static str,
}

impl Packages {
    pub fn make() -> Self {
        // The archives of two calls would have the same names.
        static ONE: Mutex<()> = Mutex::new(());
        let _guard = ONE.lock().unwrap_or_else(PoisonError::into_inner);
        let packages = Self { folder: tempfile::tempdir().unwrap(), version: env!("CARGO_PKG_VERSION") };
        let mut package = cargo(&project::root());
        package.args(["package", "--quiet", "--no-verify", "--allow-dirty"]);
        for name in NAMES {
            package.args(["--package", name]);
        }
        succeed(&mut package);
        for name in NAMES {
            let archive = project::root().join(format!("target/stranger/package/{name}-{}.crate", packages.version));
            succeed(Command::new("tar").arg("-xzf").arg(archive).arg("-C").arg(packages.folder.path()));
        }
        packages
    }

    /// The folder of a package.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(format!("{name}-{}", self.version))
    }

    /// The command, built from its package alone; the generator comes by a patch.
    pub fn command(&self) -> PathBuf {
        let generator = self.path("odata-codegen").display().to_string();
        let patch = format!("patch.crates-io.odata-codegen.path={generator:?}");
        let mut build = cargo(&self.path("cargo-odata"));
        succeed(build.args(["build", "--quiet", "--config", &patch]));
        let name = format!("cargo-odata{}", std::env::consts::EXE_SUFFIX);
        let installed = self.folder.path().join(&name);
        // Where a user has it: the next build of that name is another one.
        if !installed.exists() {
            fs::copy(project::root().join("target/stranger/debug").join(&name), &installed).unwrap();
        }
        installed
    }

    /// The section of a `Cargo.toml` that takes the packages from their folders, as a registry would give them.
    pub fn patch(&self) -> String {
        let line = |name: &&str| format!("{name} = {{ path = {:?} }}\n", self.path(name).display().to_string());
        format!("[patch.crates-io]\n{}", NAMES.iter().map(line).collect::<String>())
    }

    /// The versions of all dependencies, so that what is built here is what is built there.
    pub fn lock_file() -> PathBuf {
        Path::new(&project::root()).join("Cargo.lock")
    }
}
