//! Where a service goes: workspaces of several kinds, and folders that are in none.

use crate::folder::{Folder, WORKSPACE, package, run, runtime};

#[test]
fn a_workspace_gets_one_more_member() {
    let folder = Folder::workspace();
    let out = folder.made(&["--root", "People", "--client", "TravelClient"]);
    assert_eq!(
        out,
        "init: travel with 3 types of the service's 5\n  made: travel, metadata/codegen.toml, metadata/travel.csdl, \
         .gitattributes\n  changed: Cargo.toml\nnext:\n  cargo build --package travel\n  cargo add travel --path travel \
         --package YOUR_PACKAGE\n"
    );
    assert_eq!(folder.text("Cargo.toml"), WORKSPACE.replace("[\"app\"]", "[\"app\", \"travel\"]"));
    assert_eq!(folder.text(".gitattributes"), "travel/** linguist-generated\n");
    assert!(folder.text("travel/src/lib.rs").contains("TravelClient"));
    let others: Vec<String> = folder.files().into_iter().filter(|path| !path.starts_with("travel/")).collect();
    assert_eq!(
        others,
        [
            ".gitattributes",
            "Cargo.lock",
            "Cargo.toml",
            "app/Cargo.toml",
            "app/src/main.rs",
            "metadata/codegen.toml",
            "metadata/travel.csdl",
            "travel.xml"
        ]
    );
    let manifest = folder.text("metadata/codegen.toml");
    for line in [
        "roots = [\"People\"]\n",
        "name = \"travel\"\npath = \"../travel\"\n",
        "client = \"TravelClient\"\n",
        "csdl = \"travel.csdl\"\n",
        &format!("generated-by = \"{}\"\n", env!("CARGO_PKG_VERSION")),
    ] {
        assert!(manifest.contains(line), "{line} in {manifest}");
    }
    assert!(!manifest.contains("command =") && !manifest.contains("sha256"), "{manifest}");
    folder.check(&["travel", "app"]);
}

#[test]
fn a_pattern_of_members_says_where_crates_are() {
    let workspace = "[workspace]\nresolver = \"3\"\nmembers = [\"tools\", \"crates/*\"]\n\n[workspace.package]\nlicense = \"MIT\"\n";
    let folder = Folder::new(&[
        ("Cargo.toml", workspace),
        ("tools/Cargo.toml", &package("tools")),
        ("tools/src/main.rs", "fn main() {}\n"),
        ("crates/app/Cargo.toml", &package("app")),
        ("crates/app/src/lib.rs", ""),
        (".gitattributes", "* text=auto"),
    ]);
    let runtime = runtime();
    let args = ["--csdl", "../../../travel.xml", "--root", "Airlines", "--runtime", &runtime];
    let said = folder.init_in("crates/app/src", &args);
    assert_eq!(said.code, Some(0), "{said:?}");
    assert!(said.out.ends_with("  cargo add travel --path ../../travel --package app\n"), "{}", said.out);
    assert_eq!(folder.text("Cargo.toml"), workspace, "no edit is needed");
    assert_eq!(folder.text(".gitattributes"), "* text=auto\ncrates/travel/** linguist-generated\n");
    assert!(folder.text("metadata/codegen.toml").contains("path = \"../crates/travel\"\n"));
    folder.check(&["travel"]);
}

#[test]
fn a_repository_of_one_package_becomes_a_workspace() {
    let own = format!("{}\n[dependencies]\n# none yet\n", package("app"));
    let folder = Folder::new(&[("Cargo.toml", &own), ("src/main.rs", "fn main() {}\n")]);
    let out = folder.made(&["--root", "*"]);
    assert!(out.ends_with("  cargo add travel --path travel --package app\n"), "{out}");
    assert_eq!(folder.text("Cargo.toml"), format!("{own}\n[workspace]\nmembers = [\"travel\"]\n"));
    folder.check(&["travel", "app"]);
}

#[test]
fn a_second_service_is_a_member_of_the_first_manifest() {
    let folder = Folder::workspace();
    folder.made(&["--root", "People"]);
    let first = folder.text("metadata/codegen.toml");
    folder.write("metadata/codegen.toml", &first.replace("roots = [\"People\"]", "roots = [\"People\"] # who"));
    let out = folder.made(&["--root", "Airlines", "--name", "fleet"]);
    assert!(out.contains("  made: fleet, metadata/fleet/codegen.toml, metadata/fleet/fleet.csdl\n"), "{out}");
    assert!(out.contains("  changed: metadata/codegen.toml, Cargo.toml, .gitattributes\n"), "{out}");
    let expected =
        first.replace("roots = [\"People\"]", "roots = [\"People\"] # who\nmembers = [\"fleet/codegen.toml\"]");
    assert_eq!(folder.text("metadata/codegen.toml"), expected);
    assert!(folder.text("metadata/fleet/codegen.toml").contains("path = \"../../fleet\"\n"));
    assert_eq!(folder.text("Cargo.toml"), WORKSPACE.replace("[\"app\"]", "[\"app\", \"travel\", \"fleet\"]"));
    assert_eq!(folder.text(".gitattributes"), "travel/** linguist-generated\nfleet/** linguist-generated\n");
    folder.check(&["travel", "fleet"]);

    // From the folder of a member, too, the workspace's first manifest counts.
    let runtime = runtime();
    let args = ["--csdl", "../../travel.xml", "--root", "Me", "--name", "me", "--runtime", &runtime];
    let said = folder.init_in("metadata/fleet", &args);
    assert_eq!(said.code, Some(0), "{said:?}");
    assert!(folder.text("metadata/codegen.toml").contains("members = [\"fleet/codegen.toml\", \"me/codegen.toml\"]"));
    let said = run(&mut folder.command("", &["codegen"]));
    assert_eq!(
        said.out.lines().filter_map(|line| line.split(':').next()).collect::<Vec<_>>(),
        ["travel", "fleet", "me"]
    );
}

