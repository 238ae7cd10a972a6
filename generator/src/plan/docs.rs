//! Documentation. Text from metadata is never trusted to be Markdown.

pub(super) use crate::markdown::code;

use super::{context::Context, data::Docs, features::Condition};
use crate::{
    markdown::{cell, prose, words},
    model::{Facts, Permission, Property, Type},
    names,
    surface::{Refusal, Set},
};

/// What annotations say of an element, else a sentence of our own.
pub(super) fn describe(facts: &Facts, otherwise: &str) -> Docs {
    let texts = description(facts);
    if texts.is_empty() { vec![otherwise.to_owned()] } else { texts }
}

/// The documentation of a line of a table: nothing where the usual sentence says all, since the table's macro knows it.
pub(super) fn unless_usual(description: Docs, usual: String, remarks: impl IntoIterator<Item = String>) -> Docs {
    let remarks: Docs = remarks.into_iter().collect();
    let first = if description.is_empty() && !remarks.is_empty() { vec![usual] } else { description };
    first.into_iter().chain(remarks).collect()
}

/// What annotations say of an element.
pub(super) fn description(facts: &Facts) -> Docs {
    [&facts.description, &facts.long_description].into_iter().flatten().map(|text| prose(text)).collect()
}

/// What annotations say of a value, else of the type definition that it is of.
pub(super) fn description_of_value(facts: &Facts, definition: Option<&Type>) -> Docs {
    let own = description(facts);
    match definition {
        Some(definition) if own.is_empty() => description(&definition.facts),
        _ => own,
    }
}

/// The documentation of a field; `definition` is the type definition that the property is of.
pub(super) fn property(property: &Property, definition: Option<(&str, &Type)>, set: Set, field: &str) -> Docs {
    let wire_name = code(property.name);
    let mut docs = description_of_value(&property.facts, definition.map(|(_, definition)| definition));
    let mut remarks = vec![format!("Wire name {wire_name}")];
    if !property.nullable {
        remarks.push(String::from("not nullable"));
    }
    if property.facts.computed {
        remarks.push(String::from("computed by the service"));
    } else if property.facts.read_only && set == Set::Never {
        remarks.push(String::from("read-only"));
    } else if property.facts.immutable || property.facts.read_only {
        remarks.push(String::from("set on creation only"));
    }
    remarks.extend(facets(&property.facets, definition));
    docs.push(format!("{}.", remarks.join(", ")));
    docs.extend(renamed(property.name, field));
    docs
}

/// The facets of a value, and those of the type definition that it is of, which it may override.
pub(super) fn facets(own: &[(&'static str, &str)], definition: Option<(&str, &Type)>) -> Vec<String> {
    let text = |(facet, value): &(&str, &str)| format!("`{facet}` {}", words(value));
    let is_own = |facet: &str| own.iter().any(|(name, _)| *name == facet);
    let of_definition = definition.into_iter().flat_map(|(_, ty)| &ty.facets).filter(|(facet, _)| !is_own(facet));
    let name = definition.map(|(name, _)| format!("type definition {}", code(name)));
    name.into_iter().chain(own.iter().chain(of_definition).map(text)).collect()
}

/// Descriptions and remarks as one line; `None` if there are none.
pub(super) fn line(told: impl IntoIterator<Item = String>) -> Option<String> {
    let parts: Vec<String> = told.into_iter().map(|text| text.trim_end_matches('.').replace('\n', " ")).collect();
    (!parts.is_empty()).then(|| format!("{}.", parts.join("; ")))
}

/// A line of remarks as a paragraph of its own.
pub(super) fn paragraph(line: &str) -> String {
    let mut rest = line.chars();
    rest.next().into_iter().flat_map(char::to_uppercase).chain(rest).collect()
}

/// Why an item does not simply have its wire name in Rust's casing; `None` where it has.
pub(super) fn renamed(wire_name: &str, ident: &str) -> Option<String> {
    if names::alias(wire_name, ident).is_some() {
        Some(format!("Renamed to `{ident}`: Rust cannot spell {}.", code(wire_name)))
    } else {
        marked(wire_name, ident)
    }
}

/// Why an item bears a mark; `None` where it does not. For items whose names are more than a wire name.
pub(super) fn marked(wire_name: &str, ident: &str) -> Option<String> {
    let taken = ident.trim_end_matches('_');
    names::is_marked(ident).then(|| {
        let wire_name = code(wire_name);
        format!("Renamed to `{ident}` from {wire_name}: `{taken}` means something else in Rust or in this crate.")
    })
}

/// The features that an item needs; `None` where it is always there.
pub(super) fn needs(condition: &Condition) -> Option<String> {
    match &**condition {
        [] => None,
        [feature] => Some(format!("Needs the feature `{feature}`.")),
        features => Some(format!("Needs one of the features `{}`.", features.join("`, `"))),
    }
}

/// The HTTP lines of a request.
pub(super) fn lines(verb: &str, paths: Vec<String>) -> Docs {
    let lines: Vec<String> = paths.into_iter().map(|path| code(&format!("{verb} {path}"))).collect();
    if lines.is_empty() { Docs::new() } else { vec![lines.join("<br>\n")] }
}

/// The deployments of the service.
pub(super) fn clouds(context: &Context<'_>) -> Option<String> {
    let clouds: Vec<_> = context.manifest.service.cloud.iter().map(|cloud| words(&cloud.title)).collect();
    (!clouds.is_empty()).then(|| format!("Clouds: {}.", clouds.join(", ")))
}

/// The properties that a request must have.
pub(super) fn required(paths: &[&str]) -> Option<String> {
    let paths: Vec<String> = paths.iter().map(|path| code(path)).collect();
    (!paths.is_empty()).then(|| format!("Required: {}.", paths.join(", ")))
}

/// What the documentation says of those that do not take something.
pub(super) fn refusal(refusal: &Refusal, what: &str) -> Option<String> {
    match refusal {
        Refusal::Nobody => None,
        Refusal::All => Some(format!("Not {what}.")),
        Refusal::Some(names) => {
            let names: Vec<_> = names.iter().map(|name| code(name)).collect();
            Some(format!("Not {what} in {}.", names.join(", ")))
        }
    }
}

pub(super) fn permissions(permissions: &[Permission]) -> Option<String> {
    if permissions.is_empty() {
        return None;
    }
    let mut table = String::from("| Permission type | From least to most privileged |\n|---|---|");
    for permission in permissions {
        let scopes: Vec<_> = permission.scopes.iter().map(|scope| cell(scope)).collect();
        let scopes = if scopes.is_empty() { String::from("Not supported.") } else { scopes.join(", ") };
        let scheme = scheme(&permission.scheme);
        table.extend(["\n| ", &scheme, " | ", &scopes, " |"]);
    }
    Some(table)
}

/// The usual scheme names in words.
fn scheme(name: &str) -> String {
    match name {
        "DelegatedWork" => String::from("Delegated (work or school account)"),
        "DelegatedPersonal" => String::from("Delegated (personal account)"),
        "Application" => String::from("Application"),
        other => words(other),
    }
}
