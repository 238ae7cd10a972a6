//! Which requests there are to a type's entities and collections, and by which paths. A client has one builder for all paths to a
//! type, so that a request is there if any path has it.

use std::collections::{BTreeMap, BTreeSet};

use super::places::{Place, PlaceId, Places, Way};
use crate::{
    model::{Capability, Facts, Model, NavigationId, Permission, Restriction, TypeId, UpdateMethod},
    slice::Slice,
};

/// The requests to a type's entities and collections.
#[derive(Clone, Debug, Default)]
pub struct Requests<'a> {
    /// Reads an entity.
    pub get: Option<Request<'a>>,
    /// Changes what is given of an entity.
    pub patch: Option<Request<'a>>,
    /// Replaces an entity.
    pub put: Option<Request<'a>>,
    /// Deletes an entity.
    pub delete: Option<Request<'a>>,
    /// Reads a collection.
    pub list: Option<Request<'a>>,
    /// Creates an entity in a collection.
    pub create: Option<Request<'a>>,
}

/// A request.
#[derive(Clone, Debug, Default)]
pub struct Request<'a> {
    /// Where the service takes it, the nearest first.
    pub places: Vec<PlaceId>,
    /// Whether it depends on the instance in one of them.
    pub depends: bool,
    /// What the metadata says of it in words.
    pub description: Option<&'a str>,
    /// Who may.
    pub permissions: &'a [Permission],
    /// The paths of the properties that it must have.
    pub required: Vec<&'a str>,
}

/// What one asks a service to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Verb {
    Get,
    Patch,
    Put,
    Delete,
    List,
    Create,
}

impl Verb {
    fn restriction<'a>(self, facts: &'a Facts<'a>) -> &'a Restriction {
        match self {
            Self::Get if *facts.read_by_key != Restriction::default() => &facts.read_by_key,
            Self::Get | Self::List => &facts.read,
            Self::Patch | Self::Put => &facts.update,
            Self::Delete => &facts.delete,
            Self::Create => &facts.insert,
        }
    }

    /// What facts say of a request; `by_key` if it is to one entity of a collection, of which alone `ReadByKeyRestrictions` are.
    fn capability(self, facts: &Facts, by_key: bool) -> Option<Capability> {
        match self {
            Self::Get if by_key => facts.read_by_key.allowed.or(facts.read.allowed),
            Self::Get => facts.read.allowed,
            _ => self.restriction(facts).allowed,
        }
    }

    /// Whether a request goes to the collection.
    fn is_of_collection(self) -> bool {
        matches!(self, Self::List | Self::Create)
    }

    fn changes(self) -> bool {
        matches!(self, Self::Patch | Self::Put | Self::Delete)
    }
}

/// The requests by addressed type, and the navigation properties whose targets are changed and deleted elsewhere.
pub(super) fn requests<'a>(
    model: &'a Model<'a>,
    slice: &Slice,
    bodies: &BTreeSet<TypeId>,
    collections: &BTreeSet<TypeId>,
    places: &Places<'a>,
) -> (BTreeMap<TypeId, Requests<'a>>, BTreeSet<NavigationId>) {
    let mut decide = Decide { model, slice, bodies, collections, places, related: BTreeSet::new() };
    decide.related = decide.related();
    let requests = slice.addressed.iter().map(|id| (*id, decide.requests(*id))).collect();
    (requests, decide.related)
}

struct Decide<'a, 'd> {
    model: &'a Model<'a>,
    slice: &'d Slice,
    bodies: &'d BTreeSet<TypeId>,
    collections: &'d BTreeSet<TypeId>,
    places: &'d Places<'a>,
    related: BTreeSet<NavigationId>,
}

