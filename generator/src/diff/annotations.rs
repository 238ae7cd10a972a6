//! What annotations say of an element.

use super::{Differ, Kind, Place};
use crate::model::{Capability, Facts, Permission, Restriction};

/// The restriction that facts have of an operation.
type Of = for<'f> fn(&'f Facts) -> &'f Restriction;

/// What one does, and what the vocabulary calls it.
const CAPABILITIES: [(&str, Of); 5] = [
    ("Readable", |facts| &facts.read),
    ("ReadByKey/Readable", |facts| &facts.read_by_key),
    ("Insertable", |facts| &facts.insert),
    ("Updatable", |facts| &facts.update),
    ("Deletable", |facts| &facts.delete),
];

/// What one asks for, and what the vocabulary calls it.
const QUERIES: [(&str, Of); 3] =
    [("Filterable", |facts| &facts.filter), ("Sortable", |facts| &facts.sort), ("Expandable", |facts| &facts.expand)];

impl Differ<'_> {
    pub(super) fn facts(&mut self, place: Place, old: &Facts, new: &Facts) {
        // Most elements have none, or the same.
        if old == new {
            return;
        }
        for (old, new) in [(old.description, new.description), (old.long_description, new.long_description)] {
            self.description(place, old, new);
        }
        match (old.deprecated, new.deprecated) {
            (None, Some(reason)) => self.added(Kind::DeprecationAdded, place, reason),
            (Some(reason), None) => self.removed(Kind::DeprecationRemoved, place, reason),
            (Some(old), Some(new)) if old != new => self.changed(Kind::DeprecationChanged, place, old, new),
            _ => {}
        }
        for (name, of) in CAPABILITIES {
            self.capability(place, name, of(old), of(new));
        }
        for (name, of) in QUERIES {
            let (old, new) = (query_text(name, of(old)), query_text(name, of(new)));
            if old != new {
                self.changed(Kind::QueryRestrictionChanged, place, old, new);
            }
        }
    }

    fn description(&mut self, place: Place, old: Option<&str>, new: Option<&str>) {
        let words = |text: Option<&str>| text.map(|text| text.split_whitespace().collect::<Vec<_>>().join(" "));
        let (old, new) = (words(old), words(new));
        if old != new {
            self.push(Kind::DescriptionChanged, place, old, new);
        }
    }

    fn capability(&mut self, place: Place, name: &str, old: &Restriction, new: &Restriction) {
        let (before, after) = (allowed(old), allowed(new));
        if before != after {
            let kind = match (before, after) {
                (Capability::No, _) => Kind::CapabilityAdded,
                (_, Capability::No) => Kind::CapabilityRemoved,
                _ => Kind::CapabilityConditionChanged,
            };
            self.changed(kind, place, format!("{name}: {}", word(before)), format!("{name}: {}", word(after)));
        }
        let refused = |property: &String| format!("{name}: not {property}");
        for property in new.properties.iter().filter(|property| !old.properties.contains(property)) {
            self.added(Kind::RefusedPropertyAdded, place, refused(property));
        }
        for property in old.properties.iter().filter(|property| !new.properties.contains(property)) {
            self.removed(Kind::RefusedPropertyRemoved, place, refused(property));
        }
        if old.permissions != new.permissions {
            let text = |restriction: &Restriction| {
                let text = permissions(&restriction.permissions);
                (!text.is_empty()).then(|| format!("{name}: {text}"))
            };
            let (before, after) = (text(old), text(new));
            if before != after {
                self.push(Kind::PermissionsChanged, place, before, after);
            }
        }
        self.description(place, old.description.as_deref(), new.description.as_deref());
    }
}

fn allowed(restriction: &Restriction) -> Capability {
    restriction.allowed.unwrap_or(Capability::Yes)
}

fn word(capability: Capability) -> &'static str {
    match capability {
        Capability::Yes => "true",
        Capability::No => "false",
        Capability::Depends => "depends on the instance",
    }
}

/// The schemes in the order of their names; the scopes as they are, from least to most privileged.
fn permissions(permissions: &[Permission]) -> String {
    let scheme = |permission: &Permission| format!("{} ({})", permission.scheme, permission.scopes.join(", "));
    let mut schemes: Vec<String> = permissions.iter().map(scheme).collect();
    schemes.sort();
    schemes.join("; ")
}

fn query_text(name: &str, restriction: &Restriction) -> String {
    let mut refused = restriction.properties.clone();
    refused.sort();
    let but = if refused.is_empty() { String::new() } else { format!(", but not {}", refused.join(", ")) };
    format!("{name}: {}{but}", word(allowed(restriction)))
}
