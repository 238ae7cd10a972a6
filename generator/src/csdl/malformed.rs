//! What is wrong with the XML itself.

use quick_xml::{
    errors::IllFormedError,
    events::{
        BytesDecl,
        attributes::{AttrError, Attributes},
    },
};

use super::{
    reader::{Reader, Result},
    tag::Tag,
};
use crate::{codes::Code, error::Diagnostic, source::Span};

/// The encodings that a file may name. Some tools write UTF-8 and call it UTF-16.
const ENCODINGS: [&str; 5] = ["UTF-8", "UTF8", "UTF-16", "US-ASCII", "ASCII"];

impl<'a> Reader<'a> {
    /// The text was decoded by its bytes; what it says of itself may be wrong only where that does no harm.
    pub(super) fn check_encoding(&self, declaration: &BytesDecl, from: usize) -> Result<()> {
        let Some(Ok(encoding)) = declaration.encoding() else { return Ok(()) };
        if ENCODINGS.iter().any(|known| known.eq_ignore_ascii_case(&encoding)) {
            return Ok(());
        }
        let message = format!("the file says that it is in the encoding `{encoding}`");
        let problem = Diagnostic::at(Code::Encoding, self.since(from), message);
        Err(problem
            .expected("UTF-8, or UTF-16 with a byte order mark")
            .help("save the file as UTF-8, and say so")
            .into())
    }

    pub(super) fn malformed(&self, error: &quick_xml::Error) -> Diagnostic {
        let start = usize::try_from(self.events.error_position()).unwrap_or(usize::MAX);
        let start = self.base.saturating_add(start).min(self.text.len());
        let rest = self.text.get(start..).unwrap_or_default();
        let length = rest.find(['>', '\n']).map_or(rest.len(), |end| end + 1);
        let reason = match error {
            quick_xml::Error::Syntax(error) => error.to_string(),
            quick_xml::Error::IllFormed(error) => {
                if let Some(tag) = self.unclosed(error) {
                    let message = format!("malformed XML: `{}` is not closed: {error}", tag.name);
                    return Diagnostic::at(Code::Malformed, tag.span, message);
                }
                error.to_string()
            }
            other => other.to_string(),
        };
        Diagnostic::at(Code::Malformed, self.span(start, start + length), format!("malformed XML: {reason}"))
    }

    /// The element at fault if an end tag is that of an element around it.
    fn unclosed(&self, error: &IllFormedError) -> Option<&Tag<'a>> {
        let IllFormedError::MismatchedEndTag { found, .. } = error else { return None };
        let found = found.rsplit_once(':').map_or(found.as_str(), |(_, name)| name);
        let (last, around) = self.open.split_last()?;
        around.iter().any(|tag| tag.name == found).then_some(last)
    }

    /// The first fault of a tag's attributes.
    pub(super) fn bad_attribute(&self, tag: &Tag) -> Diagnostic {
        let fault = Attributes::new(tag.attributes, 0).find_map(std::result::Result::err);
        let (at, reason) = match fault.unwrap_or(AttrError::Duplicated(0, 0)) {
            AttrError::ExpectedEq(at) => (at, "an attribute without a value"),
            AttrError::ExpectedValue(at) => (at, "`=` without a value"),
            AttrError::UnquotedValue(at) => (at, "a value without quotes"),
            AttrError::ExpectedQuote(at, _) => (at, "a value without its closing quote"),
            AttrError::Duplicated(at, _) => (at, "an attribute given twice"),
        };
        let start = self.offset(tag.attributes);
        if let Some(next) = tag.attributes.find('<').filter(|next| *next <= at) {
            let span = self.span(self.offset(tag.name) - 1, start + next);
            return Diagnostic::at(Code::Malformed, span, "malformed XML: the tag does not end before the next begins");
        }
        let span = self.span(start + at, start + at + 1);
        Diagnostic::at(Code::Malformed, span, format!("malformed XML: {reason}"))
    }
}

impl Reader<'_> {
    pub(super) fn unknown_entity(span: Span) -> Diagnostic {
        Diagnostic::at(Code::UnknownEntity, span, "malformed XML: unknown entity or character reference")
            .expected("XML knows `&lt;`, `&gt;`, `&amp;`, `&apos;`, `&quot;`, and numbers as in `&#x41;`")
    }
}
