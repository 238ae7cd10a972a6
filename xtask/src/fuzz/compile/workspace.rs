//! Many emitted crates in one Cargo workspace, for one run of the compiler.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

use odata_codegen::File;
use serde_json::Value;

use crate::error::Error;
use crate::project;

/// An emitted crate.
pub(super) struct Member {
    pub(super) package: String,
    pub(super) files: Vec<File>,
    /// The features to turn on, beside those of the runtime.
    pub(super) features: Vec<String>,
}

/// What is done with a workspace.
#[derive(Clone, Copy)]
pub(super) struct Task {
    /// `check` or `doc`.
    pub(super) command: &'static str,
    /// The features of the runtime, which each crate has too.
    pub(super) features: &'static [&'static str],
}

/// The crates that do not compile without a warning, by name, and what the compiler says first.
pub(super) type Refused = BTreeMap<String, String>;

/// A member that only depends on the runtime, with all that any crate needs of it: otherwise the runtime would be compiled once
/// for each combination.
const ANCHOR: &str = "anchor";

/// What the names of all other members begin with.
pub(super) const PREFIX: &str = "made";

/// A workspace that is written anew for each run of the compiler. What is built stays.
pub(super) struct Workspace {
    folder: PathBuf,
    target: PathBuf,
}

impl Workspace {
    /// A workspace in a folder.
    pub(super) fn of(folder: &Path) -> Self {
        Self { folder: folder.join("workspace"), target: folder.join("target") }
    }

    /// Builds what all crates depend on.
    ///
    /// # Errors
    ///
    /// A file cannot be written, or the runtime does not compile.
    pub(super) fn prepare(&self, task: Task) -> Result<(), Error> {
        match self.check(&[], task)?.remove(ANCHOR) {
            Some(problem) => Err(Error::Runtime { problem }),
            None => Ok(()),
        }
    }

    /// Compiles the crates.
    ///
    /// # Errors
    ///
    /// A file cannot be written, or cargo cannot be started.
    pub(super) fn check(&self, members: &[Member], task: Task) -> Result<Refused, Error> {
        let refused = self.once(members, task)?;
        // Cargo compiles nothing if it cannot read one of the crates: which one shows when each is alone.
        if !refused.contains_key(ANCHOR) || members.len() < 2 {
            return Ok(refused);
        }
        let mut each = Refused::new();
        for member in members {
            each.extend(self.once(std::slice::from_ref(member), task)?);
        }
        Ok(each)
    }

    fn once(&self, members: &[Member], task: Task) -> Result<Refused, Error> {
        self.write(members).map_err(|source| Error::Write { path: self.folder.clone(), source })?;
        let none = Vec::new();
        let all = members.iter().map(|member| (&*member.package, &member.features)).chain([(ANCHOR, &none)]);
        let features = all.flat_map(|(package, own)| {
            let of_runtime = task.features.iter().map(move |feature| format!("{package}/{feature}"));
            of_runtime.chain(own.iter().map(move |feature| format!("{package}/{feature}")))
        });
        let features = features.collect::<Vec<_>>().join(",");
        let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        command
            .args([task.command, "--quiet", "--workspace", "--keep-going", "--offline", "--message-format", "json"])
            .args(["--no-default-features", "--features", &features])
            .args((task.command == "doc").then_some("--no-deps"))
            .current_dir(&self.folder)
            .env("CARGO_TARGET_DIR", &self.target)
            .env("CARGO_INCREMENTAL", "0")
            .env("RUSTDOCFLAGS", "-Dwarnings")
            .env_remove("RUSTFLAGS");
        let output = command.output().map_err(|source| Error::Start { command: format!("{command:?}"), source })?;
        let names = members.iter().map(|member| &*member.package).chain([ANCHOR]);
        let said = Said { output: &output.stdout, error: &output.stderr };
        Ok(refused(&self.folder, names, said))
    }

    fn write(&self, members: &[Member]) -> io::Result<()> {
        let root = project::root();
        if self.folder.exists() {
            fs::remove_dir_all(&self.folder)?;
        }
        self.forget()?;
        fs::create_dir_all(&self.folder)?;
        fs::copy(root.join("Cargo.lock"), self.folder.join("Cargo.lock"))?;
        let manifest = MANIFEST.replace("RUNTIME", &root.join("runtime").display().to_string());
        fs::write(self.folder.join("Cargo.toml"), manifest)?;
        write(&self.folder.join(ANCHOR), "Cargo.toml", ANCHOR_MANIFEST)?;
        write(&self.folder.join(ANCHOR), "src/lib.rs", "")?;
        for member in members {
            let folder = self.folder.join(&member.package);
            member.files.iter().try_for_each(|file| write(&folder, &file.path, &file.text))?;
        }
        Ok(())
    }

