//! The properties, members and parameters that the manifest excludes: the model does without them.

use std::collections::HashSet;

use toml::Spanned;

use super::{
    build::{Builder, Declared},
    declarations::TypeKind,
    hierarchy::structured,
    ids::TypeId,
    types::slots,
};
use crate::{codes::Code, error::Diagnostic, manifest::patterns, source::Span};

const EXCLUDED: &str = "the manifest excludes it";

impl<'a> Builder<'a> {
    pub(super) fn leave_out(&mut self, exclude: &[Spanned<String>], types: &[Declared<'a, '_>], manifest: u16) {
        // Those of a path from the container, and those of whole types and operations, are the slice's.
        let members: Vec<&Spanned<String>> = exclude
            .iter()
            .filter(|pattern| pattern.get_ref().split_once('/').is_some_and(|(owner, _)| owner.contains('.')))
            .collect();
        if members.is_empty() {
            return;
        }
        let key = self.key_properties(types);
        let ids: Vec<TypeId> = self.model.all_types().map(|(id, _)| id).collect();
        for id in ids {
            self.leave_out_of_type(id, &members, &key, manifest);
        }
        self.leave_out_parameters(&members, manifest);
    }

    /// The properties that stand in keys, each with the type that declares it.
    fn key_properties(&self, types: &[Declared<'a, '_>]) -> HashSet<(TypeId, &'a str)> {
        let parts = structured(types).flat_map(|(id, _, ty)| {
            let parts = ty.keys.first().into_iter().flat_map(|key| &key.property_refs);
            parts.map(move |part| (id, part.name.value().split('/').next().unwrap_or_default()))
        });
        parts.filter_map(|(id, name)| Some((self.find_slot(id, name)?.0, name))).collect()
    }

    fn leave_out_of_type(
        &mut self,
        id: TypeId,
        members: &[&Spanned<String>],
        key: &HashSet<(TypeId, &'a str)>,
        manifest: u16,
    ) {
        let owner = self.model.qualified_name(id);
        let (mut names, mut problems) = (Vec::new(), Vec::new());
        let mut is_kept = |name: &str, is_needed: bool| {
            let name = format!("{owner}/{name}");
            let Some(pattern) = members.iter().find(|pattern| patterns::matches(pattern.get_ref(), &name)) else {
                return true;
            };
            if is_needed {
                problems.push(needed(pattern, manifest, &format!("`{name}` is in a key")));
                return true;
            }
            names.push(name);
            false
        };
        let element = match &mut self.model.types[id].kind {
            TypeKind::Entity(ty) | TypeKind::Complex(ty) => {
                ty.properties.retain(|property| is_kept(property.name, key.contains(&(id, property.name))));
                "Property"
            }
            TypeKind::Enum(ty) => {
                ty.members.retain(|member| is_kept(member.name, false));
                "Member"
            }
            TypeKind::Definition(_) => return,
        };
        self.faults.extend(problems);
        if !names.is_empty() {
            self.slots[id] = slots(&self.model.ty(id).kind);
            self.model.unused.extend(names.iter().map(|_| (element, EXCLUDED)));
            self.model.excluded.extend(names);
        }
    }

    fn leave_out_parameters(&mut self, members: &[&Spanned<String>], manifest: u16) {
        for index in self.model.operations.keys() {
            let operation = &self.model.operations[index];
            let owner = self.model.operation_name(operation);
            let named = operation.parameters.iter().enumerate().filter_map(|(place, parameter)| {
                let name = format!("{owner}/{}", parameter.name);
                let pattern = members.iter().find(|pattern| patterns::matches(pattern.get_ref(), &name))?;
                let is_binding = operation.is_bound && place == 0;
                let is_needed = is_binding || operation.is_function && !parameter.is_optional();
                let why = if is_binding { "is what the operation is bound to" } else { "must be given to a function" };
                Some(if is_needed {
                    Err(needed(pattern, manifest, &format!("`{name}` {why}")))
                } else {
                    Ok((place, name))
                })
            });
            let named: Vec<Result<(usize, String), Diagnostic>> = named.collect();
            for found in named.into_iter().rev() {
                match found {
                    Ok((place, name)) => {
                        self.model.operations[index].parameters.remove(place);
                        self.model.excluded.push(name);
                    }
                    Err(problem) => self.note(problem),
                }
            }
        }
    }
}

fn needed(pattern: &Spanned<String>, manifest: u16, why: &str) -> Diagnostic {
    let message = format!("the exclusion `{}` leaves out what requests need", pattern.get_ref());
    Diagnostic::at(Code::NeededExclusion, Span::new(manifest, pattern.span()), message)
        .expected(why)
        .help("exclude what it is declared in")
}
