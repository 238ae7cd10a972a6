//! What Cargo is asked before anything is written.

use std::process::Command;

use crate::folder::{Folder, Said, WORKSPACE, run, runtime};

/// Somebody's registry: a folder, in which these packages are.
fn with_registry(packages: &[(&str, &str)]) -> Folder {
    let folder = Folder::workspace();
    std::fs::remove_file(folder.path("Cargo.lock")).unwrap();
    let config = "[source.crates-io]\nreplace-with = \"ours\"\n\n[source.ours]\ndirectory = \"vendor\"\n";
    folder.write(".cargo/config.toml", config);
    std::fs::create_dir_all(folder.path("vendor")).unwrap();
    for (name, version) in packages {
        add(&folder, &format!("vendor/{name}-{version}"), name, version);
        folder.write(&format!("vendor/{name}-{version}/.cargo-checksum.json"), "{\"files\":{},\"package\":null}");
    }
    folder
}

/// A package that stands for the runtime.
fn add(folder: &Folder, path: &str, name: &str, version: &str) {
    let features =
        "requests = []\nclient = []\nreqwest = []\ntest = []\nbinary = []\ndecimal = []\ntime = []\nuuid = []\n";
    let text =
        format!("[package]\nname = \"{name}\"\nversion = \"{version}\"\nedition = \"2024\"\n\n[features]\n{features}");
    folder.write(&format!("{path}/Cargo.toml"), &text);
    folder.write(&format!("{path}/src/lib.rs"), "");
}

fn init(folder: &Folder, args: &[&str]) -> Said {
    let args = [&["init", "--csdl", "travel.xml", "--root", "People"], args].concat();
    let mut command: Command = folder.command("", &args);
    run(command.env("CARGO_NET_OFFLINE", "false"))
}

const WAYS: &str = "\nhelp: the crate needs `odata-runtime` from somewhere: a folder (`--runtime path=DIR`), a repository \
                    (`--runtime git=URL,rev=REV`), a `[patch]` in the workspace's Cargo.toml, or a registry of your own\n";

#[test]
fn a_runtime_that_no_registry_has_is_refused_with_the_ways_left() {
    let folder = with_registry(&[]);
    let err = folder.refused(1, || init(&folder, &[]));
    let version = env!("CARGO_PKG_VERSION");
    let begin = format!(
        "error: cargo does not find odata-runtime, with `runtime = {{ version = \"{version}\" }}`; nothing was written\n\
         error: no matching package named `odata-runtime` found\n"
    );
    assert!(err.starts_with(&begin) && err.ends_with(WAYS), "{err}");
    assert!(err.contains("WORK/travel") && !err.contains(".codegen-"), "the copy is not shown: {err}");

    let folder = with_registry(&[("odata-runtime", "0.1.0")]);
    let err = folder.refused(1, || init(&folder, &["--runtime", "version=99"]));
    assert!(err.contains("with `runtime = { version = \"99\" }`") && err.ends_with(WAYS), "{err}");
}

#[test]
fn cargo_is_asked_where_no_member_is_added() {
    let folder = with_registry(&[]);
    folder.write("Cargo.toml", &WORKSPACE.replace("[\"app\"]", "[\"app\", \"crates/*\"]"));
    let err = folder.refused(1, || init(&folder, &[]));
    assert!(err.contains("error: no matching package named `odata-runtime` found\n"), "{err}");
}

#[test]
fn a_registry_of_somebodys_own_counts() {
    let folder = with_registry(&[("odata-runtime", "0.1.0")]);
    let said = init(&folder, &["--runtime", "version=0.1"]);
    assert_eq!((said.code, said.err.as_str()), (Some(0), ""), "{said:?}");
    assert!(folder.text("travel/Cargo.toml").contains("odata-runtime = { version = \"0.1\", default-features = false"));
    assert!(!folder.path("Cargo.lock").exists(), "Cargo wrote its answer elsewhere");
}

