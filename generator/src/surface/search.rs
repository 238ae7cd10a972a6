//! The search for places: from the service's resources and from what functions return, on and on.

use std::{collections::BTreeMap, rc::Rc};

use super::places::{Ahead, Place, PlaceId, Places, Way};
use crate::{
    model::{Capability, Facts, Model, Navigability, TypeId},
    slice::Slice,
};

/// All places, nearest first.
pub(super) fn places<'a>(model: &'a Model<'a>, slice: &Slice) -> Places<'a> {
    let known = BTreeMap::new();
    let mut search = Search { model, slice, steps: BTreeMap::new(), known, found: Places::default() };
    search.start();
    search.start_from_results();
    let mut next = PlaceId::from(0);
    while let Some(place) = search.found.find(next) {
        search.go_on(next, &place.clone());
        next = PlaceId::from(usize::from(next) + 1);
    }
    search.found
}

/// A way on from a type.
#[derive(Clone, Copy)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
struct Step<'a> {
    name: &'a str,
    way: Way,
    target: TypeId,
    is_collection: bool,
    is_deletable: bool,
    is_reference: bool,
    is_end: bool,
    facts: Option<&'a Facts<'a>>,
}

/// What tells places apart.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    way: Way,
    /// What the way leads to; of a cast, what is cast.
    target: TypeId,
    kind: [bool; 5],
    /// What is said of the place, and ahead of it, by address and rest of the path.
    statements: Vec<(usize, usize)>,
}

struct Search<'a, 's> {
    model: &'a Model<'a>,
    slice: &'s Slice,
    steps: BTreeMap<TypeId, Rc<[Step<'a>]>>,
    known: BTreeMap<Key, PlaceId>,
    found: Places<'a>,
}

impl<'a> Search<'a, '_> {
    fn start(&mut self) {
        let model = self.model;
        let mut resources: Vec<_> = model.resources.iter_enumerated().collect();
        resources.retain(|(id, _)| self.slice.resources.contains(id));
        // A program looks for an entity set first.
        resources.sort_by_key(|(_, resource)| (!resource.is_set, resource.name));
        for (id, resource) in resources {
            let Some(target) = resource.ty.declared() else { continue };
            let along = model.along.get(&id).into_iter().flatten();
            let ahead = along.map(|(path, facts)| Ahead { path, facts }).collect();
            let step = Step {
                name: resource.name,
                way: Way::Resource(id),
                target,
                is_collection: resource.is_set,
                is_deletable: resource.is_set,
                is_reference: false,
                is_end: false,
                facts: Some(&resource.facts),
            };
            self.add(None, step, Vec::new(), ahead);
        }
    }

    /// Paths go on behind what functions return. There may be many to a function, and none is shown.
    fn start_from_results(&mut self) {
        for id in &self.slice.operations {
            let function = &self.model.operations[*id];
            let Some((target, is_collection)) = function.leads_to() else { continue };
            let step = Step {
                name: function.name,
                way: Way::Result(*id),
                target,
                is_collection,
                is_deletable: is_collection,
                is_reference: true,
                is_end: false,
                facts: None,
            };
            self.add(None, step, Vec::new(), Vec::new());
        }
    }

    fn go_on(&mut self, from: PlaceId, place: &Place<'a>) {
        let known = self.steps.get(&place.target).cloned();
        let steps = known.unwrap_or_else(|| self.steps_from(place.target).into());
        self.steps.insert(place.target, Rc::clone(&steps));
        for step in steps.iter().copied() {
            if let Way::Cast(derived) = step.way {
                self.cast(from, place, derived);
            } else if place.is_addressable && !place.is_end {
                self.follow(from, place, step);
            }
        }
    }

    fn follow(&mut self, from: PlaceId, place: &Place<'a>, step: Step<'a>) {
        let said: Vec<&Facts> = place.of_property(step.name).collect();
        let ahead = place.ahead.iter().filter_map(|ahead| {
            let path = ahead.path.strip_prefix(step.name)?.strip_prefix('/')?;
            Some(Ahead { path, ..*ahead })
        });
        let ahead = ahead.collect();
        let default = match self.found.uncast(from).way {
            Way::Resource(_) => place.said.iter().find_map(|facts| facts.navigability),
            _ => None,
        };
        let own = said.iter().copied().chain(step.facts).find_map(|facts| facts.navigability);
        let navigability = own.or(default).filter(|_| matches!(step.way, Way::Navigation(_)));
        if navigability != Some(Navigability::None) {
            let is_end = navigability == Some(Navigability::Single);
            self.add(Some(from), Step { is_end, ..step }, said, ahead);
        }
    }

