//! Names and descriptions that want to be Rust, Markdown, HTML, TOML or a path: what is emitted is what a plain word gives.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

#[path = "injection/attacks.rs"]
mod attacks;
#[path = "injection/crates.rs"]
mod crates;
#[path = "injection/shape.rs"]
mod shape;
#[path = "../xtask/src/fuzz/tables.rs"]
mod tables;

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use odata_codegen::{Code, File, Output, codes::Severity, error::Diagnostic};
use tests::workspace;

fn attacks() -> Vec<String> {
    attacks::ATTACKS.iter().map(|attack| (*attack).to_owned()).chain(attacks::long()).collect()
}

fn words(count: usize) -> Vec<String> {
    (0..count).map(|index| format!("word{index}")).collect()
}

/// The attacks that may be names; the others are refused, or what refers to them is left out, with their place.
fn names() -> Vec<String> {
    let refused = |attack: &String| match crates::generate("one", "Other", std::slice::from_ref(attack), &words(1)) {
        // With a dot in it, the name of a type is read as that of another namespace.
        Ok(output) => {
            let unknown = |warning: &Diagnostic| warning.code == Code::UnknownType && warning.span.is_some();
            output.report.warnings.iter().any(unknown)
        }
        Err(error) => {
            // The warning that counts the faults outside of the roots belongs to no one place.
            let mut errors = error.diagnostics.iter().filter(|problem| problem.severity == Severity::Error);
            assert!(errors.all(|problem| problem.span.is_some()), "{error}");
            true
        }
    };
    attacks().into_iter().filter(|attack| !refused(attack)).collect()
}

struct Crates {
    /// Texts are attacks.
    texts: Output,
    /// Names and texts are.
    names: Output,
    /// Nothing is.
    twin: Output,
    /// Nothing is, with as many names as those of `names`.
    twin_of_names: Output,
}

fn generate() -> Crates {
    let (texts, names) = (attacks(), names());
    let crate_of = |package: &str, namespace: &str, names: &[String], texts: &[String]| {
        crates::generate(package, namespace, names, texts).unwrap_or_else(|error| panic!("{error}"))
    };
    Crates {
        texts: crate_of("texts", "Other", &words(texts.len()), &texts),
        names: crate_of("names", "../`<evil>.con", &names, &texts[..names.len()]),
        twin: crate_of("twin", "Other", &words(texts.len()), &words(texts.len())),
        twin_of_names: crate_of("twin-of-names", "Other.a", &words(names.len()), &words(names.len())),
    }
}

fn file<'o>(output: &'o Output, path: &str) -> &'o str {
    output.files.iter().find(|file| file.path == path).map(|file| file.text.as_str()).unwrap()
}

#[test]
fn files_have_names_of_every_system_and_stay_in_the_crate() {
    const DEVICES: [&str; 6] = ["con", "prn", "aux", "nul", "com1", "lpt1"];
    let crates = generate();
    for output in [&crates.texts, &crates.names] {
        let mut seen = BTreeSet::new();
        for file in &output.files {
            assert!(seen.insert(file.path.to_lowercase()), "{} is there twice", file.path);
            assert!(file.path.len() < 1000, "{}", file.path);
            for part in file.path.split('/') {
                let legal = |c: char| c.is_ascii_alphanumeric() || "_.-".contains(c);
                assert!(part.len() <= 255 && part.chars().all(legal) && !part.starts_with('.'), "{}", file.path);
                assert!(!DEVICES.contains(&part.split('.').next().unwrap()), "{}", file.path);
            }
        }
    }
}

#[test]
fn toml_and_the_readme_have_the_lines_of_plain_words() {
    let Crates { texts, twin, names, twin_of_names } = generate();
    for (attacked, twin) in [(&texts, &twin), (&names, &twin_of_names)] {
        for path in ["Cargo.toml", "README.md"] {
            let [attacked, twin] = [attacked, twin].map(|output| file(output, path));
            assert_eq!(attacked.lines().count(), twin.lines().count(), "{path}\n{attacked}");
            assert!(!attacked.chars().any(|c| odata_codegen::invisible::acts(c) && c != '\n'), "{path}");
        }
        let tables =
            |toml: &str| toml.lines().filter(|line| line.starts_with('[')).map(str::to_owned).collect::<Vec<_>>();
        assert_eq!(tables(file(attacked, "Cargo.toml")), tables(file(twin, "Cargo.toml")));
        // What is no code is escaped.
        for line in file(attacked, "README.md").lines().skip(1) {
            for text in line.split('`').step_by(2) {
                let mut before = ' ';
                for c in text.chars() {
                    assert!(!"<>[]*_".contains(c) || before == '\\', "{line}");
                    before = c;
                }
            }
        }
    }
}

fn is_rust(file: &File) -> bool {
    Path::new(&file.path).extension().is_some_and(|extension| extension == "rs")
}

/// Texts stand in literals and documentation only: the other tokens are those of a crate whose texts are plain words.
#[test]
fn what_is_emitted_has_the_tokens_of_plain_words() {
    let Crates { texts, twin, names, twin_of_names } = generate();
    let shapes = |output: &Output| -> BTreeMap<String, String> {
        let files = output.files.iter().filter(|file| is_rust(file));
        files.map(|file| (file.path.clone(), shape::of(&file.text).unwrap())).collect()
    };
    let twin = shapes(&twin);
    for (path, tokens) in shapes(&texts) {
        assert_eq!(tokens, twin[&path], "{path}");
        assert!(!tokens.to_lowercase().contains("evil"), "{path}");
    }
    // The list of a module's files and modules is sorted by name.
    let sorted = |output: &Output| -> Vec<String> {
        let files = shapes(output).into_iter().filter(|(path, _)| !path.ends_with("/mod.rs"));
        let mut all: Vec<String> = files.map(|(_, tokens)| shape::without_names(&tokens)).collect();
        all.sort();
        all
    };
    assert_eq!(sorted(&names), sorted(&twin_of_names));
}

