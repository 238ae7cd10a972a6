//! Open enumerations.

/// What an enum for an enumeration type needs beside its variants.
///
/// The first line is the type: the enum and the qualified name. A line each follows for the members: variant, name on the wire
/// and number. The last line is the variant for a member that this build does not know.
#[macro_export]
macro_rules! enumeration {
    (
        $name:ident $type_name:literal;
        $($member:ident $wire:literal = $number:literal;)*
        .. $open:ident
    ) => {
        impl $crate::OpenEnum for $name {
            const TYPE: &'static $crate::EnumType =
                &$crate::EnumType { name: $type_name, members: &[$(($wire, $number)),*] };
            const MEMBERS: &'static [Self] = &[$(Self::$member),*];

            fn unrecognized(&self) -> Option<&$crate::Unrecognized> {
                match self {
                    Self::$open(other) => Some(other),
                    _ => None,
                }
            }

            fn at(place: $crate::Place<$crate::Unrecognized>) -> Self {
                match place {
                    Ok(place) => Self::MEMBERS[place].clone(),
                    Err(other) => Self::$open(other),
                }
            }
        }

        $crate::open_enum!($name);
    };
}
