//! Names of what a type has: fields, constants, setters, and the methods of its builders.

use std::collections::BTreeMap;

use super::{
    idents::{AlternateKeyNames, Method, NavigationNames, PropertyNames, TypeNames},
    operations,
    reserved::{ADDITIONAL, BUILDERS, CONSTANTS, FIELDS, FLAGS, MEMBERS, PARAMETERS, SETTERS, UNRECOGNIZED},
    scope::{Scope, Spelled},
    spelling::{constant, shouty, snake, upper_camel},
    unions,
};
use crate::{
    model::{KeyProperty, Model, PropertyId, TypeId, TypeKind},
    slice::Slice,
    surface::Surface,
};

pub(super) fn member_names(model: &Model, slice: &Slice, surface: &Surface, id: TypeId, names: &mut TypeNames) {
    if let TypeKind::Enum(enumeration) = &model.ty(id).kind {
        UNRECOGNIZED.clone_into(&mut names.unrecognized);
        let members = enumeration.members.iter().map(|member| member.name);
        names.members = if enumeration.is_flags {
            Scope::new(&FLAGS).claim_all(members, shouty)
        } else {
            Scope::new(&MEMBERS).claim_all(members, upper_camel)
        };
        return;
    }
    let mut fields = Scope::new(&FIELDS);
    let mut constants = Scope::new(&CONSTANTS);
    let mut setters = Scope::new(&SETTERS);
    let mut methods = Scope::new(&BUILDERS);
    ADDITIONAL.clone_into(&mut names.additional);
    // Base types first, so that what is inherited has one name in all derived types.
    for (_, structured) in model.lineage(id) {
        let own = Spelled::new(structured.properties.iter().map(|property| property.name), snake);
        let related = Spelled::new(structured.navigation.iter().map(|property| property.name), snake);
        let (field, set) = (fields.claim_spelled(&own), setters.claim_spelled(&own));
        let clear = setters.claim_formed(&own, |name| format!("clear_{name}"));
        let idents = constants.claim_formed(&own, constant);
        let properties = field.into_iter().zip(set).zip(clear).zip(idents);
        names.properties.extend(properties.map(|(((field, set), clear), constant)| PropertyNames {
            field,
            set,
            clear,
            constant,
        }));
        let idents = constants.claim_formed(&related, constant);
        let navigation = fields.claim_spelled(&related).into_iter().zip(idents).zip(ways(&mut methods, &related));
        names.navigation.extend(navigation.map(|((field, constant), method)| NavigationNames {
            field,
            constant,
            method,
        }));
        let streams = || structured.properties.iter().filter(|property| model.is_single_stream(property));
        let idents = methods.claim_all(streams().map(|property| property.name), snake);
        names.streams.extend(streams().map(|property| Some(property.name.to_owned())).zip(idents));
    }
    if model.is_media(id) {
        names.streams.push((None, methods.claim("content")));
    }
    names.operations = operations::methods(model, surface.operations.get(&id), &mut methods);
    names.casts = unions::casts(model, slice, id, &mut methods);
    names.complex = complex(model, slice, id, &mut methods);
    let mut methods = Scope::new(&BUILDERS);
    names.collection_operations = operations::methods(model, surface.collection_operations.get(&id), &mut methods);
    names.collection_casts = unions::casts(model, slice, id, &mut methods);
    names.by_key = surface.keyed_by_cast.contains(&id).then(|| methods.claim("by_key"));
    names.alternate_keys = model.alternate_keys(id).into_iter().map(|key| alternate_key(key, &mut methods)).collect();
    (names.variants, names.unrecognized) = unions::variants(model, surface, id);
    names.key = key_parameters(model.key(id));
}

fn key_parameters(key: &[KeyProperty]) -> Vec<String> {
    let mut parameters = Scope::new(&PARAMETERS);
    let names = key.iter().map(|part| part.alias.as_ref().or(part.path.last()));
    names.map(|name| parameters.claim(&snake(name.map_or("key", String::as_str)))).collect()
}

fn alternate_key(key: &[KeyProperty], methods: &mut Scope) -> AlternateKeyNames {
    let parts: Vec<String> = key.iter().flat_map(|part| &part.alias).map(|alias| snake(alias)).collect();
    AlternateKeyNames { method: methods.claim(&format!("by_{}", parts.join("_and_"))), parameters: key_parameters(key) }
}

/// The methods that lead to complex values; the bare name is an operation's as often as not.
fn complex(model: &Model, slice: &Slice, id: TypeId, methods: &mut Scope) -> BTreeMap<PropertyId, Method> {
    let properties = || model.complex_properties(id);
    let wire_names = properties().map(|(_, property)| property.name);
    let idents = methods.claim_formed(&Spelled::new(wire_names, snake), |name| format!("{name}_property"));
    let methods = properties().zip(idents).map(|((id, _), ident)| {
        let method = Method { entity: ident.clone(), collection: ident };
        (id, method)
    });
    methods.filter(|(property, _)| slice.complex.contains(property)).collect()
}

/// The methods that lead to resources of these names.
pub(super) fn ways(scope: &mut Scope, names: &Spelled) -> Vec<Method> {
    let entities = scope.claim_spelled(names);
    let collections = scope.claim_formed(names, |name| format!("{name}_collection"));
    let both = entities.into_iter().zip(collections);
    both.map(|(entity, collection)| Method { entity, collection }).collect()
}
