//! From syntax trees to the model, stage by stage; each stage collects its problems and the next goes on.

use std::collections::{BTreeMap, HashMap, HashSet};

use typed_index_collections::TiVec;

use super::{
    declarations::TypeKind,
    definer::{Slot, Slots},
    document::Document,
    ids::{NamespaceId, ResourceId, TypeId},
    names::{Names, Scope, by_length},
    schema::Model,
    terms,
    twice::{self, Declaration, twice},
};
use crate::{
    codes::Code,
    csdl::{self, SchemaElement, Text},
    error::Diagnostic,
    manifest::Manifest,
};

/// The syntax trees of a service.
#[derive(Clone, Copy, Debug)]
pub struct Trees<'a> {
    /// The metadata.
    pub csdl: &'a [csdl::Edmx<'a>],
    /// The files that it refers to.
    pub references: &'a [csdl::Edmx<'a>],
    /// Annotations laid over both.
    pub overlays: &'a [csdl::Edmx<'a>],
}

/// Builds the model of a service.
///
/// Spans in `manifest` refer to the source of number `manifest_source`.
///
/// # Errors
///
/// Metadata that would become too large; with it, the faults that were found before. All others are in the model.
pub fn build<'a>(trees: Trees<'a>, manifest: &Manifest, manifest_source: u16) -> Result<Model<'a>, Vec<Diagnostic>> {
    let mut builder = Builder::default();
    let main = trees.csdl.iter().map(|edmx| Document::new(edmx, Scope::default(), false));
    let referenced = trees.references.iter().map(|edmx| Document::new(edmx, Scope::default(), true));
    let documents: Vec<Document> = main.chain(referenced).collect();
    for document in &documents {
        builder.everywhere.add(document.edmx);
    }
    builder.model.version = trees.csdl.iter().map(|edmx| edmx.version).max().unwrap_or_default();
    let (terms, is_complete) = rayon::join(
        || terms::check(&documents),
        || builder.build(&documents, trees.overlays, manifest, manifest_source),
    );
    builder.faults.extend(terms);
    if !is_complete {
        return Err(builder.faults);
    }
    builder.model.faults = builder.faults;
    Ok(builder.model)
}

/// A type's declaration.
pub(super) struct Declared<'a, 'd> {
    pub(super) element: &'a SchemaElement<'a>,
    pub(super) namespace: NamespaceId,
    pub(super) scope: &'d Scope<'a>,
    pub(super) vocabulary: bool,
}

#[derive(Default)]
pub(super) struct Builder<'a> {
    pub(super) model: Model<'a>,
    pub(super) names: Names<'a>,
    /// The aliases of all documents, for names in the manifest and in overlays.
    pub(super) everywhere: Scope<'a>,
    /// By type: what it declares, without what it inherits.
    pub(super) slots: TiVec<TypeId, Slots<'a>>,
    /// Names of the chosen container and of those that it extends.
    pub(super) containers: HashSet<(NamespaceId, &'a str)>,
    /// The resources of the container by name; `None` is an import.
    pub(super) resources: HashMap<&'a str, Option<ResourceId>>,
    /// What is wrong or suspicious; the next stages go on with something harmless in place of it.
    pub(super) faults: Vec<Diagnostic>,
}

impl<'a> Builder<'a> {
    /// `false` if the metadata would become too large, so that the later stages were left out.
    fn build(
        &mut self,
        documents: &[Document<'a>],
        overlays: &'a [csdl::Edmx<'a>],
        manifest: &Manifest,
        manifest_source: u16,
    ) -> bool {
        self.model.aliases = self.everywhere.aliases().collect();
        let types = self.declare(documents);
        self.find_absent(documents, &manifest.source.reference, manifest_source);
        self.define_types(&types);
        self.define_bases(&types);
        self.define_operations(documents);
        if !self.check_members(manifest.limits) {
            return false;
        }
        self.check_overloads();
        self.define_containers(documents);
        self.fix(&manifest.fix, manifest_source);
        self.leave_out(&manifest.slice.exclude, &types, manifest_source);
        self.define_keys(&types, &manifest.fix, manifest_source);
        self.check_containment();
        self.annotate(documents);
        self.overlay(overlays);
        self.fix_capabilities(&manifest.fix, manifest_source);
        self.define_alternate_keys();
        self.set_redeclared_apart();
        true
    }

