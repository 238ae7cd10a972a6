//! The methods of the crate, as the outline names them.

use std::collections::BTreeMap;

use super::stages::Stages;
use crate::{
    model::OperationId,
    names::OperationMethod,
    plan::{self, Navigation},
};

/// The methods of a way, with their parameters.
pub(super) fn steps(owner: &str, way: &Navigation) -> Vec<String> {
    let steps = way.entity.iter().chain(&way.collection);
    let method = |step: &plan::Step| {
        let key: Vec<&str> = step.key.iter().map(|part| part.ident.as_str()).collect();
        format!("{owner}::{}({})", step.ident, key.join(", "))
    };
    steps.map(method).collect()
}

/// The methods of clients and builders that call each operation.
pub(super) fn calls(stages: &Stages<'_>) -> BTreeMap<OperationId, Vec<String>> {
    let mut calls: BTreeMap<OperationId, Vec<String>> = BTreeMap::new();
    for OperationMethod { operation, ident, .. } in stages.names.imports.values().flatten() {
        calls.entry(*operation).or_default().push(format!("{}::{ident}()", stages.plan.client.ident));
    }
    for id in &stages.slice.addressed {
        let Some(names) = stages.names.types.get(id) else { continue };
        let of_entity = names.operations.iter().map(|operation| (&names.builder, operation));
        let of_collection = names.collection_operations.iter().map(|operation| (&names.collection, operation));
        for (builder, OperationMethod { operation, ident, .. }) in of_entity.chain(of_collection) {
            calls.entry(*operation).or_default().push(format!("{builder}::{ident}()"));
        }
    }
    calls
}