#[test]
fn a_manifest_at_the_root_leaves_room_for_the_crate() {
    let folder = Folder::workspace();
    folder.made(&["--root", "People"]);
    let manifest = folder
        .text("metadata/codegen.toml")
        .replace("../travel", "travel")
        .replace("\"travel.csdl", "\"metadata/travel.csdl");
    std::fs::remove_file(folder.path("metadata/codegen.toml")).unwrap();
    folder.write("codegen.toml", &manifest);
    folder.made(&["--root", "Airlines", "--name", "fleet"]);
    assert!(folder.text("codegen.toml").contains("members = [\"metadata/fleet/codegen.toml\"]\n"));
    assert!(folder.path("metadata/fleet/fleet.csdl").exists() && folder.path("fleet/src/lib.rs").exists());
}

#[test]
fn there_is_a_workspace_or_the_way_to_one_is_said() {
    let folder = Folder::bare(&[("travel.xml", "")]);
    let err = folder.refused(1, || folder.init(&["--root", "People"]));
    assert_eq!(
        err,
        "error: WORK is in no Cargo workspace: looked for a Cargo.toml in it and in each folder above\nhelp: make a package \
         here with `cargo init`, or one below with `cargo new`; a crate that stands alone is made by `cargo odata codegen \
         --csdl FILE --root PATH --out DIR`\n"
    );
    let folder = Folder::new(&[("Cargo.toml", "[workspace]\nexclude = [\"out\"]\n"), ("out/in/x", "")]);
    let args = ["--csdl", "../../travel.xml", "--root", "People"];
    let err = folder.refused(1, || folder.init_in("out/in", &args));
    assert!(
        err.starts_with(
            "error: WORK/out/in is in no Cargo workspace: looked for a Cargo.toml in it and in each folder \
                         above\n  WORK/Cargo.toml excludes the folder\nhelp: "
        ),
        "{err}"
    );
}

#[test]
fn a_folder_that_would_be_no_member_is_refused() {
    let workspace = "[workspace]\nmembers = [\"app\"]\nexclude = [\"old\"]\n";
    let folder = Folder::workspace();
    folder.write("Cargo.toml", workspace);
    let refused = |path: &str| folder.refused(1, || folder.init(&["--root", "People", "--path", path]));
    let help = "\nhelp: choose another folder with `--path`, or another name with `--name`\n";
    assert_eq!(refused("old/travel"), format!("error: Cargo.toml excludes old/travel{help}"));
    for path in ["../travel", "."] {
        let err = refused(path);
        assert!(err.contains(" is not below WORK, the root of the workspace\nhelp: choose another folder"), "{err}");
    }

    for (path, above) in [("target/trip", "target"), ("target", "target"), (".git/trip", ".git"), ("a/.git/b", ".git")]
    {
        assert_eq!(refused(path), format!("error: {path} is in {above}, which is no place for sources{help}"));
    }
    for path in ["*/trip", "a[b]/trip", "tri?"] {
        let err = refused(path);
        assert!(err.starts_with(&format!("error: `{path}` is a pattern for Cargo")) && err.ends_with(help), "{err}");
    }

    let out = folder.made(&["--root", "People", "--path", "libs/trip"]);
    assert!(out.contains("made: libs/trip, "), "{out}");
    assert_eq!(folder.text("Cargo.toml"), workspace.replace("[\"app\"]", "[\"app\", \"libs/trip\"]"));
}

#[test]
fn a_cargo_toml_that_is_none_is_refused() {
    let folder = Folder::new(&[("Cargo.toml", "[workspace\n")]);
    let err = folder.refused(1, || folder.init(&["--root", "People"]));
    assert!(err.starts_with("error: Cargo.toml is not TOML\ncaused by: TOML parse error at line 1"), "{err}");
}

#[test]
fn a_workspace_of_another_form_is_not_replaced() {
    for (text, said) in [
        ("workspace = 1\n", "`workspace` in Cargo.toml is not a table"),
        ("[[workspace]]\n", "`workspace` in Cargo.toml is not a table"),
        ("[workspace]\nmembers = 1\n", "`workspace.members` in Cargo.toml is not a list"),
    ] {
        let folder = Folder::new(&[("Cargo.toml", text)]);
        let err = folder.refused(1, || folder.init(&["--root", "People"]));
        assert_eq!(err, format!("error: {said}\nhelp: mend the file, and run the command again\n"));
    }
}
