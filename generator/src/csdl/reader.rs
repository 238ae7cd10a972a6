//! A cursor over the elements of an XML file: namespaces resolved, attributes collected, every tag with its place.

use std::borrow::Cow;

use memchr::memmem;
use quick_xml::{
    XmlVersion,
    errors::IllFormedError,
    escape::resolve_xml_entity,
    events::{
        BytesDecl, BytesStart, Event,
        attributes::{AttrError, Attributes},
    },
    name::{Namespace as Uri, NamespaceResolver, ResolveResult},
};

use super::{Text, vocabulary};
use crate::{
    codes::Code,
    error::Diagnostic,
    limits::{self, Limits},
    source::{Source, Span},
};

/// The encodings that a file may name. Some tools write UTF-8 and call it UTF-16.
const ENCODINGS: [&str; 5] = ["UTF-8", "UTF8", "UTF-16", "US-ASCII", "ASCII"];

/// What becomes a name.
const NAMES: [&str; 2] = ["Name", "Namespace"];

/// A tag with more bytes is long.
const LONG: usize = 1000;

/// The bytes behind a tag that are looked through with it.
const PIECE: usize = 4096;

/// Stops the reading; less grave problems are collected in [`Reader::problems`]. In a box, so that what goes well, as
/// nearly all does, is not moved about with the room for a problem.
pub(super) type Result<T> = std::result::Result<T, Box<Diagnostic>>;

/// The namespaces that we tell apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Namespace {
    /// OData V4, the wrapper.
    Edmx,
    /// OData V4, the schema.
    Edm,
    /// OData V1 to V3.
    Ado,
    /// Any other, or none.
    Foreign,
}

/// A start tag.
#[derive(Clone, Copy, Debug)]
pub(super) struct Tag<'a> {
    pub(super) namespace: Namespace,
    /// Without prefix.
    pub(super) name: &'a str,
    /// What stands behind the name.
    attributes: &'a str,
    pub(super) span: Span,
    /// It declares prefixes, which end with the element.
    declares: bool,
}

impl Tag<'_> {
    /// Whether the element claims to be of the language.
    fn is_of_csdl(&self) -> bool {
        matches!(self.namespace, Namespace::Edm | Namespace::Edmx)
    }
}

pub(super) enum Item<'a> {
    Start(Tag<'a>),
    End,
    Text(Cow<'a, str>),
    Eof,
}

pub(super) struct Reader<'a> {
    events: quick_xml::Reader<&'a [u8]>,
    /// `NsReader` reads the attributes of every tag for it; we, only of those that declare something.
    prefixes: NamespaceResolver,
    /// From the last tag up to there nothing declares a prefix.
    undeclared: usize,
    /// Where names without prefix are, as nearly all.
    unprefixed: Namespace,
    text: &'a str,
    /// Where in the text the events begin.
    base: usize,
    source: u16,
    limits: Limits,
    open: Vec<Tag<'a>>,
    /// The last tag was `<empty/>`, so that its end is next.
    empty: bool,
    /// The attributes of the last tag that `enter` was called for; `take` empties it.
    attributes: Vec<(&'a str, Text<'a>)>,
    /// The element that they are of, if it is one of CSDL's.
    entered: Option<&'a str>,
    /// Problems after which reading goes on.
    pub(super) problems: Vec<Diagnostic>,
}

impl<'a> Reader<'a> {
    pub(super) fn new(source: &'a Source, number: u16, limits: Limits) -> Self {
        Self {
            events: events(&source.text),
            prefixes: NamespaceResolver::default(),
            undeclared: 0,
            unprefixed: Namespace::Foreign,
            text: &source.text,
            base: 0,
            source: number,
            limits,
            open: Vec::new(),
            empty: false,
            attributes: Vec::new(),
            entered: None,
            problems: Vec::new(),
        }
    }

    /// Goes on at a start tag, which becomes a child of what is open.
    pub(super) fn go_to(&mut self, start: usize) {
        self.events = events(self.text.get(start..).unwrap_or_default());
        self.base = start;
        self.undeclared = 0;
        self.empty = false;
    }

    /// A reader at a place further on, for which the same is open as is now.
    pub(super) fn ahead(&self, start: usize) -> Self {
        let mut events = self.events.clone();
        *events.get_mut() = self.text.as_bytes().get(start..).unwrap_or_default();
        let passed = usize::try_from(events.buffer_position()).unwrap_or(usize::MAX);
        Self {
            events,
            prefixes: self.prefixes.clone(),
            base: start.saturating_sub(passed),
            undeclared: 0,
            open: self.open.clone(),
            attributes: Vec::new(),
            entered: None,
            problems: Vec::new(),
            ..*self
        }
    }

    /// Goes on where another reader is, which began where this one is; `false` if reading would have ended before.
    pub(super) fn take_over(&mut self, other: Self) -> bool {
        if self.problems.len() + other.problems.len() > limits::PROBLEMS {
            return false;
        }
        let problems = self.problems.drain(..).chain(other.problems).collect();
        *self = Self { problems, ..other };
        true
    }

