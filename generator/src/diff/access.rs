//! Who may set a property and when, and which queries take it.

use super::{Differ, Kind, Place, state::State, types::Pair};
use crate::{
    model::{Property, TypeId},
    surface::{Accesses, Query, Refusal, Set},
};

/// What a program may do with the properties of a type, in both states.
pub(super) struct Sides<'s> {
    old: Accesses<'s, 's>,
    new: Accesses<'s, 's>,
    /// Both states have setters of the type or of one derived from it.
    are_set: bool,
}

/// What has changed for a program.
#[derive(PartialEq)]
struct Changed {
    kind: Kind,
    before: String,
    after: String,
}

impl<'s> Sides<'s> {
    pub(super) fn new(old: &'s State<'s>, new: &'s State<'s>, pair: Pair) -> Self {
        Self::of_ids(old, new, pair.old, pair.new)
    }

    fn of_ids(old: &'s State<'s>, new: &'s State<'s>, old_id: TypeId, new_id: TypeId) -> Self {
        Self {
            old: old.surface.accesses(old.model, old_id),
            new: new.surface.accesses(new.model, new_id),
            are_set: old.settable.contains(&old_id) && new.settable.contains(&new_id),
        }
    }

    /// When both states set a property; never where there is no setter.
    pub(super) fn set(&self, old: &Property, new: &Property) -> [Set; 2] {
        if self.are_set { [self.old.access(old).set, self.new.access(new).set] } else { [Set::Never; 2] }
    }

    fn changes(&self, old: &Property, new: &Property) -> Vec<Changed> {
        [self.writes(old, new), self.queries(old.name)].into_iter().flatten().collect()
    }

    fn writes(&self, old: &Property, new: &Property) -> Option<Changed> {
        let (one, other) = (self.old.access(old), self.new.access(new));
        if one == other {
            return None;
        }
        let text = |set: Set, create: &Refusal, change: &Refusal| {
            let places = place_text("on creation", create).into_iter().chain(place_text("by a change", change));
            [set_text(set).to_owned()].into_iter().chain(places)
        };
        let before: Vec<String> = text(one.set, &one.create, &one.change).collect();
        let after: Vec<String> = text(other.set, &other.create, &other.change).collect();
        let loses = one.set.on_create() && !other.set.on_create() || one.set.on_update() && !other.set.on_update();
        let kind = if !self.are_set || one.set == other.set {
            Kind::PropertyWritesChanged
        } else if loses {
            Kind::PropertyWritesRestricted
        } else {
            Kind::PropertyWritesAllowed
        };
        (before != after).then(|| Changed { kind, before: before.join(", "), after: after.join(", ") })
    }

    fn queries(&self, name: &str) -> Option<Changed> {
        let [before, after] =
            [&self.old, &self.new].map(|accesses| QUERIES.map(|(query, _)| accesses.query_refusal(name, query)));
        let changed =
            || Changed { kind: Kind::QueryRestrictionChanged, before: query_text(&before), after: query_text(&after) };
        (before != after).then(changed)
    }
}

impl Differ<'_> {
    /// What a program may do with a property of both types. What is so for the base type too is told there.
    pub(super) fn access(&mut self, pair: Pair, place: Place, sides: &Sides, [old, new]: [&Property; 2]) {
        let changes = sides.changes(old, new);
        if changes.is_empty() {
            return;
        }
        let told = self.base_sides(pair, old.name).map(|base| base.changes(old, new)).unwrap_or_default();
        for Changed { kind, before, after } in changes.into_iter().filter(|change| !told.contains(change)) {
            self.changed(kind, place, before, after);
        }
    }

    /// The same of the base type, if both states have it and it has the property.
    fn base_sides(&self, pair: Pair, name: &str) -> Option<Sides<'_>> {
        let (old, new) = self.base_pair(pair)?;
        let has = |state: &State, id: TypeId| state.model.properties(id).any(|property| property.name == name);
        (has(self.old, old) && has(self.new, new)).then(|| Sides::of_ids(self.old, self.new, old, new))
    }

    /// The base type, if it is the same and has a struct in both states.
    pub(super) fn base_pair(&self, pair: Pair) -> Option<(TypeId, TypeId)> {
        let base = |state: &State, id: TypeId| {
            let base = state.model.structured(id)?.base?;
            state.slice.types.contains_key(&base).then_some(base)
        };
        let (old, new) = (base(self.old, pair.old)?, base(self.new, pair.new)?);
        (self.old.name(old) == self.new.name(new)).then_some((old, new))
    }
}

fn set_text(set: Set) -> &'static str {
    match set {
        Set::Never => "read-only",
        Set::OnCreate => "set on creation",
        Set::OnUpdate => "set by a change",
        Set::Always => "set at any time",
    }
}

/// Where it is not set; what all refuse is said already.
fn place_text(when: &str, refusal: &Refusal) -> Option<String> {
    match refusal {
        Refusal::Some(names) => Some(format!("not {when} in {}", names.join(", "))),
        Refusal::Nobody | Refusal::All => None,
    }
}

const QUERIES: [(Query, &str); 3] = [(Query::Filter, "filtered"), (Query::Sort, "sorted"), (Query::Expand, "expanded")];

fn query_text(refusals: &[Refusal; 3]) -> String {
    let refused = QUERIES.iter().zip(refusals).filter_map(|((_, what), refusal)| match refusal {
        Refusal::Nobody => None,
        Refusal::Some(names) => Some(format!("not {what} in {}", names.join(", "))),
        Refusal::All => Some(format!("not {what}")),
    });
    let refused: Vec<String> = refused.collect();
    if refused.is_empty() { String::from("in all queries") } else { refused.join("; ") }
}
