//! What the client offers, decided once and in OData's terms: which requests there are and by which paths, who may set which
//! property and when, which values are unions, and what is left out and why. No stage behind this one looks at a term.

mod access;
mod bodies;
mod cycles;
mod omissions;
mod operations;
mod places;
mod requests;
mod search;
mod unions;

pub use access::{Accesses, Query, Refusal, Set};
pub use operations::Offered;
pub use places::{Place, PlaceId, Places, Way};
pub use requests::{Request, Requests};
pub use unions::Union;

pub(crate) use omissions::{Reason, operation_left_out, property_left_out, value_left_out};

use std::collections::{BTreeMap, BTreeSet};

use self::cycles::Cycles;
use crate::{
    error::Diagnostic,
    model::{Model, NavigationId, OperationId, TypeId},
    slice::Slice,
};

/// What the client offers.
#[derive(Debug)]
pub struct Surface<'a> {
    /// The types whose values may be of a derived type too.
    pub unions: BTreeMap<TypeId, Union>,
    /// The types that hold values of each other without end.
    pub cycles: Cycles,
    /// The types of which changes are sent.
    pub bodies: BTreeSet<TypeId>,
    /// The types of which there are collections.
    pub collections: BTreeSet<TypeId>,
    /// Where entities and complex values are.
    pub places: Places<'a>,
    /// The requests to entities and collections, by addressed type.
    pub requests: BTreeMap<TypeId, Requests<'a>>,
    /// The types whose collections have a key by a cast alone: the type that is cast has none.
    pub keyed_by_cast: BTreeSet<TypeId>,
    /// The navigation properties that lead to entities which have a path of their own, and are changed and deleted there.
    pub related: BTreeSet<NavigationId>,
    /// The operations that one entity or complex value has, by addressed type.
    pub operations: BTreeMap<TypeId, Vec<Offered>>,
    /// The operations that a collection has, by type.
    pub collection_operations: BTreeMap<TypeId, Vec<Offered>>,
    /// Why an operation that the roots need is not offered.
    pub left_out: BTreeMap<OperationId, Reason>,
}

/// Decides what the client offers.
#[must_use]
pub fn of<'a>(model: &'a Model<'a>, slice: &Slice) -> Surface<'a> {
    let unions = unions::unions(model, slice);
    let cycles = Cycles::new(model, slice, &unions);
    let (bodies, collections) = (bodies::bodies(model, slice), bodies::collections(model, slice));
    let places = search::places(model, slice);
    let (requests, related) = requests::requests(model, slice, &bodies, &collections, &places);
    let operations = operations::of_entities(model, slice, &places);
    let collection_operations = operations::of_collections(model, slice, &collections, &places);
    let left_out = omissions::operations(model, slice, &operations, &collection_operations);
    Surface {
        unions,
        cycles,
        bodies,
        collections,
        keyed_by_cast: places.keyed_by_cast(),
        places,
        requests,
        related,
        operations,
        collection_operations,
        left_out,
    }
}

impl<'a> Surface<'a> {
    /// What a program may do with the properties of a type.
    pub(crate) fn accesses<'s>(&'s self, model: &'s Model<'a>, id: TypeId) -> Accesses<'s, 'a> {
        Accesses::of(model, &self.places, id)
    }

    /// Warnings of what the roots need and what is not offered; `of_all` if the roots are everything.
    #[must_use]
    pub fn warnings(&self, model: &Model, of_all: bool) -> Vec<Diagnostic> {
        omissions::warnings(model, &self.left_out, of_all)
    }

    /// Whether a path goes on by a segment.
    #[must_use]
    pub fn goes_on(&self, way: Way) -> bool {
        !self.places.behind(way).is_empty()
    }

    /// Whether one of the entities that a segment leads to can be addressed, by a key if there are several.
    #[must_use]
    pub fn is_addressable(&self, way: Way) -> bool {
        self.places.behind(way).iter().any(|place| self.places.get(*place).is_addressable)
    }
}
