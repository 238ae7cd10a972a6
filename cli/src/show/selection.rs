//! The types that belong in a picture.

use std::collections::BTreeSet;

use odata_codegen::outline::{Outline, Type, Value};

use super::error::Error;
use super::find::Thing;

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

/// The types that things are of or about, each once.
#[must_use]
pub fn centre<'a>(outline: &'a Outline, things: &[Thing<'a>]) -> Vec<&'a Type> {
    let mut names: BTreeSet<&str> = BTreeSet::new();
    for thing in things {
        match thing {
            Thing::Type(ty) | Thing::Member(ty, _) => names.extend([ty.name.as_str()]),
            Thing::Property(ty, property) => names.extend([&ty.name, &property.value.ty].map(String::as_str)),
            Thing::Resource(resource) => names.extend(resource.value.as_ref().map(name)),
            Thing::Operation(operation) => {
                let parameters = operation.parameters.iter().map(|parameter| &parameter.value);
                names.extend(operation.bound_to.iter().chain(parameters).chain(&operation.returns).map(name));
            }
        }
    }
    names.into_iter().filter_map(|name| outline.find(name)).collect()
}

fn name(value: &Value) -> &str {
    &value.ty
}

fn neighbours(ty: &Type) -> impl Iterator<Item = &str> {
    let properties = ty.properties.iter().chain(&ty.navigation).map(|property| property.value.ty.as_str());
    ty.base.as_deref().into_iter().chain(properties)
}

fn few(types: Vec<&Type>) -> Result<Vec<&Type>, Error> {
    if types.len() <= MOST { Ok(types) } else { Err(Error::Crowded { types: types.len(), most: MOST }) }
}
