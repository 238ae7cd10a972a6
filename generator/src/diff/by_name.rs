//! Elements of one state beside those of the other. Most stand at the same place in both, so that names are looked up only where one
//! does not.

use std::{cell::OnceCell, collections::HashMap};

pub(super) struct ByName<'p, T> {
    all: &'p [T],
    name: fn(&T) -> &str,
    places: OnceCell<HashMap<&'p str, usize>>,
}

impl<'p, T> ByName<'p, T> {
    pub(super) fn new(all: &'p [T], name: fn(&T) -> &str) -> Self {
        Self { all, name, places: OnceCell::new() }
    }

    /// The element of that name, which is perhaps at that place.
    pub(super) fn get(&self, at: usize, name: &str) -> Option<&'p T> {
        let there = self.all.get(at).filter(|one| (self.name)(one) == name);
        there.or_else(|| {
            let places = self.places.get_or_init(|| self.all.iter().map(self.name).zip(0..).collect());
            self.all.get(*places.get(name)?)
        })
    }
}
