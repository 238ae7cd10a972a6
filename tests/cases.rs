//! A small schema for each construct of CSDL: what is emitted, and that it compiles.
//!
//! A folder of `cases/` is a case: its `*.csdl` files, and a `codegen.toml` where the defaults do not show the
//! construct.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use generator::Output;
use tests::project;

fn cases() -> Vec<(String, Output)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("cases");
    let mut folders: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    folders.sort();
    folders.iter().map(|folder| (name(folder), generate(folder))).collect()
}

fn name(path: &Path) -> String {
    path.file_name().unwrap().to_string_lossy().into_owned()
}

fn generate(folder: &Path) -> Output {
    let mut csdl: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    csdl.retain(|path| path.extension().is_some_and(|extension| extension == "csdl"));
    csdl.sort();
    let sources: Vec<_> = csdl.iter().map(|path| project::source(path).unwrap()).collect();
    let manifest = folder.join("codegen.toml");
    let manifest = manifest.exists().then(|| project::source(&manifest).unwrap());
    project::everything(&name(folder), sources, manifest).map_err(|error| error.to_string()).unwrap()
}

#[test]
fn emitted_files() {
    insta::with_settings!({
        snapshot_path => "snapshots/cases",
        prepend_module_to_snapshot => false,
        omit_expression => true,
    }, {
        for (name, output) in cases() {
            let mut text = output.report.summary;
            for note in output.report.notes {
                text.extend(["\nnote: ", &note]);
            }
            let depends_on_case = |path: &str| path.starts_with("src/models/") || path.starts_with("src/requests/");
            for file in output.files.iter().filter(|file| depends_on_case(&file.path)) {
                text.extend(["\n\n==== ", &file.path, "\n", &file.text]);
            }
            insta::assert_snapshot!(name, text);
        }
    });
}

#[test]
fn emitted_crates_compile_without_a_warning() {
    let root = project::root().canonicalize().unwrap();
    let workspace = Path::new(env!("CARGO_TARGET_TMPDIR")).join("cases");
    // What an earlier run left of a case that is gone would be compiled too.
    let _ = fs::remove_dir_all(workspace.join("crates"));
    for (name, output) in cases() {
        for file in output.files {
            let path = workspace.join("crates").join(&name).join(file.path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, file.text).unwrap();
        }
    }
    let runtime = root.join("runtime");
    let manifest = format!(
        "[workspace]\nresolver = \"3\"\nmembers = [\"crates/*\"]\n\
         [workspace.package]\nversion = \"0.0.0\"\nedition = \"2024\"\nrust-version = \"1.95\"\nlicense = \"MIT\"\npublish = false\n\
         [workspace.dependencies]\nodata-runtime = {{ path = {runtime:?}, default-features = false }}\n\
         [workspace.lints.rust]\nwarnings = \"deny\"\n\
         [workspace.lints.clippy]\npedantic = {{ level = \"deny\", priority = -1 }}\nall = {{ level = \"deny\", priority = -1 }}\n"
    );
    fs::write(workspace.join("Cargo.toml"), manifest).unwrap();
    fs::copy(root.join("Cargo.lock"), workspace.join("Cargo.lock")).unwrap();

    let output = Command::new(env!("CARGO"))
        .args(["clippy", "--workspace", "--quiet", "--offline"])
        .current_dir(&workspace)
        .env("CARGO_TARGET_DIR", workspace.join("target"))
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}
