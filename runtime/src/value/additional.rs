//! What a response holds beyond the schema.

use std::{borrow::Cow, fmt};

use serde_json::Value;

/// Control information (`@odata.type`, `@odata.etag`, `photo@odata.mediaReadLink` ...) and properties that this build's
/// schema does not know, as received.
///
/// Nothing of it is lost when a model is written again; a change made by a patch does not send it back.
#[derive(Clone, Default, PartialEq)]
pub struct Additional(Option<Box<Entries>>);

/// Boxed, since most values of complex types have none: a pointer is enough in them. Entities mostly have few, an etag and
/// a type, say, for which one allocation is enough.
#[derive(Clone, Default, PartialEq)]
struct Entries {
    first: [Option<Entry>; 2],
    rest: Vec<Entry>,
}

type Entry = (Name, Value);

impl Entries {
    fn get(&self, index: usize) -> Option<&Entry> {
        match self.first.get(index) {
            Some(place) => place.as_ref(),
            None => self.rest.get(index - self.first.len()),
        }
    }

    fn value(&mut self, name: &str) -> Option<&mut Value> {
        let mut entries = self.first.iter_mut().flatten().chain(&mut self.rest);
        entries.find(|(known, _)| *known == name).map(|(_, value)| value)
    }

    fn push(&mut self, entry: Entry) {
        match self.first.iter_mut().find(|place| place.is_none()) {
            Some(place) => *place = Some(entry),
            None => self.rest.push(entry),
        }
    }
}

/// Borrowed if it is one of [`CONTROLS`].
pub(crate) type Name = Cow<'static, str>;

/// Control information that comes with many an entity, so that its names are not worth a copy each.
const CONTROLS: [&str; 4] = ["@odata.etag", "@odata.type", "@odata.id", "@odata.editLink"];

impl Additional {
    /// Nothing.
    pub const NONE: Self = Self(None);

    /// The value of that name, `@odata.etag`, say.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.iter().filter(|(known, _)| *known == name).last().map(|(_, value)| value)
    }

    /// Keeps a value, in the place of one of the same name.
    pub fn insert(&mut self, name: impl Into<Box<str>>, value: impl Into<Value>) {
        let (name, value) = (String::from(name.into()), value.into());
        let entries = self.0.get_or_insert_default();
        match entries.value(&name) {
            Some(place) => *place = value,
            None => entries.push((name.into(), value)),
        }
    }

    /// Keeps a value as it was received: a name that comes twice is kept twice.
    pub(crate) fn push(&mut self, name: Name, value: Value) {
        self.0.get_or_insert_default().push((name, value));
    }

    /// All names and values, in the order in which they came.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Value)> {
        let entries = self.0.as_deref();
        (0..).map_while(move |index| entries?.get(index)).map(|(name, value)| (&**name, value))
    }

    /// Whether there is nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_none()
    }

    /// `@odata.etag` (or `@etag`, as OData 4.01 also writes it), for the header `If-Match`.
    #[must_use]
    pub fn etag(&self) -> Option<&str> {
        self.control("etag")
    }

    /// The qualified name in `@odata.type` (or `@type`), without `#` and what may stand before it.
    #[must_use]
    pub fn odata_type(&self) -> Option<&str> {
        self.control("type").map(type_name)
    }

    fn control(&self, name: &str) -> Option<&str> {
        self.get(&format!("@odata.{name}")).or_else(|| self.get(&format!("@{name}")))?.as_str()
    }
}

impl fmt::Debug for Additional {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self.iter()).finish()
    }
}

/// A name as it is kept.
pub(crate) fn kept(name: &str) -> Name {
    let control = CONTROLS.iter().find(|control| **control == name);
    control.map_or_else(|| Cow::Owned(name.to_owned()), |control| Cow::Borrowed(*control))
}

/// The qualified name at the end of `#name` or `https://host/service/$metadata#name`.
pub(crate) fn type_name(uri: &str) -> &str {
    uri.rsplit_once('#').map_or(uri, |(_, name)| name)
}
