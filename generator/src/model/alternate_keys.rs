//! Alternate keys, which annotations declare.

use super::{
    build::Builder,
    declarations::{KeyProperty, TypeKind},
    definer::Slot,
    facts::PropertyRef,
    ids::TypeId,
    primitive::Primitive,
    schema::Model,
    values::{TypeRef, ValueType},
};
use crate::{codes::Code, error::Diagnostic, source::Span};

impl Builder<'_> {
    /// Finds the properties of the keys. An annotation is a hint, so that a key we cannot write is noted and left out.
    pub(super) fn define_alternate_keys(&mut self) {
        let types = self.model.all_types().map(|(id, ty)| (id, ty.span, &ty.facts));
        let resources = self.model.resources.iter();
        let sets = resources.filter(|resource| resource.is_set).filter_map(|set| match set.ty {
            ValueType::Declared(id) => Some((id, set.span, &set.facts)),
            _ => None,
        });
        let declared: Vec<(TypeId, Span, Vec<PropertyRef>)> = types
            .chain(sets)
            .flat_map(|(id, span, facts)| facts.alternate_keys.iter().map(move |key| (id, span, key.clone())))
            .collect();
        for (id, span, parts) in declared {
            match parts.iter().map(|part| self.alternate_part(id, part)).collect::<Result<Vec<_>, _>>() {
                Ok(key) if key.is_empty() => {}
                Ok(key) => self.model.alternate_keys.entry(id).or_default().push(key),
                Err(path) => {
                    let name = self.model.qualified_name(id);
                    let message = format!("`{path}` is no property of `{name}` that may be in a key");
                    let problem = Diagnostic::at(Code::AlternateKey, span, message);
                    self.note(problem.help("the alternate key is left out"));
                }
            }
        }
    }

    /// A part of a key with the name that stands in paths; an error is the path that we cannot write.
    pub(super) fn alternate_part<'p>(&self, id: TypeId, part: &'p PropertyRef) -> Result<KeyProperty, &'p str> {
        let found = self.find_slot(id, &part.path).and_then(|(owner, slot)| match slot {
            Slot::Property(index) => Some(&self.model.structured(owner)?.properties[index].ty),
            Slot::Navigation(_) | Slot::Member(_) => None,
        });
        let ty = found.filter(|ty| is_of_key(&self.model, ty)).ok_or(part.path.as_str())?;
        let alias = part.alias.as_ref().unwrap_or(&part.path).clone();
        Ok(KeyProperty { path: vec![part.path.clone()], alias: Some(alias), ty: ty.value.clone() })
    }
}

fn aliases(key: &[KeyProperty]) -> impl Iterator<Item = Option<&str>> {
    key.iter().map(|part| part.alias.as_deref())
}

/// Whether a property of that type may be part of a key (CSDL XML 4.01, section 6.5).
pub(super) fn is_of_key(model: &Model, ty: &TypeRef) -> bool {
    use Primitive::{Binary, Double, Geo, Single, Stream, Untyped};
    let primitive = match &ty.value {
        ValueType::Primitive(primitive) => *primitive,
        ValueType::Declared(id) => match &model.ty(*id).kind {
            TypeKind::Definition(primitive) => *primitive,
            TypeKind::Enum(_) => return !ty.collection,
            TypeKind::Entity(_) | TypeKind::Complex(_) => return false,
        },
        ValueType::Unresolved(_) => return false,
    };
    !ty.collection && !matches!(primitive, Binary | Double | Geo | Single | Stream | Untyped)
}

impl Model<'_> {
    /// The alternate keys of an entity type, those of its base types first, each once.
    #[must_use]
    pub fn alternate_keys(&self, id: TypeId) -> Vec<&[KeyProperty]> {
        let mut keys: Vec<&[KeyProperty]> = Vec::new();
        for key in self.lineage(id).into_iter().filter_map(|(id, _)| self.alternate_keys.get(&id)).flatten() {
            if !keys.iter().any(|known| aliases(known).eq(aliases(key))) {
                keys.push(key);
            }
        }
        keys
    }
}