#[test]
fn a_patch_of_the_workspace_counts() {
    let folder = with_registry(&[]);
    folder
        .write("Cargo.toml", &format!("{WORKSPACE}\n[patch.crates-io]\nodata-runtime = {{ path = \"../runtime\" }}\n"));
    // Out of the workspace: the copy stands beside it, so that the path leads there.
    add(&folder, "../runtime", "odata-runtime", env!("CARGO_PKG_VERSION"));
    let said = init(&folder, &[]);
    assert_eq!((said.code, said.err.as_str()), (Some(0), ""), "{said:?}");
    assert!(!folder.text("metadata/codegen.toml").contains("runtime ="), "the default");
}

#[test]
fn the_workspaces_own_dependency_counts() {
    let folder = with_registry(&[("odata-runtime", "0.1.0")]);
    let err = folder.refused(1, || init(&folder, &["--runtime", "workspace"]));
    assert!(
        err.starts_with("error: cargo refuses the workspace with the new crate; nothing was written\nerror: "),
        "{err}"
    );
    let entry = "[workspace.dependencies]\nodata-runtime = { version = \"0.1\", default-features = false }\n";
    folder.write("Cargo.toml", &format!("{WORKSPACE}\n{entry}"));
    let said = init(&folder, &["--runtime", "workspace"]);
    assert_eq!((said.code, said.err.as_str()), (Some(0), ""), "{said:?}");
}

#[test]
fn a_workspace_that_is_broken_already_is_said_to_be() {
    let folder = Folder::workspace();
    folder.write("Cargo.toml", "[workspace]\nmembers = [\"app\", \"gone\"]\n");
    let err = folder.refused(1, || folder.init(&["--root", "People"]));
    assert!(
        err.starts_with(
            "error: cargo refuses this workspace as it is; nothing was written\nerror: failed to load manifest"
        ),
        "{err}"
    );
    assert!(err.contains("WORK/gone/Cargo.toml"), "{err}");
    assert!(err.ends_with("help: mend what cargo says, and run the command again\n"), "{err}");
}

#[test]
fn what_cargo_cannot_know_offline_is_a_warning() {
    let folder = Folder::workspace();
    let home = tempfile::tempdir().unwrap();
    let mut command = folder.command("", &["init", "--csdl", "travel.xml", "--root", "People", "--offline"]);
    let said = run(command.env_remove("CARGO_NET_OFFLINE").env("CARGO_HOME", home.path()));
    assert_eq!(said.code, Some(0), "{said:?}");
    assert!(said.err.starts_with("warning: cargo could not find out whether odata-runtime is there, "), "{said:?}");
    assert!(folder.path("travel/Cargo.toml").exists());
    let mut command = folder.command("", &["init", "--csdl", "travel.xml", "--root", "People", "--name", "other"]);
    let said = run(command.env("CARGO", "/no/such/cargo"));
    assert!(said.err.contains("is right\ncargo cannot be started: "), "{said:?}");
}

#[test]
fn a_folder_that_is_not_the_runtime_is_refused() {
    let folder = Folder::workspace();
    for path in ["app", "gone"] {
        let from = format!("path={path}");
        let err =
            folder.refused(1, || folder.init_in("", &["--csdl", "travel.xml", "--root", "Me", "--runtime", &from]));
        let help = "help: name the folder `runtime` of a clone of this project\n";
        assert_eq!(err, format!("error: {path} is not the folder of the package odata-runtime\n{help}"));
    }
    let err = folder.refused(2, || folder.init_in("", &["--csdl", "travel.xml", "--runtime", "0.1"]));
    assert!(err.contains("write `version=0.1`, `path=DIR`"), "{err}");
    assert!(runtime().starts_with("path="));
}

#[test]
fn a_file_that_cannot_be_written_leaves_all_as_it_was() {
    let folder = Folder::workspace();
    let path = folder.path("Cargo.toml");
    let mut permissions = std::fs::metadata(&path).unwrap().permissions();
    permissions.set_readonly(true);
    std::fs::set_permissions(&path, permissions).unwrap();
    let err = folder.refused(1, || folder.init(&["--root", "People"]));
    assert_eq!(err, "error: Cargo.toml is read-only; nothing was changed\nhelp: make the file writable\n");
}
