//! What `cargo xtask diff` claims, proved by the compiler: a program that uses the old crate compiles against the new one
//! after a compatible change, and does not after a breaking one.
//!
//! All cases are one crate before and one after, so that few crates are compiled; the programs are a crate each.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]
#![expect(clippy::format_push_string, reason = "a table")]

#[path = "../generator/tests/diff/cases.rs"]
mod cases;

use std::{collections::BTreeSet, fs, path::Path, process::Command};

use cases::{Case, MANIFEST, cases, inputs, metadata};
use odata_codegen::{Manifest, Output, Source, diff::Class};
use tests::workspace;

/// The crate of all cases in a state.
fn generate(cases: &[Case], state: usize) -> Output {
    let text = MANIFEST.replace("\"case\"", &format!("\"{}\"", name(state)));
    let source = Source { name: String::from("codegen.toml"), text };
    let manifest = Manifest::parse(&source).unwrap();
    let output = odata_codegen::generate(&inputs(metadata(cases, state)), &manifest, source);
    output.map_err(|error| error.to_string()).unwrap()
}

fn name(state: usize) -> &'static str {
    ["before", "after"][state]
}

/// The crate of the program of a case against a state.
fn program(case: &Case, state: usize) -> String {
    format!("{}-{}", case.kind.name(), name(state))
}

/// Writes the program of a case against a state.
fn write_program(workspace: &Path, case: &Case, state: usize) {
    let module = case.kind.name().replace('-', "_");
    let krate = program(case, state);
    let folder = workspace.join("crates").join(&krate);
    fs::create_dir_all(folder.join("src")).unwrap();
    let manifest = format!(
        "[package]\nname = \"{krate}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n[dependencies]\n\
         case = {{ path = \"../{}\", package = \"{}\", features = [\"client\"] }}\n",
        name(state),
        name(state)
    );
    fs::write(folder.join("Cargo.toml"), manifest).unwrap();
    let user = case.user.replace("kind::", &format!("{module}::")).replace("kind_", &format!("{module}_"));
    let text = format!(
        "#![allow(unused, deprecated)]\nuse case::models::{module} as it;\npub fn program(client: case::Client) {{\n    {user}\n}}\n"
    );
    fs::write(folder.join("src/lib.rs"), text).unwrap();
}

/// The crates that compile.
fn compiled(workspace: &Path) -> BTreeSet<String> {
    let checked = Command::new(env!("CARGO"))
        .args(["check", "--workspace", "--keep-going", "--offline", "--message-format=json"])
        .current_dir(workspace)
        .env("CARGO_TARGET_DIR", Path::new(env!("CARGO_TARGET_TMPDIR")).join("emitted"))
        .output()
        .unwrap();
    let messages = String::from_utf8_lossy(&checked.stdout).into_owned();
    let messages = messages.lines().filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok());
    let artifacts = messages.filter(|message| message["reason"] == "compiler-artifact");
    artifacts.filter_map(|message| Some(message["target"]["name"].as_str()?.replace('_', "-"))).collect()
}

#[test]
fn breaking_changes_break_a_program_and_compatible_ones_do_not() {
    // What a description says, no compiler reads.
    let cases: Vec<Case> = cases().into_iter().filter(|case| case.kind.class() != Class::Docs).collect();
    let crates = [0, 1].map(|state| (name(state).to_owned(), generate(&cases, state)));
    let workspace = workspace::write(Path::new(env!("CARGO_TARGET_TMPDIR")), "classes", crates).unwrap();
    for case in &cases {
        for state in [0, 1] {
            write_program(&workspace, case, state);
        }
    }
    let compiled = compiled(&workspace);
    let mut wrong = Vec::new();
    for case in &cases {
        let [before, after] = [0, 1].map(|state| compiled.contains(&program(case, state)));
        if !before || after != (case.kind.class() == Class::Compatible) {
            wrong.push(format!("{}: compiles before: {before}, after: {after}", case.kind));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
