//! Places as the paths of annotations, `users/messages`, which name them in both states.

use std::collections::BTreeSet;

use super::state::State;
use crate::surface::{PlaceId, Way};

/// So many paths to a place are compared: there are more than places by far.
const COMPARED: usize = 4;

/// Where a request is taken, among all places of the type.
pub(super) struct Taken<'p> {
    pub(super) here: &'p [PlaceId],
    pub(super) of: &'p [PlaceId],
}

/// The nearest paths to a place, one after the other, so that no more are spelled than are taken.
fn paths<'s>(state: &'s State, id: PlaceId) -> Box<dyn Iterator<Item = String> + 's> {
    let place = state.surface.places.get(id);
    let segment = match place.way {
        Way::Cast(derived) => state.model.qualified_name(derived),
        _ => place.name.to_owned(),
    };
    if place.before.is_empty() {
        return Box::new(std::iter::once(segment));
    }
    let before = place.before.iter().flat_map(|before| paths(state, *before));
    Box::new(before.map(move |path| format!("{path}/{segment}")).take(COMPARED))
}

fn all(state: &State, places: &[PlaceId]) -> BTreeSet<String> {
    places.iter().flat_map(|id| paths(state, *id)).collect()
}

/// Some of the paths to places, as text.
pub(super) fn text(state: &State, places: &[PlaceId]) -> String {
    let paths: Vec<String> = places.iter().flat_map(|id| paths(state, *id)).take(COMPARED).collect();
    paths.join(", ")
}

/// Whether both states have the same places, and take the request at the same ones. Most types have not changed, and to spell paths
/// takes longer than all else that is compared.
fn is_same(old: &State, before: &Taken, new: &State, after: &Taken) -> bool {
    let takes = |taken: &Taken, id: &PlaceId| taken.here.binary_search(id).is_ok();
    let same = |(one, other): (&PlaceId, &PlaceId)| {
        takes(before, one) == takes(after, other) && names(old, *one).eq(names(new, *other))
    };
    before.of.len() == after.of.len() && before.of.iter().zip(after.of).all(same)
}

/// The segments of the nearest path to a place, the last first.
fn names<'s>(state: &'s State, id: PlaceId) -> impl Iterator<Item = (&'s str, Option<(&'s str, &'s str)>)> {
    let places = &state.surface.places;
    let path = std::iter::successors(Some(id), |id| places.get(*id).before.first().copied());
    path.map(|id| {
        let place = places.get(id);
        let cast = if let Way::Cast(derived) = place.way { Some(state.name(derived)) } else { None };
        (place.name, cast)
    })
}

/// The paths that both states have and only one takes a request at: the old one, and the new one.
pub(super) fn moved(old: &State, before: &Taken, new: &State, after: &Taken) -> [Option<String>; 2] {
    let takes_all = |taken: &Taken| taken.here.len() == taken.of.len();
    if takes_all(before) && takes_all(after) || is_same(old, before, new, after) {
        return [None, None];
    }
    let (old_here, old_all) = (all(old, before.here), all(old, before.of));
    let (new_here, new_all) = (all(new, after.here), all(new, after.of));
    let text = |here: &BTreeSet<String>, there: &BTreeSet<String>, known: &BTreeSet<String>| {
        let paths: Vec<&str> =
            here.difference(there).filter(|path| known.contains(*path)).map(String::as_str).collect();
        (!paths.is_empty()).then(|| paths.join(", "))
    };
    [text(&old_here, &new_here, &new_all), text(&new_here, &old_here, &old_all)]
}
