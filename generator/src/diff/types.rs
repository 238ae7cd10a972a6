//! Types: which there are, what they derive from, and how their entities are addressed.

use std::collections::HashSet;

use super::{Differ, Kind, Place, state::State, text::primitive_text};
use crate::{
    model::{KeyProperty, Structured, TypeId, TypeKind},
    names::folded,
};

/// A type that both states have.
#[derive(Clone, Copy)]
pub(super) struct Pair<'p> {
    pub(super) old: TypeId,
    pub(super) new: TypeId,
    /// The qualified name.
    pub(super) path: &'p str,
    /// The struct or enum.
    pub(super) rust: Option<&'p str>,
}

impl<'p> Pair<'p> {
    pub(super) fn place(self) -> Place<'p> {
        Place::new(self.path, self.rust)
    }

    /// A method of one of the type's builders.
    pub(super) fn method(self, builder: Option<&'p str>, item: Option<&'p str>) -> Place<'p> {
        Place { item, ..Place::new(self.path, builder) }
    }
}

impl Differ<'_> {
    pub(super) fn types(&mut self) {
        let (old, new) = (self.old, self.new);
        for id in &old.types {
            let other = old.counterpart(*id, new);
            if other.is_some() && self.only.is_some_and(|only| !only.pairs.contains(id)) {
                continue;
            }
            let (path, rust) = (old.model.qualified_name(*id), old.rust_type(*id));
            let place = Place::new(&path, rust.as_deref());
            if let Some(other) = other {
                let pair = Pair { old: *id, new: other, path: &path, rust: rust.as_deref() };
                let number = self.changes.len();
                self.ty(pair);
                if self.changes.len() > number {
                    self.touched.add(pair, self.shows_since(number));
                }
            } else {
                self.touched.old.types.insert(*id);
                self.removed(Kind::TypeRemoved, place, old.kind_text(*id));
            }
        }
        for id in new.types.iter().filter(|id| new.counterpart(**id, old).is_none()) {
            let (path, rust) = (new.model.qualified_name(*id), new.rust_type(*id));
            let place = Place::new(&path, rust.as_deref());
            self.touched.new.types.insert(*id);
            self.added(Kind::TypeAdded, place, new.kind_text(*id));
        }
        self.touch_rivals();
    }

    /// A type that came or went decides the name of one whose name is the same after casing.
    fn touch_rivals(&mut self) {
        let (old, new) = (self.old, self.new);
        let key = |(namespace, name): (&str, &str)| (namespace.to_owned(), folded(name));
        let gone = self.touched.old.types.iter().map(|id| (old.name(*id), old.counterpart(*id, new)));
        let come = self.touched.new.types.iter().map(|id| (new.name(*id), new.counterpart(*id, old)));
        let alone = gone.chain(come).filter(|(_, other)| other.is_none());
        let names: HashSet<(String, String)> = alone.map(|(name, _)| key(name)).collect();
        if names.is_empty() || self.only.is_some() {
            return;
        }
        for id in old.types.iter().filter(|id| names.contains(&key(old.name(**id)))) {
            if let Some(other) = old.counterpart(*id, new) {
                self.touched.pairs.insert(*id);
                self.touched.old.types.insert(*id);
                self.touched.new.types.insert(other);
            }
        }
    }

    fn ty(&mut self, pair: Pair) {
        let (old, new) = (self.old.model.ty(pair.old), self.new.model.ty(pair.new));
        self.facts(pair.place(), &old.facts, &new.facts);
        self.rust_name(pair.place(), pair.rust, self.new.rust_type(pair.new).as_deref());
        match (&old.kind, &new.kind) {
            (TypeKind::Entity(old), TypeKind::Entity(new)) | (TypeKind::Complex(old), TypeKind::Complex(new)) => {
                self.structured(pair, old, new);
            }
            (TypeKind::Enum(old), TypeKind::Enum(new)) => self.members(pair, old, new),
            (TypeKind::Definition(old), TypeKind::Definition(new)) => {
                if old != new {
                    let (old, new) = (primitive_text(*old), primitive_text(*new));
                    self.changed(Kind::UnderlyingTypeChanged, pair.place(), old, new);
                }
            }
            _ => {
                let (old, new) = (self.old.kind_text(pair.old), self.new.kind_text(pair.new));
                self.changed(Kind::TypeKindChanged, pair.place(), old, new);
            }
        }
    }

    /// Reports an item whose name depends on what stands beside it.
    pub(super) fn rust_name(&mut self, place: Place, old: Option<&str>, new: Option<&str>) {
        if let (Some(old), Some(new)) = (old, new)
            && old != new
        {
            self.changed(Kind::RustNameChanged, place, old, new);
        }
    }

    fn structured(&mut self, pair: Pair, old: &Structured, new: &Structured) {
        self.base(pair, old, new);
        let place = pair.place();
        let (old_model, new_model) = (self.old.model, self.new.model);
        if self.old.slice.types.contains_key(&pair.old) && self.new.slice.types.contains_key(&pair.new) {
            let was_open = old_model.is_open(pair.old);
            let was_media = old_model.is_media(pair.old);
            let turned = [
                (
                    old.is_abstract != new.is_abstract,
                    old.is_abstract,
                    [Kind::TypeBecameAbstract, Kind::TypeBecameConcrete],
                ),
                (
                    old.is_open != new.is_open && was_open != new_model.is_open(pair.new),
                    was_open,
                    [Kind::TypeOpened, Kind::TypeClosed],
                ),
                (
                    old.has_stream != new.has_stream && was_media != new_model.is_media(pair.new),
                    was_media,
                    [Kind::MediaAdded, Kind::MediaRemoved],
                ),
            ];
            for (_, was, kinds) in turned.into_iter().filter(|(changes, ..)| *changes) {
                self.push(kinds[usize::from(was)], place, None, None);
            }
        }
        self.keys(pair, old, new);
        self.properties(pair);
        self.navigation(pair);
        self.values(pair);
        self.ways(pair);
        self.requests(pair);
    }

    fn base(&mut self, pair: Pair, old: &Structured, new: &Structured) {
        let name = |state: &State, base: Option<TypeId>| base.map(|id| state.model.qualified_name(id));
        let (before, after) = (name(self.old, old.base), name(self.new, new.base));
        if before == after {
            return;
        }
        let is_base_kept = old.base.is_none_or(|base| {
            let lineage = self.new.model.lineage(pair.new);
            lineage.iter().any(|(id, _)| self.new.name(*id) == self.old.name(base))
        });
        let has_property = |name: &str| self.new.model.properties(pair.new).any(|property| property.name == name);
        let has_navigation = |name: &str| self.new.model.navigation(pair.new).any(|(_, other)| other.name == name);
        let is_all_kept = is_base_kept
            && old.base.is_none_or(|base| {
                self.old.model.properties(base).all(|property| has_property(property.name))
                    && self.old.model.navigation(base).all(|(_, property)| has_navigation(property.name))
            });
        let kind = if is_all_kept { Kind::BaseTypeExtended } else { Kind::BaseTypeChanged };
        self.push(kind, pair.place(), before, after);
    }

    pub(super) fn keys(&mut self, pair: Pair, old: &Structured, new: &Structured) {
        let (before, after) = (key_text(&old.key), key_text(&new.key));
        let whole = [key_text(self.old.model.key(pair.old)), key_text(self.new.model.key(pair.new))];
        if before != after && whole[0] != whole[1] {
            let [before, after] = whole;
            self.changed(Kind::KeyChanged, pair.place(), before, after);
        }
        let alternate = |state: &State, id| {
            let keys = state.model.alternate_keys.get(&id).into_iter().flatten();
            keys.map(|key| key_text(key)).collect::<Vec<_>>()
        };
        let (old, new) = (alternate(self.old, pair.old), alternate(self.new, pair.new));
        for key in old.iter().filter(|key| !new.contains(key)) {
            self.removed(Kind::AlternateKeyRemoved, pair.place(), key.clone());
        }
        for key in new.iter().filter(|key| !old.contains(key)) {
            self.added(Kind::AlternateKeyAdded, pair.place(), key.clone());
        }
    }
}

/// The parts of a key, with the aliases of those that have one.
fn key_text(key: &[KeyProperty]) -> String {
    let part = |part: &KeyProperty| {
        let path = part.path.join("/");
        part.alias.as_ref().filter(|alias| **alias != path).map_or(path.clone(), |alias| format!("{path} as {alias}"))
    };
    key.iter().map(part).collect::<Vec<_>>().join(", ")
}
