//! The generator's lists of reserved names against what defines those names: the runtime's macros and emitted files. And a
//! schema that uses every reserved name in every position: what is emitted compiles.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod emitted;
mod macros;
mod schema;
mod tables;

use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
};

use macros::Impl;
use odata_codegen::unstable::reserved::{self, Reserved};
use tests::workspace;

/// How the names of a position are written. A name that is written otherwise cannot be one of the schema's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Case {
    Snake,
    Camel,
    Shouty,
}

impl Case {
    fn is_case_of(self, name: &str) -> bool {
        let (lower, upper) = (|c: char| c.is_lowercase(), |c: char| c.is_uppercase());
        match self {
            Self::Snake => !name.contains(upper),
            Self::Camel => name.starts_with(upper) && (name.len() == 1 || name.contains(lower)),
            Self::Shouty => !name.contains(lower),
        }
    }
}

/// The positions that the schema gives names to.
const POSITIONS: &[(&str, &Reserved, Case)] = &[
    ("SETTERS", &reserved::SETTERS, Case::Snake),
    ("CALL", &reserved::CALL, Case::Snake),
    ("PARAMETERS", &reserved::PARAMETERS, Case::Snake),
    ("BUILDERS", &reserved::BUILDERS, Case::Snake),
    ("CLIENT", &reserved::CLIENT, Case::Snake),
    ("FIELDS", &reserved::FIELDS, Case::Snake),
    ("CONSTANTS", &reserved::CONSTANTS, Case::Shouty),
    ("MEMBERS", &reserved::MEMBERS, Case::Camel),
    ("FLAGS", &reserved::FLAGS, Case::Shouty),
    ("VARIANTS", &reserved::VARIANTS, Case::Camel),
    ("TYPES", &reserved::TYPES, Case::Camel),
    ("ROOT", &reserved::ROOT, Case::Camel),
    ("MODULES", &reserved::MODULES, Case::Snake),
    ("FEATURES", &reserved::FEATURES, Case::Snake),
];

/// The macros whose `impl` blocks have methods or constants of fixed names, what those blocks are of, and the positions that
/// these are in. The names that a table gives are read from emitted tables.
const MACROS: &[(&str, &str, &[&str])] = &[
    ("body", "Body", &["SETTERS"]),
    ("requests", "Body", &["SETTERS"]),
    ("requests", "Call", &["CALL"]),
    ("sending", "Body", &["SETTERS"]),
    ("sending", "Call", &["CALL"]),
    ("builders", "Entity", &["BUILDERS"]),
    ("builders", "Collection", &["BUILDERS"]),
    ("builder", "$name", &["BUILDERS"]),
    ("complex_type_methods", "$model", &["SETTERS", "CONSTANTS"]),
    ("structured", "$model", &["SETTERS", "CONSTANTS"]),
    ("model", "$model", &["SETTERS", "CONSTANTS", "VARIANTS"]),
    ("union", "$union", &["VARIANTS"]),
    ("enumeration", "$name", &["MEMBERS"]),
    ("open_enum", "$name", &["MEMBERS"]),
    ("flags", "$name", &["FLAGS"]),
    ("scalar_traits", "$name", &["MEMBERS", "FLAGS"]),
];

/// Names of traits that the schema may give, and why. The schema of the second test has them all.
const HARMLESS: &[(&str, &str)] = &[
    ("eq", "operators and `assert_eq!` name the trait"),
    ("fmt", "`format!` names the trait"),
    ("from", "`into` and `From::from` remain, and the property is frequent in mail"),
    ("serialize", "serde names the trait"),
    ("deserialize", "serde names the trait"),
    ("slots", "the runtime and emitted code name the trait `Model`"),
    ("peeks", "the runtime and emitted code name the trait `Model`"),
    ("SHAPE", "the runtime and emitted code name the trait `Structured`"),
    ("NAME", "the runtime and emitted code name the trait `Flags`"),
    ("MEMBERS", "the runtime and emitted code name the traits `Flags` and `OpenEnum`"),
    ("EXPECTED", "the runtime names the trait `Scalar`"),
    ("LITERAL", "the runtime names the trait `Scalar`"),
];

/// The names in each position: those that no schema may give, and those of traits.
type Found = BTreeMap<&'static str, (BTreeSet<String>, BTreeSet<String>)>;

fn add(found: &mut Found, position: &'static str, item: &Impl) {
    let (own, of_traits) = found.entry(position).or_default();
    let names = if item.is_of_trait { of_traits } else { own };
    names.extend(item.names.iter().cloned());
}

