//! What was read, and what is written of it.

use std::collections::BTreeMap;

use crate::{
    csdl::{Edmx, Element, SchemaElement},
    report::{ELEMENTS, count_read},
};

/// The elements of a kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Count {
    /// The element, `EntityType`, say.
    pub element: &'static str,
    /// How many there are in the files.
    pub read: usize,
    /// How many of them the subset has.
    pub kept: usize,
}

const ANNOTATIONS: &str = "Annotations";

pub(super) fn of<'a>(files: impl Iterator<Item = &'a Edmx<'a>>, root: &Element) -> Vec<Count> {
    let (mut read, mut kept): (BTreeMap<&str, usize>, _) = (BTreeMap::new(), BTreeMap::new());
    for edmx in files {
        count_read(edmx, |element, number| *read.entry(element).or_default() += number);
        let elements = edmx.schemas.iter().flat_map(|schema| &schema.elements);
        let groups = elements.filter(|element| matches!(element, SchemaElement::Annotations(_))).count();
        *read.entry(ANNOTATIONS).or_default() += groups;
    }
    count_kept(root, &mut kept);
    let count = |element| Count {
        element,
        read: read.get(element).copied().unwrap_or_default(),
        kept: kept.get(element).copied().unwrap_or_default(),
    };
    ELEMENTS.into_iter().chain([ANNOTATIONS]).map(count).collect()
}

fn count_kept<'e>(element: &'e Element, counts: &mut BTreeMap<&'e str, usize>) {
    *counts.entry(&*element.name).or_default() += 1;
    element.children.iter().for_each(|child| count_kept(child, counts));
}