    fn add(&mut self, before: Option<PlaceId>, step: Step<'a>, said: Vec<&'a Facts<'a>>, mut ahead: Vec<Ahead<'a>>) {
        let said: Vec<&Facts> = said.into_iter().chain(step.facts).collect();
        let restricted = said.iter().flat_map(|facts| &facts.restricted);
        ahead.extend(restricted.map(|restricted| Ahead { path: &restricted.path, facts: &restricted.facts }));
        let kind = [false, step.is_collection, step.is_deletable, step.is_reference, step.is_end];
        let statements = statements(&said, &ahead);
        let key = Key { way: step.way, target: step.target, kind, statements };
        if let Some(known) = self.known.get(&key) {
            return before.into_iter().for_each(|from| self.found.add_way(*known, from));
        }
        let is_indexable = is_indexable(&said);
        let has_key = !self.model.key(step.target).is_empty();
        let is_complex = self.model.is_complex(step.target);
        let id = self.found.push(Place {
            way: step.way,
            name: step.name,
            target: step.target,
            before: before.into_iter().collect(),
            is_collection: step.is_collection,
            // No method leads from a collection that a function returns to one of its entities.
            is_addressable: !step.is_collection
                || (has_key && is_indexable && !is_complex && !matches!(step.way, Way::Result(_))),
            is_deletable: step.is_deletable,
            is_reference: step.is_reference,
            is_end: step.is_end,
            said,
            ahead,
        });
        self.known.insert(key, id);
    }

    /// A cast of a cast takes its place. Of places where the same is said, what is cast is one: there are as many casts as derived
    /// types, and not that number for each place.
    fn cast(&mut self, from: PlaceId, place: &Place<'a>, derived: TypeId) {
        let is_again = matches!(place.way, Way::Cast(_));
        let uncast = if is_again { place.before.clone() } else { vec![from] };
        let Some(base) = uncast.first().map(|id| self.found.get(*id)) else { return };
        let name = self.model.qualified_name(derived);
        let behind = |ahead: &Ahead<'a>| {
            let path = ahead.path.strip_prefix(&*name).and_then(|path| path.strip_prefix('/'));
            Ahead { path: path.unwrap_or(ahead.path), ..*ahead }
        };
        let ahead: Vec<Ahead> = place.ahead.iter().map(behind).collect();
        let key = Key {
            way: Way::Cast(derived),
            target: base.target,
            kind: place.kind(),
            statements: statements(&place.said, &ahead),
        };
        if let Some(known) = self.known.get(&key) {
            return uncast.into_iter().for_each(|from| self.found.add_way(*known, from));
        }
        let has_key = !self.model.key(derived).is_empty() && !self.model.is_complex(derived);
        let has_no_key_before = place.is_collection && self.model.key(place.target).is_empty();
        let is_keyed_by_cast = has_no_key_before && has_key && is_indexable(&place.said);
        let id = self.found.push(Place {
            way: Way::Cast(derived),
            target: derived,
            before: uncast,
            is_addressable: place.is_addressable || is_keyed_by_cast,
            ahead,
            ..place.clone()
        });
        self.known.insert(key, id);
    }

    /// The ways on from a type, by name.
    fn steps_from(&self, owner: TypeId) -> Vec<Step<'a>> {
        let model = self.model;
        let navigation = model.navigation(owner).filter(|(id, _)| self.slice.navigation.contains(id));
        let navigation = navigation.filter_map(|(id, property)| {
            Some(Step {
                name: property.name,
                way: Way::Navigation(id),
                target: property.ty.value.declared()?,
                is_collection: property.ty.collection,
                is_deletable: property.ty.collection || (property.contains_target && property.nullable),
                is_reference: !property.contains_target,
                is_end: false,
                facts: Some(&property.facts),
            })
        });
        let complex = model.complex_properties(owner).filter(|(id, _)| self.slice.complex.contains(id));
        let complex = complex.filter_map(|(id, property)| {
            Some(Step {
                name: property.name,
                way: Way::Complex(id),
                target: model.complex_type(&property.ty.value)?,
                is_collection: property.ty.collection,
                is_deletable: false,
                is_reference: false,
                is_end: false,
                facts: Some(&property.facts),
            })
        });
        let mut steps: Vec<Step> = navigation.chain(complex).collect();
        let casts = self.slice.casts_of(owner).map(|derived| Step {
            name: model.ty(derived).name,
            way: Way::Cast(derived),
            target: derived,
            is_collection: false,
            is_deletable: false,
            is_reference: false,
            is_end: false,
            facts: None,
        });
        steps.extend(casts);
        steps.sort_by_key(|step| (step.name, step.way));
        steps
    }
}

/// Whether a key leads to one of several.
fn is_indexable(said: &[&Facts]) -> bool {
    said.iter().find_map(|facts| facts.indexable_by_key) != Some(Capability::No)
}

fn statements<'a>(said: &[&'a Facts<'a>], ahead: &[Ahead<'a>]) -> Vec<(usize, usize)> {
    let address = |facts: &'a Facts<'a>| std::ptr::from_ref(facts).addr();
    let here = said.iter().map(|facts| (address(facts), 0));
    here.chain(ahead.iter().map(|ahead| (address(ahead.facts), ahead.path.len()))).collect()
}
