//! A CSDL file whose elements can be put into another order.

use fastrand::Rng;
use quick_xml::{Reader, events::Event};

/// An element, with what stands between its tags.
#[derive(Debug, Default)]
pub struct Element {
    name: String,
    /// The start tag as it is written.
    start: String,
    children: Vec<Child>,
    end: String,
}

#[derive(Debug)]
enum Child {
    Element(Element),
    /// Text, a comment or the XML declaration.
    Other(String),
}

/// Which elements change places.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Moved {
    /// Schemas, what they declare, resources, and annotations: what has no order for CSDL.
    Declarations,
    /// Properties of a type too, in whose order the fields of a struct stand.
    Properties,
}

impl Element {
    /// Reads a document: an element without a name.
    pub fn of(text: &str) -> Self {
        let mut reader = Reader::from_str(text);
        let mut open = vec![Self::default()];
        let mut from = 0;
        loop {
            let event = reader.read_event().unwrap();
            let to = usize::try_from(reader.buffer_position()).unwrap();
            let own = text[from..to].to_owned();
            from = to;
            let done = match event {
                Event::Start(tag) => {
                    open.push(Self { name: tag.local_name().into_inner().to_owned(), start: own, ..Self::default() });
                    continue;
                }
                Event::Empty(tag) => {
                    let name = tag.local_name().into_inner().to_owned();
                    Child::Element(Self { name, start: own, ..Self::default() })
                }
                Event::End(_) => {
                    let element = open.pop().unwrap();
                    Child::Element(Self { end: own, ..element })
                }
                Event::Eof => return open.pop().unwrap(),
                _ => Child::Other(own),
            };
            open.last_mut().unwrap().children.push(done);
        }
    }

    /// Shuffles the children of each element that may stand in any order. Text and comments stay where they are.
    pub fn shuffle(&mut self, random: &mut Rng, moved: Moved) {
        let keeps_order = |name: &str| self.keeps_order(name, moved);
        let mut places: Vec<usize> = Vec::new();
        for (place, child) in self.children.iter().enumerate() {
            if matches!(child, Child::Element(element) if !keeps_order(&element.name)) {
                places.push(place);
            }
        }
        // A permutation by exchanges, each of one place with one behind it.
        for left in 0..places.len() {
            self.children.swap(places[left], places[random.usize(left..places.len())]);
        }
        for child in &mut self.children {
            if let Child::Element(element) = child {
                element.shuffle(random, moved);
            }
        }
    }

    /// Whether the standard or the emitted code gives a meaning to the place of a child.
    fn keeps_order(&self, child: &str, moved: Moved) -> bool {
        match &*self.name {
            "DataServices" | "Schema" | "EntityContainer" | "EntitySet" | "Singleton" => false,
            "EntityType" | "ComplexType" => {
                matches!(child, "Property" | "NavigationProperty") && moved == Moved::Declarations
            }
            // Members without a value are counted, and parameters and the parts of a key have an order.
            _ => true,
        }
    }

    /// The document.
    pub fn write(&self) -> String {
        let inner = self.children.iter().map(|child| match child {
            Child::Element(element) => element.write(),
            Child::Other(text) => text.clone(),
        });
        format!("{}{}{}", self.start, inner.collect::<String>(), self.end)
    }
}
