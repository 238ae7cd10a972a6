//! What open enumerations and flags have in common.

/// What open enumerations and flags have in common.
#[doc(hidden)]
#[macro_export]
macro_rules! scalar_traits {
    ($name:ident) => {
        impl $crate::private::Display for $name {
            #[inline]
            fn fmt(&self, f: &mut $crate::private::Formatter<'_>) -> $crate::private::Fmt {
                f.pad(&self.as_str())
            }
        }

        impl $crate::private::Serialize for $name {
            fn serialize<S: $crate::private::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                $crate::private::serialize_scalar(self, serializer)
            }
        }

        impl<'de> $crate::private::Deserialize<'de> for $name {
            fn deserialize<D: $crate::private::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                $crate::private::deserialize_scalar(deserializer)
            }
        }
    };
}
