//! The snippets of docs/cookbook.md, and the program that runs them.

use std::{fmt::Write as _, fs, path::Path, process::Command};

use odata_codegen::Output;
use tests::{project, workspace};

/// What each snippet may use without saying so.
const PRELUDE: &str = "use graph::{Error, GraphClient, models::*, \
                       runtime::client::{Batch, Change, Changes, StreamExt, TryStreamExt, query::item, send_all}};";

/// In front of what the program tells: snippets print too.
pub const MARK: &str = "@told ";

/// HTTP, and the Rust that it belongs to.
#[derive(Debug)]
pub struct Snippet {
    pub title: String,
    pub http: String,
    pub rust: String,
}

pub fn snippets() -> Vec<Snippet> {
    let text = fs::read_to_string(project::root().join("docs/cookbook.md")).unwrap();
    let mut snippets = Vec::new();
    for section in text.split("\n## ").skip(1) {
        let title = section.lines().next().unwrap_or_default();
        let mut blocks = section.split("```").skip(1).step_by(2);
        while let Some(block) = blocks.next() {
            let http = block.strip_prefix("http\n").unwrap_or_else(|| panic!("{title}: no HTTP in front of {block}"));
            let rust = blocks.next().and_then(|block| block.strip_prefix("rust\n"));
            let rust = rust.unwrap_or_else(|| panic!("{title}: no Rust behind {http}"));
            snippets.push(Snippet { title: title.to_owned(), http: http.to_owned(), rust: rust.to_owned() });
        }
    }
    snippets
}

/// A function for each snippet, `snippet_0` and so on.
pub fn functions(snippets: &[Snippet]) -> String {
    let mut program = format!("#![allow(unused)]\n{PRELUDE}\n\n");
    for (index, Snippet { rust, title, .. }) in snippets.iter().enumerate() {
        let _ = write!(
            program,
            "/// {title}\nasync fn snippet_{index}(graph: &GraphClient) -> Result<(), Box<dyn std::error::Error>> {{\n\
             {rust}\nOk(())\n}}\n\n"
        );
    }
    program
}

/// The crate of the cookbook's metadata.
pub fn graph() -> (String, Output) {
    let own = project::root().join("tests/cookbook");
    let csdl = vec![project::source(&own.join("metadata.csdl")).unwrap()];
    let manifest = project::source(&own.join("codegen.toml")).unwrap();
    (String::from("graph"), project::everything("graph", csdl, Vec::new(), Some(manifest)).unwrap())
}

/// Builds crates with a program beside them, and runs the program. The name is that of its package, because the programs of a
/// folder are in one place when they are built.
pub fn run(name: &str, crates: Vec<(String, Output)>, program: &str, arguments: &[String]) -> std::process::Output {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let dependency =
        |(name, _): &(String, Output)| format!("{name} = {{ path = \"../{name}\", features = [\"test\"] }}");
    let dependencies = crates.iter().map(dependency).collect::<Vec<_>>().join("\n");
    let manifest = format!(
        "[package]\nname = \"{name}\"\nedition = \"2024\"\npublish = false\n\n[dependencies]\n{dependencies}\n\
         serde_json = \"1\"\n\
         tokio = {{ version = \"1\", default-features = false, features = [\"macros\", \"rt-multi-thread\", \"time\"] }}\n"
    );
    let workspace = workspace::write(folder, name, crates).unwrap();
    for (path, text) in [("Cargo.toml", manifest.as_str()), ("src/main.rs", program)] {
        let path = workspace.join("crates/snippets").join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args(["run", "--quiet", "--package", name, "--"]).args(arguments).current_dir(workspace);
    cargo.env("CARGO_TARGET_DIR", folder.join("emitted")).output().unwrap()
}
