//! Commands, in an environment that is not that of this test's own cargo.

use std::path::Path;
use std::process::{Command, Output};

use tests::project;

/// Cargo in another folder. What is compiled is kept below this repository's `target`.
pub fn cargo(folder: &Path) -> Command {
    clean(env!("CARGO"), folder)
}

/// A program in another folder.
pub fn clean(program: impl AsRef<std::ffi::OsStr>, folder: &Path) -> Command {
    let mut command = Command::new(program);
    for (name, _) in std::env::vars_os() {
        let text = name.to_string_lossy();
        if text.starts_with("CARGO_") && text != "CARGO_HOME" {
            command.env_remove(&name);
        }
    }
    command.current_dir(folder).env("CARGO_TARGET_DIR", project::root().join("target/stranger"));
    command
}

pub fn succeed(command: &mut Command) -> String {
    let Output { status, stdout, stderr } = command.output().unwrap();
    let (out, err) = (String::from_utf8_lossy(&stdout), String::from_utf8_lossy(&stderr));
    assert!(status.success(), "{command:?}: {status}\n{out}\n{err}");
    out.into_owned()
}

/// What git sees of this repository: the commit, and all that differs from it.
pub fn repository_state() -> String {
    let git = |args: &[&str]| succeed(Command::new("git").args(args).current_dir(project::root()));
    [git(&["rev-parse", "HEAD"]), git(&["status", "--porcelain"]), git(&["diff"])].concat()
}
