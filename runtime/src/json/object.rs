//! Reading the objects of the protocol.

use serde::de::Error;

/// Implements `Deserialize` for a struct by the names that its fields have on the wire, of which each is `required` or
/// `optional`; what has another name is skipped. The derive of serde does the same, and takes longer to compile than everything
/// that requests need.
macro_rules! read_object {
    ([$($generics:tt)*] $type:ty { $($field:ident: $presence:ident $($name:literal)|+),+ $(,)? }) => {
        impl<'de, $($generics)*> serde::Deserialize<'de> for $type {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                struct ObjectVisitor<T>(std::marker::PhantomData<T>);

                impl<'de, $($generics)*> serde::de::Visitor<'de> for ObjectVisitor<$type> {
                    type Value = $type;

                    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                        f.write_str("an object")
                    }

                    fn visit_map<A: serde::de::MapAccess<'de>>(self, mut map: A) -> Result<$type, A::Error> {
                        $(let mut $field = None;)+
                        while let Some(name) = map.next_key::<String>()? {
                            match name.as_str() {
                                $($($name)|+ if $field.is_some() => {
                                    return Err(serde::de::Error::custom(format_args!("duplicate field `{name}`")));
                                }
                                $($name)|+ => $field = Some(map.next_value()?),)+
                                _ => drop(map.next_value::<serde::de::IgnoredAny>()?),
                            }
                        }
                        Ok(Self::Value { $($field: $crate::json::object::$presence($field, [$($name),+])?,)+ })
                    }
                }

                deserializer.deserialize_map(ObjectVisitor(std::marker::PhantomData))
            }
        }
    };
}

pub(crate) use read_object;

/// A field that may be missing.
#[expect(clippy::unnecessary_wraps, reason = "it stands where `required` does")]
pub(crate) fn optional<T: Default, E, const N: usize>(value: Option<T>, _: [&'static str; N]) -> Result<T, E> {
    Ok(value.unwrap_or_default())
}

/// A field that must be there.
pub(crate) fn required<T, E: Error, const N: usize>(value: Option<T>, names: [&'static str; N]) -> Result<T, E> {
    value.ok_or_else(|| E::missing_field(names.first().copied().unwrap_or_default()))
}
