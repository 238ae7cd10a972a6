//! What annotations say of an element in words. What they allow is in what the client offers.

use super::{Differ, Kind, Place};
use crate::model::Facts;

impl Differ<'_> {
    pub(super) fn facts(&mut self, place: Place, old: &Facts, new: &Facts) {
        // Most elements have none, or the same.
        if old == new {
            return;
        }
        for (old, new) in [(old.description, new.description), (old.long_description, new.long_description)] {
            self.description(place, old, new);
        }
        match (old.deprecated, new.deprecated) {
            (None, Some(reason)) => self.added(Kind::DeprecationAdded, place, reason),
            (Some(reason), None) => self.removed(Kind::DeprecationRemoved, place, reason),
            (Some(old), Some(new)) if old != new => self.changed(Kind::DeprecationChanged, place, old, new),
            _ => {}
        }
    }

    pub(super) fn description(&mut self, place: Place, old: Option<&str>, new: Option<&str>) {
        let words = |text: Option<&str>| text.map(|text| text.split_whitespace().collect::<Vec<_>>().join(" "));
        let (old, new) = (words(old), words(new));
        if old != new {
            self.push(Kind::DescriptionChanged, place, old, new);
        }
    }
}
