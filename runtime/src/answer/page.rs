//! A part of a collection.

use serde::Deserialize;

/// A part of a collection.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[non_exhaustive]
#[serde(bound = "T: Deserialize<'de>")]
pub struct Page<T> {
    /// The items.
    #[serde(default = "Vec::new")]
    pub value: Vec<T>,
    /// The number of items in the whole collection, if it was asked for.
    #[serde(rename = "@odata.count", alias = "@count")]
    pub count: Option<u64>,
    /// The link to the next page; `None` on the last one.
    #[serde(rename = "@odata.nextLink", alias = "@nextLink")]
    pub next_link: Option<String>,
    /// The link to what will have changed, on the last page of a request that
    /// [tracks changes](crate::client::List::track_changes); [`Changes::resume`](crate::client::Changes::resume) follows it.
    #[serde(rename = "@odata.deltaLink", alias = "@deltaLink")]
    pub delta_link: Option<String>,
}