impl<'a> Decide<'a, '_> {
    fn requests(&self, id: TypeId) -> Requests<'a> {
        // Complex values are read and changed with what holds them, and a type without a struct is passed through.
        if !self.slice.types.contains_key(&id) || self.model.is_complex(id) {
            return Requests::default();
        }
        let has_body = self.bodies.contains(&id);
        let request = |verb: Verb| self.request(id, verb);
        let body = |verb: Verb| has_body.then(|| self.request(id, verb)).flatten();
        let is_collection = self.collections.contains(&id);
        Requests {
            get: request(Verb::Get),
            patch: body(Verb::Patch),
            put: body(Verb::Put),
            delete: request(Verb::Delete),
            list: is_collection.then(|| request(Verb::List)).flatten(),
            create: body(Verb::Create).filter(|_| is_collection),
        }
    }

    fn request(&self, id: TypeId, verb: Verb) -> Option<Request<'a>> {
        let taken: Vec<PlaceId> = self.counted(id).filter(|place| self.takes(*place, id, verb)).collect();
        let of_type = &*self.model.ty(id).facts;
        if taken.is_empty() {
            return None;
        }
        let depends = taken.iter().any(|place| self.capability(*place, id, verb) == Some(Capability::Depends));
        let said = || {
            let of_places = taken.iter().flat_map(|place| &self.places.get(*place).said);
            of_places.copied().chain([of_type]).map(move |facts| verb.restriction(facts))
        };
        let told = said().find(|said| !said.permissions.is_empty() || said.description.is_some());
        let mut required: Vec<&str> = said().flat_map(|said| &said.required).map(String::as_str).collect();
        required.sort_unstable();
        required.dedup();
        Some(Request {
            places: taken,
            depends,
            description: told.and_then(|said| said.description.as_deref()),
            permissions: told.map(|said| &*said.permissions).unwrap_or_default(),
            required,
        })
    }

    /// The places of a type that decide: what functions return only if there are no others, since it is what is elsewhere.
    fn counted(&self, id: TypeId) -> impl Iterator<Item = PlaceId> {
        let is_result = |place: &PlaceId| matches!(self.places.uncast(*place).way, Way::Result(_));
        let all = self.places.of(id).iter().copied();
        let are_results = all.clone().all(|place| is_result(&place));
        all.filter(move |place| are_results || !is_result(place))
    }

    /// Whether the service takes a request at a place.
    fn takes(&self, id: PlaceId, target: TypeId, verb: Verb) -> bool {
        let place = self.places.get(id);
        let is_there = if verb.is_of_collection() { place.is_collection } else { place.is_addressable };
        let is_kind = verb != Verb::Delete || place.is_deletable;
        let is_elsewhere = verb.changes() && self.is_related(id);
        let is_method = has_method(self.said(id, target), verb);
        is_there && is_kind && !is_elsewhere && is_method && self.capability(id, target, verb) != Some(Capability::No)
    }

    /// What is said of a place, and of the type of what is there.
    fn said(&self, id: PlaceId, target: TypeId) -> impl Iterator<Item = &'a Facts<'a>> {
        let of_place: Vec<&Facts> = self.places.get(id).said.clone();
        of_place.into_iter().chain([&*self.model.ty(target).facts])
    }

    fn capability(&self, id: PlaceId, target: TypeId, verb: Verb) -> Option<Capability> {
        let by_key = self.places.get(id).is_collection;
        self.said(id, target).find_map(|facts| verb.capability(facts, by_key))
    }

    fn is_related(&self, id: PlaceId) -> bool {
        matches!(self.places.uncast(id).way, Way::Navigation(way) if self.related.contains(&way))
    }

    /// The navigation properties behind which nothing is changed or deleted: they do not contain what they lead to, it has a path
    /// of its own, and the metadata does not say otherwise. On Graph, `DELETE /groups/{id}/members/{id}` would delete the user.
    fn related(&self) -> BTreeSet<NavigationId> {
        let ways = self.slice.navigation.iter().copied();
        ways.filter(|way| self.leads_elsewhere(*way)).collect()
    }

    fn leads_elsewhere(&self, way: NavigationId) -> bool {
        let behind = self.places.behind(Way::Navigation(way));
        let Some(first) = behind.first() else { return false };
        let Place { target, is_reference, .. } = self.places.get(*first);
        let says = |verb: Verb| {
            let said = behind.iter().flat_map(|place| &self.places.get(*place).said);
            said.filter_map(|facts| verb.capability(facts, false)).any(|said| said == Capability::Yes)
        };
        // The service has an entity set, whether the roots need it or not.
        let types = self.cast_to(*target);
        let has_set = types.iter().any(|id| self.model.sets_of(*id).next().is_some());
        let home = self.home(way, &types);
        let changed = self.changed_at(&home);
        let is_allowed = || {
            let changed = if changed.is_empty() { vec![Verb::Patch, Verb::Delete] } else { changed };
            changed.into_iter().all(says)
        };
        *is_reference && (has_set || !home.is_empty()) && !is_allowed()
    }

    /// A type, and those that requests cast it to.
    fn cast_to(&self, target: TypeId) -> Vec<TypeId> {
        let mut types = vec![target];
        let mut next = 0;
        while let Some(id) = types.get(next) {
            types.extend(self.slice.casts_of(*id).filter(|derived| !types.contains(derived)).collect::<Vec<_>>());
            next += 1;
        }
        types
    }

    /// Where the entities of types live, as paths lead there that do not go this way: in collections, since a singleton is one of
    /// many.
    fn home(&self, way: NavigationId, types: &[TypeId]) -> Vec<(PlaceId, TypeId)> {
        let all = types.iter().flat_map(|id| self.places.of(*id).iter().map(move |place| (*place, *id)));
        let is_home = |(place, _): &(PlaceId, TypeId)| {
            let there = self.places.get(*place);
            there.is_collection && !there.is_reference && self.places.leads_around(*place, Way::Navigation(way))
        };
        all.filter(is_home).collect()
    }

    /// What changes entities there.
    fn changed_at(&self, places: &[(PlaceId, TypeId)]) -> Vec<Verb> {
        let verbs = [Verb::Patch, Verb::Put, Verb::Delete].into_iter();
        verbs.filter(|verb| places.iter().any(|(place, id)| self.takes(*place, *id, *verb))).collect()
    }
}

/// Whether an entity is updated so. Without a word, a service takes PATCH (OData 4.01 Protocol, section 11.4.3).
fn has_method<'a>(mut said: impl Iterator<Item = &'a Facts<'a>>, verb: Verb) -> bool {
    let method = match verb {
        Verb::Patch | Verb::Put => said.find_map(|facts| facts.update.method),
        Verb::Get | Verb::Delete | Verb::List | Verb::Create => return true,
    };
    match method.unwrap_or(UpdateMethod::Patch) {
        UpdateMethod::Patch => verb == Verb::Patch,
        UpdateMethod::Put => verb == Verb::Put,
        UpdateMethod::Both => true,
    }
}
