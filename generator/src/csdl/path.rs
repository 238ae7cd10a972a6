//! The names of the elements that a place in a file is in.

use super::{reader::Reader, tag::Item};
use crate::{limits::Limits, source::Source};

/// What an element is known by.
const NAMES: [&str; 6] = ["Name", "Namespace", "Target", "Term", "Property", "Uri"];

/// For each place, given as an offset and sorted, the names of the elements that it is in: `shop.v1/Order/total`, say.
/// Reads the file once, and no further than to a fault.
#[must_use]
pub fn paths(source: &Source, places: &[usize]) -> Vec<String> {
    let mut reader = Reader::new(source, 0, Limits::HIGHEST);
    let mut paths = Paths { places, found: Vec::with_capacity(places.len()), names: Vec::new() };
    while paths.found.len() < places.len() {
        match reader.next() {
            Ok(Item::Start(tag)) => {
                paths.up_to(tag.span.start as usize);
                let is_sound = reader.enter(&tag).is_ok();
                let name = NAMES.iter().find_map(|name| reader.take(name)).filter(|_| is_sound);
                paths.names.push(name.map_or_else(String::new, |name| name.value().to_owned()));
                paths.up_to(tag.span.end as usize);
            }
            Ok(Item::End) => {
                paths.up_to(reader.position());
                paths.names.pop();
            }
            Ok(Item::Text(_)) => {}
            Ok(Item::Eof) | Err(_) => paths.up_to(usize::MAX),
        }
    }
    paths.found
}

struct Paths<'p> {
    places: &'p [usize],
    found: Vec<String>,
    /// Of the elements that are open; of one without a name, nothing.
    names: Vec<String>,
}

impl Paths<'_> {
    /// The places before an offset are where the reader is.
    fn up_to(&mut self, offset: usize) {
        while self.places.get(self.found.len()).is_some_and(|place| *place < offset || offset == usize::MAX) {
            let names: Vec<&str> = self.names.iter().map(String::as_str).filter(|name| !name.is_empty()).collect();
            self.found.push(names.join("/"));
        }
    }
}
