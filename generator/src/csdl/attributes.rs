//! The attributes of a tag: read when it is entered, then taken by name.

use std::borrow::Cow;

use quick_xml::{XmlVersion, events::attributes::Attributes};

use super::{
    reader::{Reader, Result},
    tag::Tag,
    text::Text,
    vocabulary,
};
use crate::{codes::Code, error::Diagnostic, limits, source::Span};

/// What becomes a name.
const NAMES: [&str; 2] = ["Name", "Namespace"];

/// A tag with more bytes is long.
const LONG: usize = 1000;

impl<'a> Reader<'a> {
    /// Warns about attributes that CSDL does not define.
    pub(super) fn leave(&mut self) {
        if self.attributes.is_empty() {
            return;
        }
        let Some((element, known)) = self.entered.and_then(|name| Some((name, vocabulary::attributes(name)?))) else {
            return;
        };
        for (name, text) in &self.attributes {
            if name.contains(':') || *name == "xmlns" || known.contains(name) {
                continue;
            }
            // The text knows its value's place; the name stands before it, with a quote between.
            let value = text.span();
            let start = self.text.get(..value.start as usize).and_then(|before| before.rfind(name));
            let span =
                Span { start: start.map_or(value.start, |at| u32::try_from(at).unwrap_or(value.start)), ..value };
            let message = format!("`{element}` has no attribute `{name}`");
            let problem = Diagnostic::at(Code::UnknownAttribute, span, message).expected("an attribute of CSDL");
            self.problems.push(problem.suggest(name, known.iter().copied()));
        }
    }

    /// Reads the attributes of a tag, those without prefix.
    pub(super) fn enter(&mut self, tag: &Tag<'a>) -> Result<()> {
        self.leave();
        self.entered = tag.is_of_csdl().then_some(tag.name);
        // The library's check for duplicates takes memory for each tag, which is worth it only for a long one.
        let is_long = tag.attributes.len() > LONG;
        let is_normal_tag = is_normal(tag.attributes);
        if is_normal_tag && !is_long && self.enter_plain(tag) {
            return Ok(());
        }
        self.attributes.clear();
        for attribute in Attributes::new(tag.attributes, 0).with_checks(is_long) {
            let key = attribute.as_ref().map_or("", |attribute| attribute.key.0);
            let is_known = !is_long && self.attributes.iter().any(|(known, _)| *known == key);
            let attribute = match attribute {
                Ok(attribute) if !is_known => attribute,
                _ => return Err(self.bad_attribute(tag).into()),
            };
            let at = self.offset(&attribute.value);
            let span = self.span(at, at + attribute.value.len());
            // Those of other namespaces are there to be found twice, and for nothing else.
            let value = if is_normal_tag || is_normal(&attribute.value) || key.contains(':') || key == "xmlns" {
                attribute.value
            } else {
                attribute.normalized_value(XmlVersion::Implicit1_0).map_err(|_| Self::unknown_entity(span))?
            };
            self.attributes.push((key, Text::new(value, span)));
            let most = self.limits.attributes;
            if self.attributes.len() > most as usize {
                let message = format!("`{}` has more than {most} attributes", tag.name);
                let problem = Diagnostic::at(Code::TooManyAttributes, self.span(at, at), message);
                return Err(problem.help(limits::raise("attributes")).into());
            }
        }
        Ok(())
    }

    /// Reads attributes that are written as nearly all are, which is quicker than to be ready for anything; `false` if
    /// one is not, or is given twice.
    fn enter_plain(&mut self, tag: &Tag<'a>) -> bool {
        self.attributes.clear();
        let mut rest = tag.attributes;
        while let Some((name, value, more)) = plain_attribute(rest) {
            let is_full = self.attributes.len() >= self.limits.attributes as usize;
            if is_full || self.attributes.iter().any(|(known, _)| *known == name) {
                return false;
            }
            let at = self.offset(value);
            let span = self.span(at, at + value.len());
            self.attributes.push((name, Text::new(Cow::Borrowed(value), span)));
            rest = more;
        }
        matches!(rest, "" | " ")
    }

    /// The value of an attribute of the tag that was entered last.
    pub(super) fn take(&mut self, name: &str) -> Option<Text<'a>> {
        let index = self.attributes.iter().position(|(key, _)| *key == name)?;
        Some(self.attributes.swap_remove(index).1)
    }

    /// All attributes of the tag that was entered last.
    pub(super) fn attributes(&mut self) -> impl Iterator<Item = (&'a str, Text<'a>)> {
        std::mem::take(&mut self.attributes).into_iter().filter(|(name, _)| !name.contains(':') && *name != "xmlns")
    }

    /// Like `take`, for an attribute that must be there: its absence is noted, and an empty text stands in.
    pub(super) fn require(&mut self, tag: &Tag<'a>, name: &str) -> Text<'a> {
        match self.take(name) {
            Some(text) if text.value().len() > self.limits.name_bytes as usize && NAMES.contains(&name) => {
                self.problems.push(self.long_name(name, &text));
                text
            }
            Some(text) if !text.value().is_empty() => {
                if name == "Name" && tag.name != "PropertyRef" && !is_simple(text.value()) {
                    let message = format!("`{}` is not a simple identifier", text.value());
                    let expected = "a letter or underscore, then letters, digits and underscores";
                    self.problems.push(Diagnostic::at(Code::NotSimple, text.span(), message).expected(expected));
                }
                text
            }
            found => {
                let (fault, span) = match &found {
                    Some(text) => ("an empty", text.span()),
                    None => ("no", tag.span),
                };
                let message = format!("`{}` has {fault} `{name}`", tag.name);
                self.problems.push(
                    Diagnostic::at(Code::MissingAttribute, span, message)
                        .expected(format!("`{name}=\"...\"` is required")),
                );
                Text::new(Cow::Borrowed(""), span)
            }
        }
    }

    fn long_name(&self, attribute: &str, text: &Text) -> Diagnostic {
        let (bytes, most) = (text.value().len(), self.limits.name_bytes);
        let message = format!("a `{attribute}` of {bytes} bytes is longer than {most}");
        Diagnostic::at(Code::LongName, text.span(), message).help(limits::raise("name-bytes"))
    }
}

/// Whether a name is a simple identifier, as nearly all are.
fn is_simple(name: &str) -> bool {
    let mut rest = name.chars();
    rest.next().is_some_and(|first| first == '_' || unicode_ident::is_xid_start(first))
        && rest.all(unicode_ident::is_xid_continue)
}

/// The name and the value of an attribute that is written ` name="value"`, and what stands behind it.
fn plain_attribute(attributes: &str) -> Option<(&str, &str, &str)> {
    let attribute = attributes.strip_prefix(' ')?;
    let end = attribute.bytes().position(|byte| !byte.is_ascii_alphanumeric()).filter(|end| *end > 0)?;
    let (name, value) = attribute.split_at(end);
    let value = value.strip_prefix("=\"")?;
    let end = memchr::memchr(b'"', value.as_bytes())?;
    Some((name, &value[..end], &value[end + 1..]))
}

/// Whether values stand for themselves, as nearly all do. Reads on to the end, so that it need not stop at each byte.
fn is_normal(value: &str) -> bool {
    !value.bytes().fold(false, |found, byte| found | matches!(byte, b'&' | b'\t' | b'\n' | b'\r'))
}
