//! What entity types and complex types have in common.

/// The table of a struct, and the traits that stand on it.
#[doc(hidden)]
#[macro_export]
macro_rules! structured {
    (
        $model:ident $name:literal [$($odata_type:literal)?] [$($open:ident)?] $additional:ident
        $({ [$($cfg:tt)*] $field:ident $wire:tt $slot:ident $kind:ident $($rule:ident)* })*
    ) => {
        impl $crate::Structured for $model {
            const SHAPE: &'static $crate::Shape = &$crate::Shape {
                name: $name,
                odata_type: &[$($odata_type)?],
                is_open: false $(|| $crate::private::rules::$open)?,
                properties: &[$($($cfg)* $wire),*],
                rules: &[$($($cfg)* $crate::private::rules::$kind$(::$rule)*),*],
            };
        }

        impl Default for $model {
            fn default() -> Self {
                Self { $($($cfg)* $field: None,)* $additional: $crate::Additional::NONE }
            }
        }

        impl $crate::Model for $model {
            fn slots(&mut self, visit: &mut dyn $crate::VisitSlots) {
                visit.fields(
                    <Self as $crate::Structured>::SHAPE,
                    &mut [$($($cfg)* $crate::Slot::$slot(&mut &mut self.$field)),*],
                    &mut self.$additional,
                );
            }

            fn peeks(&self, visit: &mut dyn $crate::VisitPeeks) {
                visit.fields(
                    <Self as $crate::Structured>::SHAPE,
                    &[$($($cfg)* $crate::Peek::$slot(&&self.$field)),*],
                    &self.$additional,
                );
            }
        }

        $crate::model!($model);
    };
}
