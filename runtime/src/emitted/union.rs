//! Unions of a type with those derived from it.

/// What an enum for a union needs beside its variants.
///
/// The first line is the union, `given` if programs make values of it, which gives it conversions, and the aliases of the
/// namespaces. A line each follows
/// for the variants: the variant, the struct in its box, and the qualified name. The last line is the variant for a type
/// that this build does not know, with the declared type's struct, and the variant for a value that does not say its type.
#[macro_export]
macro_rules! union {
    (
        $union:ident $($alias:literal = $namespace:literal)*;
        $($variant:ident($model:ty) $wire:literal;)*
        .. $open:ident($base:ty), default $default:ident
    ) => {
        impl Default for $union {
            fn default() -> Self {
                Self::$default(Box::default())
            }
        }

        impl $crate::Union for $union {
            const ALIASES: &'static [(&'static str, &'static str)] = &[$(($alias, $namespace)),*];

            #[inline]
            fn of_type(name: &str) -> Self {
                match name {
                    $($wire => Self::$variant(Box::default()),)*
                    _ => Self::$open(Box::default()),
                }
            }

            #[inline]
            fn model(&self) -> &dyn $crate::Model {
                match self {
                    $(Self::$variant(value) => &**value,)*
                    Self::$open(value) => &**value,
                }
            }

            #[inline]
            fn model_mut(&mut self) -> &mut dyn $crate::Model {
                match self {
                    $(Self::$variant(value) => &mut **value,)*
                    Self::$open(value) => &mut **value,
                }
            }
        }

        impl $crate::Model for $union {
            fn slots(&mut self, visit: &mut dyn $crate::VisitSlots) {
                $crate::private::union::slots(self, visit);
            }

            fn peeks(&self, visit: &mut dyn $crate::VisitPeeks) {
                $crate::private::union::peeks(self, visit);
            }
        }

        $crate::model!($union);
    };
    (
        $union:ident given $($alias:literal = $namespace:literal)*;
        $($variant:ident($model:ty) $wire:literal;)*
        .. $open:ident($base:ty), default $default:ident
    ) => {
        $crate::union! {
            $union $($alias = $namespace)*;
            $($variant($model) $wire;)*
            .. $open($base), default $default
        }

        $(impl From<$model> for $union {
            #[inline]
            fn from(value: $model) -> Self {
                Self::$variant(Box::new(value))
            }
        })*
    };
}
