//! What stands on the way to the files: links, pipes, and folders in the place of files.

use std::fs;
use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::process::Command;
use std::thread::sleep;
use std::time::Duration;

use crate::folder::{Folder, runtime};

fn refused(folder: &Folder, args: &[&str]) -> String {
    folder.refused(1, || folder.init(&[&["--root", "People"], args].concat()))
}

#[test]
fn nothing_is_written_through_a_link() {
    for (link, to, path) in [
        ("metadata", "../out", "travel"),
        ("travel", "../out", "travel"),
        ("travel", "../gone", "travel"),
        ("libs", "../out", "libs/travel"),
        (".gitattributes", "../out/file", "travel"),
    ] {
        let folder = Folder::workspace();
        folder.write("../out/file", "");
        symlink(to, folder.path(link)).unwrap();
        let err = refused(&folder, &["--path", path]);
        assert_eq!(
            err,
            format!(
                "error: {link} is a link, and nothing is written through links\nhelp: put the folder or file itself in the \
                 place of the link, or choose another folder with `--path`\n"
            )
        );
    }
}

#[test]
fn a_linked_folder_of_all_members_is_refused() {
    let folder = Folder::workspace();
    folder.write("Cargo.toml", "[workspace]\nmembers = [\"app\", \"crates/*\"]\n");
    folder.write("../out/file", "");
    symlink("../out", folder.path("crates")).unwrap();
    assert!(refused(&folder, &[]).starts_with("error: crates is a link"));
}

#[test]
fn a_linked_cargo_toml_is_refused() {
    let folder = Folder::workspace();
    fs::rename(folder.path("Cargo.toml"), folder.path("../Cargo.toml.real")).unwrap();
    symlink("../Cargo.toml.real", folder.path("Cargo.toml")).unwrap();
    assert!(refused(&folder, &[]).starts_with("error: Cargo.toml is a link"));
}

#[test]
fn a_path_through_a_link_above_the_workspace_is_the_workspaces() {
    let folder = Folder::workspace();
    symlink("work", folder.path("../alias")).unwrap();
    let path = folder.path("../alias/libs/trip");
    folder.made(&["--root", "People", "--path", path.to_str().unwrap()]);
    assert!(folder.text("metadata/codegen.toml").contains("path = \"../libs/trip\"\n"));
    folder.check(&["travel"]);
}

#[test]
fn a_folder_or_a_file_in_the_wrong_place_leaves_nothing_behind() {
    for (file, what) in [
        ("metadata", "metadata is not a folder"),
        ("metadata/codegen.toml/x", "metadata/codegen.toml is not a file"),
        ("metadata/travel.csdl/x", "metadata/travel.csdl is not a file"),
    ] {
        let folder = Folder::workspace();
        folder.write(file, "");
        assert_eq!(refused(&folder, &[]), format!("error: {what}\nhelp: move it away, and run the command again\n"));
    }
}

#[test]
fn a_pipe_keeps_nobody_waiting() {
    for path in [".gitattributes", "metadata", "Cargo.toml"] {
        let folder = Folder::workspace();
        let _ = fs::remove_file(folder.path(path));
        assert!(Command::new("mkfifo").arg(folder.path(path)).status().unwrap().success());
        let said = folder.init(&["--root", "People", "--offline"]);
        assert_eq!(said.code, Some(1), "{path}: {said:?}");
        assert!(!folder.path("target").exists() && !folder.path("travel").exists(), "{path}");
    }
}

#[test]
fn what_a_killed_run_has_left_beside_the_workspace_goes() {
    let folder = Folder::workspace();
    let cargo = folder.path("../slow-cargo");
    fs::write(&cargo, "#!/bin/sh\nexec sleep 5\n").unwrap();
    fs::set_permissions(&cargo, fs::Permissions::from_mode(0o755)).unwrap();
    let runtime = runtime();
    let args = ["init", "--csdl", "travel.xml", "--root", "People", "--runtime", &runtime];
    let mut run = folder.command("", &args).env("CARGO", &cargo).spawn().unwrap();
    let is_staged = || {
        let mut names = fs::read_dir(folder.path("..")).unwrap().map(|entry| entry.unwrap().file_name());
        names.any(|name| name.to_str().unwrap().starts_with(".codegen-"))
    };
    while !is_staged() && run.try_wait().unwrap().is_none() {
        sleep(Duration::from_millis(10));
    }
    run.kill().unwrap();
    run.wait().unwrap();
    assert!(is_staged());
    folder.made(&["--root", "People"]);
    assert!(!is_staged());
}
