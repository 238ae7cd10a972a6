//! What a response holds beyond the schema.

use serde_json::{Map, Value};

/// Control information (`@odata.type`, `@odata.etag`, `photo@odata.mediaReadLink` ...) and properties that this build's
/// schema does not know, as received.
///
/// Nothing of it is lost when a model is written again; a change made by a patch does not send it back.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Additional(Option<Box<Map<String, Value>>>);

impl Additional {
    /// Nothing.
    pub const NONE: Self = Self(None);

    /// The value of that name, `@odata.etag`, say.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.0.as_deref()?.get(name)
    }

    /// Keeps a value.
    pub fn insert(&mut self, name: impl Into<String>, value: impl Into<Value>) {
        self.0.get_or_insert_default().insert(name.into(), value.into());
    }

    /// All names and values.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Value)> {
        self.0.iter().flat_map(|map| map.iter()).map(|(name, value)| (name.as_str(), value))
    }

    /// Whether there is nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.as_deref().is_none_or(Map::is_empty)
    }

    /// `@odata.etag` (or `@etag`, as OData 4.01 also writes it), for the header `If-Match`.
    #[must_use]
    pub fn etag(&self) -> Option<&str> {
        self.control("etag")
    }

    /// The qualified name in `@odata.type` (or `@type`), without `#`.
    #[must_use]
    pub fn odata_type(&self) -> Option<&str> {
        self.control("type").map(|name| name.strip_prefix('#').unwrap_or(name))
    }

    fn control(&self, name: &str) -> Option<&str> {
        self.get(&format!("@odata.{name}")).or_else(|| self.get(&format!("@{name}")))?.as_str()
    }
}
