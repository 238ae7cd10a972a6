//! What rustdoc shows of the emitted crates: their public API and its documentation, whatever code they are made of.
//!
//! The texts depend on the rustdoc of the toolchain that `rust-toolchain.toml` names.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "pages/html.rs"]
mod html;
#[path = "pages/page.rs"]
mod page;
#[path = "pages/prose.rs"]
mod prose;

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use html::Element;
use page::Page;
use tests::{cases, project, workspace};

/// Pages that say nothing about items of the crate: the list of its items, and what it re-exports of the runtime.
const LEFT_OUT: &[&str] =
    &["all", "enum.Error", "enum.Owned", "enum.Referenced", "struct.ClientOptions", "trait.TokenCredential"];

/// The pages of a crate by path, without the extension.
type Pages = BTreeMap<String, Page>;

#[test]
fn pages_of_emitted_crates() {
    let mut crates = cases::all().unwrap();
    crates.push((String::from("generated"), project::generate(None).unwrap()));
    // A crate whose types are a package of its own.
    let types = crates.iter().filter(|(_, output)| output.files.iter().any(|file| file.path == "types/Cargo.toml"));
    let mut names: Vec<String> = types.map(|(name, _)| format!("{name}-types")).collect();
    names.extend(crates.iter().map(|(name, _)| name.clone()));

    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let workspace = workspace::write(folder, "pages", crates).unwrap();
    let documented = workspace::document(folder, &workspace).unwrap();
    assert!(documented.status.success(), "{}", String::from_utf8_lossy(&documented.stderr));

    let pages = |name: &str| pages(&folder.join("emitted/doc").join(name.replace('-', "_")));
    let generated = pages("generated");
    insta::with_settings!({
        snapshot_path => "snapshots/pages",
        prepend_module_to_snapshot => false,
        omit_expression => true,
    }, {
        for name in names {
            // What a macro of the runtime defines in each crate is written once.
            let known = (name != "generated").then_some(&generated);
            insta::assert_snapshot!(name.as_str(), text(&pages(&name), known));
        }
    });
}

fn text(pages: &Pages, known: Option<&Pages>) -> String {
    let texts = pages.iter().map(|(path, page)| page.write(path, known.and_then(|known| known.get(path))));
    texts.collect::<Vec<_>>().join("\n")
}

fn pages(folder: &Path) -> Pages {
    let mut pages = Pages::new();
    for file in files(folder) {
        let path = file.strip_prefix(folder).unwrap().with_extension("");
        let path = path.to_str().unwrap().replace('\\', "/");
        if LEFT_OUT.contains(&path.as_str()) {
            continue;
        }
        if let Some(main) = Element::main_of(&fs::read_to_string(&file).unwrap()) {
            pages.insert(path, Page::read(&main));
        }
    }
    pages
}

/// The HTML files below a folder.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(self::files(&path));
        } else if path.extension().is_some_and(|extension| extension == "html") {
            files.push(path);
        }
    }
    files
}
