//! Random schemas with names that do their worst: what is emitted is Rust, always.

#[path = "hostile/made.rs"]
mod made;
#[path = "../xtask/src/fuzz/tables.rs"]
mod tables;

use std::{fmt::Write as _, path::Path};

use made::names::NAMES;
use odata_codegen::{Output, Source};
use proptest::{
    prelude::*,
    sample::{Index, select},
    strategy::ValueTree,
    test_runner::{Config, TestRunner},
};
use tests::{project, workspace};

const PRIMITIVES: &[&str] = &[
    "Edm.String",
    "Edm.Int32",
    "Edm.Int64",
    "Edm.Boolean",
    "Edm.Double",
    "Edm.Decimal",
    "Edm.Guid",
    "Edm.Date",
    "Edm.DateTimeOffset",
    "Edm.TimeOfDay",
    "Edm.Duration",
    "Edm.Binary",
    "Edm.Stream",
    "Edm.Untyped",
    "Edm.GeographyPoint",
    "Edm.SByte",
    "Edm.Single",
];

/// A type: its kind, name, base, flags, and members (name, type, collection, nullable).
type Declared = (u8, &'static str, Index, bool, Vec<(&'static str, Index, bool, bool)>);

fn schemas() -> impl Strategy<Value = Vec<Declared>> {
    let member = (select(NAMES), any::<Index>(), any::<bool>(), any::<bool>());
    let members = prop::collection::vec(member, 0..7);
    prop::collection::vec((0..6_u8, select(NAMES), any::<Index>(), any::<bool>(), members), 1..14)
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;")
}

/// CSDL with two namespaces, one inside the other. Names are not always legal, and need not be.
fn csdl(types: &[Declared]) -> String {
    let namespaces = ["Case", "Case.type"];
    let qualified = |index: usize| format!("{}.{}", namespaces[index % 2], escape(types[index].1));
    let is = |index: usize, kinds: &[u8]| kinds.contains(&types[index].0);
    let all_of = |kinds: &'static [u8]| (0..types.len()).filter(move |index| is(*index, kinds));
    let value = |pick: &Index, collection: bool| {
        let values: Vec<usize> = all_of(&[2, 3, 4]).collect();
        let at = pick.index(PRIMITIVES.len() + values.len());
        let name =
            PRIMITIVES.get(at).map_or_else(|| qualified(values[at - PRIMITIVES.len()]), |name| (*name).to_owned());
        if collection { format!("Collection({name})") } else { name }
    };
    let entities: Vec<usize> = all_of(&[0, 1]).collect();
    let mut text = String::from(
        "<edmx:Edmx Version=\"4.01\" xmlns:edmx=\"http://docs.oasis-open.org/odata/ns/edmx\"><edmx:DataServices>",
    );
    for (place, namespace) in namespaces.iter().enumerate() {
        let _ = write!(text, "<Schema Namespace=\"{namespace}\" xmlns=\"http://docs.oasis-open.org/odata/ns/edm\">");
        for (index, (kind, name, base, flag, members)) in
            types.iter().enumerate().filter(|(index, _)| index % 2 == place)
        {
            let name = escape(name);
            let mut seen = std::collections::BTreeSet::new();
            let members = members.iter().filter(|(name, ..)| seen.insert(*name));
            let bases: Vec<usize> = all_of(&[0, 1]).filter(|other| *other < index && is(*other, &[*kind])).collect();
            match kind {
                0..=2 => {
                    let element = if *kind == 2 { "ComplexType" } else { "EntityType" };
                    let base = (*flag && !bases.is_empty()).then(|| qualified(bases[base.index(bases.len())]));
                    let base_type = base.as_ref().map(|base| format!(" BaseType=\"{base}\"")).unwrap_or_default();
                    let _ = write!(text, "<{element} Name=\"{name}\"{base_type} OpenType=\"{flag}\">");
                    if *kind != 2 && base.is_none() {
                        text.push_str("<Key><PropertyRef Name=\"KEY\"/></Key><Property Name=\"KEY\" Type=\"Edm.String\" Nullable=\"false\"/>");
                    }
                    for (name, pick, collection, nullable) in members {
                        let name = escape(name);
                        let navigates = *kind != 2 && *nullable && *collection && !entities.is_empty();
                        let _ = if navigates {
                            let target = qualified(entities[pick.index(entities.len())]);
                            write!(text, "<NavigationProperty Name=\"{name}\" Type=\"Collection({target})\"/>")
                        } else {
                            let ty = value(pick, *collection);
                            write!(text, "<Property Name=\"{name}\" Type=\"{ty}\" Nullable=\"{nullable}\"/>")
                        };
                    }
                    let _ = write!(text, "</{element}>");
                }
                3 | 4 => {
                    let _ = write!(text, "<EnumType Name=\"{name}\" IsFlags=\"{flag}\">");
                    for (name, ..) in members {
                        let _ = write!(text, "<Member Name=\"{}\"/>", escape(name));
                    }
                    text.push_str("</EnumType>");
                }
                _ if entities.is_empty() => {}
                _ => {
                    let target = qualified(entities[base.index(entities.len())]);
                    let element = if *flag { "Function" } else { "Action" };
                    let _ = write!(
                        text,
                        "<{element} Name=\"{name}\" IsBound=\"true\"><Parameter Name=\"it\" Type=\"{target}\"/>"
                    );
                    for (name, pick, collection, nullable) in members.filter(|(name, ..)| *name != "it") {
                        let ty = value(pick, *collection);
                        let _ = write!(
                            text,
                            "<Parameter Name=\"{}\" Type=\"{ty}\" Nullable=\"{nullable}\"/>",
                            escape(name)
                        );
                    }
                    let _ = write!(text, "<ReturnType Type=\"{target}\"/></{element}>");
                }
            }
        }
        if place == 0 {
            text.push_str("<EntityContainer Name=\"Container\">");
            for index in &entities {
                let _ = write!(text, "<EntitySet Name=\"Set{index}\" EntityType=\"{}\"/>", qualified(*index));
            }
            text.push_str("</EntityContainer>");
        }
        text.push_str("</Schema>");
    }
    text.push_str("</edmx:DataServices></edmx:Edmx>");
    text
}

