//! Places as the paths of annotations, `users/messages`, which name them in both states.

use std::{cell::OnceCell, collections::HashMap};

use super::{state::State, types::Pair};
use crate::surface::{PlaceId, Way};

/// So many paths to a place are compared: there are more than places by far.
const COMPARED: usize = 4;

/// The paths to what both states have of a type.
pub(super) struct Paths<'s> {
    old: &'s State<'s>,
    new: &'s State<'s>,
    pair: Pair<'s>,
    /// Those of both states. To spell them takes longer than to compare most types, so that it is done at most once.
    common: OnceCell<Vec<(String, [PlaceId; 2])>>,
}

impl<'s> Paths<'s> {
    pub(super) fn new(old: &'s State<'s>, new: &'s State<'s>, pair: Pair<'s>) -> Self {
        Self { old, new, pair, common: OnceCell::new() }
    }

    /// The paths that both states have and that only one has something at: the old one, and the new one. The places where each has
    /// it are in the order of those of the type.
    pub(super) fn moved(&self, here: [&[PlaceId]; 2]) -> [Option<String>; 2] {
        let of = [self.old.surface.places.of(self.pair.old), self.new.surface.places.of(self.pair.new)];
        if here[0].len() == of[0].len() && here[1].len() == of[1].len() {
            return [None, None];
        }
        let common = self.common.get_or_init(|| common([self.old, self.new], of));
        let has = |side: usize, places: &[PlaceId; 2]| here[side].binary_search(&places[side]).is_ok();
        let only = |side: usize| {
            let paths = common.iter().filter(|(_, places)| has(side, places) && !has(1 - side, places));
            let mut paths: Vec<&str> = paths.map(|(path, _)| path.as_str()).collect();
            paths.sort_unstable();
            (!paths.is_empty()).then(|| paths.join(", "))
        };
        [only(0), only(1)]
    }
}

fn common([old, new]: [&State; 2], [before, after]: [&[PlaceId]; 2]) -> Vec<(String, [PlaceId; 2])> {
    let spelled = |id: &PlaceId| paths(old, *id).map(|path| (path, *id)).collect::<Vec<_>>();
    let known: HashMap<String, PlaceId> = before.iter().flat_map(spelled).collect();
    let both = after.iter().flat_map(|id| paths(new, *id).map(|path| (path, *id)));
    both.filter_map(|(path, id)| known.get(&path).copied().map(|old| (path, [old, id]))).collect()
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

/// Some of the paths to places, as text.
pub(super) fn text(state: &State, places: &[PlaceId]) -> String {
    let paths: Vec<String> = places.iter().flat_map(|id| paths(state, *id)).take(COMPARED).collect();
    paths.join(", ")
}