    /// Removes what was built of the crates: no later one is the same.
    fn forget(&self) -> io::Result<()> {
        for folder in ["debug/deps", "debug/.fingerprint", "doc"].map(|name| self.target.join(name)) {
            for entry in fs::read_dir(folder).into_iter().flatten() {
                let (path, name) = entry.map(|entry| (entry.path(), entry.file_name()))?;
                let name = name.to_string_lossy();
                if !name.trim_start_matches("lib").starts_with(PREFIX) {
                    continue;
                }
                if path.is_dir() { fs::remove_dir_all(path)? } else { fs::remove_file(path)? }
            }
        }
        Ok(())
    }
}

/// What cargo says: messages as JSON, a line each, and what is no message.
#[derive(Clone, Copy)]
struct Said<'o> {
    output: &'o [u8],
    error: &'o [u8],
}

/// The crates that have an error in any of their packages, or that did not come out.
fn refused<'n>(workspace: &Path, names: impl Iterator<Item = &'n str>, said: Said<'_>) -> Refused {
    let lines = said.output.split(|byte| *byte == b'\n');
    let messages: Vec<Value> = lines.filter_map(|line| serde_json::from_slice(line).ok()).collect();
    let of = |folder: &Path, reason: &str| -> Vec<&Value> {
        let is_of = |path: &str| Path::new(path).starts_with(folder);
        let of_reason = messages.iter().filter(|message| message["reason"] == reason);
        of_reason.filter(|message| message["target"]["src_path"].as_str().is_some_and(is_of)).collect()
    };
    let refused = names.filter_map(|name| {
        let folder = workspace.join(name);
        let messages = of(&folder, "compiler-message");
        let first = messages.iter().find(|message| message["message"]["level"] == "error");
        if first.is_none() && !of(&folder.join("src/lib.rs"), "compiler-artifact").is_empty() {
            return None;
        }
        let text = first.and_then(|error| error["message"]["rendered"].as_str());
        let text = text.map_or_else(|| String::from_utf8_lossy(said.error).into_owned(), str::to_owned);
        Some((name.to_owned(), text))
    });
    refused.collect()
}

fn write(folder: &Path, path: &str, text: &str) -> io::Result<()> {
    let path = folder.join(path);
    fs::create_dir_all(path.parent().unwrap_or(folder))?;
    fs::write(path, text)
}

const MANIFEST: &str = "\
[workspace]
resolver = \"3\"
members = [\"*\"]
[workspace.package]
version = \"0.0.0\"
edition = \"2024\"
rust-version = \"1.88\"
license = \"MIT\"
publish = false
[workspace.dependencies]
odata-runtime = { path = 'RUNTIME', default-features = false }
[workspace.lints.rust]
warnings = \"deny\"
";

const ANCHOR_MANIFEST: &str = "\
[package]
name = \"anchor\"
edition.workspace = true
[features]
requests = [\"odata-runtime/requests\"]
client = [\"odata-runtime/client\"]
test = [\"odata-runtime/test\"]
[dependencies]
odata-runtime = { workspace = true, features = [\"binary\", \"decimal\", \"time\", \"uuid\"] }
";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_crate_is_told_with_the_first_error_of_any_of_its_packages_or_if_it_did_not_come_out() {
        let output = r#"
{"reason":"compiler-artifact","target":{"src_path":"/w/made-1/src/lib.rs"}}
{"reason":"compiler-message","target":{"src_path":"/w/made-2/types/src/lib.rs"},"message":{"level":"warning","rendered":"warning: w"}}
{"reason":"compiler-message","target":{"src_path":"/w/made-2/types/src/lib.rs"},"message":{"level":"error","rendered":"error[E0592]: e"}}
{"reason":"compiler-artifact","target":{"src_path":"/w/made-2/src/lib.rs"}}
{"reason":"compiler-artifact","target":{"src_path":"/w/made-3/types/src/lib.rs"}}
{"reason":"build-finished","success":false}"#;
        let said = Said { output: output.as_bytes(), error: b"error: could not compile" };
        let refused = refused(Path::new("/w"), ["made-1", "made-2", "made-3"].into_iter(), said);
        let expected = [("made-2", "error[E0592]: e"), ("made-3", "error: could not compile")];
        assert_eq!(refused, expected.map(|(name, text)| (name.to_owned(), text.to_owned())).into());
    }
}
