//! Names that are taken.

use crate::folder::{Folder, package};

#[test]
fn a_package_of_that_name_is_somebody_elses() {
    let folder = Folder::workspace();
    let err = folder.refused(1, || folder.init(&["--root", "People", "--name", "app"]));
    assert_eq!(
        err,
        "error: app holds files that were not generated\nhelp: choose another folder with `--path`, or another name with `--name`\n"
    );
    let args = ["--root", "People", "--name", "app", "--path", "other"];
    let err = folder.refused(1, || folder.init(&args));
    assert_eq!(err, "error: the workspace has a package `app` in app\nhelp: choose another name with `--name`\n");
    let err = folder.refused(1, || folder.init(&[&args[..], &["--force"]].concat()));
    assert!(err.contains("has a package `app`"), "{err}");
}

#[test]
fn a_folder_of_somebody_is_never_overwritten() {
    for (path, text) in [("travel/notes.txt", "mine"), ("travel/Cargo.toml", &*package("other")), ("travel", "a file")]
    {
        let folder = Folder::workspace();
        folder.write(path, text);
        for force in [&[][..], &["--force"]] {
            let err = folder.refused(1, || folder.init(&[&["--root", "People"], force].concat()));
            assert!(err.starts_with("error: travel holds files that were not generated\n"), "{err}");
        }
    }
}

#[test]
fn a_service_of_that_name_is_overwritten_by_force_alone() {
    let folder = Folder::workspace();
    folder.made(&["--root", "People"]);
    folder.made(&["--root", "Me", "--name", "me"]);
    let err = folder.refused(1, || folder.init(&["--root", "Airlines"]));
    assert_eq!(
        err,
        "error: these are there already: metadata/codegen.toml, metadata/travel.csdl, travel\nhelp: choose another \
         name with `--name`, or overwrite them with `--force`, your edits of the manifest included\n"
    );
    let args = ["--root", "Airlines", "--path", "elsewhere", "--force"];
    let err = folder.refused(1, || folder.init(&args));
    assert!(err.starts_with("error: the workspace has a package `travel` in travel\n"), "a crate does not move: {err}");
    let cargo_toml = folder.text("Cargo.toml");
    folder.made(&["--root", "Airlines", "--force"]);
    let manifest = folder.text("metadata/codegen.toml");
    assert!(manifest.contains("roots = [\"Airlines\"]\nmembers = [\"me/codegen.toml\"]\n"), "{manifest}");
    assert!(!folder.files().iter().any(|path| path.ends_with("models/person.rs") && path.starts_with("travel/")));
    assert_eq!(folder.text("Cargo.toml"), cargo_toml);
    folder.check(&["travel", "me"]);
}

#[test]
fn the_crate_of_another_service_is_not_overwritten() {
    let folder = Folder::workspace();
    folder.made(&["--root", "People"]);
    let args = ["--root", "Me", "--name", "me", "--path", "travel", "--force"];
    let err = folder.refused(1, || folder.init(&args));
    assert!(
        err.starts_with("error: travel is the crate of the service `travel`\nhelp: choose another folder"),
        "{err}"
    );
}

#[test]
fn metadata_in_the_place_of_the_slice_is_not_lost() {
    let folder = Folder::workspace();
    let whole = folder.text("travel.xml");
    folder.write("metadata/travel.csdl", &whole);
    let args = ["--csdl", "metadata/travel.csdl", "--root", "People", "--offline"];
    let err = folder.refused(1, || folder.init_in("", &args));
    assert!(err.starts_with("error: these are there already: metadata/travel.csdl\nhelp: "), "{err}");
}

#[test]
fn names_that_no_crate_can_have_are_refused() {
    let folder = Folder::workspace();
    let err = folder.refused(1, || folder.init(&["--root", "People", "--name", "core"]));
    assert!(
        err.starts_with("error: a crate cannot be called `core`: the compiler has a crate of that name\n"),
        "{err}"
    );
    for name in ["self", "Self", "super", "crate", "con", "Nul", "AUX", "com1"] {
        let err = folder.refused(1, || folder.init(&["--root", "People", "--name", name]));
        assert!(err.starts_with(&format!("error: a crate cannot be called `{name}`: ")), "{err}");
    }
    for client in ["", "1A", "My Client", "a-b", "Self"] {
        let err = folder.refused(2, || folder.init(&["--root", "People", "--client", client]));
        assert!(err.contains("the name of a Rust type is a letter and then letters and digits"), "{err}");
    }
    let err = folder.refused(2, || folder.init(&["--root", "People", "--name", "1 2"]));
    assert!(err.contains("a package name is a letter and then letters"), "{err}");
}
