//! A class diagram for Markdown.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use odata_codegen::outline::{Kind, Outline, Property, Type, Value};

use super::labels::Labels;
use crate::terminal::escape::mermaid;

/// Of an enumeration, how many members are shown.
const MEMBERS: usize = 8;

/// The types of the list that belong to the picture, and how they are related.
#[must_use]
pub fn text(outline: &Outline, types: &[&Type]) -> String {
    let labels = Labels::new(outline);
    // Class names are syntax, so that each type has a plain one, and its own as a label.
    let ids: BTreeMap<&str, String> =
        types.iter().map(|ty| ty.name.as_str()).zip((1..).map(|number| format!("T{number}"))).collect();
    let mut text = String::from("classDiagram\n  direction LR\n");
    for ty in types {
        let _ = writeln!(text, "  class {}[\"{}\"] {{", ids[ty.name.as_str()], mermaid(labels.of(&ty.name)));
        let _ = writeln!(text, "    <<{}>>", stereotype(ty));
        for property in ty.properties.iter().chain(&ty.navigation) {
            let of = value(&property.value, &labels);
            let _ = writeln!(text, "    {} {}", mermaid(&property.name), mermaid(&of));
        }
        for member in ty.members.iter().take(MEMBERS) {
            let _ = writeln!(text, "    {} {}", mermaid(&member.name), mermaid(&member.value.to_string()));
        }
        let more = ty.members.len().saturating_sub(MEMBERS);
        if more > 0 {
            let _ = writeln!(text, "    {}", mermaid(&format!("… {more} more")));
        }
        text.push_str("  }\n");
    }
    for ty in types {
        let own = &ids[ty.name.as_str()];
        if let Some(base) = ty.base.as_ref().and_then(|base| ids.get(base.as_str())) {
            let _ = writeln!(text, "  {base} <|-- {own}");
        }
        for property in &ty.navigation {
            relation(&mut text, &ids, own, property, if property.is_contained { "*--" } else { "-->" });
        }
        for property in &ty.properties {
            relation(&mut text, &ids, own, property, "..>");
        }
    }
    text
}

fn relation(text: &mut String, ids: &BTreeMap<&str, String>, own: &str, property: &Property, arrow: &str) {
    if let Some(target) = ids.get(property.value.ty.as_str()) {
        let multiplicity = multiplicity(&property.value);
        let _ = writeln!(text, "  {own} {arrow} \"{multiplicity}\" {target} : {}", mermaid(&property.name));
    }
}

fn multiplicity(value: &Value) -> &'static str {
    match (value.is_collection, value.is_nullable) {
        (true, _) => "*",
        (false, true) => "0..1",
        (false, false) => "1",
    }
}

fn stereotype(ty: &Type) -> &'static str {
    match ty.kind {
        Kind::Entity if ty.is_abstract => "abstract entity",
        Kind::Entity => "entity",
        Kind::Complex => "complex",
        Kind::Enum => "enumeration",
        Kind::Flags => "flags",
    }
}

/// A type as short as a picture needs it.
pub(super) fn value(value: &Value, labels: &Labels<'_>) -> String {
    let name = labels.of(&value.ty);
    let name = name.strip_prefix("Edm.").unwrap_or(name);
    match (value.is_collection, value.is_nullable) {
        (true, _) => format!("{name}[]"),
        (false, true) => format!("{name}?"),
        (false, false) => name.to_owned(),
    }
}
