//! What was read, and what is written of it.

use std::collections::BTreeMap;

use super::Count;
use crate::csdl::{Edmx, Element, SchemaElement};

/// In the order of the table.
const ELEMENTS: [&str; 14] = [
    "EntityType",
    "ComplexType",
    "EnumType",
    "TypeDefinition",
    "Property",
    "NavigationProperty",
    "Member",
    "Action",
    "Function",
    "EntitySet",
    "Singleton",
    "ActionImport",
    "FunctionImport",
    "Annotations",
];

pub(super) fn of<'a>(files: impl Iterator<Item = &'a Edmx<'a>>, root: &Element) -> Vec<Count> {
    let (mut read, mut kept) = (BTreeMap::new(), BTreeMap::new());
    let schemas = files.flat_map(|edmx| &edmx.schemas);
    schemas.flat_map(|schema| &schema.elements).for_each(|element| count_read(element, &mut read));
    count_kept(root, &mut kept);
    let count = |element| Count {
        element,
        read: read.get(element).copied().unwrap_or_default(),
        kept: kept.get(element).copied().unwrap_or_default(),
    };
    ELEMENTS.map(count).into()
}

fn count_read(element: &SchemaElement, counts: &mut BTreeMap<&str, usize>) {
    let mut add = |name, number| *counts.entry(name).or_default() += number;
    match element {
        SchemaElement::EntityType(ty) | SchemaElement::ComplexType(ty) => {
            add(if matches!(element, SchemaElement::EntityType(_)) { "EntityType" } else { "ComplexType" }, 1);
            add("Property", ty.properties.len());
            add("NavigationProperty", ty.navigation_properties.len());
        }
        SchemaElement::EnumType(ty) => {
            add("EnumType", 1);
            add("Member", ty.members.len());
        }
        SchemaElement::TypeDefinition(_) => add("TypeDefinition", 1),
        SchemaElement::Term(_) => {}
        SchemaElement::Action(_) => add("Action", 1),
        SchemaElement::Function(_) => add("Function", 1),
        SchemaElement::EntityContainer(container) => {
            container.elements.iter().for_each(|child| add(child.name(), 1));
        }
        SchemaElement::Annotations(_) => add("Annotations", 1),
    }
}

fn count_kept<'e>(element: &'e Element, counts: &mut BTreeMap<&'e str, usize>) {
    *counts.entry(&*element.name).or_default() += 1;
    element.children.iter().for_each(|child| count_kept(child, counts));
}
