//! The models of a plan in the form that serde's derive gives: what the field table is compared with.
//!
//! The same types with the same documentation, and otherwise as plain as can be, so that the comparison flatters nobody: no
//! builders, no setters, nothing for properties that are not declared; dates, numbers in text and flags are strings.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use odata_codegen::File;
use odata_codegen::unstable::{Crate, Docs, Enum, FieldType, Item, Kind, ModelStruct, RustType, Union};

/// The types with flags: their modules, and their names.
type Flags<'a> = BTreeSet<(&'a [String], &'a str)>;

/// The files of a crate of that name.
pub(super) fn files(plan: &Crate, name: &str) -> Vec<File> {
    let flags: Flags = plan
        .types
        .iter()
        .filter(|file| matches!(file.item, Item::Flags(_)))
        .map(|file| (file.module.as_slice(), file.exports[0].as_str()))
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
            Item::Model(item) => model(item, &flags),
            Item::Enum(item) => enumeration(item),
            Item::Flags(_) => continue,
        };
        let (module, idents) = (&file.file, exports(&file.item, &file.exports[0]));
        modules
            .entry(&file.module)
            .or_default()
            .insert(format!("mod {module};\npub use self::{module}::{{{idents}}};"));
        files.push(File { path: path(&file.module, module), text });
    }
    files.extend(modules.into_iter().map(|(module, lines)| {
        let text = lines.into_iter().collect::<Vec<_>>().join("\n");
        File { path: path(module, "mod"), text }
    }));
    files
}

fn exports(item: &Item, ident: &str) -> String {
    match item {
        Item::Model(model) => model.union.iter().fold(ident.to_owned(), |idents, union| idents + ", " + &union.ident),
        Item::Enum(_) | Item::Flags(_) => ident.to_owned(),
    }
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

fn model(model: &ModelStruct, flags: &Flags) -> String {
    let mut text = docs(&model.docs);
    text.push_str("#[derive(Debug, Clone, PartialEq, Default, serde::Serialize, serde::Deserialize)]\n");
    let _ = writeln!(text, "pub struct {} {{", model.ident);
    for field in &model.fields {
        let ty = field_type(&field.ty, flags);
        text.push_str(&docs(&field.docs));
        let _ = writeln!(
            text,
            "    #[serde(rename = {:?}, skip_serializing_if = \"Option::is_none\")]\n    pub {}: Option<{ty}>,",
            field.wire_name, field.ident
        );
    }
    text.push_str("}\n");
    text.extend(model.union.iter().map(|union| self::union(&model.ident, union)));
    text
}

fn union(base: &str, union: &Union) -> String {
    let mut text = docs(&union.docs);
    text.push_str("#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]\n");
    let _ = writeln!(text, "#[serde(tag = \"@odata.type\")]\npub enum {} {{", union.ident);
    for variant in &union.variants {
        let (name, ty) = (format!("#{}", variant.wire_name), &variant.ty);
        let _ = writeln!(text, "    #[serde(rename = {name:?})]\n    {}(Box<{ty}>),", variant.ident);
    }
    let _ = writeln!(text, "    #[serde(untagged)]\n    {}(Box<{base}>),\n}}", union.unrecognized);
    text
}

fn enumeration(item: &Enum) -> String {
    let mut text = docs(&item.docs);
    text.push_str("#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]\n");
    let _ = writeln!(text, "pub enum {} {{", item.ident);
    for member in &item.members {
        let docs = docs(&member.docs);
        let _ = writeln!(text, "{docs}    #[serde(rename = {:?})]\n    {},", member.wire_name, member.ident);
    }
    let _ = writeln!(text, "    #[serde(untagged)]\n    {}(String),\n}}", item.unrecognized);
    text
}

fn docs(parts: &Docs) -> String {
    parts.join("\n\n").split('\n').fold(String::new(), |text, line| text + "/// " + line + "\n")
}

fn field_type(ty: &FieldType, flags: &Flags) -> String {
    let value = match (ty.kind, &ty.value) {
        (Kind::Json, _) => String::from("serde_json::Value"),
        (_, RustType::Runtime(_)) => String::from("String"),
        (_, RustType::Model { module, ident, .. }) if flags.contains(&(module.as_slice(), ident.as_str())) => {
            String::from("String")
        }
        (_, value) => value.to_string(),
    };
    match (ty.list, ty.boxed) {
        (true, _) => format!("Vec<{value}>"),
        (false, true) => format!("Box<{value}>"),
        (false, false) => value,
    }
}
