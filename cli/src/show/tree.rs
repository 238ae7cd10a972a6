//! The slice as a tree: what the container offers, then each type with what it has.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use odata_codegen::outline::{Kind, Operation, Outline, Property, Set, Type, is_deprecated};

use super::{labels::Labels, table::Table};
use crate::terminal::escape::plain;

/// The whole text.
#[must_use]
pub fn text(outline: &Outline) -> String {
    let labels = Labels::new(outline);
    let (types, left) = (outline.types.len(), outline.types_left);
    let title = format!("{}: {types} types, {left} left out", plain(&outline.title));
    let mut text = format!("{title}\n{}\n\n{}\n", "=".repeat(title.chars().count()), plain(&outline.client));
    text.push_str(&container(outline, &labels).text());
    for ty in &outline.types {
        let _ = write!(text, "\n{}\n{}", plain(&heading(ty, &labels)), content(ty, &labels).text());
    }
    if !outline.operations.is_empty() {
        let mut table = Table::default();
        for operation in &outline.operations {
            let methods = operation.methods.join(", ");
            table.row(1, [&signature(operation, &labels), &methods, ""]);
        }
        let _ = write!(text, "\noperations\n{}", table.text());
    }
    text
}

/// What the container offers, and the ways on from there; those from a type are shown the first time that it is reached.
fn container(outline: &Outline, labels: &Labels<'_>) -> Table {
    let mut table = Table::default();
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    for resource in &outline.resources {
        let of = resource.value.as_ref().map(|value| format!(" {}", labels.of(&value.ty))).unwrap_or_default();
        table.row(1, [&resource.name, &calls(&resource.methods), &format!("{}{of}", resource.element)]);
        let mut pending: Vec<(usize, &Property)> = Vec::new();
        let mut next = resource.value.as_ref().and_then(|value| outline.find(&value.ty)).map(|ty| (2, ty));
        loop {
            if let Some((depth, ty)) = next.take().filter(|(_, ty)| seen.insert(&ty.name)) {
                let ways = outline.lineage(ty).into_iter().flat_map(|ty| &ty.navigation);
                pending.extend(ways.map(|way| (depth, way)).rev());
            }
            let Some((depth, way)) = pending.pop() else { break };
            table.row(depth, [&way.name, &calls(&way.methods), &remarks(way, labels)]);
            next = outline.find(&way.value.ty).map(|ty| (depth + 1, ty));
        }
    }
    table
}

/// The methods as one calls them.
fn calls(methods: &[String]) -> String {
    let calls = methods.iter().map(|method| format!(".{}", method.rsplit("::").next().unwrap_or(method)));
    calls.collect::<Vec<_>>().join(" ")
}

/// What a type is, in words.
pub(super) fn noun(ty: &Type) -> String {
    let marks = [("deprecated ", is_deprecated(&ty.facts)), ("abstract ", ty.is_abstract), ("open ", ty.is_open)];
    let marks = marks.into_iter().filter(|(_, holds)| *holds).map(|(mark, _)| mark);
    marks.chain([ty.kind.noun()]).collect()
}

/// The name of a type, what it is, and its name in Rust.
pub(super) fn heading(ty: &Type, labels: &Labels<'_>) -> String {
    let mut what = noun(ty);
    if let Some(base) = &ty.base {
        let _ = write!(what, " based on {}", labels.of(base));
    }
    let rust = ty.rust.as_ref().map(|rust| format!(" -> models::{rust}")).unwrap_or_default();
    format!("{} ({what}){rust}", labels.of(&ty.name))
}

/// What a type has itself.
pub(super) fn content(ty: &Type, labels: &Labels<'_>) -> Table {
    let mut table = Table::default();
    for property in ty.properties.iter().chain(&ty.navigation) {
        let rust = property.rust.as_ref().map_or("", |rust| &rust.field);
        table.row(1, [&property.name, rust, &remarks(property, labels)]);
    }
    for member in &ty.members {
        let value = match ty.kind {
            Kind::Flags => format!("{:#x}", member.value),
            Kind::Enum | Kind::Entity | Kind::Complex => member.value.to_string(),
        };
        let old = if is_deprecated(&member.facts) { ", deprecated" } else { "" };
        table.row(1, [&member.name, member.rust.as_deref().unwrap_or_default(), &format!("{value}{old}")]);
    }
    table
}

fn remarks(property: &Property, labels: &Labels<'_>) -> String {
    let is_structural = property.rust.as_ref().is_some_and(|_| property.methods.is_empty());
    let mut remarks = vec![labels.value(&property.value)];
    let mut add = |remark: &str, holds: bool| {
        if holds {
            remarks.push(remark.to_owned());
        }
    };
    add("key", property.is_key);
    add("contained", property.is_contained);
    add("not null", !property.value.is_nullable && !property.is_key);
    add("set on creation only", property.set == Set::OnCreate);
    add("set by a change only", property.set == Set::OnUpdate);
    add("read-only", property.set == Set::Never && is_structural);
    add("deprecated", is_deprecated(&property.facts));
    remarks.join(", ")
}

/// An operation as a function: `ns.name(binding; parameter: type): result`.
pub(super) fn signature(operation: &Operation, labels: &Labels<'_>) -> String {
    let bound = operation.bound_to.iter().map(|value| labels.value(value));
    let parameters = operation.parameters.iter().map(|it| format!("{}: {}", it.name, labels.value(&it.value)));
    let parameters: Vec<String> = bound.chain(parameters).collect();
    let result = operation.returns.as_ref().map(|value| format!(": {}", labels.value(value))).unwrap_or_default();
    format!("{} {}({}){result}", operation.element, operation.name, parameters.join(", "))
}
