//! A program of its own workspace, as features of dependencies are shared within one.

use std::{fs, path::Path, process::Command};

use tests::project;

#[test]
fn numbers_are_the_same_where_another_crate_turns_arbitrary_precision_on() {
    let root = project::root().canonicalize().unwrap();
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("arbitrary-precision");
    fs::create_dir_all(&folder).unwrap();
    let source = root.join("tests/arbitrary_precision/main.rs");
    let manifest = format!(
        "[package]\nname = \"arbitrary-precision\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n\
         [[bin]]\nname = \"arbitrary-precision\"\npath = {source:?}\n\n\
         [dependencies]\nserde_json = {{ version = \"1\", features = [\"arbitrary_precision\"] }}\n\
         voyages = {{ path = {:?}, default-features = false }}\n\n[workspace]\n",
        root.join("tests/voyages")
    );
    fs::write(folder.join("Cargo.toml"), manifest).unwrap();
    fs::copy(root.join("Cargo.lock"), folder.join("Cargo.lock")).unwrap();
    let run = Command::new(env!("CARGO"))
        .args(["run", "--quiet", "--offline", "--manifest-path"])
        .arg(folder.join("Cargo.toml"))
        .env("CARGO_TARGET_DIR", folder.join("target"))
        .output()
        .unwrap();
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
}
