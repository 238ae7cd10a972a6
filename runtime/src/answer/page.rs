//! A part of a collection.

use std::{fmt, marker::PhantomData};

use serde::{
    Deserialize, Deserializer,
    de::{DeserializeOwned, Error, IgnoredAny, MapAccess, Visitor},
};

use crate::json::{
    Deviation,
    collection::{CountSeed, read_items, told},
};

/// A part of a collection.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Page<T> {
    /// The items. One that could not be read as a `T` is left out, and told in the [`deviations`](Self::deviations).
    pub value: Vec<T>,
    /// The number of items in the whole collection, if it was asked for.
    pub count: Option<u64>,
    /// The link to the next page; `None` on the last one.
    pub next_link: Option<String>,
    /// The link to what will have changed, on the last page of a request that
    /// [tracks changes](crate::requests::List::track_changes); [`Changes::resume`](crate::requests::Changes::resume) follows it.
    pub delta_link: Option<String>,
    /// What on the page is not what the schema says, unless that is an error: see
    /// [`Service::strict`](crate::requests::Service::strict).
    pub deviations: Vec<Deviation>,
}

impl<T> Default for Page<T> {
    fn default() -> Self {
        Self { value: Vec::new(), count: None, next_link: None, delta_link: None, deviations: Vec::new() }
    }
}

impl<T> Page<T> {
    /// The link to the next page; an empty one leads nowhere.
    pub(crate) fn link(&self) -> Option<&str> {
        self.next_link.as_deref().filter(|link| !link.is_empty())
    }
}

impl<T> Page<Option<T>> {
    /// The items that are not null.
    pub(crate) fn without_nulls(self) -> Page<T> {
        let Self { value, count, next_link, delta_link, deviations } = self;
        Page { value: value.into_iter().flatten().collect(), count, next_link, delta_link, deviations }
    }
}

impl<'de, T: DeserializeOwned> Deserialize<'de> for Page<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let ((mut page, has_value), deviations) = told(|| deserializer.deserialize_map(PageVisitor(PhantomData)))?;
        // Anything else that is an object: an entity, a service document, an error.
        let is_page = has_value || page.count.is_some() || page.next_link.is_some() || page.delta_link.is_some();
        if !is_page {
            return Err(D::Error::missing_field("value"));
        }
        page.deviations = deviations;
        Ok(page)
    }
}

struct PageVisitor<T>(PhantomData<fn() -> T>);

impl<'de, T: DeserializeOwned> Visitor<'de> for PageVisitor<T> {
    /// The page, and whether it has items, be it none.
    type Value = (Page<T>, bool);

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object with a collection")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(Page<T>, bool), A::Error> {
        let (mut page, mut has_value) = (Page::default(), false);
        while let Some(name) = map.next_key::<String>()? {
            match name.as_str() {
                "value" => {
                    if has_value {
                        return Err(Error::duplicate_field("value"));
                    }
                    page.value = read_items(&mut map)?;
                    has_value = true;
                }
                "@odata.count" | "@count" => page.count = map.next_value_seed(CountSeed)?,
                "@odata.nextLink" | "@nextLink" => page.next_link = map.next_value()?,
                "@odata.deltaLink" | "@deltaLink" => page.delta_link = map.next_value()?,
                _ => drop(map.next_value::<IgnoredAny>()?),
            }
        }
        Ok((page, has_value))
    }
}
