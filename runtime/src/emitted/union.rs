//! Unions.

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