#[test]
fn the_lists_have_what_macros_and_emitted_files_define_and_nothing_else() {
    let mut problems = Vec::new();
    let mut found = Found::new();
    let mut used = BTreeSet::new();
    let macros = macros::exported();
    for (name, items) in &macros {
        for item in &items.impls {
            let row = MACROS.iter().find(|(of, target, _)| of == name && *target == item.target);
            if let Some((of, target, positions)) = row {
                used.insert((*of, *target));
                positions.iter().for_each(|position| add(&mut found, position, item));
            } else if !item.names.is_empty() {
                problems
                    .push(format!("`{name}!` has an `impl` of `{}`: add a row to MACROS in this test", item.target));
            }
        }
    }
    let rows = MACROS.iter().map(|(of, target, _)| (*of, *target));
    problems.extend(
        rows.filter(|row| !used.contains(row))
            .map(|(of, target)| format!("`{of}!` has no `impl` of `{target}`: remove the row of MACROS in this test")),
    );
    for items in macros.values() {
        found.entry("ROOT").or_default().0.extend(items.types.iter().cloned());
        found.entry("TYPES").or_default().0.extend(items.local_types.iter().cloned());
        found.entry("PARAMETERS").or_default().0.extend(items.parameters.iter().cloned());
    }
    emitted::define(&mut found);

    let mut harmless = BTreeSet::new();
    for (position, list, case) in POSITIONS {
        let (own, of_traits) = found.remove(position).unwrap_or_default();
        let own: BTreeSet<&str> = own.iter().map(String::as_str).filter(|name| case.is_case_of(name)).collect();
        let listed: BTreeSet<&str> = list.defined.iter().copied().collect();
        let missing = own.difference(&listed).filter(|name| !list.others.contains(name));
        problems.extend(missing.map(|name| format!("`{name}` is missing in `{position}.defined`")));
        let extra = listed.difference(&own);
        problems.extend(
            extra.map(|name| format!("`{name}` of `{position}.defined` is defined nowhere: remove it, or say why")),
        );
        for name in of_traits.iter().filter(|name| case.is_case_of(name)) {
            if HARMLESS.iter().any(|(known, _)| known == name) {
                harmless.insert(name.clone());
            } else if !list.has(name) {
                problems.push(format!(
                    "a trait defines `{name}` in `{position}`: add it to `others`, or to HARMLESS in this test"
                ));
            }
        }
    }
    problems.extend(found.keys().map(|position| format!("there is no list `{position}`")));
    let unused = HARMLESS.iter().filter(|(name, _)| !harmless.contains(*name));
    problems.extend(unused.map(|(name, _)| format!("no trait defines `{name}`: remove it from HARMLESS in this test")));
    assert!(problems.is_empty(), "generator/src/names/reserved.rs:\n{}", problems.join("\n"));
}

#[test]
fn the_reader_of_macros_finds_what_they_define() {
    let text = r"
        macro_rules! inner { () => { impl Body { fn not_exported(&self) {} } }; }
        /// Documentation with `fn text()`.
        #[macro_export]
        #[doc(hidden)]
        macro_rules! thing {
            ($name:ident { $($part:ident),* }) => {
                pub struct Thing<M>(M);
                pub trait Way { type Output; }
                pub use $crate::requests::{First, other::Second};
                $crate::builder! { Other }
                impl<M: Fn() -> Vec<M>, O> Thing<M, O> where M: Clone {
                    pub const LIMIT: usize = 1;
                    pub const fn new() -> impl Sized { fn local() {} }
                    $(pub fn many(&self, $part: impl Into<u8>) {})*
                }
                $(impl<'de> ::some::From<$part> for $name { fn from(value: $part) -> Self { todo!() } })*
            };
            ($($call:ident)* $receiver:ident) => {
                const _: () = { enum Hidden { $($call),* } impl $name { pub const $call: u8 = 1; const OWN: u8 = 2; } };
                pub fn loose(self, other: u8) -> impl Sized { fn local() {} }
                pub fn $name<F: Fn(u8) -> u8>(&mut self, given: u8, $($part: $crate::kind!($form)),*) -> $crate::Call {
                    let call = self.0;
                }
                pub fn $name(&self, unlisted: $given) {}
            };
            (@other) => { mod hidden { impl crate::Body<u8> { async fn send(self) {} } } };
        }
    ";
    let macros = macros::of_text(text);
    assert_eq!(macros.keys().collect::<Vec<_>>(), ["thing"]);
    let thing = &macros["thing"];
    assert_eq!(thing.types.iter().collect::<Vec<_>>(), ["First", "Other", "Second", "Thing", "Way"]);
    let said: Vec<String> = thing
        .impls
        .iter()
        .map(|item| format!("{} {} {}", item.target, item.is_of_trait, item.names.join(",")))
        .collect();
    assert_eq!(
        said,
        [
            "Thing false LIMIT,new,many",
            "$name true from",
            "$name false OWN",
            "another macro's type false loose",
            "Body false send",
        ]
    );
    assert_eq!(thing.local_types.iter().collect::<Vec<_>>(), ["Hidden"]);
    assert_eq!(thing.parameters.iter().collect::<Vec<_>>(), ["given", "self"]);
}

/// All reserved names, and others that the standard library, clippy or emitted code uses.
fn all_names() -> Vec<&'static str> {
    // What clippy expects a standard trait behind, or a signature of.
    const CLIPPY: &[&str] = &[
        "as_mut",
        "borrow_mut",
        "deref_mut",
        "from_iter",
        "from_str",
        "index_mut",
        "into_iter",
        "is_some",
        "iter",
        "iter_mut",
        "len",
        "neg",
        "next",
        "not",
        "to_string",
        "try_from",
        "try_into",
        "with_capacity",
    ];
    // Type parameters of emitted code and of the macros, the macros' own types and variables, modules and crates.
    const OURS: &[&str] = &[
        "A",
        "B",
        "C",
        "D",
        "H",
        "M",
        "N",
        "S",
        "T",
        "U",
        "Place",
        "call",
        "value",
        "Unmodeled",
        "runtime",
        "odata_runtime",
        "core",
        "std",
        "lib",
    ];
    let names: BTreeSet<&str> = POSITIONS
        .iter()
        .flat_map(|(_, list, _)| list.names())
        .chain(reserved::OUTER_MODULES.iter().chain(reserved::KEYWORDS).chain(CLIPPY).chain(OURS).copied())
        .chain(HARMLESS.iter().map(|(name, _)| *name))
        .collect();
    names.into_iter().collect()
}

