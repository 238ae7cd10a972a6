//! Faults of made-up metadata: a rule of the standard that is broken by a change of an element.

use fastrand::Rng;

use super::document::Node;

/// Values that are wrong nearly everywhere.
pub(super) const VALUES: &[&str] = &[
    "",
    " ",
    ".",
    "..",
    "/",
    "a.b",
    "a/b",
    "Edm.String",
    "Edm.Nothing",
    "Collection()",
    "Collection(",
    "Collection(Collection(Edm.String))",
    "Collection(Edm.String)",
    "-1",
    "0",
    "9223372036854775807",
    "9223372036854775808",
    "-9223372036854775808",
    "99999999999999999999999999",
    "1e9",
    "TRUE",
    "1",
    "max",
    "variable",
    "../../etc/passwd",
    "C:\\con",
    "nul",
    "\u{0}",
    "\u{feff}",
    "\u{202e}",
    "💥",
    "é",
    "Case.Container",
    "Case.Nothing",
    "C.",
    ".C",
    "$it",
    "@odata.type",
    "true",
    "false",
];

const ELEMENTS: &[&str] = &[
    "EntityType",
    "ComplexType",
    "EnumType",
    "Property",
    "NavigationProperty",
    "Key",
    "PropertyRef",
    "Schema",
    "edmx:DataServices",
    "edmx:Edmx",
    "Annotation",
    "Annotations",
    "Action",
    "Function",
    "ReturnType",
    "Parameter",
    "EntitySet",
    "Unknown",
    "Member",
    "Record",
    "Collection",
];

/// Breaks a document in one to three places.
pub(super) fn add(random: &mut Rng, document: &mut Node) {
    for _ in 0..random.usize(1..=3) {
        let count = document.count();
        let values = values(document);
        let at = random.usize(..count);
        match random.u8(..9) {
            0 => duplicate(random, document, at),
            1 => drop(take(random, document, at)),
            2 => {
                if let Some(moved) = take(random, document, at) {
                    let to = random.usize(..document.count());
                    document.nth(to).into_iter().for_each(|node| node.children.push(moved.clone()));
                }
            }
            3 => document.nth(at).into_iter().for_each(|node| node.name = pick(random, ELEMENTS)),
            4 => document.nth(at).into_iter().for_each(|node| {
                node.attributes.pop();
            }),
            5 | 6 => {
                let value = pick(random, VALUES);
                set(random, document, at, value);
            }
            // Another's value: the wrong kind, a cycle, a duplicate.
            _ if !values.is_empty() => {
                let value = values[random.usize(..values.len())].clone();
                set(random, document, at, &value);
            }
            _ => {}
        }
    }
}

fn pick<'a>(random: &mut Rng, all: &[&'a str]) -> &'a str {
    all[random.usize(..all.len())]
}

fn set(random: &mut Rng, document: &mut Node, at: usize, value: &str) {
    let Some(node) = document.nth(at).filter(|node| !node.attributes.is_empty()) else { return };
    let attribute = random.usize(..node.attributes.len());
    value.clone_into(&mut node.attributes[attribute].1);
}

fn duplicate(random: &mut Rng, document: &mut Node, at: usize) {
    let Some(node) = document.nth(at).filter(|node| !node.children.is_empty()) else { return };
    let copy = node.children[random.usize(..node.children.len())].clone();
    node.children.push(copy);
}

fn take(random: &mut Rng, document: &mut Node, at: usize) -> Option<Node> {
    let node = document.nth(at).filter(|node| !node.children.is_empty())?;
    Some(node.children.remove(random.usize(..node.children.len())))
}

/// All values of attributes, and each type's qualified name as others would write it.
fn values(node: &Node) -> Vec<String> {
    let own = node.attributes.iter().filter(|(name, _)| !name.starts_with("xmlns")).map(|(name, value)| {
        let is_type = *name == "Name" && node.name.ends_with("Type");
        if is_type { format!("Case.{value}") } else { value.clone() }
    });
    own.chain(node.children.iter().flat_map(values)).collect()
}
