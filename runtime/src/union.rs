//! A value whose type is one of several: that of the declaration, or one derived from it.

use crate::Model;

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
