//! Properties that a derived type declares again, most often with a narrower type.
//!
//! Only abstract types may leave something to be narrowed (CSDL XML 4.01, sections 7 and 8), but published metadata does it
//! everywhere. On the wire there is one property, and its values in the derived type are of the narrower type.

use super::{build::Builder, definer::Slot, ids::TypeId, twice};
use crate::{codes::Code, error::Diagnostic, source::Span};

impl Builder<'_> {
    /// Moves what is declared again apart, so that each name stands once among the properties of a type and its base types.
    pub(super) fn set_redeclared_apart(&mut self) {
        let ids: Vec<TypeId> = self.model.all_types().map(|(id, _)| id).collect();
        // The slots are those of the lists before anything is moved.
        let mut all = Vec::new();
        for id in ids {
            let Some(base) = self.model.structured(id).and_then(|ty| ty.base) else { continue };
            let again = self.declared_again(id, base);
            for (slot, owner, first) in &again {
                self.note_again(id, *slot, *owner, *first);
            }
            all.extend((!again.is_empty()).then_some((id, again)));
        }
        for (id, again) in all {
            self.set_apart(id, &again);
        }
    }

    /// The slots of a type whose names are inherited, each with what the name stands for in a base type.
    fn declared_again(&self, id: TypeId, base: TypeId) -> Vec<(Slot, TypeId, Slot)> {
        let own = self.slots.get(id).into_iter().flatten();
        own.filter_map(|(name, slot)| self.find_slot(base, name).map(|(owner, first)| (*slot, owner, first))).collect()
    }

    fn set_apart(&mut self, id: TypeId, again: &[(Slot, TypeId, Slot)]) {
        let (mut properties, mut navigation) = (Vec::new(), Vec::new());
        for (slot, _, first) in again {
            match (slot, first) {
                (Slot::Property(own), Slot::Property(_)) => properties.push((*own, true)),
                (Slot::Navigation(own), Slot::Navigation(_)) => navigation.push((*own, true)),
                (Slot::Property(own), _) => properties.push((*own, false)),
                (Slot::Navigation(own), _) => navigation.push((*own, false)),
                (Slot::Member(_), _) => {}
            }
        }
        // From the end, so that the indices before stay what they are.
        properties.sort_unstable_by(|one, other| other.cmp(one));
        navigation.sort_unstable_by(|one, other| other.cmp(one));
        let mut left = Vec::new();
        let Some(ty) = self.structured_mut(id) else { return };
        for (own, replaces) in properties {
            let property = ty.properties.remove(own);
            if replaces { ty.redeclared.push(property) } else { left.push("Property") }
        }
        for (own, replaces) in navigation {
            let property = ty.navigation.remove(own);
            if replaces { ty.redeclared_navigation.push(property) } else { left.push("NavigationProperty") }
        }
        self.model.unused.extend(left.into_iter().map(|element| (element, twice::DECLARED_BEFORE)));
    }

    fn note_again(&mut self, id: TypeId, slot: Slot, owner: TypeId, first: Slot) {
        let (Some((name, span)), Some((_, first_span))) = (self.declaration(id, slot), self.declaration(owner, first))
        else {
            return;
        };
        let (ty, base) = (self.model.qualified_name(id), self.model.qualified_name(owner));
        let is_same_kind = matches!(
            (slot, first),
            (Slot::Property(_), Slot::Property(_)) | (Slot::Navigation(_), Slot::Navigation(_))
        );
        let what = if is_same_kind { "this declaration counts in it" } else { "the inherited declaration counts" };
        let message = format!("`{ty}` declares `{name}` again, which it inherits from `{base}`: {what}");
        let fault = Diagnostic::at(Code::Redeclared, span, message);
        self.note(fault.second(first_span, "first declared here"));
    }

    fn declaration(&self, id: TypeId, slot: Slot) -> Option<(&str, Span)> {
        let ty = self.model.structured(id)?;
        match slot {
            Slot::Property(index) => ty.properties.get(index).map(|property| (property.name, property.span)),
            Slot::Navigation(index) => ty.navigation.get(index).map(|property| (property.name, property.span)),
            Slot::Member(_) => None,
        }
    }
}
