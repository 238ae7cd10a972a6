//! What refers to each type, and why a type is kept.

use std::collections::BTreeMap;

use super::data::{Operation, Resource, Type, Use, Value};

/// Tells each type what refers to it.
pub(super) fn connect(types: &mut [Type], resources: &[Resource], operations: &[Operation]) {
    let mut uses: BTreeMap<String, Vec<Use>> = BTreeMap::new();
    let mut add = |ty: &str, by, name: String| uses.entry(ty.to_owned()).or_default().push(Use { by, name });
    for resource in resources {
        if let Some(Value { ty, .. }) = &resource.value {
            add(ty, resource.element, resource.name.clone());
        }
    }
    for ty in types.iter() {
        if let Some(base) = &ty.base {
            add(base, "derived type", ty.name.clone());
        }
        for property in &ty.navigation {
            add(&property.value.ty, "navigation property", format!("{}/{}", ty.name, property.name));
        }
        for property in &ty.properties {
            add(&property.value.ty, "property", format!("{}/{}", ty.name, property.name));
        }
    }
    for operation in operations {
        if let Some(Value { ty, .. }) = &operation.bound_to {
            add(ty, "bound operation", operation.name.clone());
        }
        for parameter in &operation.parameters {
            add(&parameter.value.ty, "parameter", format!("{}({})", operation.name, parameter.name));
        }
        if let Some(Value { ty, .. }) = &operation.returns {
            add(ty, "result", operation.name.clone());
        }
    }
    for ty in types {
        ty.used_by = uses.remove(&ty.name).unwrap_or_default();
        ty.used_by.dedup();
    }
}

/// Nobody reads further, and a hostile schema may be one long chain.
const STEPS: usize = 32;

/// Follows the reasons up to a root. A reason is that of the slice: a root, or `type/property`.
pub(super) fn chain(types: &mut [Type]) {
    let reasons: BTreeMap<String, String> =
        types.iter().filter_map(|ty| Some((ty.name.clone(), ty.because.first()?.clone()))).collect();
    for ty in types {
        while let Some((owner, _)) = ty.because.last().and_then(|last| last.split_once('/')) {
            let Some(next) = reasons.get(owner).filter(|_| ty.because.len() < STEPS) else { break };
            ty.because.push(next.clone());
        }
    }
}
