//! Types that hold each other over more levels than rustc follows by default: the crate compiles, its pages can be written, and a
//! program compiles with the attribute that the README names.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::{fmt::Write as _, fs, path::Path};

use odata_codegen::{Output, Source};
use tests::{project, workspace};

const KEY: &str = "<Key><PropertyRef Name=\"Id\"/></Key><Property Name=\"Id\" Type=\"Edm.String\" Nullable=\"false\"/>";

/// A link from a type to the next one.
#[derive(Clone, Copy)]
enum Link {
    Single,
    List,
    /// A list of a type from which another one is derived, so that it holds a union.
    Union,
    Complex,
}

/// A chain of types; in a ring the last one leads to the first one.
fn chain(name: &str, link: Link, length: usize, is_ring: bool, keys: &str) -> Output {
    let mut types = String::new();
    for index in 0..length {
        let next = match (index + 1, is_ring) {
            (next, false) if next == length => None,
            (next, _) => Some(next % length),
        };
        let property = |element: &str, open: &str, close: &str| {
            next.map(|next| format!("<{element} Name=\"Next\" Type=\"{open}Chain.T{next}{close}\"/>"))
                .unwrap_or_default()
        };
        let property = match link {
            Link::Single => property("NavigationProperty", "", ""),
            Link::List | Link::Union => property("NavigationProperty", "Collection(", ")"),
            Link::Complex => property("Property", "", ""),
        };
        let _ = match link {
            Link::Single | Link::List => write!(types, "<EntityType Name=\"T{index}\">{KEY}{property}</EntityType>"),
            Link::Union => write!(
                types,
                "<EntityType Name=\"T{index}\">{KEY}</EntityType>\
                 <EntityType Name=\"D{index}\" BaseType=\"Chain.T{index}\">{property}</EntityType>"
            ),
            Link::Complex => write!(types, "<ComplexType Name=\"T{index}\">{property}</ComplexType>"),
        };
    }
    // A resource, so that navigation properties are kept, and something that leads to the values.
    let start = match link {
        Link::Complex => {
            format!("<EntityType Name=\"Start\">{KEY}<Property Name=\"Next\" Type=\"Chain.T0\"/></EntityType>")
        }
        Link::Single | Link::List | Link::Union => String::new(),
    };
    let entity = if start.is_empty() { "T0" } else { "Start" };
    let container = format!(
        "<EntityContainer Name=\"Container\"><EntitySet Name=\"All\" EntityType=\"Chain.{entity}\"/></EntityContainer>"
    );
    let text = format!(
        "<edmx:Edmx Version=\"4.0\" xmlns:edmx=\"http://docs.oasis-open.org/odata/ns/edmx\"><edmx:DataServices>\
         <Schema Namespace=\"Chain\" xmlns=\"http://docs.oasis-open.org/odata/ns/edm\">{types}{start}{container}</Schema></edmx:DataServices></edmx:Edmx>"
    );
    let manifest = format!(
        "roots = [\"*\"]\n[crate]\nname = \"{name}\"\npath = \".\"\ninherit = true\n{keys}\n[source]\ncsdl = \"chain.csdl\"\n"
    );
    let [csdl, manifest] = [("chain.csdl", text), ("codegen.toml", manifest)]
        .map(|(name, text)| Source { name: String::from(name), text });
    project::everything(name, vec![csdl], Vec::new(), Some(manifest)).map_err(|error| error.to_string()).unwrap()
}

/// The attribute as a file has it.
fn attribute<'a>(output: &'a Output, path: &str) -> Option<&'a str> {
    let file = output.files.iter().find(|file| file.path == path).unwrap();
    file.text.lines().find(|line| line.starts_with("#![recursion_limit"))
}

