//! A value whose type is one of several: that of the declaration, or one derived from it.

use std::borrow::Cow;

use crate::value::{Model, VisitPeeks, VisitSlots};

/// An enum with a variant for each type that a value may have. JSON says which by `@odata.type` (OData 4.01 JSON Format,
/// section 4.6.3); a value without it is of the declared type.
pub trait Union: Default {
    /// The aliases by which a service may name the namespaces of the types (CSDL 4.01, section 5.2), and these.
    const ALIASES: &'static [(&'static str, &'static str)] = &[];

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
        *union = U::of_type(&without_alias(name, U::ALIASES));
    }
    union.model_mut().slots(visit);
}

/// A qualified name with the namespace in place of its alias.
fn without_alias<'a>(name: &'a str, aliases: &[(&str, &str)]) -> Cow<'a, str> {
    let Some((prefix, last)) = name.rsplit_once('.') else { return Cow::Borrowed(name) };
    let namespace = aliases.iter().find(|(alias, _)| *alias == prefix).map(|(_, namespace)| namespace);
    namespace.map_or(Cow::Borrowed(name), |namespace| Cow::Owned(format!("{namespace}.{last}")))
}

/// Shows the fields of a union to read from.
pub fn peeks<U: Union>(union: &U, visit: &mut dyn VisitPeeks) {
    visit.union();
    union.model().peeks(visit);
}
