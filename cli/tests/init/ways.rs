//! What stands on the way to the files: links, pipes, and folders in the place of files.

use std::fs;
use std::os::unix::fs::symlink;
use std::process::Command;

use crate::folder::Folder;

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
