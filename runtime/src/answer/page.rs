//! A part of a collection.

use serde::Deserialize;

use crate::json::object::read_object;

/// A part of a collection.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Page<T> {
    /// The items.
    pub value: Vec<T>,
    /// The number of items in the whole collection, if it was asked for.
    pub count: Option<u64>,
    /// The link to the next page; `None` on the last one.
    pub next_link: Option<String>,
    /// The link to what will have changed, on the last page of a request that
    /// [tracks changes](crate::requests::List::track_changes); [`Changes::resume`](crate::requests::Changes::resume) follows it.
    pub delta_link: Option<String>,
}

impl<T> Page<T> {
    /// The link to the next page; an empty one leads nowhere.
    pub(crate) fn link(&self) -> Option<&str> {
        self.next_link.as_deref().filter(|link| !link.is_empty())
    }
}

read_object! {
    [T: Deserialize<'de>] Page<T> {
        value: optional "value",
        count: optional "@odata.count" | "@count",
        next_link: optional "@odata.nextLink" | "@nextLink",
        delta_link: optional "@odata.deltaLink" | "@deltaLink",
    }
}
