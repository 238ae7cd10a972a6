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
    // What an earlier run left of a crate that is gone would be compiled too.
    let _ = fs::remove_dir_all(workspace.join("crates"));
    for (name, output) in crates {
        files(&workspace.join("crates").join(&name), output)?;
    }
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
    for file in output.files {
        let path = folder.join(&file.path);
        fs::create_dir_all(path.parent().unwrap_or(folder))?;
        fs::write(path, file.text)?;
    }
    Ok(())
}

/// Runs clippy with warnings denied. The workspaces of a folder share what is compiled.
///
/// # Errors
///
/// Cargo cannot be run.
pub fn clippy(folder: &Path, workspace: &Path, arguments: &[&str]) -> io::Result<process::Output> {
    Command::new(env!("CARGO"))
        .args(["clippy", "--quiet"])
        .args(arguments)
        .current_dir(workspace)
        .env("CARGO_TARGET_DIR", folder.join("emitted"))
        .output()
}
