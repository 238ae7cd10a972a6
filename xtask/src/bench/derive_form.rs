//! The models of a plan in the form that serde's derive gives: what the field table is compared with.
//!
//! As plain as can be, so that the comparison flatters nobody: no documentation, no builders, no setters; dates,
//! numbers in text and flags are strings.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use generator::File;
use generator::plan::{Crate, FieldType, Item, Kind, ModelStruct, RustType, TypeFile};

/// The files of a crate of that name.
pub(super) fn files(plan: &Crate, name: &str) -> Vec<File> {
    let flags: BTreeSet<String> = plan
        .types
        .iter()
        .filter(|file| matches!(file.item, Item::Flags(_)))
        .map(|file| file.path(&file.exports[0]))
        .collect();
    let mut files = vec![
        File { path: String::from("Cargo.toml"), text: manifest(name) },
        File { path: String::from("src/lib.rs"), text: String::from("#![allow(warnings)]\n\npub mod models;\n") },
    ];
    let mut modules: BTreeMap<&[String], BTreeSet<String>> = BTreeMap::from([(&[][..], BTreeSet::new())]);
    for file in &plan.types {
        for depth in 0..file.module.len() {
            modules.entry(&file.module[..depth]).or_default().insert(format!("pub mod {};", file.module[depth]));
        }
        let text = match &file.item {
            Item::Model(item) => model(file, item, &flags),
            Item::Enum(item) => enumeration(&item.ident, &item.unrecognized, &item.members),
            Item::Flags(_) => continue,
        };
        let (module, ident) = (&file.file, &file.exports[0]);
        modules.entry(&file.module).or_default().insert(format!("mod {module};\npub use self::{module}::{ident};"));
        files.push(File { path: path(&file.module, module), text });
    }
    files.extend(modules.into_iter().map(|(module, lines)| {
        let text = lines.into_iter().collect::<Vec<_>>().join("\n");
        File { path: path(module, "mod"), text }
    }));
    files
}

fn manifest(name: &str) -> String {
    format!(
        "[package]\nname = \"{name}\"\nedition = \"2024\"\n\n[workspace]\n\n[dependencies]\n\
         serde = {{ version = \"1\", features = [\"derive\"] }}\nserde_json = \"1\"\n"
    )
}

fn path(module: &[String], file: &str) -> String {
    let parts: Vec<_> =
        module.iter().map(String::as_str).chain([file]).map(|part| part.trim_start_matches("r#")).collect();
    format!("src/models/{}.rs", parts.join("/"))
}

fn model(file: &TypeFile, model: &ModelStruct, flags: &BTreeSet<String>) -> String {
    let mut text = String::from("#[derive(Debug, Clone, PartialEq, Default, serde::Serialize, serde::Deserialize)]\n");
    let _ = writeln!(text, "pub struct {} {{", model.ident);
    for field in &model.fields {
        let ty = field_type(file, &field.ty, flags);
        let _ = writeln!(
            text,
            "    #[serde(rename = {:?}, skip_serializing_if = \"Option::is_none\")]\n    pub {}: Option<{ty}>,",
            field.wire_name, field.ident
        );
    }
    text.push_str("}\n");
    text
}

fn enumeration(ident: &str, unrecognized: &str, members: &[generator::plan::Member]) -> String {
    let mut text =
        format!("#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]\npub enum {ident} {{\n");
    for member in members {
        let _ = writeln!(text, "    #[serde(rename = {:?})]\n    {},", member.wire_name, member.ident);
    }
    let _ = writeln!(text, "    #[serde(untagged)]\n    {unrecognized}(String),\n}}");
    text
}

fn field_type(file: &TypeFile, ty: &FieldType, flags: &BTreeSet<String>) -> String {
    let value = match (ty.kind, &*ty.value.0) {
        (Kind::Json, _) => String::from("serde_json::Value"),
        (_, [krate, _]) if krate == "odata_runtime" => String::from("String"),
        _ if flags.contains(&full_path(file, &ty.value)) => String::from("String"),
        (_, segments) => segments.join("::"),
    };
    match (ty.list, ty.boxed) {
        (true, _) => format!("Vec<{value}>"),
        (false, true) => format!("Box<{value}>"),
        (false, false) => value,
    }
}

/// A type's path below `models`.
fn full_path(file: &TypeFile, ty: &RustType) -> String {
    match &*ty.0 {
        [first, ident] if first == "super" => file.path(ident),
        [krate, models, rest @ ..] if krate == "crate" && models == "models" => rest.join("::"),
        other => other.join("::"),
    }
}
