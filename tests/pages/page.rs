//! A page of rustdoc in a canonical form: the same however the source orders items and divides them into `impl` blocks.

use std::{collections::BTreeMap, fmt::Write as _};

use crate::{
    html::Element,
    prose::{line, lines},
};

/// Classes of the elements that declare a member of a type or trait.
const MEMBERS: &[&str] =
    &["associatedconstant", "associatedtype", "method", "structfield", "sub-variant-field", "variant"];

/// What has members. The variants are in the order in which they are written.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Section {
    /// Fields, variants, required methods, modules: named by a heading.
    Heading(String),
    /// An `impl` block without a trait.
    Inherent(String),
    /// An `impl` block of a trait.
    Trait(String),
}

/// A signature, and the lines of its documentation.
#[derive(Default, PartialEq, Eq, PartialOrd, Ord)]
struct Entry {
    signature: String,
    documentation: Vec<String>,
}

/// What a page says of one item.
pub struct Page {
    item: Entry,
    sections: BTreeMap<Section, Vec<Entry>>,
}

impl Page {
    pub fn read(main: &Element) -> Self {
        let mut reading = Reading::default();
        reading.below(main);
        let mut sections: BTreeMap<Section, Vec<Entry>> = BTreeMap::new();
        for (section, members) in reading.sections {
            sections.entry(section).or_default().extend(members);
        }
        for members in sections.values_mut() {
            members.sort();
        }
        // Headings stand above lists of `impl` blocks too, which are sections of their own.
        sections.retain(|section, members| matches!(section, Section::Trait(_)) || !members.is_empty());
        Self { item: reading.item, sections }
    }

    /// Writes the page; what `other` says too is only mentioned.
    pub fn write(&self, path: &str, other: Option<&Self>) -> String {
        let mut text = format!("==== {path}\n");
        if other.is_some_and(|other| other.item == self.item) {
            text.push_str("(as in generated)\n");
        } else {
            write_entry(&mut text, &self.item, "", "");
        }
        let mut is_after_trait = false;
        for (section, members) in &self.sections {
            let is_trait = matches!(section, Section::Trait(_));
            if !(is_trait && is_after_trait) {
                text.push('\n');
            }
            is_after_trait = is_trait;
            let is_known = other.is_some_and(|other| other.sections.get(section) == Some(members));
            write_section(&mut text, section, members, is_known);
        }
        text
    }
}

fn write_section(text: &mut String, section: &Section, members: &[Entry], is_known: bool) {
    let (Section::Heading(header) | Section::Inherent(header) | Section::Trait(header)) = section;
    let mark = if is_known && !members.is_empty() { " (as in generated)" } else { "" };
    writeln!(text, "{header}{mark}").unwrap();
    for member in members.iter().filter(|_| !is_known) {
        write_entry(text, member, "    ", "        ");
    }
}

fn write_entry(text: &mut String, entry: &Entry, indent: &str, documentation_indent: &str) {
    for line in entry.signature.lines() {
        writeln!(text, "{indent}{line}").unwrap();
    }
    for line in &entry.documentation {
        writeln!(text, "{documentation_indent}{line}").unwrap();
    }
}

/// A page as far as it was read, in its own order.
#[derive(Default)]
struct Reading {
    item: Entry,
    sections: Vec<(Section, Vec<Entry>)>,
}

impl Reading {
    fn below(&mut self, parent: &Element) {
        // What an alias stands for has a page of its own.
        for element in parent.elements().take_while(|element| element.id != "aliased-type") {
            self.element(element);
        }
    }

    fn element(&mut self, element: &Element) {
        if element.has_class("item-decl") {
            self.declaration(element);
        } else if element.has_class("docblock") {
            self.document(lines(element));
        } else if element.has_class("item-info") {
            self.document(vec![line(&element.text())]);
        } else if ["trait-implementations-list", "implementors-list"].contains(&element.id.as_str()) {
            self.trait_impls(element);
        } else if element.name == "h2" {
            self.sections.push((Section::Heading(line(&element.text())), Vec::new()));
        } else if element.has_class("impl") {
            self.sections.push((Section::Inherent(signature(element)), Vec::new()));
        } else if element.name == "dt" || MEMBERS.iter().any(|class| element.has_class(class)) {
            self.member(signature(element));
            // The documentation of a variant's field stands inside it.
            self.below(element);
        } else if element.name != "dd" {
            self.below(element);
        }
    }

    fn declaration(&mut self, element: &Element) {
        let text = element.text();
        let lines = text.lines().map(str::trim_end).filter(|line| !line.is_empty());
        self.item.signature = lines.collect::<Vec<_>>().join("\n");
    }

    fn document(&mut self, lines: Vec<String>) {
        let entry = match self.sections.last_mut() {
            None => &mut self.item,
            Some((_, members)) => {
                // Before the first member, it is documentation of the `impl` block.
                if members.is_empty() {
                    members.push(Entry::default());
                }
                members.last_mut().unwrap()
            }
        };
        entry.documentation.extend(lines);
    }

    fn member(&mut self, signature: String) {
        if let Some((_, members)) = self.sections.last_mut() {
            members.push(Entry { signature, documentation: Vec::new() });
        }
    }

    /// The trait says what its methods are, but only the `impl` block says what its types are.
    fn trait_impls(&mut self, list: &Element) {
        for element in list.descendants().into_iter().filter(|element| element.name == "section") {
            if element.has_class("impl") {
                self.sections.push((Section::Trait(signature(element)), Vec::new()));
            } else if element.has_class("associatedtype") {
                self.member(signature(element));
            }
        }
    }
}

/// The code of a declaration on one line, however long it is.
fn signature(element: &Element) -> String {
    let below = element.descendants();
    let code = below.into_iter().find(|element| element.has_class("code-header") || element.name == "code");
    let code = line(&code.unwrap_or(element).text());
    code.replace("( ", "(").replace(", )", ")").replace("< ", "<").replace(", >", ">")
}
