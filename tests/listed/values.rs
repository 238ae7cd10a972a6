//! Values of annotations. The element that has a value is an `Annotation` or a `PropertyValue`.

use crate::metadata::{Element, Named};

/// What metadata says of whether something is allowed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Allowed {
    Yes,
    No,
    /// It depends on the instance.
    Depends,
}

/// A property of the record that is the value of an element.
pub fn property<'d>(element: Element<'d>, name: &str) -> Option<Element<'d>> {
    of_record(element.children_of(&["Record"]).next()?, name)
}

/// A property of a record.
pub fn of_record<'d>(record: Element<'d>, name: &str) -> Option<Element<'d>> {
    record.children_of(&["PropertyValue"]).find(|value| value.attribute("Property") == Some(name))
}

/// The records of the collection that is the value of an element.
pub fn records(element: Element<'_>) -> impl Iterator<Item = Element<'_>> {
    element.children_of(&["Collection"]).flat_map(|collection| collection.children_of(&["Record"]))
}

/// A truth value. An element without an expression has the default, which is true for all terms that are asked for.
pub fn allowed(element: Element<'_>) -> Allowed {
    match text(element, "Bool") {
        Some(text) if text.trim() == "true" => Allowed::Yes,
        Some(_) => Allowed::No,
        None if has_expression(element) => Allowed::Depends,
        None => Allowed::Yes,
    }
}

/// The names of the members of an enumeration, without its type.
pub fn members(element: Element<'_>) -> Vec<&str> {
    let names = text(element, "EnumMember").unwrap_or_default().split_whitespace();
    names.map(|name| name.rsplit('/').next().unwrap_or(name)).collect()
}

/// The path of a navigation property in a record.
pub fn navigation_path(record: Element<'_>) -> Option<&str> {
    let value = of_record(record, "NavigationProperty")?;
    ["NavigationPropertyPath", "PropertyPath", "Path"].into_iter().find_map(|form| text(value, form))
}

/// A constant in attribute or element notation.
fn text<'d>(element: Element<'d>, form: &str) -> Option<&'d str> {
    let child =
        || element.children().find(|child| child.has_tag_name_of(form)).map(|child| child.text().unwrap_or_default());
    element.attribute(form).or_else(child)
}

fn has_expression(element: Element<'_>) -> bool {
    let is_of_element = |name: &str| ["Term", "Property", "Qualifier"].contains(&name);
    let attributes = element.attributes().any(|attribute| !is_of_element(attribute.name()));
    attributes || element.children().any(|child| child.is_element() && !child.has_tag_name_of("Annotation"))
}
