//! Emitted crates on disk, for the compiler to judge.

use std::{
    fs, io,
    path::{Path, PathBuf},
    process::{self, Command},
};

use odata_codegen::Output;

use crate::project;

/// Writes the crates as members of a workspace below `folder`, and runs clippy on all of them with warnings denied.
///
/// # Errors
///
/// A file cannot be written, or cargo cannot be run.
pub fn check(
    folder: &Path,
    name: &str,
    crates: impl IntoIterator<Item = (String, Output)>,
) -> io::Result<process::Output> {
    clippy(folder, &write(folder, name, crates)?, &["--workspace"])
}

/// Writes the crates as members of a workspace below `folder`, and says where it is.
///
/// # Errors
///
/// A file cannot be written.
pub fn write(folder: &Path, name: &str, crates: impl IntoIterator<Item = (String, Output)>) -> io::Result<PathBuf> {
    let root = project::root().canonicalize()?;
    let workspace = folder.join(name);
    // Files that did not change keep their time, so that cargo does not compile them again; the others of an earlier run go.
    let (members, former) = (workspace.join("crates"), workspace.join("former"));
    let _ = fs::remove_dir_all(&former);
    let _ = fs::rename(&members, &former);
    for (name, output) in crates {
        files_from(&former.join(&name), &members.join(&name), output)?;
    }
    let _ = fs::remove_dir_all(&former);
    let runtime = root.join("runtime");
    let manifest = format!(
        "[workspace]\nresolver = \"3\"\nmembers = [\"crates/*\"]\n\
         [workspace.package]\nversion = \"0.0.0\"\nedition = \"2024\"\nrust-version = \"1.88\"\nlicense = \"MIT\"\npublish = false\n\
         [workspace.dependencies]\nodata-runtime = {{ path = '{}', default-features = false }}\n\
         [workspace.lints.rust]\nwarnings = \"deny\"\n\
         [workspace.lints.clippy]\npedantic = {{ level = \"deny\", priority = -1 }}\nall = {{ level = \"deny\", priority = -1 }}\n",
        runtime.display()
    );
    fs::write(workspace.join("Cargo.toml"), manifest)?;
    fs::copy(root.join("Cargo.lock"), workspace.join("Cargo.lock"))?;
    Ok(workspace)
}

/// Writes the files of a crate into its folder.
///
/// # Errors
///
/// A file cannot be written.
pub fn files(folder: &Path, output: Output) -> io::Result<()> {
    files_from(folder, folder, output)
}

/// Writes the files of a crate, but moves those that another folder has already.
fn files_from(former: &Path, folder: &Path, output: Output) -> io::Result<()> {
    for file in output.files {
        let (known, path) = (former.join(&file.path), folder.join(&file.path));
        fs::create_dir_all(path.parent().unwrap_or(folder))?;
        if fs::read(&known).is_ok_and(|text| text == file.text.as_bytes()) {
            fs::rename(known, path)?;
        } else {
            fs::write(path, file.text)?;
        }
    }
    Ok(())
}

/// Runs clippy with warnings denied.
///
/// # Errors
///
/// Cargo cannot be run.
pub fn clippy(folder: &Path, workspace: &Path, arguments: &[&str]) -> io::Result<process::Output> {
    cargo("clippy", folder, workspace, arguments)
}

/// Runs rustdoc on all crates of a workspace, without their dependencies. The pages go to `emitted/doc` below `folder`.
///
/// # Errors
///
/// Cargo cannot be run.
pub fn document(folder: &Path, workspace: &Path) -> io::Result<process::Output> {
    cargo("doc", folder, workspace, &["--workspace", "--no-deps"])
}

/// Runs cargo in a workspace. All workspaces of a folder have one target folder, so that dependencies are compiled once.
fn cargo(task: &str, folder: &Path, workspace: &Path, arguments: &[&str]) -> io::Result<process::Output> {
    Command::new(env!("CARGO"))
        .args([task, "--quiet"])
        .args(arguments)
        .current_dir(workspace)
        .env("CARGO_TARGET_DIR", folder.join("emitted"))
        .output()
}
