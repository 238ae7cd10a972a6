//! The public API in short: what a reviewer of a schema change reads first.

use std::fmt::{self, Write};

use crate::plan::{
    Cast, Crate, FieldType, Item, KeyParameter, Member, Navigation, Operation, OperationName, Outcome, RustType,
};
use crate::surface::Set;

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
                if item.body.as_ref().is_some_and(|body| body.open) {
                    writeln!(out, "  sets: dynamic_property()")?;
                }
                for setter in item.body.iter().flat_map(|body| &body.setters) {
                    let when = match setter.when {
                        Set::Always | Set::Never => "",
                        Set::OnCreate => " on creation",
                        Set::OnUpdate => " by a change",
                    };
                    let clear = setter.clear.as_ref().map(|clear| format!(", {clear}()")).unwrap_or_default();
                    writeln!(out, "  sets{when}: {}(){clear}", setter.ident)?;
                }
                if let Some(union) = &item.union {
                    writeln!(out, "union {}", file.path(&union.ident))?;
                    for variant in &union.variants {
                        writeln!(out, "  {} = {}", variant.ident, variant.wire_name)?;
                    }
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
    for feature in &plan.features {
        writeln!(out, "feature {} = {} ({})", feature.name, feature.wire_name, feature.implies.join(", "))?;
    }
    writeln!(out, "client {}", plan.client.ident)?;
    for cloud in &plan.client.clouds {
        writeln!(out, "  cloud {} = {}", cloud.ident, cloud.root)?;
    }
    requests(plan, out)
}

fn requests(plan: &Crate, out: &mut String) -> fmt::Result {
    let ways = |navigation: &[Navigation], out: &mut String| {
        let mut steps = navigation.iter().flat_map(|way| way.entity.iter().chain(&way.collection));
        steps.try_for_each(|way| step(&way.ident, &way.key, &way.builder, out))
    };
    ways(&plan.client.resources, out)?;
    operations(&plan.client.operations, out)?;
    for file in &plan.client.builders {
        writeln!(out, "requests {} = {}", file.entity.ident, file.wire_name)?;
        let methods =
            [("get", file.entity.get.is_some()), ("patch", file.entity.patch), ("delete", file.entity.delete)];
        for (method, _) in methods.iter().filter(|(_, present)| *present) {
            writeln!(out, "  {method}()")?;
        }
        ways(&file.entity.navigation, out)?;
        for stream in &file.entity.streams {
            let segment = stream.property.as_deref().unwrap_or("$value");
            writeln!(out, "  {}() = {segment} -> bytes", stream.ident)?;
        }
        casts(&file.entity.casts, out)?;
        operations(&file.entity.operations, out)?;
        if let Some(collection) = &file.collection {
            writeln!(out, "requests {} = Collection({})", collection.ident, file.wire_name)?;
            let methods = [("list", collection.list.is_some()), ("create", collection.create)];
            for (method, _) in methods.iter().filter(|(_, present)| *present) {
                writeln!(out, "  {method}()")?;
            }
            for key in &collection.keys {
                step(&key.ident, &key.key, &key.builder, out)?;
            }
            casts(&collection.casts, out)?;
            operations(&collection.operations, out)?;
        }
    }
    for call in &plan.client.calls {
        writeln!(out, "call {}", call.ident)?;
        for setter in &call.setters {
            writeln!(out, "  {}({}) = {}", setter.ident, type_name(&setter.ty), setter.wire_name)?;
        }
    }
    Ok(())
}

fn step(ident: &str, key: &[KeyParameter], builder: &RustType, out: &mut String) -> fmt::Result {
    let key: Vec<_> = key.iter().map(|part| part.ident.as_str()).collect();
    writeln!(out, "  {ident}({}) -> {}", key.join(", "), builder.ident())
}

fn casts(casts: &[Cast], out: &mut String) -> fmt::Result {
    casts.iter().try_for_each(|cast| writeln!(out, "  {}() -> {}", cast.ident, cast.builder.ident()))
}

fn operations(operations: &[Operation], out: &mut String) -> fmt::Result {
    for operation in operations {
        let arguments: Vec<_> = operation
            .arguments
            .iter()
            .map(|argument| format!("{}: {}", argument.ident, type_name(&argument.ty)))
            .collect();
        let (OperationName::Bound(name) | OperationName::Import(name)) = &operation.target;
        let outcome = result(&operation.outcome);
        let verb = if operation.is_function { "GET" } else { "POST" };
        let next = operation.next.as_ref().map(|next| format!(", then() -> {}", next.ident())).unwrap_or_default();
        writeln!(out, "  {}({}) = {verb} {name} -> {outcome}{next}", operation.ident, arguments.join(", "))?;
    }
    Ok(())
}

fn result(outcome: &Outcome) -> String {
    match outcome {
        Outcome::Nothing => String::from("nothing"),
        Outcome::Json => String::from("Json"),
        Outcome::Content => String::from("bytes"),
        Outcome::Model(ty) | Outcome::Single(ty) => ty.ident().to_owned(),
        Outcome::Page(ty) | Outcome::Several(ty) => format!("Vec<{}>", ty.ident()),
        Outcome::Nullable(outcome) => format!("Option<{}>", result(outcome)),
    }
}

fn members(members: &[Member], out: &mut String) -> fmt::Result {
    members.iter().try_for_each(|member| writeln!(out, "  {} = {} {}", member.ident, member.wire_name, member.value))
}

/// The type inside the `Option` of a field.
pub(crate) fn type_name(ty: &FieldType) -> String {
    let name = ty.value.ident();
    match (ty.list, ty.boxed) {
        (true, _) => format!("Vec<{name}>"),
        (false, true) => format!("Box<{name}>"),
        (false, false) => name.to_owned(),
    }
}
