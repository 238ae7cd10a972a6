//! What the expressions of annotations say (CSDL XML 4.01, sections 14.3 and 14.4). What depends on the instance says nothing.

use super::facts::{Capability, Permission, PropertyRef};
use crate::csdl::{Expression, Text};

pub(super) type Value<'e, 'a> = Option<&'e Expression<'a>>;

pub(super) fn items<'e, 'a>(value: Value<'e, 'a>) -> &'e [Expression<'a>] {
    match value {
        Some(Expression::Collection(items)) => items,
        _ => &[],
    }
}

/// The properties of a record; the inner `None` stands for the default.
pub(super) fn properties<'e, 'a>(value: Value<'e, 'a>) -> &'e [(Text<'a>, Option<Expression<'a>>)] {
    match value {
        Some(Expression::Record(properties)) => properties,
        _ => &[],
    }
}

pub(super) fn property<'e, 'a>(value: Value<'e, 'a>, name: &str) -> Value<'e, 'a> {
    let mut properties = properties(value).iter();
    properties.find(|(property, _)| property.value() == name).and_then(|(_, value)| value.as_ref())
}

pub(super) fn text<'e>(value: Value<'e, '_>) -> Option<&'e str> {
    match value {
        Some(Expression::Constant(text)) => {
            let text = text.value().trim();
            (!text.is_empty()).then_some(text)
        }
        _ => None,
    }
}

/// The text of a path; services write paths as strings too.
pub(super) fn path<'e>(value: Value<'e, '_>) -> Option<&'e str> {
    match value {
        Some(Expression::Path(text)) => Some(text.value().trim()),
        _ => text(value),
    }
}

pub(super) fn paths(value: Value) -> Vec<String> {
    items(value).iter().filter_map(|item| path(Some(item))).map(str::to_owned).collect()
}

/// Whether a tag is set. No value is its default, true; one that depends on the instance is not set for all.
pub(super) fn tag(value: Value) -> bool {
    said(value) == Some(Capability::Yes)
}

/// What a property of a record says of a capability; `None` if the record does not have it.
pub(super) fn capability(record: Value, name: &str) -> Option<Capability> {
    let (_, value) = properties(record).iter().find(|(property, _)| property.value() == name)?;
    said(value.as_ref())
}

/// What a value says of a capability, true if there is none; `None` for null, and for what is no truth value.
pub(super) fn said(value: Value) -> Option<Capability> {
    let Some(value) = value else { return Some(Capability::Yes) };
    match value {
        Expression::Constant(text) => match text.value().trim().to_ascii_lowercase().as_str() {
            "true" | "1" => Some(Capability::Yes),
            "false" | "0" => Some(Capability::No),
            _ => None,
        },
        Expression::Null => None,
        _ => Some(Capability::Depends),
    }
}

/// The members that an enumeration value names, without their type.
pub(super) fn members<'e>(value: Value<'e, '_>) -> impl Iterator<Item = &'e str> {
    let text = match value {
        Some(Expression::Constant(text)) => text.value(),
        _ => "",
    };
    text.split([' ', ',', '\n', '\t']).filter(|member| !member.is_empty()).map(short)
}

fn short(member: &str) -> &str {
    member.rsplit_once('/').map_or(member, |(_, name)| name)
}

pub(super) fn permission(record: &Expression) -> Option<Permission> {
    let record = Some(record);
    let scopes = items(property(record, "Scopes")).iter();
    Some(Permission {
        // Earlier editions of the vocabulary say `Scheme`.
        scheme: text(property(record, "SchemeName").or_else(|| property(record, "Scheme")))?.to_owned(),
        scopes: scopes.filter_map(|scope| text(property(Some(scope), "Scope"))).map(str::to_owned).collect(),
    })
}

pub(super) fn alternate_key(record: &Expression) -> Vec<PropertyRef> {
    let parts = items(property(Some(record), "Key")).iter().map(Some);
    let part = |part| PropertyRef {
        path: path(property(part, "Name")).unwrap_or_default().to_owned(),
        alias: text(property(part, "Alias")).map(str::to_owned),
    };
    parts.map(part).collect()
}

/// The reason of a deprecation.
pub(super) fn deprecated<'e>(value: Value<'e, '_>) -> Option<&'e str> {
    let revision = items(value).iter().find(|revision| members(property(Some(revision), "Kind")).eq(["Deprecated"]))?;
    Some(text(property(Some(revision), "Description")).unwrap_or_default())
}
