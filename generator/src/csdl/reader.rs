//! A cursor over the elements of an XML file: namespaces resolved, every tag with its place.

use std::borrow::Cow;

use memchr::memmem;
use quick_xml::{
    escape::resolve_xml_entity,
    events::{BytesStart, Event},
    name::NamespaceResolver,
};

use super::{
    tag::{Item, Namespace, Tag},
    text::Text,
    vocabulary,
};
use crate::{
    codes::Code,
    error::Diagnostic,
    limits::{self, Limits},
    source::{Source, Span},
};

/// The bytes behind a tag that are looked through with it.
const PIECE: usize = 4096;

/// Stops the reading; less grave problems are collected in [`Reader::problems`]. In a box, so that what goes well, as
/// nearly all does, is not moved about with the room for a problem.
pub(super) type Result<T> = std::result::Result<T, Box<Diagnostic>>;

pub(super) struct Reader<'a> {
    pub(super) events: quick_xml::Reader<&'a [u8]>,
    /// `NsReader` reads the attributes of every tag for it; we, only of those that declare something.
    prefixes: NamespaceResolver,
    /// From the last tag up to there nothing declares a prefix.
    undeclared: usize,
    /// Where names without prefix are, as nearly all.
    unprefixed: Namespace,
    pub(super) text: &'a str,
    /// Where in the text the events begin.
    pub(super) base: usize,
    source: u16,
    pub(super) limits: Limits,
    pub(super) open: Vec<Tag<'a>>,
    /// The last tag was `<empty/>`, so that its end is next.
    empty: bool,
    /// The attributes of the last tag that `enter` was called for; `take` empties it.
    pub(super) attributes: Vec<(&'a str, Text<'a>)>,
    /// The element that they are of, if it is one of CSDL's.
    pub(super) entered: Option<&'a str>,
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
                    Item::Text(resolved.ok_or_else(|| Self::unknown_entity(span))?)
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
    pub(super) fn since(&self, from: usize) -> Span {
        let to = self.position();
        let event = self.text.get(from..to).unwrap_or_default().trim_ascii_start();
        self.span(to - event.len(), to)
    }

    /// Opens an element.
    fn start(&mut self, start: &BytesStart) -> Result<Tag<'a>> {
        let (at, to) = (self.offset(start), self.position());
        let content = self.text.get(at..at + start.len()).unwrap_or_default();
        let declares = self.declares(at, at + start.len());
        if declares {
            self.prefixes.push(start).map_err(|error| self.malformed(&error.into()))?;
            self.unprefixed = Namespace::new(&self.prefixes.resolve_prefix(None, true));
        }
        let (qualified, attributes) = content.split_at(start.name().0.len());
        let (namespace, name, attributes) = if qualified.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
            (self.unprefixed, qualified, attributes)
        } else {
            let (uri, _) = self.prefixes.resolve_element(start.name());
            let name = qualified.rsplit_once(':').map_or(qualified, |(_, name)| name);
            // Whitespace that XML does not define ends the name here; among the attributes it is refused.
            let end = content.find(char::is_whitespace).unwrap_or(content.len());
            (Namespace::new(&uri), name, &content[end..])
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
            self.unprefixed = Namespace::new(&self.prefixes.resolve_prefix(None, true));
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

    /// Elements outside the OData namespaces are skipped; a foreign `Schema` or `DataServices` is an error.
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

    /// Where a part of the file's text begins.
    pub(super) fn offset(&self, part: &str) -> usize {
        part.as_ptr().addr() - self.text.as_ptr().addr()
    }

    pub(super) fn position(&self) -> usize {
        let position = usize::try_from(self.events.buffer_position()).unwrap_or(usize::MAX);
        self.base.saturating_add(position)
    }
}

fn events(text: &str) -> quick_xml::Reader<&[u8]> {
    let mut events = quick_xml::Reader::from_str(text);
    events.config_mut().trim_text_start = true;
    events
}