fn generate(name: &str, types: &[Declared]) -> Result<Output, odata_codegen::Error> {
    let source = Source { name: String::from("hostile.csdl"), text: csdl(types) };
    project::everything(name, vec![source], Vec::new(), None)
}

proptest! {
    #![proptest_config(Config { cases: 200, failure_persistence: None, ..Config::default() })]

    #[test]
    fn what_is_emitted_parses(types in schemas()) {
        let Ok(output) = generate("hostile", &types) else { return Ok(()) };
        for file in output.files.iter().filter(|file| Path::new(&file.path).extension().is_some_and(|end| end == "rs")) {
            prop_assert_eq!(tables::check(&file.text), Ok(()), "{}\n{}", file.path, file.text);
        }
        let mut paths: Vec<_> = output.files.iter().map(|file| file.path.to_lowercase()).collect();
        paths.dedup();
        prop_assert_eq!(paths.len(), output.files.len(), "no two files differ in case only");
    }
}

#[test]
fn a_sample_compiles() {
    let mut runner = TestRunner::deterministic();
    let mut sample = Vec::new();
    while sample.len() < 6 {
        let types = schemas().new_tree(&mut runner).unwrap().current();
        let name = format!("hostile-{}", sample.len());
        if let Ok(output) = generate(&name, &types) {
            sample.push((name, output));
        }
    }
    let checked = workspace::check(Path::new(env!("CARGO_TARGET_TMPDIR")), "hostile", sample).unwrap();
    assert!(checked.status.success(), "{}", String::from_utf8_lossy(&checked.stderr));
}

/// The fuzzer parses what is emitted for its metadata; here some of it is compiled, with and without features.
#[test]
fn a_sample_of_the_fuzzer_compiles() {
    let mut sample = Vec::new();
    for number in 0.. {
        let name = format!("made-{number}");
        let features = if number % 2 == 0 { "" } else { "features = true\n" };
        let text = format!(
            "roots = [\"*\"]\n[crate]\nname = \"{name}\"\npath = \".\"\ninherit = true\n{features}\
             [source]\ncsdl = \"made.csdl\"\n"
        );
        let manifest = Source { name: String::from("codegen.toml"), text };
        let csdl = Source { name: String::from("made.csdl"), text: made::csdl(number) };
        if let Ok(output) = project::everything(&name, vec![csdl], Vec::new(), Some(manifest)) {
            sample.push((name, output));
        }
        if sample.len() == 20 {
            break;
        }
    }
    let checked = workspace::check(Path::new(env!("CARGO_TARGET_TMPDIR")), "made", sample).unwrap();
    assert!(checked.status.success(), "{}", String::from_utf8_lossy(&checked.stderr));
}
