//! What Cargo says of the workspace with the new crate, before anything is written.
//!
//! Cargo decides, since a `[patch]`, vendored sources and a registry of the user's own count.

use std::path::Path;
use std::process::Stdio;

use super::error::Error;
use super::files::Files;
use super::stage::Stage;
use crate::program::cargo;

/// What Cargo's answer means.
#[derive(Debug, PartialEq, Eq)]
enum Answer {
    /// All dependencies resolve.
    Yes,
    /// It cannot be known without the network.
    Unknown(String),
    /// No source has the runtime, or none of that version.
    NoRuntime(String),
    /// Something else is wrong.
    No(String),
}

/// Asks whether the workspace resolves with these files; a text is why that could not be found out. `runtime` is the value in
/// the manifest.
///
/// # Errors
///
/// It does not.
pub fn ask(root: &Path, files: &Files, runtime: &str, is_offline: bool) -> Result<Option<String>, Error> {
    let stage = match Stage::new(root, files.all()) {
        Ok(stage) => stage,
        Err(error) => return Ok(Some(format!("no copy of the workspace can be made to ask cargo about: {error}"))),
    };
    match metadata(&stage, root, is_offline) {
        Answer::Yes => Ok(None),
        Answer::Unknown(why) => Ok(Some(why)),
        Answer::NoRuntime(said) => Err(Error::Unresolved { runtime: runtime.to_owned(), said }),
        Answer::No(said) => {
            let is_beside = stage.is_beside;
            // The next copy has the same place.
            drop(stage);
            let before = Stage::new(root, std::iter::empty()).map(|before| metadata(&before, root, is_offline));
            match before {
                // Elsewhere, relative paths out of the workspace lead nowhere.
                Ok(Answer::No(said) | Answer::NoRuntime(said)) if !is_beside => Ok(Some(said)),
                Ok(Answer::No(said) | Answer::NoRuntime(said)) => Err(Error::Broken { said }),
                _ => Err(Error::Refused { said }),
            }
        }
    }
}

fn metadata(stage: &Stage, root: &Path, is_offline: bool) -> Answer {
    let mut command = cargo();
    command.args(["metadata", "--format-version", "1", "--color", "never"]).current_dir(stage.path());
    if is_offline {
        command.arg("--offline");
    }
    let output = match command.stdin(Stdio::null()).stdout(Stdio::null()).output() {
        Ok(output) => output,
        Err(error) => return Answer::Unknown(format!("cargo cannot be started: {error}")),
    };
    let said =
        String::from_utf8_lossy(&output.stderr).replace(&*stage.path().to_string_lossy(), &root.to_string_lossy());
    if output.status.success() { Answer::Yes } else { read(&said) }
}

/// Cargo's error, without what it says of its progress.
fn read(said: &str) -> Answer {
    let start = said.find("error: ").unwrap_or_default();
    let said = said[start..].trim_end().to_owned();
    let has = |texts: &[&str]| texts.iter().any(|text| said.contains(text));
    if has(&OFFLINE) {
        Answer::Unknown(said)
    } else if said.contains("`odata-runtime") && has(&["no matching package", "failed to select a version for"]) {
        Answer::NoRuntime(said)
    } else {
        Answer::No(said)
    }
}

/// How Cargo says that it did not reach what it needs.
const OFFLINE: [&str; 10] = [
    "offline mode",
    "--offline",
    "Could not resolve host",
    "Couldn't resolve host",
    "Could not connect",
    "Couldn't connect",
    "failed to connect",
    "failed to resolve address",
    "network failure",
    "timed out",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_told_from_another_one() {
        let none = "    Updating crates.io index\nerror: no matching package named `odata-runtime` found\nlocation searched: \
                    crates.io index\n";
        let version = "error: failed to select a version for the requirement `odata-runtime = \"^99\"`\ncandidate versions \
                       found which didn't match: 0.1.0\n";
        for said in [none, version] {
            let Answer::NoRuntime(text) = read(said) else { unreachable!("{said}") };
            assert!(text.starts_with("error: ") && !text.ends_with('\n'), "{text}");
        }
        for said in [
            "error: no matching package named `odata-runtime` found\nAs a reminder, you're using offline mode (--offline)",
            "warning: spurious\nerror: failed to get `x`\n  [6] Could not resolve hostname (Could not resolve host: index.crates.io)",
            "error: download of config.json failed\n  [28] Timeout was reached (Connection timed out after 30002 milliseconds)",
        ] {
            assert!(matches!(read(said), Answer::Unknown(_)), "{said}");
        }
        for said in [
            "error: no matching package named `serde` found",
            "error: two packages named `shop` in this workspace:",
            "error: failed to parse manifest at `/w/Cargo.toml`",
        ] {
            assert!(matches!(read(said), Answer::No(_)), "{said}");
        }
    }
}
