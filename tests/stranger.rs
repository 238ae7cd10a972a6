//! The packages as somebody gets them who has nothing but them: unpacked, in a workspace elsewhere, against a service there.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "stranger/commands.rs"]
mod commands;
#[path = "stranger/packages.rs"]
mod packages;
#[path = "stranger/service.rs"]
mod service;
#[path = "stranger/workspace.rs"]
mod workspace;

use packages::Packages;
use service::Service;
use tests::project;
use workspace::{Workspace, snippet};

/// All of it is one story, and one test: each step stands on the one before.
#[test]
fn a_stranger_starts_a_service_uses_it_and_follows_its_change() {
    let repository = commands::repository_state();
    let packages = Packages::make();
    let service = Service::start();
    let workspace = Workspace::new(&packages);

    let said = workspace
        .odata(&packages, &["init", "--url", &service.metadata_url(), "--root", "People", "--name", "trippin"]);
    assert!(said.contains("trippin"), "{said}");
    workspace.add_program(&snippet("docs/guide/first-service.md", "rust", 0), &service);
    let said = workspace.cargo(&["run", "--quiet", "--package", "app"]);
    assert_eq!(said, "Some(\"scott\") Some(\"Ketchum\")\n");
    workspace.commit("the service");
    workspace.odata(&packages, &["codegen", "--check"]);
    assert_eq!(workspace.changes(), "", "a check writes nothing");

    // The same workspace, with the three lines of the guide in place of the installed command.
    let with_xtask = workspace.copy();
    with_xtask.add_xtask(&snippet("docs/guide/library.md", "rust", 0));
    with_xtask.cargo(&["xtask", "codegen", "--check"]);
    with_xtask.commit("our own xtask");

    service.remove_property();
    let said = workspace.odata(&packages, &["update", "--pull-request", "pull-request.md"]);
    assert!(said.starts_with("trippin: 1 breaking"), "{said}");
    let changed = workspace.changes();
    for file in [
        "CHANGELOG.md",
        "pull-request.md",
        "metadata/codegen.toml",
        "metadata/trippin.csdl",
        "trippin/src/models/person.rs",
    ] {
        assert!(changed.contains(file), "{file} has not changed: {changed}");
    }
    assert!(workspace.text("CHANGELOG.md").contains("**Breaking:**"), "{}", workspace.text("CHANGELOG.md"));
    assert!(workspace.text("pull-request.md").contains("MiddleName"), "{}", workspace.text("pull-request.md"));
    let (code, said) = workspace.odata_fails(&packages, &["diff", "--against", "HEAD"]);
    assert_eq!(code, 1, "{said}");
    assert!(said.contains("MiddleName"), "{said}");

    let said = with_xtask.cargo(&["xtask", "update", "--pull-request", "pull-request.md"]);
    assert!(said.starts_with("trippin: 1 breaking"), "{said}");
    assert_eq!(with_xtask.service_files(), workspace.service_files(), "both commands write the same bytes");
    // The program never used what is gone.
    workspace.cargo(&["check", "--quiet", "--package", "app"]);

    let ours = project::root().canonicalize().unwrap().display().to_string();
    for (path, text) in workspace.files().into_iter().chain(with_xtask.files()) {
        assert!(!text.contains(&ours), "{path} has a path of this repository");
    }
    assert_eq!(commands::repository_state(), repository, "this repository is as it was");
}

/// The program of the guide that calls the library on bytes.
#[test]
fn a_program_calls_the_generator_as_a_library() {
    let packages = Packages::make();
    let workspace = Workspace::new(&packages);
    workspace.add_generator(&snippet("docs/guide/library.md", "rust", 1));
    let said = workspace.cargo(&["run", "--quiet", "--package", "app"]);
    assert!(said.lines().any(|line| line == "src/models/person.rs"), "{said}");
    assert!(said.lines().any(|line| line == "Cargo.toml"), "{said}");
}
