//! The public API in short: what a reviewer of a schema change reads first.

use std::fmt::{self, Write};

use crate::plan::{Crate, FieldType, Item, Member, RustType, When};

/// A line for each type, property, member and request.
#[must_use]
pub(crate) fn of(plan: &Crate) -> String {
    let mut text = String::new();
    // Writing to a string cannot fail.
    let _ = write(plan, &mut text);
    text
}

fn write(plan: &Crate, out: &mut String) -> fmt::Result {
    for file in &plan.types {
        match &file.item {
            Item::Model(item) => {
                writeln!(out, "struct {} = {}", file.path(&item.ident), file.wire_name)?;
                for field in &item.fields {
                    let null = if field.nullable { "null" } else { "not null" };
                    let set = if field.updatable { "" } else { ", read-only" };
                    writeln!(out, "  {}: {} = {} ({null}{set})", field.ident, type_name(&field.ty), field.wire_name)?;
                }
                for setter in item.body.iter().flat_map(|body| &body.setters) {
                    let when = if setter.when == When::OnCreate { " on creation" } else { "" };
                    let clear = setter.clear.as_ref().map(|clear| format!(", {}()", clear.ident)).unwrap_or_default();
                    writeln!(out, "  sets{when}: {}(){clear}", setter.ident)?;
                }
            }
            Item::Enum(item) => {
                writeln!(out, "enum {} = {}", file.path(&item.ident), file.wire_name)?;
                members(&item.members, out)?;
            }
            Item::Flags(item) => {
                writeln!(out, "flags {} = {}", file.path(&item.ident), file.wire_name)?;
                members(&item.members, out)?;
            }
        }
    }
    writeln!(out, "client {}", plan.client.ident)?;
    for cloud in &plan.client.clouds {
        writeln!(out, "  cloud {} = {}", cloud.ident, cloud.root)?;
    }
    requests(plan, out)
}

fn requests(plan: &Crate, out: &mut String) -> fmt::Result {
    let ways = |navigation: &[crate::plan::Navigation], out: &mut String| -> fmt::Result {
        for step in navigation.iter().flat_map(|way| way.entity.iter().chain(&way.collection)) {
            let key: Vec<_> = step.key.iter().map(|part| part.ident.as_str()).collect();
            writeln!(out, "  {}({}) -> {}", step.ident, key.join(", "), last(&step.builder))?;
        }
        Ok(())
    };
    ways(&plan.client.resources, out)?;
    for file in &plan.client.builders {
        writeln!(out, "requests {} = {}", file.entity.ident, file.wire_name)?;
        let methods = [
            ("get", file.entity.get.is_some()),
            ("patch", file.entity.patch.is_some()),
            ("delete", file.entity.delete.is_some()),
        ];
        for (method, _) in methods.iter().filter(|(_, present)| *present) {
            writeln!(out, "  {method}()")?;
        }
        ways(&file.entity.navigation, out)?;
        if let Some(collection) = &file.collection {
            writeln!(out, "requests {} = Collection({})", collection.ident, file.wire_name)?;
            let methods = [("list", collection.list.is_some()), ("create", collection.create.is_some())];
            for (method, _) in methods.iter().filter(|(_, present)| *present) {
                writeln!(out, "  {method}()")?;
            }
        }
    }
    Ok(())
}

fn members(members: &[Member], out: &mut String) -> fmt::Result {
    members.iter().try_for_each(|member| writeln!(out, "  {} = {} {}", member.ident, member.wire_name, member.value))
}

fn type_name(ty: &FieldType) -> String {
    let name = last(&ty.value);
    match (ty.list, ty.boxed) {
        (true, _) => format!("Vec<{name}>"),
        (false, true) => format!("Box<{name}>"),
        (false, false) => name.to_owned(),
    }
}

fn last(ty: &RustType) -> &str {
    ty.0.last().map_or("", String::as_str)
}
