//! Documentation. Text from metadata is never trusted to be Markdown.

use super::{Condition, Context, Docs};
use crate::{
    model::{Facts, Permission, Property, Restriction},
    names,
};

/// The width to which prose is wrapped.
const WIDTH: usize = 100;

/// Prose from metadata as lines of Markdown that show it as it is.
fn prose(text: &str) -> String {
    let mut lines = vec![String::new()];
    for word in text.split_whitespace().map(escape) {
        let full = lines.last().is_some_and(|line| !line.is_empty() && line.len() + 1 + word.len() > WIDTH);
        if full {
            lines.push(String::new());
        }
        if let Some(line) = lines.last_mut() {
            if line.is_empty() {
                line.push_str(&start_of_line(&word));
            } else {
                line.push(' ');
                line.push_str(&word);
            }
        }
    }
    lines.join("\n")
}

/// A word without meaning in Markdown; addresses are set as code, since they may hold anything.
fn escape(word: &str) -> String {
    let word = visible(word);
    if let Some(start) = ["https://", "http://"].iter().filter_map(|scheme| word.find(scheme)).min() {
        let (before, address) = word.split_at(start);
        let end = address.find(['`', '<', '>', '"', ')', ']']).unwrap_or(address.len());
        let (address, after) = address.split_at(end);
        return format!("{}`{address}`{}", escape(before), escape(after));
    }
    let mut escaped = String::with_capacity(word.len());
    for c in word.chars() {
        if matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '~' | '&' | '$') {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}

/// Marks that mean something at the start of a line only: headings, lists, rules.
fn start_of_line(word: &str) -> String {
    let digits = word.trim_start_matches(|c: char| c.is_ascii_digit());
    if word.starts_with(['#', '-', '+', '=', ':']) {
        format!("\\{word}")
    } else if digits.len() < word.len() && digits.starts_with(['.', ')']) {
        let (number, rest) = word.split_at(word.len() - digits.len());
        format!("{number}\\{rest}")
    } else {
        word.to_owned()
    }
}

/// What annotations say of an element, else a sentence of our own.
pub(super) fn describe(facts: &Facts, otherwise: &str) -> Docs {
    let texts = description(facts);
    if texts.is_empty() { vec![otherwise.to_owned()] } else { texts }
}

/// What annotations say of an element.
pub(super) fn description(facts: &Facts) -> Docs {
    [&facts.description, &facts.long_description].into_iter().flatten().map(|text| prose(text)).collect()
}

/// The documentation of a field.
pub(super) fn property(property: &Property, field: &str) -> Docs {
    let wire_name = code(property.name);
    let mut docs = description(&property.facts);
    let mut remarks = vec![format!("Wire name {wire_name}")];
    if !property.nullable {
        remarks.push(String::from("not nullable"));
    }
    if property.facts.computed {
        remarks.push(String::from("computed by the service"));
    } else if property.facts.read_only {
        remarks.push(String::from("read-only"));
    } else if property.facts.immutable {
        remarks.push(String::from("set on creation only"));
    }
    remarks.extend(property.facets.iter().map(|(facet, value)| format!("`{facet}` {}", escape_words(value))));
    docs.push(format!("{}.", remarks.join(", ")));
    docs.extend(renamed(property.name, field));
    docs
}

/// A wire name as code.
pub(super) fn code(wire_name: &str) -> String {
    format!("`{}`", visible(&wire_name.replace('`', "")))
}

/// Without characters that do something to a text instead of standing in it: they are spelled.
fn visible(text: &str) -> String {
    let acts = |c: char| {
        c.is_control()
            || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
    };
    text.chars().fold(String::with_capacity(text.len()), |mut text, c| {
        if acts(c) {
            text.extend(c.escape_unicode());
        } else {
            text.push(c);
        }
        text
    })
}

/// Why an item does not simply have its wire name in Rust's casing; `None` where it has.
pub(super) fn renamed(wire_name: &str, ident: &str) -> Option<String> {
    if names::alias(wire_name, ident).is_some() {
        Some(format!("Renamed to `{ident}`: Rust cannot spell {}.", code(wire_name)))
    } else if names::is_marked(ident) {
        let taken = ident.trim_end_matches('_');
        Some(format!("Renamed to `{ident}`: `{taken}` means something else in Rust or in this crate."))
    } else {
        None
    }
}

/// The features that an item needs; `None` where it is always there.
pub(super) fn needs(condition: &Condition) -> Option<String> {
    match &**condition {
        [] => None,
        [feature] => Some(format!("Needs the feature `{feature}`.")),
        features => Some(format!("Needs one of the features `{}`.", features.join("`, `"))),
    }
}

/// The HTTP line, the permissions and the clouds of an operation.
pub(super) fn operation(
    context: &Context<'_>,
    method: &str,
    paths: &[String],
    restriction: Option<&Restriction>,
) -> Docs {
    let mut docs = Vec::new();
    if !paths.is_empty() {
        docs.push(paths.iter().map(|path| code(&format!("{method} {path}"))).collect::<Vec<_>>().join("<br>\n"));
    }
    if let Some(restriction) = restriction {
        docs.extend(restriction.description.as_deref().map(prose));
        docs.extend(permissions(&restriction.permissions));
    }
    let clouds: Vec<_> = context.manifest.service.cloud.iter().map(|cloud| escape_words(&cloud.title)).collect();
    if !clouds.is_empty() {
        docs.push(format!("Clouds: {}.", clouds.join(", ")));
    }
    docs
}

fn escape_words(text: &str) -> String {
    text.split_whitespace().map(escape).collect::<Vec<_>>().join(" ")
}

fn permissions(permissions: &[Permission]) -> Option<String> {
    if permissions.is_empty() {
        return None;
    }
    let mut table = String::from("| Permission type | From least to most privileged |\n|---|---|");
    for permission in permissions {
        let scopes: Vec<_> =
            permission.scopes.iter().map(|scope| format!("`{}`", scope.replace(['`', '|'], ""))).collect();
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
        other => escape(other),
    }
}
