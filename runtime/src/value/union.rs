//! A value whose type is one of several: that of the declaration, or one derived from it.

use crate::value::{Model, VisitPeeks, VisitSlots};

/// An enum with a variant for each type that a value may have. JSON says which by `@odata.type` (OData 4.01 JSON Format,
/// section 4.6.3); a value without it is of the declared type.
pub trait Union: Default {
    /// A new value of the type of that qualified name. If this build does not know the name, it is the open variant,
    /// which has the declared type's properties and keeps all others.
    fn of_type(name: &str) -> Self;

    /// The value.
    fn model(&self) -> &dyn Model;

    /// The value.
    fn model_mut(&mut self) -> &mut dyn Model;
}

/// Shows the fields of a union to write to, after it became what the visitor wants.
pub fn slots<U: Union>(union: &mut U, visit: &mut dyn VisitSlots) {
    if let Some(name) = visit.union_type() {
        *union = U::of_type(name);
    }
    union.model_mut().slots(visit);
}

/// Shows the fields of a union to read from.
pub fn peeks<U: Union>(union: &U, visit: &mut dyn VisitPeeks) {
    visit.union();
    union.model().peeks(visit);
}
