//! The types that belong in a picture.

use std::collections::BTreeSet;

use generator::outline::{Outline, Type};

use crate::error::Error;

/// More types make a picture that nobody can read.
pub const MOST: usize = 100;

/// All types, or those around the given ones: what they refer to, what refers to them, and their base types.
///
/// # Errors
///
/// There are too many.
pub fn types<'a>(outline: &'a Outline, around: Option<&[&Type]>) -> Result<Vec<&'a Type>, Error> {
    let Some(around) = around else { return few(outline.types.iter().collect()) };
    let centre: BTreeSet<&str> = around.iter().map(|ty| ty.name.as_str()).collect();
    let mut chosen: BTreeSet<&str> =
        around.iter().flat_map(|ty| outline.lineage(ty)).map(|ty| ty.name.as_str()).collect();
    for ty in &outline.types {
        for other in neighbours(ty) {
            if centre.contains(ty.name.as_str()) {
                chosen.insert(other);
            } else if centre.contains(other) {
                chosen.insert(&ty.name);
            }
        }
    }
    few(outline.types.iter().filter(|ty| chosen.contains(ty.name.as_str())).collect())
}

fn neighbours(ty: &Type) -> impl Iterator<Item = &str> {
    let properties = ty.properties.iter().chain(&ty.navigation).map(|property| property.value.ty.as_str());
    ty.base.as_deref().into_iter().chain(properties)
}

fn few(types: Vec<&Type>) -> Result<Vec<&Type>, Error> {
    if types.len() <= MOST { Ok(types) } else { Err(Error::Crowded { types: types.len(), most: MOST }) }
}
