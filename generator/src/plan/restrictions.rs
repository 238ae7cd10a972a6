//! Properties that an entity set takes on creation only, or by a change only, or does not take in a query.

use std::collections::BTreeMap;

use super::{Context, Docs, docs};
use crate::{
    model::{Facts, Model, Property, Restriction, TypeId, ValueType},
    slice::Slice,
};

/// What holds entities, by their declared type: entity sets, singletons and containing navigation properties.
pub(super) struct Places<'a>(BTreeMap<TypeId, Vec<(&'a str, &'a Facts<'a>)>>);

impl<'a> Places<'a> {
    pub(super) fn new(model: &'a Model<'a>, slice: &'a Slice) -> Self {
        let mut places: BTreeMap<TypeId, Vec<(&str, &Facts)>> = BTreeMap::new();
        let resources = model.resources.iter_enumerated();
        let resources = resources.filter(|(index, _)| slice.resources.contains(index));
        let resources = resources.map(|(_, resource)| (&resource.ty, resource.name, &resource.facts));
        let navigation = slice.navigation.iter().filter_map(|id| model.navigation_property(*id));
        let contained = navigation.filter(|property| property.contains_target);
        let contained = contained.map(|property| (&property.ty.value, property.name, &property.facts));
        for (target, name, facts) in resources.chain(contained) {
            if let ValueType::Declared(id) = target {
                places.entry(*id).or_default().push((name, facts));
            }
        }
        // Most schemas restrict no property, and then nobody needs to ask.
        let restricts = |facts: &Facts| {
            let writing = [&facts.insert, &facts.update].into_iter().any(|fact| !fact.properties.is_empty());
            writing
                || [&facts.filter, &facts.sort, &facts.expand].into_iter().any(|fact| **fact != Restriction::default())
        };
        places.retain(|_, places| places.iter().any(|(_, facts)| restricts(facts)));
        Self(places)
    }
}

/// The restriction that facts have of an operation.
type Of = for<'f> fn(&'f Facts) -> &'f Restriction;

/// Who does not take a property.
pub(super) enum Refusal<'a> {
    Nobody,
    Some(Vec<&'a str>),
    All,
}

impl<'a> Context<'a> {
    /// Who refuses a property in an operation. A body is of a type, not of an entity set, so that only what all of them
    /// refuse can be without a setter.
    pub(super) fn refusal(&self, id: TypeId, property: &Property, restriction: Of) -> Refusal<'a> {
        self.refusal_if(id, |facts| lists(restriction(facts), property.name))
    }

    fn refusal_if(&self, id: TypeId, is_refused: impl Fn(&Facts) -> bool) -> Refusal<'a> {
        let lineage = self.model.lineage(id).into_iter();
        let places: Vec<_> = lineage.filter_map(|(id, _)| self.places.0.get(&id)).flatten().collect();
        let refuse = places.iter().filter(|(_, facts)| is_refused(facts));
        let names: Vec<&str> = refuse.map(|(name, _)| *name).collect();
        match names.len() {
            0 => Refusal::Nobody,
            number if number == places.len() => Refusal::All,
            _ => Refusal::Some(names),
        }
    }

    /// What the documentation of a property says of those that do not take it.
    pub(super) fn refusals(&self, id: TypeId, property: &Property) -> Docs {
        let operations: [(_, Of); 2] = [("on creation", |facts| &facts.insert), ("by a change", |facts| &facts.update)];
        let said = operations
            .into_iter()
            .filter_map(|(when, restriction)| self.refusal(id, property, restriction).told(&format!("set {when}")));
        said.collect()
    }

    /// What the documentation says of those whose queries do not take a property.
    pub(super) fn query_refusals(&self, id: TypeId, name: &str, is_related: bool) -> Docs {
        let of_properties: [(_, Of); 2] =
            [("for filters", |facts| &facts.filter), ("for sorting", |facts| &facts.sort)];
        let of_related: [(_, Of); 1] = [("for `$expand`", |facts| &facts.expand)];
        let restrictions: &[(_, Of)] = if is_related { &of_related } else { &of_properties };
        let said = restrictions.iter().filter_map(|(what, restriction)| {
            let is_refused = |facts: &Facts| {
                let restriction = restriction(facts);
                restriction.allowed == Some(false) || lists(restriction, name)
            };
            self.refusal_if(id, is_refused).told(what)
        });
        said.collect()
    }
}

fn lists(restriction: &Restriction, name: &str) -> bool {
    restriction.properties.iter().any(|refused| refused == name)
}

impl Refusal<'_> {
    /// The sentence about what is refused.
    fn told(self, what: &str) -> Option<String> {
        match self {
            Self::Nobody => None,
            Self::All => Some(format!("Not {what}.")),
            Self::Some(names) => {
                let names: Vec<_> = names.into_iter().map(docs::code).collect();
                Some(format!("Not {what} in {}.", names.join(", ")))
            }
        }
    }
}
