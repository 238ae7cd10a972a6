//! The traits of a struct or union.

/// Implements the traits that stand on [`Model`](crate::Model).
#[macro_export]
macro_rules! model {
    ($model:ident) => {
        impl Clone for $model {
            #[inline]
            fn clone(&self) -> Self {
                $crate::private::copy(self)
            }
        }

        impl PartialEq for $model {
            #[inline]
            fn eq(&self, other: &Self) -> bool {
                $crate::private::equal(self, other)
            }
        }

        impl $crate::private::Debug for $model {
            #[inline]
            fn fmt(&self, f: &mut $crate::private::Formatter<'_>) -> $crate::private::Fmt {
                $crate::private::debug(self, f)
            }
        }

        impl $crate::private::Serialize for $model {
            fn serialize<S: $crate::private::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                $crate::private::serialize_model(self, serializer)
            }
        }

        impl<'de> $crate::private::Deserialize<'de> for $model {
            fn deserialize<D: $crate::private::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                $crate::private::deserialize_model(deserializer)
            }
        }
    };
}