#[test]
fn a_schema_with_every_reserved_name_in_every_position_compiles() {
    let names = all_names();
    let mut crates = vec![(String::from("reserved"), schema::generate("reserved", "Client", &schema::every(&names)))];
    for (index, client) in reserved::ROOT.names().chain(["New", "A", "M", "O", "T"]).enumerate() {
        let name = format!("client-{index}");
        crates.push((name.clone(), schema::generate(&name, client, &schema::small())));
    }
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let workspace = workspace::write(folder, "reserved", crates).unwrap();
    for features in ["client", "requests", ""] {
        let arguments = ["--workspace", "--no-default-features", "--features", &format!("{features},reserved/full")];
        let checked = workspace::clippy(folder, &workspace, &arguments).unwrap();
        assert!(checked.status.success(), "`{features}`: {}", String::from_utf8_lossy(&checked.stderr));
    }
}

/// A reserved name bears a mark where it is reserved, and the documentation says why.
#[test]
fn a_reserved_name_bears_a_mark_that_the_documentation_explains() {
    let names = all_names();
    let output = schema::generate("reserved", "Client", &schema::every(&names));
    // The files of a kind: members are many, so that there are several types of it.
    let texts = |start: &'static str| {
        let files = output.files.iter().filter(move |file| file.path.starts_with(start));
        files.map(|file| file.text.as_str())
    };
    let text = |start| texts(start).collect::<String>();
    let explained = |files: &str, text: &str, name: &str| {
        let said = |line: &str| {
            let renamed = line.contains(&format!("Renamed to `{name}_` from `"));
            renamed && line.contains(&format!("`: `{name}` means something else in Rust or in this crate."))
        };
        assert!(text.lines().any(said), "{files} does not say of what `{name}_` is the name");
    };
    let tables = [
        ("src/models/holder", "SETTERS", &reserved::SETTERS),
        ("src/models/inner", "SETTERS", &reserved::SETTERS),
        ("src/requests/caller_every_optional_call.rs", "CALL", &reserved::CALL),
        ("src/requests/caller.rs", "BUILDERS", &reserved::BUILDERS),
        ("src/requests/ways", "BUILDERS", &reserved::BUILDERS),
        ("src/requests/streams", "BUILDERS", &reserved::BUILDERS),
        ("src/client.rs", "CLIENT", &reserved::CLIENT),
        ("src/models/holder", "FIELDS", &reserved::FIELDS),
        ("src/models/kind", "MEMBERS", &reserved::MEMBERS),
        ("src/models/base", "VARIANTS", &reserved::VARIANTS),
    ];
    for (files, position, list) in tables {
        let given: tables::Names = texts(files).flat_map(tables::of_text).collect();
        let text = text(files);
        for name in list.names() {
            let marked = (position, format!("{name}_"));
            assert!(given.contains(&marked), "no table of {files} has `{}` in `{position}`", marked.1);
            explained(files, &text, name);
        }
    }
    let items = [
        ("src/models/holder", &reserved::FIELDS, "pub ", ":"),
        ("src/models/kind", &reserved::MEMBERS, "    ", ","),
        ("src/models/base", &reserved::VARIANTS, "    ", "("),
    ];
    for (files, list, before, after) in items {
        let text = text(files);
        for name in list.names() {
            let item = format!("{before}{name}_{after}");
            assert!(text.contains(&item), "{files} has no `{item}`");
            explained(files, &text, name);
        }
    }
    let types = text("src/models/");
    for name in reserved::TYPES.names() {
        let item = format!("pub struct {name}_ {{");
        assert!(types.contains(&item), "there is no `{item}`");
    }
}
