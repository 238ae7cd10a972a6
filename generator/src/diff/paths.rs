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

/// The paths that both states have and only one takes a request at: the old one, and the new one.
pub(super) fn moved(old: &State, before: &Taken, new: &State, after: &Taken) -> [Option<String>; 2] {
    let takes_all = |taken: &Taken| taken.here.len() == taken.of.len();
    if takes_all(before) && takes_all(after) {
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
