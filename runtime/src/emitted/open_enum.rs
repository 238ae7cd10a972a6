//! Open enumerations.

/// Gives an [`OpenEnum`](crate::OpenEnum) its inherent methods and the traits of the standard library and serde.
#[macro_export]
macro_rules! open_enum {
    ($name:ident) => {
        impl $name {
            /// The name on the wire.
            #[must_use]
            #[inline]
            pub fn as_str(&self) -> &str {
                $crate::private::enumeration::name(<Self as $crate::OpenEnum>::TYPE, $crate::OpenEnum::place(self))
            }

            /// The number in the schema; `None` for a name that this build does not know.
            #[must_use]
            #[inline]
            pub fn value(&self) -> Option<i64> {
                $crate::private::enumeration::number(<Self as $crate::OpenEnum>::TYPE, $crate::OpenEnum::place(self))
            }

            /// The known member of that name, for checks that an open enumeration does not make.
            ///
            /// # Errors
            ///
            /// One that lists the legal names.
            #[inline]
            pub fn try_parse(text: &str) -> Result<Self, $crate::ParseMemberError> {
                $crate::private::enumeration::try_parse(text)
            }
        }

        /// Members of one number are equal, by whatever name.
        impl PartialEq for $name {
            #[inline]
            fn eq(&self, other: &Self) -> bool {
                $crate::private::enumeration::equal(
                    <Self as $crate::OpenEnum>::TYPE,
                    $crate::OpenEnum::place(self),
                    $crate::OpenEnum::place(other),
                )
            }
        }

        impl Eq for $name {}

        impl $crate::private::Hash for $name {
            #[inline]
            fn hash<H: $crate::private::Hasher>(&self, state: &mut H) {
                $crate::private::enumeration::hash(
                    <Self as $crate::OpenEnum>::TYPE,
                    $crate::OpenEnum::place(self),
                    state,
                );
            }
        }

        impl $crate::private::Debug for $name {
            #[inline]
            fn fmt(&self, f: &mut $crate::private::Formatter<'_>) -> $crate::private::Fmt {
                f.write_str(self.as_str())
            }
        }

        impl From<&str> for $name {
            #[inline]
            fn from(text: &str) -> Self {
                $crate::OpenEnum::at($crate::private::enumeration::parse(<Self as $crate::OpenEnum>::TYPE, text))
            }
        }

        $crate::scalar_traits!($name);
    };
}
