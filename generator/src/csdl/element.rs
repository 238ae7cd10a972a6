//! An element as it stands in the file, whole: for what is copied, not understood.

use std::borrow::Cow;

use super::{
    reader::{Reader, Result},
    tag::{Item, Namespace, Tag},
};
use crate::{error::Diagnostic, limits::Limits, source::Source, source::Span};

/// An element of one of OData's namespaces, with everything in it that is of them too.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Element<'a> {
    /// Without prefix.
    pub name: Cow<'a, str>,
    /// Those without prefix; entities are resolved.
    pub attributes: Vec<(Cow<'a, str>, Cow<'a, str>)>,
    /// The elements in it.
    pub children: Vec<Element<'a>>,
    /// The text in it; blanks between children are none.
    pub text: Cow<'a, str>,
}

impl<'a> Element<'a> {
    /// An element without children.
    #[must_use]
    pub fn new(name: &'static str, attributes: impl IntoIterator<Item = (&'static str, Cow<'a, str>)>) -> Self {
        let attributes = attributes.into_iter().map(|(name, value)| (Cow::Borrowed(name), value)).collect();
        Self { name: Cow::Borrowed(name), attributes, ..Self::default() }
    }

    /// The value of an attribute.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(key, _)| key == name).map(|(_, value)| &**value)
    }

    /// Takes an attribute off.
    pub fn remove(&mut self, name: &str) {
        self.attributes.retain(|(key, _)| key != name);
    }
}

/// Reads an element again that begins at `at`, inside of the start tags at `enclosing`.
///
/// # Errors
///
/// A fault in a part of it that [`parse`](super::parse) has no use for.
pub fn reread<'a>(
    source: &'a Source,
    enclosing: &[Span],
    at: usize,
) -> std::result::Result<Element<'a>, Box<Diagnostic>> {
    let number = enclosing.first().map_or(0, |span| span.source);
    let mut reader = Reader::new(source, number, Limits::HIGHEST);
    for start in enclosing.iter().map(|span| span.start as usize).chain([at]) {
        reader.go_to(start);
        if let Item::Start(tag) = reader.next()?
            && start == at
        {
            return reader.element(&tag);
        }
    }
    Ok(Element::default())
}

impl<'a> Reader<'a> {
    fn element(&mut self, tag: &Tag<'a>) -> Result<Element<'a>> {
        self.enter(tag)?;
        let attributes = self.attributes().map(|(name, text)| (Cow::Borrowed(name), text.into_value())).collect();
        let mut element = Element { name: Cow::Borrowed(tag.name), attributes, ..Element::default() };
        self.keep_blanks(true);
        loop {
            match self.next()? {
                Item::Start(tag) if tag.namespace == Namespace::Foreign => self.skip()?,
                Item::Start(tag) => element.children.push(self.element(&tag)?),
                Item::Text(text) if element.text.is_empty() => element.text = text,
                Item::Text(text) => element.text.to_mut().push_str(&text),
                Item::End | Item::Eof => break,
            }
            self.keep_blanks(true);
        }
        self.keep_blanks(false);
        if !element.children.is_empty() && element.text.trim().is_empty() {
            element.text = Cow::Borrowed("");
        }
        Ok(element)
    }
}