#[test]
fn calls_that_are_no_tables_are_found() {
    for text in [
        "evil!();",
        "std::include_str!(\"/etc/passwd\");",
        "fn f() { evil!() }",
        "odata_runtime::evil! {}",
        "odata_runtime::body!(evil());",
        "odata_runtime::contract! { 2, \"x\", evil!(); }",
        "odata_runtime::flags! { F \"f\"; A \"a\" = evil(); }",
        "odata_runtime::flags! { F \"f\"; A \"a\" = 1 }",
        "odata_runtime::flags! { F \"f\"; A concat!(\"a\") = 1; }",
        "odata_runtime::flags! { F \"f\"; A { _ = \"a\"; \"b\"; evil() } = 1; }",
        "odata_runtime::flags! { F \"f\"; #[doc = include_str!(\"evil\")] A \"a\" = 1; }",
        "odata_runtime::flags! { F \"f\"; #[doc(hidden)] A \"a\" = 1; }",
        "odata_runtime::flags! { F \"f\"; #[path = \"evil\"] A \"a\" = 1; }",
        "odata_runtime::flags! { F \"f\"; #[cfg(evil)] A \"a\" = 1; }",
        "odata_runtime::enumeration! { E \"e\"; A \"a\" = 1; .. B; evil() }",
        "odata_runtime::entity_type! { T \"t\"; a \"a\": Text, A: Property([u8; { evil() }]); .. b }",
        "odata_runtime::entity_type! { T \"t\"; a \"a\": Text, A: Property(<T as E>::E); .. b }",
        "odata_runtime::methods! { impl T; action \"a\": a(x \"x\": Text, { evil() }) -> (); }",
        "odata_runtime::methods! { impl T; action \"a\": a() -> T { evil() }; }",
    ] {
        assert!(tables::check(text).is_err(), "{text}");
    }
    let legal = "odata_runtime::flags! { F \"f\"; /// a\n #[doc(alias = \"b\")] #[deprecated = \"c\"] A \"a\" = -1; }";
    assert_eq!(tables::check(legal), Ok(()));
}

#[test]
fn nothing_in_the_source_acts_unseen() {
    let crates = generate();
    for output in [&crates.texts, &crates.names] {
        for file in &output.files {
            let unseen = file.text.chars().find(|c| odata_codegen::invisible::acts(*c) && *c != '\n');
            assert_eq!(unseen, None, "{}", file.path);
            assert!(!is_rust(file) || tables::check(&file.text) == Ok(()), "{}", file.path);
        }
        let warned = &output.report.warnings;
        assert!(warned.iter().any(|warning| warning.code == Code::InvisibleCharacter && warning.span.is_some()));
    }
}

fn cargo(workspace: &Path, arguments: &[&str]) -> (bool, String) {
    let output = Command::new(env!("CARGO"))
        .args(arguments)
        .current_dir(workspace)
        .env("CARGO_TARGET_DIR", Path::new(env!("CARGO_TARGET_TMPDIR")).join("emitted"))
        .env("RUSTDOCFLAGS", "-Dwarnings")
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
    (output.status.success(), said)
}

fn pages(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            pages(&path, found);
        } else if path.extension().is_some_and(|end| end == "html") {
            found.push(path);
        }
    }
}

/// A page has no tag of an attack's; what is shown of one is text.
fn is_inert(page: &str) -> Result<(), String> {
    for tag in page.split('<').skip(1).map(|rest| rest.split('>').next().unwrap_or_default()) {
        let tag = tag.to_lowercase();
        let is_text = tag.starts_with("meta name=\"description\"");
        let acts =
            ["evil()", "evil.example", "onerror=", "ontoggle=", "javascript:"].iter().any(|act| tag.contains(act));
        if acts && !is_text {
            return Err(tag);
        }
    }
    Ok(())
}

#[test]
fn what_is_emitted_compiles_and_its_documentation_is_inert() {
    let Crates { texts, names, .. } = generate();
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let crates = [("texts", texts), ("names", names)].map(|(name, output)| (name.to_owned(), output));
    let workspace = workspace::write(folder, "injection", crates).unwrap();
    let checked = workspace::clippy(folder, &workspace, &["--workspace"]).unwrap();
    assert!(checked.status.success(), "{}", String::from_utf8_lossy(&checked.stderr));
    let (is_well, said) = cargo(&workspace, &["doc", "--no-deps", "--workspace", "--quiet"]);
    assert!(is_well, "{said}");
    for name in ["texts", "names"] {
        let mut found = Vec::new();
        pages(&folder.join("emitted/doc").join(name), &mut found);
        assert!(found.len() > 100);
        for page in found {
            let text = fs::read_to_string(&page).unwrap();
            assert_eq!(is_inert(&text), Ok(()), "{}", page.display());
        }
    }
    let (is_well, said) = cargo(&workspace, &["test", "--doc", "--workspace"]);
    assert!(is_well, "{said}");
    let counts: Vec<&str> = said.lines().filter(|line| line.starts_with("running ")).collect();
    assert_eq!(counts, ["running 0 tests"; 2], "{said}");
}
