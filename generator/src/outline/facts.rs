//! What annotations say, as text.

use super::data::Fact;
use crate::model::{Capability, Facts, Restriction};

/// A fact for each term that is set, descriptions first.
pub(super) fn facts(facts: &Facts) -> Vec<Fact> {
    let fact = |term, text: &str| Fact { term, text: text.to_owned() };
    let mark = |term, is_set: bool| is_set.then(|| fact(term, ""));
    let mut found: Vec<Fact> = Vec::new();
    found.extend(facts.description.map(|text| fact("Description", text)));
    found.extend(facts.long_description.map(|text| fact("LongDescription", text)));
    found.extend(facts.deprecated.map(|text| fact("Deprecated", text)));
    found.extend(mark("Computed", facts.computed));
    found.extend(mark("Immutable", facts.immutable));
    found.extend(facts.read_only.then(|| fact("Permissions", "Read")));
    found.extend(mark("OptionalParameter", facts.optional_parameter));
    for key in &facts.alternate_keys {
        let parts: Vec<&str> = key.iter().map(|part| part.path.as_str()).collect();
        found.push(fact("AlternateKeys", &parts.join(", ")));
    }
    for (term, restriction) in [
        ("ReadRestrictions", &*facts.read),
        ("ReadByKeyRestrictions", &*facts.read_by_key),
        ("InsertRestrictions", &*facts.insert),
        ("UpdateRestrictions", &*facts.update),
        ("DeleteRestrictions", &*facts.delete),
        ("FilterRestrictions", &*facts.filter),
        ("SortRestrictions", &*facts.sort),
        ("ExpandRestrictions", &*facts.expand),
    ] {
        found.extend(restricted(restriction).into_iter().map(|text| Fact { term, text }));
    }
    found
}

fn restricted(restriction: &Restriction) -> Vec<String> {
    let mut texts = Vec::new();
    texts.extend(restriction.allowed.map(|allowed| {
        String::from(match allowed {
            Capability::Yes => "allowed",
            Capability::No => "not allowed",
            Capability::Depends => "allowed for some instances",
        })
    }));
    if !restriction.properties.is_empty() {
        texts.push(format!("not for {}", restriction.properties.join(", ")));
    }
    for permission in &restriction.permissions {
        let scopes = &permission.scopes;
        let scopes = if scopes.is_empty() { String::from("not supported") } else { scopes.join(", ") };
        texts.push(format!("{}: {scopes}", permission.scheme));
    }
    texts.extend(restriction.description.clone());
    texts
}