    /// Gives every namespace, type, term and container its place, so that any name can be looked up afterwards.
    ///
    /// Types are ordered by name: files list them in any order, and nothing emitted may depend on it.
    fn declare<'d>(&mut self, documents: &'d [Document<'a>]) -> Vec<Declared<'a, 'd>> {
        let mut types: BTreeMap<&str, Vec<(&Text, Declared)>> = BTreeMap::new();
        for document in documents {
            for schema in &document.edmx.schemas {
                self.namespace(schema.namespace.value());
            }
            let vocabularies = document.vocabularies();
            for schema in &document.edmx.schemas {
                let namespace = self.namespace(schema.namespace.value());
                let vocabulary = vocabularies.contains(schema.namespace.value());
                let own = types.entry(schema.namespace.value()).or_default();
                for element in &schema.elements {
                    let other = match element {
                        SchemaElement::Term(name) => Some(name),
                        SchemaElement::EntityContainer(container) => Some(&container.name),
                        _ => None,
                    };
                    self.names.others.extend(other.map(|name| (namespace, name.value())));
                    let declared = Declared { element, namespace, scope: &document.scope, vocabulary };
                    own.extend(element.type_name().map(|name| (name, declared)));
                }
            }
        }
        for (namespace, own) in &mut types {
            own.sort_by(|(one, _), (other, _)| one.value().cmp(other.value()));
            own.dedup_by(|(name, second), (first, kept)| {
                let is_twice = name.value() == first.value();
                if is_twice {
                    let [one, other] = [kept, second].map(|declared| declared.element.attributes(declared.scope));
                    let what = format!("`{namespace}.{}` is declared twice", name.value());
                    let difference = twice::difference(&one, &other);
                    self.faults.push(twice(Code::DeclaredTwice, &what, name.span(), first.span(), difference));
                    let left = twice::elements(second.element).into_iter();
                    self.model.unused.extend(left.map(|element| (element, twice::DECLARED_BEFORE)));
                }
                is_twice
            });
        }
        let types: Vec<(&'a Text, Declared)> = types.into_values().flatten().collect();
        let ids = types
            .iter()
            .enumerate()
            .map(|(id, (name, declared))| ((declared.namespace, name.value()), TypeId::from(id)));
        self.names.types = ids.collect();
        types.into_iter().map(|(_, declared)| declared).collect()
    }

    pub(super) fn note(&mut self, fault: Diagnostic) {
        self.faults.push(fault);
    }

    pub(super) fn namespace(&mut self, name: &'a str) -> NamespaceId {
        *self.names.namespaces.entry(by_length(name)).or_insert_with(|| self.model.namespaces.push_and_get_key(name))
    }

    /// The slot of a name that a type declares.
    pub(super) fn slot(&self, id: TypeId, name: &str) -> Option<Slot> {
        let slots = self.slots.get(id)?;
        let found = slots.binary_search_by_key(&by_length(name), |(own, _)| by_length(own));
        found.ok().map(|index| slots[index].1)
    }

    /// The slot of a name in a type or in one of its base types, and the type that declares it.
    pub(super) fn find_slot(&self, mut id: TypeId, name: &str) -> Option<(TypeId, Slot)> {
        loop {
            if let Some(slot) = self.slot(id, name) {
                return Some((id, slot));
            }
            match &self.model.ty(id).kind {
                TypeKind::Entity(ty) | TypeKind::Complex(ty) => id = ty.base?,
                TypeKind::Enum(_) | TypeKind::Definition(_) => return None,
            }
        }
    }

    /// The names that a type declares, those of its base types included.
    pub(super) fn slot_names(&self, id: TypeId) -> Vec<&str> {
        let mut names: Vec<&str> = Vec::new();
        let mut next = Some(id);
        while let Some(id) = next {
            next = match &self.model.ty(id).kind {
                TypeKind::Entity(ty) | TypeKind::Complex(ty) => {
                    names.extend(ty.properties.iter().map(|property| property.name));
                    names.extend(ty.navigation.iter().map(|property| property.name));
                    ty.base
                }
                TypeKind::Enum(ty) => {
                    names.extend(ty.members.iter().map(|member| member.name));
                    None
                }
                TypeKind::Definition(_) => None,
            };
        }
        names
    }
}
