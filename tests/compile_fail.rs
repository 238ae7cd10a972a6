//! Code that must not compile, and what the compiler says to whoever writes it.

use std::{fs, path::Path};

use tests::{project, workspace};

/// Programs, and tables (`table_*.rs`): an error inside a table points at its line.
#[test]
fn mistakes_are_found_by_the_compiler() {
    trybuild::TestCases::new().compile_fail("compile-fail/*.rs");
}

#[test]
fn without_the_feature_requests_there_are_neither_constants_nor_a_client() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let crates = [(String::from("generated"), project::generate(None).unwrap())];
    let workspace = workspace::write(folder, "without-client", crates).unwrap();
    let program = workspace.join("crates/program");
    fs::create_dir_all(program.join("src")).unwrap();
    let manifest = "[package]\nname = \"program\"\nedition = \"2024\"\n\
                    [dependencies]\ngenerated = { path = \"../generated\", default-features = false }\n";
    fs::write(program.join("Cargo.toml"), manifest).unwrap();
    let main = "use generated::models::ManagedDeviceEncryptionState;\n\
                fn main() {\n    let _ = ManagedDeviceEncryptionState::default().device_name;\n    \
                let _ = ManagedDeviceEncryptionState::DEVICE_NAME;\n    \
                let _ = generated::GraphClient::new;\n}\n";
    fs::write(program.join("src/main.rs"), main).unwrap();
    let checked = workspace::clippy(folder, &workspace, &["--package", "program"]).unwrap();
    let said = String::from_utf8_lossy(&checked.stderr);
    assert_eq!(said.lines().filter(|line| line.starts_with("error[")).count(), 2, "{said}");
    for part in [
        "error[E0599]: no associated item named `DEVICE_NAME` found for struct",
        "src/main.rs:4:43",
        "error[E0433]: cannot find `GraphClient` in `generated`",
        "src/main.rs:5:24",
        "the item is gated behind the `requests` feature",
    ] {
        assert!(said.contains(part), "`{part}` is missing\n{said}");
    }
}
