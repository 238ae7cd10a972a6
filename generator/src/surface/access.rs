//! Who may set a property and when, and which queries do not take it.

use super::places::{Place, Places};
use crate::model::{Capability, Facts, KeyProperty, Model, Property, Restriction, TypeId};

/// When a program may set a property.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Set {
    /// Never: nothing sends it.
    Never,
    /// On creation only: a key or an immutable property.
    OnCreate,
    /// By a change only.
    OnUpdate,
    /// On creation and by a change.
    Always,
}

impl Set {
    /// Whether a creation may have it.
    #[must_use]
    pub fn on_create(self) -> bool {
        matches!(self, Self::OnCreate | Self::Always)
    }

    /// Whether a change may have it.
    #[must_use]
    pub fn on_update(self) -> bool {
        matches!(self, Self::OnUpdate | Self::Always)
    }
}

/// What a program may do with a property.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Access {
    /// When it may be set.
    pub set: Set,
    /// Who does not take it on creation.
    pub create: Refusal,
    /// Who does not take it by a change.
    pub change: Refusal,
}

/// What a query does with a property.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Query {
    /// `$filter`.
    Filter,
    /// `$orderby`.
    Sort,
    /// `$expand`.
    Expand,
}

impl Query {
    fn restriction(self) -> Of {
        match self {
            Self::Filter => |facts| &facts.filter,
            Self::Sort => |facts| &facts.sort,
            Self::Expand => |facts| &facts.expand,
        }
    }
}

/// Who does not take a property.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// It is taken wherever paths lead.
    Nobody,
    /// Those of these names: entity sets, singletons, navigation properties.
    Some(Vec<String>),
    /// All.
    All,
}

/// The restriction that facts have of an operation.
type Of = for<'f> fn(&'f Facts) -> &'f Restriction;

/// What a program may do with the properties of a type: where its entities live, in entity sets, singletons and containing
/// navigation properties, of the type and of its base types.
#[derive(Debug)]
pub struct Accesses<'p, 'a> {
    /// Of the type.
    key: &'p [KeyProperty],
    /// How many places there are.
    number: usize,
    /// Those where something is said of properties.
    restricting: Vec<&'p Place<'a>>,
}

impl<'p, 'a> Accesses<'p, 'a> {
    pub(super) fn of(model: &'p Model<'a>, places: &'p Places<'a>, id: TypeId) -> Self {
        let lineage = model.lineage(id).into_iter();
        let all = lineage.flat_map(|(id, _)| places.of(id)).map(|place| places.get(*place));
        let all: Vec<&Place> = all.filter(|place| place.is_home()).collect();
        Self {
            key: model.key(id),
            number: all.len(),
            restricting: all.into_iter().filter(|place| place.restricts()).collect(),
        }
    }

    /// What a program may do with a property: one that it declares or inherits.
    ///
    /// A body is of a type, not of an entity set, so that only what all places refuse can be without a setter.
    #[must_use]
    pub fn access(&self, property: &Property) -> Access {
        let (facts, name) = (&property.facts, property.name);
        let create = self.refusal(|place| {
            lists(place, name, |facts| &facts.insert) || place.of_property(name).any(|facts| facts.computed)
        });
        let change = self.refusal(|place| {
            let is_fixed = |facts: &Facts| facts.computed || facts.immutable || facts.read_only;
            lists(place, name, |facts| &facts.update) || place.of_property(name).any(is_fixed)
        });
        let is_key = self.key.iter().any(|part| part.path == [name]);
        // A key that only the service makes is `Computed`; `Permissions` are about what it is afterwards.
        let is_ours = !facts.computed && (is_key || !facts.read_only);
        let on_create = is_ours && create != Refusal::All;
        let on_update = is_ours && !facts.immutable && !is_key && change != Refusal::All;
        let set = match (on_create, on_update) {
            (true, true) => Set::Always,
            (true, false) => Set::OnCreate,
            (false, true) => Set::OnUpdate,
            (false, false) => Set::Never,
        };
        Access { set, create, change }
    }

    /// Whose queries do not filter, sort or expand by a property.
    #[must_use]
    pub fn query_refusal(&self, name: &str, query: Query) -> Refusal {
        let of = query.restriction();
        self.refusal(|place| {
            place.said.iter().any(|facts| of(facts).allowed == Some(Capability::No)) || lists(place, name, of)
        })
    }

    fn refusal(&self, is_refused: impl Fn(&Place) -> bool) -> Refusal {
        let refuse = self.restricting.iter().filter(|place| is_refused(place));
        let mut names: Vec<&str> = refuse.map(|place| place.name).collect();
        match names.len() {
            0 => Refusal::Nobody,
            number if number == self.number => Refusal::All,
            _ => {
                names.sort_unstable();
                names.dedup();
                Refusal::Some(names.into_iter().map(str::to_owned).collect())
            }
        }
    }
}

fn lists(place: &Place, name: &str, of: Of) -> bool {
    place.said.iter().flat_map(|facts| &of(facts).properties).any(|refused| refused == name)
}