#[test]
fn a_long_chain_compiles_and_so_does_a_program_with_the_attribute_of_the_readme() {
    let crates = [
        ("chain-of-lists", "T0", chain("chain-of-lists", Link::List, 300, false, "")),
        ("chain-in-two", "D0", chain("chain-in-two", Link::Union, 100, false, "split = true")),
        ("chain-of-values", "T0", chain("chain-of-values", Link::Complex, 300, false, "")),
        ("chain-to-a-ring", "T0", chain("chain-to-a-ring", Link::Single, 300, true, "")),
        // The drop check is content; rustdoc and programs are not.
        ("chain-for-programs", "T0", chain("chain-for-programs", Link::List, 25, false, "")),
    ];
    let programs: Vec<_> = crates
        .iter()
        .map(|(name, first, output)| {
            let attribute = attribute(output, "README.md").unwrap();
            let krate = name.replace('-', "_");
            let cargo = format!(
                "[package]\nname = \"{name}-program\"\nedition = \"2024\"\n[dependencies]\n{name} = {{ path = \"../{name}\" }}\n"
            );
            let main = format!(
                "//! Moves a value to a thread.\n{attribute}\nfn main() {{\n    let value = {krate}::models::{first}::default();\n    \
                 let thread = std::thread::spawn(move || format!(\"{{:?}}\", value.clone()));\n    drop(thread.join());\n}}\n"
            );
            (format!("{name}-program"), cargo, main)
        })
        .collect();
    let target = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let crates = crates.map(|(name, _, output)| (name.to_owned(), output));
    let workspace = workspace::write(target, "depth", crates).unwrap();
    for (name, cargo, main) in programs {
        let folder = workspace.join("crates").join(name);
        fs::create_dir_all(folder.join("src")).unwrap();
        fs::write(folder.join("Cargo.toml"), cargo).unwrap();
        fs::write(folder.join("src/main.rs"), main).unwrap();
    }
    let checked = workspace::clippy(target, &workspace, &["--workspace"]).unwrap();
    assert!(checked.status.success(), "{}", String::from_utf8_lossy(&checked.stderr));
}

#[test]
fn each_package_has_the_attribute_that_the_readme_names() {
    for (link, length, limit) in [(Link::List, 300, "2048"), (Link::Union, 100, "1024"), (Link::Complex, 300, "1024")] {
        let expected = Some(format!("#![recursion_limit = \"{limit}\"]"));
        let output = chain("chain", link, length, false, "split = true");
        for path in ["README.md", "src/lib.rs", "types/src/lib.rs"] {
            assert_eq!(attribute(&output, path), expected.as_deref(), "{path}");
        }
        let lib = output.files.iter().find(|file| file.path == "src/lib.rs").unwrap();
        assert!(lib.text.contains("E0275") && lib.text.contains(limit));
    }
}

#[test]
fn a_short_chain_has_no_attribute() {
    for (link, is_ring) in [(Link::List, false), (Link::Union, false), (Link::Single, true), (Link::Complex, false)] {
        let output = chain("chain", link, 12, is_ring, "split = true");
        for path in ["README.md", "src/lib.rs", "types/src/lib.rs"] {
            assert_eq!(attribute(&output, path), None, "{path}");
        }
    }
}

/// rustdoc proves `Send` of each type, and `UnwindSafe`, which takes some steps more.
#[test]
fn the_pages_of_a_chain_that_the_crate_compiles_with_can_be_written() {
    let chains = [
        ("lists", chain("lists", Link::List, 22, false, "")),
        ("values", chain("values", Link::Complex, 51, false, "")),
        // The longest without the attribute.
        ("shorter-lists", chain("shorter-lists", Link::List, 19, false, "")),
        ("shorter-values", chain("shorter-values", Link::Complex, 45, false, "")),
    ];
    let limits = chains.each_ref().map(|(_, output)| attribute(output, "src/lib.rs"));
    assert_eq!(limits, [Some("#![recursion_limit = \"256\"]"), Some("#![recursion_limit = \"256\"]"), None, None]);
    let target = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let chains = chains.map(|(name, output)| (name.to_owned(), output));
    let workspace = workspace::write(target, "depth-pages", chains).unwrap();
    let written = workspace::document(target, &workspace).unwrap();
    assert!(written.status.success(), "{}", String::from_utf8_lossy(&written.stderr));
}
