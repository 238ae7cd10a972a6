//! The declared Rust version of the runtime holds for all that it depends on.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

use serde_json::Value;
use tests::project;

type Version = (u64, u64, u64);

fn version(text: &str) -> Version {
    let mut parts = text.split('.').map(|part| part.parse().unwrap());
    let mut next = || parts.next().unwrap_or(0);
    (next(), next(), next())
}

fn metadata() -> Value {
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args(["metadata", "--format-version", "1", "--locked", "--all-features"]).current_dir(project::root());
    let output = cargo.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

/// A package and what it depends on in a program, directly or not.
fn closure<'a>(metadata: &'a Value, root: &'a str) -> BTreeSet<&'a str> {
    let nodes = metadata["resolve"]["nodes"].as_array().unwrap();
    let nodes: BTreeMap<&str, &Value> = nodes.iter().map(|node| (node["id"].as_str().unwrap(), node)).collect();
    let mut found = BTreeSet::new();
    let mut next = vec![root];
    while let Some(id) = next.pop() {
        if found.insert(id) {
            let dependencies = nodes[id]["deps"].as_array().unwrap().iter();
            let in_programs = dependencies.filter(|dependency| {
                dependency["dep_kinds"].as_array().unwrap().iter().any(|kind| kind["kind"] != "dev")
            });
            next.extend(in_programs.map(|dependency| dependency["pkg"].as_str().unwrap()));
        }
    }
    found
}

#[test]
fn no_dependency_of_the_runtime_needs_a_newer_rust_than_it_declares() {
    let metadata = metadata();
    let packages = metadata["packages"].as_array().unwrap();
    let runtime = packages.iter().find(|package| package["name"] == "odata-runtime").unwrap();
    let declared = version(runtime["rust_version"].as_str().unwrap());
    assert_eq!(declared, (1, 88, 0), "README and the emitted Cargo.toml say 1.88");

    let closure = closure(&metadata, runtime["id"].as_str().unwrap());
    assert!(closure.len() > 100, "all features count: {}", closure.len());
    let of_runtime = packages.iter().filter(|package| closure.contains(package["id"].as_str().unwrap()));
    let newer: Vec<String> = of_runtime
        .filter(|package| package["rust_version"].as_str().is_some_and(|needed| version(needed) > declared))
        .map(|package| format!("{} {} needs {}", package["name"], package["version"], package["rust_version"]))
        .collect();
    assert!(newer.is_empty(), "{newer:?}");
}
