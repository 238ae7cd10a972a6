//! A page of rustdoc as a tree of elements.
//!
//! Rustdoc closes its elements, so an XML reader can read the part of a page that matters, without another dependency. HTML that
//! it cannot read fails the test.

use quick_xml::{
    Reader,
    events::{BytesStart, Event},
};

/// Elements that have no end tag.
const VOID: &[&str] = &["br", "hr", "img", "input", "wbr"];

/// Classes of elements that say nothing about the API: links to the source, anchors, buttons, explanations of rustdoc's own.
const NOISE_CLASSES: &[&str] =
    &["anchor", "doc-anchor", "hideme", "main-heading", "non-exhaustive", "rightside", "since", "src", "tooltip"];

/// Identifiers of sections that rustdoc writes for every type.
const NOISE_IDS: &[&str] = &["blanket-implementations-list", "synthetic-implementations-list"];

pub enum Node {
    Element(Element),
    Text(String),
}

#[derive(Default)]
pub struct Element {
    pub name: String,
    pub id: String,
    classes: String,
    pub children: Vec<Node>,
}

impl Element {
    /// Reads the element `main`, without noise. Pages that only redirect to another one have none.
    pub fn main_of(page: &str) -> Option<Self> {
        let start = page.find("<main>")?;
        let end = page.find("</main>")? + "</main>".len();
        Some(parse(&page[start..end]))
    }

    pub fn has_class(&self, class: &str) -> bool {
        self.classes.split(' ').any(|own| own == class)
    }

    pub fn elements(&self) -> impl Iterator<Item = &Self> {
        self.children.iter().filter_map(|child| match child {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
    }

    /// All elements below this one, in the order of the page.
    pub fn descendants(&self) -> Vec<&Self> {
        self.elements().flat_map(|element| [vec![element], element.descendants()].concat()).collect()
    }

    /// The text as it stands, each `div` on lines of its own.
    pub fn text(&self) -> String {
        let text = self.children.iter().map(|child| match child {
            Node::Element(element) => element.text(),
            Node::Text(text) => text.clone(),
        });
        let text: String = text.collect();
        match self.name.as_str() {
            "div" => format!("\n{text}\n"),
            "br" => String::from("\n"),
            _ => text,
        }
    }

    fn from_tag(tag: &BytesStart<'_>) -> Self {
        let attributes = || tag.html_attributes().map(|attribute| attribute.unwrap());
        let value = |name: &str| {
            let found = attributes().find(|attribute| attribute.key.as_ref() == name);
            found.map(|attribute| attribute.value.into_owned()).unwrap_or_default()
        };
        Self { name: tag.name().as_ref().to_owned(), id: value("id"), classes: value("class"), children: Vec::new() }
    }

    fn is_noise(&self) -> bool {
        self.name == "button"
            || NOISE_CLASSES.iter().any(|class| self.has_class(class))
            || NOISE_IDS.contains(&self.id.as_str())
    }

    fn push_text(&mut self, text: &str) {
        self.children.push(Node::Text(text.to_owned()));
    }

    fn push(&mut self, element: Self) {
        if !element.is_noise() {
            self.children.push(Node::Element(element));
        }
    }
}

fn parse(html: &str) -> Element {
    let mut reader = Reader::from_str(html);
    // To XML, an element without an end tag is an error.
    reader.config_mut().check_end_names = false;
    let mut open = vec![Element::default()];
    loop {
        match reader.read_event().unwrap() {
            Event::Start(tag) if !VOID.contains(&tag.name().as_ref()) => open.push(Element::from_tag(&tag)),
            Event::Start(tag) | Event::Empty(tag) => open.last_mut().unwrap().push(Element::from_tag(&tag)),
            Event::End(tag) => {
                let element = open.pop().unwrap();
                assert_eq!(element.name, tag.name().as_ref(), "the end tag of another element");
                open.last_mut().unwrap().push(element);
            }
            Event::Text(text) => open.last_mut().unwrap().push_text(&text),
            Event::GeneralRef(name) => {
                let character = name.resolve_char_ref().unwrap().map(String::from);
                open.last_mut().unwrap().push_text(&character.unwrap_or_else(|| named_character(&name).to_owned()));
            }
            Event::Eof => return open.remove(0),
            _ => {}
        }
    }
}

fn named_character(name: &str) -> &'static str {
    if name == "nbsp" { " " } else { quick_xml::escape::resolve_predefined_entity(name).unwrap() }
}
