//! Entity types.

/// What a struct for an entity type needs beside its fields.
///
/// The first line is the type: the struct, the qualified name, and `sends` with the name that requests carry in `@odata.type`,
/// if they carry one, and `open` if the type is. A line each follows for the properties, in the order of the fields: field, name on the wire, kind of
/// [`Slot`](crate::Slot), and the constant for queries with its type; then `read_only` if no change may set the property, and
/// `required` if a navigation property is never null. The last line is the field for what the schema does not know.
#[macro_export]
macro_rules! entity_type {
    ($($table:tt)*) => {
        #[cfg(not(doc))]
        $crate::plain_entity_type! { $($table)* }

        #[cfg(doc)]
        $crate::documented_entity_type! { $($table)* }
    };
}

/// [`entity_type!`](crate::entity_type) with the documentation that the lines have.
#[doc(hidden)]
#[macro_export]
macro_rules! plain_entity_type {
    (
        $model:ident $name:literal $(sends $odata_type:literal)? $(, $open:ident)?;
        $(
            $(#[doc = $doc:expr])*
            $(#[cfg($($cfg:tt)+)])?
            $field:ident $wire:tt: $slot:ident, $constant:ident: $kind:ident($value:ty) $(, $rule:ident)*;
        )*
        .. $additional:ident
    ) => {
        $crate::structured! {
            $model $name [$($odata_type)?] [$($open)?] $additional
            $({ [$(#[cfg($($cfg)+)])?] $field $wire $slot $kind $($rule)* })*
        }

        $crate::with_requests! {
            impl $model {
                $(
                    $(#[doc = $doc])*
                    #[doc = ""]
                    $(#[cfg($($cfg)+)])?
                    pub const $constant: $crate::$kind<Self, $value> = $crate::property($wire);
                )*
            }
        }
    };
}

/// [`entity_type!`](crate::entity_type) with what follows from the lines too.
#[doc(hidden)]
#[macro_export]
macro_rules! documented_entity_type {
    (
        $model:ident $name:literal $(sends $odata_type:literal)? $(, $open:ident)?;
        $(
            $(#[doc = $doc:literal])*
            $(#[cfg($($cfg:tt)+)])?
            $field:ident $wire:tt: $slot:ident, $constant:ident: $kind:ident($value:ty) $(, $rule:ident)*;
        )*
        .. $additional:ident
    ) => {
        $crate::plain_entity_type! {
            $model $name $(sends $odata_type)? $(, $open)?;
            $(
                $(#[doc = $doc])*
                #[doc = $crate::usual!([$($doc)*] $kind $wire)]
                $(#[cfg($($cfg)+)])?
                $field $wire: $slot, $constant: $kind($value) $(, $rule)*;
            )*
            .. $additional
        }
    };
}
