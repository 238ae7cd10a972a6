//! Where entities and complex values are: one place for each segment that leads to them and for what the metadata says of it
//! there. They are found nearest first and by name, so that neither the order of elements nor the number of paths counts.

use std::collections::{BTreeMap, BTreeSet};

use typed_index_collections::TiVec;

use crate::model::{Facts, NavigationId, OperationId, PropertyId, ResourceId, Restriction, TypeId};

/// A segment of a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Way {
    /// An entity set or singleton.
    Resource(ResourceId),
    /// A navigation property.
    Navigation(NavigationId),
    /// A property of a complex type.
    Complex(PropertyId),
    /// The same, as a value of a derived type.
    Cast(TypeId),
    /// What a composable function returns.
    Result(OperationId),
}

/// So many ways to a place are remembered, for documentation alone: there are more than places by far.
const MOST: usize = 4;

/// Index into [`Places`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PlaceId(u32);

impl From<usize> for PlaceId {
    fn from(index: usize) -> Self {
        Self(u32::try_from(index).unwrap_or(u32::MAX))
    }
}

impl From<PlaceId> for usize {
    fn from(id: PlaceId) -> Self {
        id.0 as Self
    }
}

/// Where entities or complex values are.
#[derive(Clone, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
pub struct Place<'a> {
    /// The last segment.
    pub way: Way,
    /// Its name; of a cast, that of what is cast.
    pub name: &'a str,
    /// What is there.
    pub target: TypeId,
    /// What a path passes before, the nearest first, and no more than [`MOST`] of them; of a cast, what is cast.
    pub before: Vec<PlaceId>,
    /// Whether there are several.
    pub is_collection: bool,
    /// Whether one of them can be addressed: there is one, or it has a key.
    pub is_addressable: bool,
    /// Whether one of them can be deleted, as far as its kind goes: it is neither a singleton nor required.
    pub is_deletable: bool,
    /// Whether what is there lives elsewhere: a navigation property leads to it that does not contain it.
    pub is_reference: bool,
    /// What annotations say of the place, the most special first, without those of its type.
    pub said: Vec<&'a Facts<'a>>,
    /// Whether the path ends here.
    pub(super) is_end: bool,
    /// What annotations say of paths that go on from here.
    pub(super) ahead: Vec<Ahead<'a>>,
}

/// What annotations say of a longer path.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Ahead<'a> {
    pub path: &'a str,
    pub facts: &'a Facts<'a>,
}

/// All places, nearest first.
#[derive(Debug, Default)]
pub struct Places<'a> {
    all: TiVec<PlaceId, Place<'a>>,
    by_target: BTreeMap<TypeId, Vec<PlaceId>>,
    by_way: BTreeMap<Way, Vec<PlaceId>>,
}

impl<'a> Places<'a> {
    /// The place of that id.
    #[must_use]
    pub fn get(&self, id: PlaceId) -> &Place<'a> {
        &self.all[id]
    }

    /// The place of that id, if there are as many.
    pub(super) fn find(&self, id: PlaceId) -> Option<&Place<'a>> {
        self.all.get(id)
    }

    /// All places, the nearest first. What a path passes before a place stands before it.
    pub fn all(&self) -> impl Iterator<Item = (PlaceId, &Place<'a>)> {
        self.all.iter_enumerated()
    }

    /// The places where there are entities or values of a type.
    #[must_use]
    pub fn of(&self, target: TypeId) -> &[PlaceId] {
        self.by_target.get(&target).map(Vec::as_slice).unwrap_or_default()
    }

    /// The places that a segment leads to.
    #[must_use]
    pub fn behind(&self, way: Way) -> &[PlaceId] {
        self.by_way.get(&way).map(Vec::as_slice).unwrap_or_default()
    }

    /// What is cast, after any number of casts; else the place itself.
    #[must_use]
    pub fn uncast(&self, id: PlaceId) -> &Place<'a> {
        let place = self.get(id);
        match (place.way, place.before.first()) {
            (Way::Cast(_), Some(before)) => self.get(*before),
            _ => place,
        }
    }

    /// The types whose collections have a key by a cast alone.
    pub(super) fn keyed_by_cast(&self) -> BTreeSet<TypeId> {
        let is_keyless = |id: &PlaceId| !self.get(*id).is_addressable;
        let is_keyed = |place: &&Place| {
            let is_cast = matches!(place.way, Way::Cast(_)) && place.is_collection && place.is_addressable;
            is_cast && place.before.first().is_some_and(is_keyless)
        };
        self.all.iter().filter(is_keyed).map(|place| place.target).collect()
    }

    /// Whether a path leads to a place that does not go by a way.
    pub(super) fn leads_around(&self, id: PlaceId, way: Way) -> bool {
        let place = self.get(id);
        place.way != way
            && (place.before.is_empty() || place.before.iter().any(|before| self.leads_around(*before, way)))
    }

    pub(super) fn push(&mut self, place: Place<'a>) -> PlaceId {
        let (target, way) = (place.target, place.way);
        let id = self.all.push_and_get_key(place);
        self.by_target.entry(target).or_default().push(id);
        self.by_way.entry(way).or_default().push(id);
        id
    }

    /// Takes note of another way to a place. One from farther away would lead in a circle.
    pub(super) fn add_way(&mut self, id: PlaceId, from: PlaceId) {
        let before = &mut self.all[id].before;
        if from < id && before.len() < MOST && !before.contains(&from) {
            before.push(from);
        }
    }
}

impl<'a> Place<'a> {
    /// Whether what is there lives there: an entity set, singleton or containing navigation property.
    pub(super) fn is_home(&self) -> bool {
        !self.is_reference && !matches!(self.way, Way::Cast(_))
    }

    /// What of a place is the same for the casts of it.
    pub(super) fn kind(&self) -> [bool; 5] {
        [self.is_addressable, self.is_collection, self.is_deletable, self.is_reference, self.is_end]
    }

    /// Whether anything is said here of properties.
    pub(super) fn restricts(&self) -> bool {
        let says = |facts: &Facts| {
            let writing = [&facts.insert, &facts.update].into_iter().any(|fact| !fact.properties.is_empty());
            let queries = [&facts.filter, &facts.sort, &facts.expand];
            writing || queries.into_iter().any(|fact| **fact != Restriction::default())
        };
        !self.ahead.is_empty() || self.said.iter().any(|facts| says(facts))
    }

    /// What annotations say of a property of what is there, for this place alone.
    pub(super) fn of_property(&self, name: &str) -> impl Iterator<Item = &'a Facts<'a>> {
        self.ahead.iter().filter(move |ahead| ahead.path == name).map(|ahead| ahead.facts)
    }
}
