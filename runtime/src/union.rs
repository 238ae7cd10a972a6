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

/// Implements the traits that stand on [`Union`], and the conversions from the types of the variants that are listed.
#[macro_export]
macro_rules! union {
    ($union:ident) => {
        impl $crate::Model for $union {
            fn slots(&mut self, visit: &mut dyn $crate::VisitSlots) {
                if let Some(name) = visit.union_type() {
                    *self = $crate::Union::of_type(name);
                }
                $crate::Union::model_mut(self).slots(visit);
            }

            fn peeks(&self, visit: &mut dyn $crate::VisitPeeks) {
                visit.union();
                $crate::Union::model(self).peeks(visit);
            }
        }

        $crate::model!($union);
    };
    ($union:ident { $($variant:ident($model:path)),* $(,)? }) => {
        $crate::union!($union);

        $(impl From<$model> for $union {
            fn from(value: $model) -> Self {
                Self::$variant(Box::new(value))
            }
        })*
    };
}
