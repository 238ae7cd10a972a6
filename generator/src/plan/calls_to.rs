//! Places as the calls of methods that lead there.

use super::{context::Context, paths::key_names};
use crate::{
    model::TypeId,
    surface::{PlaceId, Way},
};

impl Context<'_> {
    /// The calls of methods that lead to one entity at a place, as a program would write them; `None` if one has no name.
    pub(super) fn calls_to(&self, id: PlaceId) -> Option<Vec<String>> {
        let place = self.surface.places.get(id);
        let before = place.before.first().copied();
        let owner = || self.names.types.get(&self.surface.places.get(before?).target);
        let method = match place.way {
            Way::Resource(resource) => &self.names.resources.get(&resource)?.entity,
            Way::Navigation(way) => {
                let all = self.model.navigation(self.surface.places.get(before?).target);
                let (_, names) = all.zip(&owner()?.navigation).find(|((id, _), _)| *id == way)?;
                &names.method.entity
            }
            Way::Complex(property) => &owner()?.complex.get(&property)?.entity,
            Way::Cast(derived) => return self.cast_calls(before?, derived),
            Way::Result(_) => return None,
        };
        let mut calls = before.map_or(Some(Vec::new()), |before| self.calls_to(before))?;
        let key = if place.is_collection { self.model.key(place.target) } else { &[] };
        let arguments: Vec<String> = key_names(key).map(|part| format!("\"{part}\"")).collect();
        calls.push(format!("{method}({})", arguments.join(", ")));
        Some(calls)
    }

    /// A cast from the type itself; a longer way through several types is no example.
    fn cast_calls(&self, before: PlaceId, derived: TypeId) -> Option<Vec<String>> {
        let base = self.surface.places.get(before);
        let casts = &self.names.types.get(&base.target)?.casts;
        let (_, method) = casts.iter().find(|(id, _)| *id == derived).filter(|_| base.is_addressable)?;
        let mut calls = self.calls_to(before)?;
        calls.push(format!("{method}()"));
        Some(calls)
    }
}
