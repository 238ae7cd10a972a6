//! What a response holds beyond the schema.

use std::{borrow::Cow, fmt};

use serde_json::{Value, value::RawValue};

/// What a response holds beyond the schema, as received: control information (`@odata.type`, `@odata.etag`,
/// `photo@odata.mediaReadLink` ...), properties that this build's schema does not know, and values that were
/// [set aside](Self::set_aside), since they do not fit their property.
///
/// Nothing of it is lost when a model is written again; a change made by a patch sends of it the dynamic properties of an open
/// type alone, and never what was set aside.
#[derive(Clone, Default, PartialEq)]
pub struct Additional(Option<Box<Entries>>);

/// Boxed, since most values of complex types have none: a pointer is enough in them. Entities mostly have few, an etag and
/// a type, say, for which one allocation is enough.
#[derive(Clone, Default, PartialEq)]
struct Entries {
    first: [Option<Entry>; 2],
    rest: Vec<Entry>,
}

#[derive(Clone, PartialEq)]
struct Entry {
    name: Name,
    kept: Kept,
}

/// A value that no property has.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Kept {
    pub value: Value,
    note: Option<Box<Note>>,
}

/// What a value does not say by itself.
#[derive(Clone, Debug)]
struct Note {
    /// The text as it came.
    text: Box<RawValue>,
    is_set_aside: bool,
}

impl PartialEq for Note {
    fn eq(&self, other: &Self) -> bool {
        self.text.get() == other.text.get() && self.is_set_aside == other.is_set_aside
    }
}

impl Kept {
    /// A value which is all that there is to keep.
    pub(crate) fn whole(value: Value) -> Self {
        Self { value, note: None }
    }

    /// A value of which the text says more.
    pub(crate) fn with_text(value: Value, text: Box<RawValue>) -> Self {
        Self { value, note: Some(Box::new(Note { text, is_set_aside: false })) }
    }

    /// A value that does not fit its property.
    pub(crate) fn set_aside(value: Value, text: Box<RawValue>) -> Self {
        Self { value, note: Some(Box::new(Note { text, is_set_aside: true })) }
    }

    /// The text, if it says more than the value.
    pub(crate) fn text(&self) -> Option<&RawValue> {
        self.note.as_ref().map(|note| &*note.text)
    }

    pub(crate) fn is_set_aside(&self) -> bool {
        self.note.as_ref().is_some_and(|note| note.is_set_aside)
    }
}

impl Entries {
    fn get(&self, index: usize) -> Option<&Entry> {
        match self.first.get(index) {
            Some(place) => place.as_ref(),
            None => self.rest.get(index - self.first.len()),
        }
    }

    fn kept(&mut self, name: &str) -> Option<&mut Kept> {
        let mut entries = self.first.iter_mut().flatten().chain(&mut self.rest);
        entries.find(|entry| entry.name == name).map(|entry| &mut entry.kept)
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

/// Control information with the name of an object's type.
pub(crate) const TYPE: &str = "@odata.type";

/// Control information that comes with many an entity, so that its names are not worth a copy each.
const CONTROLS: [&str; 4] = ["@odata.etag", TYPE, "@odata.id", "@odata.editLink"];

impl Additional {
    /// Nothing.
    pub const NONE: Self = Self(None);

    /// The value of that name, `@odata.etag`, say. Of a number with more digits than a double has, [`text`](Self::text) has all.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.kept(name).map(|kept| &kept.value)
    }

    /// The JSON text of the value of that name, with all digits of its numbers.
    #[must_use]
    pub fn text(&self, name: &str) -> Option<Cow<'_, str>> {
        let kept = self.kept(name)?;
        Some(kept.text().map_or_else(|| Cow::Owned(kept.value.to_string()), |text| Cow::Borrowed(text.get())))
    }

    fn kept(&self, name: &str) -> Option<&Kept> {
        self.entries().filter(|(known, _)| *known == name).last().map(|(_, kept)| kept)
    }

    /// Keeps a value, in the place of one of the same name.
    pub fn insert(&mut self, name: impl Into<Box<str>>, value: impl Into<Value>) {
        let (name, kept) = (String::from(name.into()), Kept::whole(value.into()));
        let entries = self.0.get_or_insert_default();
        match entries.kept(&name) {
            Some(place) => *place = kept,
            None => entries.push(Entry { name: name.into(), kept }),
        }
    }

    /// Keeps a value as it was received: a name that comes twice is kept twice.
    pub(crate) fn push(&mut self, name: Name, kept: Kept) {
        self.0.get_or_insert_default().push(Entry { name, kept });
    }

    /// All names and values, in the order in which they came.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Value)> {
        self.entries().map(|(name, kept)| (name, &kept.value))
    }

    /// The values that were read but do not fit their property, by its name, and `tags[2]` for an item of the collection `tags`.
    /// They are not sent back.
    pub fn set_aside(&self) -> impl Iterator<Item = (&str, &Value)> {
        self.entries().filter(|(_, kept)| kept.is_set_aside()).map(|(name, kept)| (name, &kept.value))
    }

    pub(crate) fn entries(&self) -> impl Iterator<Item = (&str, &Kept)> {
        let entries = self.0.as_deref();
        (0..).map_while(move |index| entries?.get(index)).map(|entry| (&*entry.name, &entry.kept))
    }

    /// The properties that no schema declares: what may be sent.
    pub(crate) fn dynamic(&self) -> impl Iterator<Item = (&str, &Kept)> {
        // No name of OData has a bracket: it is that of an item which was set aside, and read again since.
        self.entries().filter(|(name, kept)| !name.contains(['@', '[']) && !kept.is_set_aside())
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
pub(crate) fn kept_name(name: &str) -> Name {
    let control = CONTROLS.iter().find(|control| **control == name);
    control.map_or_else(|| Cow::Owned(name.to_owned()), |control| Cow::Borrowed(*control))
}

/// Whether a property says the type of its object.
pub(crate) fn is_type(name: &str) -> bool {
    name == TYPE || name == "@type"
}

/// The qualified name at the end of `#name` or `https://host/service/$metadata#name`.
pub(crate) fn type_name(uri: &str) -> &str {
    uri.rsplit_once('#').map_or(uri, |(_, name)| name)
}
