//! Elements as text in canonical form: one order of elements and attributes, one way to indent.

use std::cmp::Ordering;

use quick_xml::{
    Writer,
    events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event},
};

use crate::csdl::Element;

/// The namespace of the wrapper.
pub(super) const EDMX: &str = "http://docs.oasis-open.org/odata/ns/edmx";
/// The namespace of the schema.
pub(super) const EDM: &str = "http://docs.oasis-open.org/odata/ns/edm";

/// In the order of the file; each with the attributes that order its kind. Elements of a kind without attributes stay
/// as they are, since their order says something, or none is known.
const KINDS: [(&str, &[&str]); 25] = [
    ("edmx:Reference", &[]),
    ("Key", &[]),
    ("NavigationPropertyBinding", &["Path", "Target"]),
    ("OnDelete", &[]),
    ("ReferentialConstraint", &["Property"]),
    ("Parameter", &[]),
    ("ReturnType", &[]),
    ("Member", &[]),
    ("Property", &["Name"]),
    ("NavigationProperty", &["Name"]),
    ("PropertyValue", &["Property"]),
    ("TypeDefinition", &["Name"]),
    ("EnumType", &["Name"]),
    ("ComplexType", &["Name"]),
    ("EntityType", &["Name"]),
    ("Action", &["Name"]),
    ("Function", &["Name"]),
    ("Term", &["Name"]),
    ("EntityContainer", &["Name"]),
    ("EntitySet", &["Name"]),
    ("Singleton", &["Name"]),
    ("ActionImport", &["Name"]),
    ("FunctionImport", &["Name"]),
    ("Annotation", &["Term", "Qualifier"]),
    ("Annotations", &["Target", "Qualifier"]),
];

/// What an element is told by comes first, then what it is; all others by name.
const ATTRIBUTES: [&str; 15] = [
    "Version",
    "Name",
    "Namespace",
    "Term",
    "Target",
    "Uri",
    "Property",
    "Path",
    "Qualifier",
    "Type",
    "EntityType",
    "UnderlyingType",
    "BaseType",
    "Action",
    "Function",
];

/// The text of a whole file.
pub(super) fn document(root: &Element) -> String {
    let mut writer = Writer::new_with_indent(Vec::new(), b' ', 2);
    writer.config_mut().add_space_before_slash_in_empty_elements = true;
    let written = writer
        .write_event(Event::Decl(BytesDecl::new("1.0", Some("utf-8"), None)))
        .and_then(|()| write(&mut writer, root));
    debug_assert!(written.is_ok(), "writing to memory does not fail");
    let mut text = String::from_utf8(writer.into_inner()).unwrap_or_default();
    text.push('\n');
    text
}

fn write(writer: &mut Writer<Vec<u8>>, element: &Element) -> std::io::Result<()> {
    let mut start = BytesStart::new(&*element.name);
    let mut attributes: Vec<_> = element.attributes.iter().collect();
    attributes.sort_by_key(|(name, _)| (place(&ATTRIBUTES, name), &**name));
    for (name, value) in attributes {
        start.push_attribute((&**name, &**value));
    }
    if element.children.is_empty() && element.text.is_empty() {
        return writer.write_event(Event::Empty(start));
    }
    writer.write_event(Event::Start(start))?;
    if !element.text.is_empty() {
        writer.write_event(Event::Text(BytesText::new(&element.text)))?;
    }
    for child in ordered(&element.children) {
        write(writer, child)?;
    }
    writer.write_event(Event::End(BytesEnd::new(&*element.name)))
}

fn ordered<'e, 'a>(children: &'e [Element<'a>]) -> Vec<&'e Element<'a>> {
    let mut children: Vec<_> = children.iter().collect();
    children.sort_by(|one, other| compare(one, other));
    children
}

fn compare(one: &Element, other: &Element) -> Ordering {
    let kind = |element: &Element| KINDS.iter().position(|(name, _)| *name == element.name).unwrap_or(KINDS.len());
    let by = KINDS.get(kind(one)).map(|(_, attributes)| *attributes).unwrap_or_default();
    kind(one).cmp(&kind(other)).then_with(|| {
        let differing = by.iter().map(|name| one.get(name).cmp(&other.get(name)));
        differing.fold(Ordering::Equal, Ordering::then).then_with(|| overload(one).cmp(&overload(other)))
    })
}

/// What tells the overloads of an operation apart.
fn overload<'e>(element: &'e Element) -> Vec<Option<&'e str>> {
    if !matches!(&*element.name, "Action" | "Function") {
        return Vec::new();
    }
    element.children.iter().filter(|child| child.name == "Parameter").map(|child| child.get("Type")).collect()
}

fn place(names: &[&str], name: &str) -> usize {
    names.iter().position(|known| *known == name).unwrap_or(names.len())
}
