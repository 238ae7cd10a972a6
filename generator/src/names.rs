//! Every identifier of the emitted crate, decided in one pass. No other stage makes one.
//!
//! Names of types do not depend on the slice, nor on what else the schema declares: a type whose own name looks like
//! something that is derived from a type's name (`userPatch`) bears a mark, an underscore behind it, always. Only types
//! of one namespace whose names are equal after casing look at each other: the one that is written as in Rust goes
//! first, then byte order decides, and each next one bears one mark more.

mod idents;
mod members;
mod modules;
mod operations;
pub mod reserved;
mod scope;
mod spelling;
mod types;
mod unions;

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

pub use self::idents::{
    AlternateKeyNames, CallNames, Method, Names, NavigationNames, OperationMethod, PropertyNames, TypeNames,
};
pub(crate) use self::spelling::folded;
use self::{
    members::{member_names, ways},
    modules::Modules,
    reserved::{CLIENT, FEATURES, ROOT},
    scope::{Scope, Spelled},
    spelling::{kebab, snake, upper_camel},
    types::type_names,
};
use crate::{
    manifest::Manifest,
    model::{Model, TypeId},
    slice::Slice,
    surface::Surface,
};

/// Decides all names.
#[must_use]
pub fn assign(model: &Model, slice: &Slice, surface: &Surface, manifest: &Manifest) -> Names {
    let of_types = || {
        let mut modules = Modules::new(model.namespaces.as_ref(), main_namespace(model, manifest));
        let kept: BTreeSet<TypeId> = slice.types.keys().chain(&slice.addressed).copied().collect();
        let mut types = type_names(model, &mut modules, &kept);
        types.par_iter_mut().for_each(|(id, names)| member_names(model, slice, surface, *id, names));
        (types, operations::calls(model, slice, &mut modules))
    };
    let of_container = || Names { features: features(model), ..of_client(model, slice, manifest) };
    let ((types, calls), names) = rayon::join(of_types, of_container);
    Names { types, calls, ..names }
}

/// The names of the client and of some types, and of what some of these have: to name all takes longer than to read them. They are
/// those that [`assign`] gives; the others stay empty.
#[must_use]
pub(crate) fn assign_some(
    model: &Model,
    slice: &Slice,
    surface: &Surface,
    manifest: &Manifest,
    types: &BTreeSet<TypeId>,
    whole: &BTreeSet<TypeId>,
) -> Names {
    let mut modules = Modules::new(model.namespaces.as_ref(), main_namespace(model, manifest));
    let mut types = type_names(model, &mut modules, types);
    for (id, names) in types.iter_mut().filter(|(id, _)| whole.contains(id)) {
        member_names(model, slice, surface, *id, names);
    }
    Names { types, ..of_client(model, slice, manifest) }
}

fn main_namespace<'m>(model: &Model<'m>, manifest: &'m Manifest) -> &'m str {
    let main = manifest.service.namespace.as_ref().map(|name| name.get_ref().as_str());
    main.or(model.namespaces.first().copied()).unwrap_or_default()
}

fn of_client(model: &Model, slice: &Slice, manifest: &Manifest) -> Names {
    let mut names = Names::default();
    let client = manifest.package.client.as_deref().unwrap_or("Client");
    names.client = Scope::new(&ROOT).claim(&upper_camel(client));

    let resources = model.resources.iter();
    let wire_names = resources.map(|resource| resource.name);
    let mut scope = Scope::new(&CLIENT);
    let methods = ways(&mut scope, &Spelled::new(wire_names, snake));
    names.imports = operations::imports(model, slice, &mut scope);
    names.resources = model.resources.keys().zip(methods).filter(|(id, _)| slice.resources.contains(id)).collect();

    let clouds = manifest.service.cloud.iter().map(|cloud| cloud.name.get_ref().as_str());
    names.clouds = Scope::default().claim_all(clouds, upper_camel);
    names
}

fn features(model: &Model) -> BTreeMap<String, String> {
    let resources = model.resources.iter();
    let imports = model.imports.iter().map(|import| import.name);
    let wire_names: Vec<&str> = resources.map(|resource| resource.name).chain(imports).collect();
    let features = Scope::new(&FEATURES).claim_all(wire_names.iter().copied(), kebab);
    let plain = features.into_iter().map(|feature| feature.trim_start_matches("r#").to_owned());
    wire_names.into_iter().map(str::to_owned).zip(plain).collect()
}

/// The name by which the documentation's search must find an item too; `None` where it finds the identifier, since
/// it looks at neither case nor underscores.
#[must_use]
pub fn alias(wire_name: &str, ident: &str) -> Option<String> {
    let searched = |name: &str| name.chars().filter(|c| *c != '_').flat_map(char::to_lowercase).collect::<String>();
    let found = searched(wire_name) == searched(ident.trim_start_matches("r#"));
    // Anything else is refused in an alias.
    let is_legal = !wire_name.contains(|c: char| c.is_whitespace() || c.is_control() || matches!(c, '"' | '\''));
    (!found && is_legal).then(|| wire_name.to_owned())
}

/// Whether an identifier bears a mark.
#[must_use]
pub fn is_marked(ident: &str) -> bool {
    ident.ends_with('_')
}
