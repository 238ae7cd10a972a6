//! The annotations, terms and references of made-up metadata.

use std::collections::BTreeSet;

use super::document::Node;
use super::schema::Maker;

const TERMS: &[&str] = &[
    "Org.OData.Core.V1.Description",
    "Org.OData.Core.V1.LongDescription",
    "Org.OData.Core.V1.Computed",
    "Org.OData.Core.V1.Immutable",
    "Org.OData.Core.V1.Permissions",
    "Org.OData.Core.V1.AlternateKeys",
    "Org.OData.Core.V1.Revisions",
    "Org.OData.Core.V1.MediaType",
    "Org.OData.Capabilities.V1.DeleteRestrictions",
    "Org.OData.Capabilities.V1.UpdateRestrictions",
    "Org.OData.Capabilities.V1.InsertRestrictions",
    "Org.OData.Capabilities.V1.NavigationRestrictions",
    "Org.OData.Capabilities.V1.ExpandRestrictions",
    "Org.OData.Validation.V1.Minimum",
    "Case.term",
];

const TEXTS: &[&str] = &[
    "A text.",
    "",
    "*/ fn evil() {} /*",
    "\"#; fn evil() {}",
    "#![allow(unused)]",
    "```\nfn main() { evil() }\n```",
    "    indented()",
    "[link](https://example.org) <b>bold</b>",
    "a\u{202e}b\u{200b}c",
    "line\r\nline\u{2028}line",
    "{braces} {} {0}",
    "\\n \\u{41} \\",
    "| a | b |\n|---|---|",
];

const PATHS: &[&str] = &["PropertyPath", "Path", "NavigationPropertyPath"];

const CONSTANTS: &[&str] = &["String", "Bool", "Int"];

/// Adds annotations at the elements and by `Annotations`.
pub(super) fn add(maker: &mut Maker, schema: &mut Node) {
    for _ in 0..maker.random.usize(..6) {
        let mut block = Node::new("Annotations").with("Target", target(maker));
        if maker.chance(8) {
            block = block.with("Qualifier", "Q");
        }
        let mut used = BTreeSet::new();
        for _ in 0..maker.random.usize(1..4) {
            let annotation = annotation(maker);
            if used.insert(annotation.get("Term").unwrap_or_default().to_owned()) {
                block = block.child(annotation);
            }
        }
        schema.children.push(block);
    }
    for child in &mut schema.children {
        if child.name != "Annotations" && maker.chance(4) {
            child.children.push(annotation(maker));
        }
    }
    if maker.chance(4) {
        schema.children.push(Node::new("Term").with("Name", "term").with("Type", "Edm.String"));
    }
}

fn target(maker: &mut Maker) -> String {
    let index = maker.random.usize(..maker.types.len());
    let ty = maker.qualified(index);
    let members = maker.types[index].members.clone();
    if members.is_empty() || maker.chance(3) {
        let container = format!("{}.Container", maker.main());
        return if maker.chance(4) { container } else { ty };
    }
    format!("{ty}/{}", maker.pick(&members).0)
}

fn annotation(maker: &mut Maker) -> Node {
    let node = Node::new("Annotation").with("Term", *maker.pick(TERMS));
    match maker.random.u8(..6) {
        0 => node,
        1 => node.with("Bool", *maker.pick(&["true", "false", "maybe"])),
        2 => node.child(expression(maker, 0)),
        _ => node.with("String", *maker.pick(TEXTS)),
    }
}

fn expression(maker: &mut Maker, depth: usize) -> Node {
    let choice = if depth > 3 { 0 } else { maker.random.u8(..5) };
    match choice {
        1 => {
            let mut record = Node::new("Record");
            for _ in 0..maker.random.usize(..4) {
                let name = *maker.pick(&["Deletable", "Updatable", "Insertable", "Key", "Name", "Alias", "Restricted"]);
                let value = Node::new("PropertyValue").with("Property", name);
                let value = if maker.random.bool() {
                    value.with("Bool", *maker.pick(&["true", "false"]))
                } else {
                    value.child(expression(maker, depth + 1))
                };
                record = record.child(value);
            }
            record
        }
        2 => {
            let mut all = Node::new("Collection");
            for _ in 0..maker.random.usize(..4) {
                all = all.child(expression(maker, depth + 1));
            }
            all
        }
        3 => {
            let (name, text) = (*maker.pick(PATHS), target(maker));
            Node { text, ..Node::new(name) }
        }
        4 => Node { text: "Org.OData.Core.V1.Permission/Read".to_owned(), ..Node::new("EnumMember") },
        _ => {
            let (name, text) = (*maker.pick(CONSTANTS), (*maker.pick(TEXTS)).to_owned());
            Node { text, ..Node::new(name) }
        }
    }
}

/// References to vocabularies, which need not be there.
pub(super) fn references(maker: &mut Maker) -> Vec<Node> {
    let all = [("Org.OData.Core.V1", "Core"), ("Org.OData.Capabilities.V1", "Capabilities")];
    let count = maker.random.usize(..=all.len());
    let references = all[..count].iter().map(|(namespace, alias)| {
        let include = Node::new("edmx:Include").with("Namespace", *namespace).with("Alias", *alias);
        Node::new("edmx:Reference").with("Uri", format!("https://example.org/{alias}.xml")).child(include)
    });
    references.collect()
}
