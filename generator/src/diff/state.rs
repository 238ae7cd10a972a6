//! One of the two states, read as far as the names of the crate.

use std::collections::{BTreeSet, HashMap};

use super::{named::Named, roots};
use crate::{
    manifest::Manifest,
    model::{Model, TypeId, TypeKind},
    names::{self, Names},
    slice::Slice,
    surface::{self, Surface},
    trees::Trees,
};

/// The namespace whose types stand in `models` itself, where no manifest says it: the order of the schemas must not
/// rename anything.
pub(super) fn main_namespace<'t>(old: &'t Trees, new: &Trees) -> Option<&'t str> {
    namespaces(old).find(|name| namespaces(new).any(|other| other == *name))
}

fn namespaces<'t>(trees: &'t Trees) -> impl Iterator<Item = &'t str> {
    trees.csdl.iter().flat_map(|edmx| &edmx.schemas).map(|schema| schema.namespace.value())
}

/// What is compared.
pub(super) struct State<'a> {
    pub(super) model: &'a Model<'a>,
    pub(super) slice: &'a Slice,
    pub(super) surface: Surface<'a>,
    manifest: &'a Manifest,
    /// Of the types that need them.
    pub(super) names: Names,
    /// The types that are kept, addressed, or stand for the primitive type of something kept.
    pub(super) types: BTreeSet<TypeId>,
    /// Those with setters, and their base types.
    pub(super) settable: BTreeSet<TypeId>,
    /// Those that paths lead to, and their base types.
    pub(super) reached: BTreeSet<TypeId>,
    /// By namespace and name.
    pub(super) by_name: HashMap<(&'a str, &'a str), TypeId>,
}

impl<'a> State<'a> {
    pub(super) fn new(side: &'a roots::Side<'a>) -> Self {
        let (model, slice, manifest) = (side.model, &side.slice, side.manifest);
        let types = types(model, slice, side.is_everything());
        let name = |id: &TypeId| {
            let ty = model.ty(*id);
            ((model.namespaces[ty.namespace], ty.name), *id)
        };
        let by_name = types.iter().map(name).collect();
        let surface = surface::of(model, slice);
        let complex = slice.types.keys().copied().filter(|id| model.is_complex(*id));
        let settable = with_bases(model, surface.bodies.iter().copied().chain(complex));
        let reached = with_bases(model, slice.addressed.iter().copied());
        Self { model, slice, surface, manifest, names: Names::default(), types, settable, reached, by_name }
    }

    /// Gives names to what needs them.
    pub(super) fn assign(&mut self, named: &Named, main: Option<&str>) {
        let mut manifest = self.manifest.clone();
        let main = main.map(|name| toml::Spanned::new(0..0, name.to_owned()));
        manifest.service.namespace = manifest.service.namespace.or(main);
        let is_kept = |id: &&TypeId| self.slice.types.contains_key(*id) || self.slice.addressed.contains(*id);
        let types = named.types.iter().filter(is_kept).copied().collect();
        self.names = names::assign_some(self.model, self.slice, &self.surface, &manifest, &types, &named.whole);
    }

    /// The namespace and the name of a type.
    pub(super) fn name(&self, id: TypeId) -> (&'a str, &'a str) {
        let ty = self.model.ty(id);
        (self.model.namespaces[ty.namespace], ty.name)
    }

    /// The type of the other state that has the name of one of this.
    pub(super) fn counterpart(&self, id: TypeId, other: &State) -> Option<TypeId> {
        other.by_name.get(&self.name(id)).copied()
    }
}

fn with_bases(model: &Model, types: impl Iterator<Item = TypeId>) -> BTreeSet<TypeId> {
    let mut all = BTreeSet::new();
    for id in types {
        let mut next = Some(id);
        // What is above one that is known is known.
        while let Some(id) = next.filter(|id| all.insert(*id)) {
            next = model.structured(id).and_then(|structured| structured.base);
        }
    }
    all
}

fn types(model: &Model, slice: &Slice, everything: bool) -> BTreeSet<TypeId> {
    let mut types: BTreeSet<TypeId> = slice.types.keys().chain(&slice.addressed).copied().collect();
    let is_definition = |id: &TypeId| matches!(model.ty(*id).kind, TypeKind::Definition(_));
    if everything {
        let declared = model.all_types().filter(|(_, ty)| !ty.vocabulary).map(|(id, _)| id);
        types.extend(declared.filter(is_definition));
    }
    let properties = slice.types.keys().flat_map(|id| model.properties(*id)).map(|property| &property.ty);
    let operations = slice.operations.iter().map(|index| &model.operations[*index]);
    let values = operations.flat_map(|operation| {
        operation.arguments().iter().map(|argument| &argument.ty).chain(operation.returns.as_ref())
    });
    let used = properties.chain(values).filter_map(|ty| ty.value.declared());
    types.extend(used.filter(is_definition));
    types
}
