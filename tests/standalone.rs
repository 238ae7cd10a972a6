//! A crate that is no member of a workspace: its `Cargo.toml` says all by itself, and finds the runtime by a relative path.

use std::{fs, path::Path};

use odata_codegen::Source;
use tests::{project, workspace};

/// The same path, from a folder by way of the root of the disk.
fn relative(folder: &Path, path: &Path) -> String {
    let parts =
        |path: &Path| path.components().skip(1).map(|part| part.as_os_str().to_string_lossy().into_owned()).collect();
    let (up, down): (Vec<String>, Vec<String>) = (parts(folder), parts(path));
    up.iter().map(|_| String::from("..")).chain(down).collect::<Vec<_>>().join("/")
}

#[test]
fn a_crate_in_one_package_or_two_compiles_by_itself() {
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).canonicalize().unwrap();
    let folder = target.join("standalone");
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    let runtime = relative(&folder, &project::root().join("runtime").canonicalize().unwrap());
    for (name, split) in [("alone", false), ("alone-in-two", true)] {
        let text = format!(
            "roots = [\"*\"]\n[crate]\nname = \"{name}\"\npath = \"{name}\"\nsplit = {split}\nstandalone = true\n\
             runtime = {{ path = \"{runtime}\" }}\n[source]\ncsdl = \"metadata.csdl\"\n"
        );
        let manifest = Source { name: String::from("codegen.toml"), text };
        let csdl = project::source(&project::root().join("tests/cases/split/metadata.csdl")).unwrap();
        let output = project::everything(name, vec![csdl], Vec::new(), Some(manifest)).unwrap();
        workspace::files(&folder.join(name), output).unwrap();
        fs::copy(project::root().join("Cargo.lock"), folder.join(name).join("Cargo.lock")).unwrap();
        for features in [&[][..], &["--no-default-features"]] {
            let arguments = [features, &["--", "--deny", "warnings"]].concat();
            let checked = workspace::clippy(&target, &folder.join(name), &arguments).unwrap();
            assert!(checked.status.success(), "{name}: {}", String::from_utf8_lossy(&checked.stderr));
        }
    }
}