    /// What is not read yet.
    pub(super) fn rest(&self) -> &'a str {
        self.text.get(self.position()..).unwrap_or_default()
    }

    /// The whole text.
    pub(super) fn file(&self) -> &'a str {
        self.text
    }

    pub(super) fn span(&self, start: usize, end: usize) -> Span {
        Span::new(self.source, start..end)
    }

    pub(super) fn next(&mut self) -> Result<Item<'a>> {
        if std::mem::take(&mut self.empty) {
            return Ok(self.end());
        }
        loop {
            let from = self.position();
            let event = match self.events.read_event() {
                Ok(event) => event,
                Err(error) => return Err(self.malformed(&error).into()),
            };
            return Ok(match event {
                Event::Start(start) => Item::Start(self.start(&start)?),
                Event::Empty(start) => {
                    self.empty = true;
                    Item::Start(self.start(&start)?)
                }
                Event::End(_) => self.end(),
                Event::Text(text) => Item::Text(text.xml10_content()),
                Event::CData(data) => Item::Text(data.xml10_content()),
                Event::GeneralRef(entity) => {
                    let span = self.since(from);
                    let resolved = match entity.resolve_char_ref() {
                        Ok(Some(character)) => Some(Cow::Owned(character.to_string())),
                        Ok(None) => resolve_xml_entity(&entity).map(Cow::Borrowed),
                        Err(_) => None,
                    };
                    Item::Text(resolved.ok_or_else(|| unknown_entity(span))?)
                }
                Event::DocType(_) => {
                    let problem =
                        Diagnostic::at(Code::DocumentType, self.since(from), "a document type declaration is refused")
                            .help("OData metadata has none; is this an HTML page, or an error page of the service?");
                    return Err(problem.into());
                }
                Event::Eof => match self.open.last() {
                    Some(tag) => {
                        let message = format!("the file ends before `{}` is closed", tag.name);
                        return Err(Diagnostic::at(Code::Malformed, tag.span, message).into());
                    }
                    None => Item::Eof,
                },
                Event::Decl(declaration) => {
                    self.check_encoding(&declaration, from)?;
                    continue;
                }
                Event::Comment(_) | Event::PI(_) => continue,
            });
        }
    }

    /// The place of an event that was looked for from there on; blanks before it are not part of it.
    fn since(&self, from: usize) -> Span {
        let to = self.position();
        let event = self.text.get(from..to).unwrap_or_default().trim_ascii_start();
        self.span(to - event.len(), to)
    }

    /// The text was decoded by its bytes; what it says of itself may be wrong only where that does no harm.
    fn check_encoding(&self, declaration: &BytesDecl, from: usize) -> Result<()> {
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

    /// Opens an element.
    fn start(&mut self, start: &BytesStart) -> Result<Tag<'a>> {
        let (at, to) = (self.offset(start), self.position());
        let content = self.text.get(at..at + start.len()).unwrap_or_default();
        let declares = self.declares(at, at + start.len());
        if declares {
            self.prefixes.push(start).map_err(|error| self.malformed(&error.into()))?;
            self.unprefixed = namespace(&self.prefixes.resolve_prefix(None, true));
        }
        let (qualified, attributes) = content.split_at(start.name().0.len());
        let (namespace, name, attributes) = if qualified.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
            (self.unprefixed, qualified, attributes)
        } else {
            let (uri, _) = self.prefixes.resolve_element(start.name());
            let name = qualified.rsplit_once(':').map_or(qualified, |(_, name)| name);
            // A blank that XML has not ends no name; among the attributes it is refused.
            let end = content.find(char::is_whitespace).unwrap_or(content.len());
            (namespace(&uri), name, &content[end..])
        };
        let tag = Tag { namespace, name, attributes, span: self.span(at - 1, to), declares };
        self.open.push(tag);
        let Limits { depth, .. } = self.limits;
        if self.open.len() > usize::from(depth) {
            let message = format!("elements are nested more than {depth} deep");
            return Err(Diagnostic::at(Code::TooDeep, tag.span, message).help(limits::raise("depth")).into());
        }
        Ok(tag)
    }

    /// Whether a tag declares a prefix. Few do, so that many are looked through at once.
    fn declares(&mut self, start: usize, end: usize) -> bool {
        if end > self.undeclared {
            let piece = &self.text.as_bytes()[start..self.text.len().min(end + PIECE)];
            self.undeclared = start + memmem::find(piece, b"xmlns").unwrap_or(piece.len());
        }
        end > self.undeclared
    }

    /// Closes an element.
    fn end(&mut self) -> Item<'a> {
        if self.open.pop().is_some_and(|tag| tag.declares) {
            self.prefixes.pop();
            self.unprefixed = namespace(&self.prefixes.resolve_prefix(None, true));
        }
        Item::End
    }

    /// Ends the reading if there are too many problems already.
    fn check_problems(&mut self) -> Result<()> {
        if self.problems.len() > limits::PROBLEMS
            && let Some(last) = self.problems.pop()
        {
            return Err(last.into());
        }
        Ok(())
    }

    /// The next child in one of OData's namespaces, with its attributes read; `None` at the end of the parent.
    pub(super) fn child(&mut self) -> Result<Option<Tag<'a>>> {
        loop {
            match self.next()? {
                Item::Start(tag) if tag.namespace == Namespace::Foreign => {
                    self.check_foreign(&tag);
                    self.skip()?;
                }
                Item::Start(tag) => {
                    self.check_problems()?;
                    self.enter(&tag)?;
                    return Ok(Some(tag));
                }
                Item::Text(_) => {}
                Item::End | Item::Eof => return Ok(None),
            }
        }
    }

    /// What is of no namespace of OData is another's business, but for what nothing works without.
    fn check_foreign(&mut self, tag: &Tag) {
        if self.open.len() <= 3 && matches!(tag.name, "DataServices" | "Schema") {
            let message = format!("this `{}` is in no namespace of OData", tag.name);
            let expected = "`http://docs.oasis-open.org/odata/ns/edm`, and that of `edmx` around it";
            self.problems.push(Diagnostic::at(Code::ForeignNamespace, tag.span, message).expected(expected));
        }
    }

    /// The start tags of what is open.
    pub(super) fn enclosing(&self) -> Vec<Span> {
        self.open.iter().map(|tag| tag.span).collect()
    }

    /// Leaves an element that is of no use to us, and notes it if it is of no use to anybody.
    pub(super) fn pass_over(&mut self, tag: &Tag<'a>) -> Result<()> {
        if tag.is_of_csdl() && vocabulary::attributes(tag.name).is_none() {
            let problem = Diagnostic::at(Code::UnknownElement, tag.span, format!("there is no element `{}`", tag.name));
            let problem = problem.expected("an element of CSDL");
            self.problems.push(problem.suggest(tag.name, vocabulary::elements()));
        }
        self.skip()
    }

    /// Notes what nobody has taken of the attributes, if it is of no use to anybody.
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

    /// Leaves the element whose start tag was read last, whatever is in it.
    pub(super) fn skip(&mut self) -> Result<()> {
        let depth = self.open.len();
        while self.open.len() >= depth {
            self.next()?;
        }
        Ok(())
    }

    /// The text of the element whose start tag was read last, without that of its children.
    pub(super) fn text(&mut self) -> Result<Text<'a>> {
        let start = self.position();
        let mut value = Cow::Borrowed("");
        let mut end = start;
        self.keep_blanks(true);
        loop {
            match self.next()? {
                Item::Text(more) if value.is_empty() => value = more,
                Item::Text(more) => value.to_mut().push_str(&more),
                Item::Start(_) => self.skip()?,
                Item::End | Item::Eof => break,
            }
            end = self.position();
        }
        self.keep_blanks(false);
        Ok(Text::new(value, self.span(start, end)))
    }

    /// Whether blanks at the beginning are text, as in a value.
    pub(super) fn keep_blanks(&mut self, keep: bool) {
        self.events.config_mut().trim_text_start = !keep;
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
                attribute.normalized_value(XmlVersion::Implicit1_0).map_err(|_| unknown_entity(span))?
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

    /// Where a part of the file's text begins.
    fn offset(&self, part: &str) -> usize {
        part.as_ptr().addr() - self.text.as_ptr().addr()
    }

    pub(super) fn position(&self) -> usize {
        let position = usize::try_from(self.events.buffer_position()).unwrap_or(usize::MAX);
        self.base.saturating_add(position)
    }

    fn malformed(&self, error: &quick_xml::Error) -> Diagnostic {
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
    fn bad_attribute(&self, tag: &Tag) -> Diagnostic {
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

/// Whether a name is a simple identifier, as nearly all are.
fn is_simple(name: &str) -> bool {
    let mut rest = name.chars();
    rest.next().is_some_and(|first| first == '_' || unicode_ident::is_xid_start(first))
        && rest.all(unicode_ident::is_xid_continue)
}

fn events(text: &str) -> quick_xml::Reader<&[u8]> {
    let mut events = quick_xml::Reader::from_str(text);
    events.config_mut().trim_text_start = true;
    events
}

fn namespace(resolved: &ResolveResult) -> Namespace {
    match resolved {
        ResolveResult::Bound(Uri("http://docs.oasis-open.org/odata/ns/edm")) => Namespace::Edm,
        ResolveResult::Bound(Uri("http://docs.oasis-open.org/odata/ns/edmx")) => Namespace::Edmx,
        ResolveResult::Bound(Uri(uri)) if uri.starts_with("http://schemas.microsoft.com/ado/") => Namespace::Ado,
        _ => Namespace::Foreign,
    }
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

fn unknown_entity(span: Span) -> Diagnostic {
    Diagnostic::at(Code::UnknownEntity, span, "malformed XML: unknown entity or character reference")
        .expected("XML knows `&lt;`, `&gt;`, `&amp;`, `&apos;`, `&quot;`, and numbers as in `&#x41;`")
}
