//! Flags.

/// Gives a [`Flags`] its inherent methods, set operators, and the traits of the standard library and serde.
#[macro_export]
macro_rules! flags {
    ($name:ident) => {
        impl $name {
            /// The names on the wire, separated by commas, in declared order.
            #[must_use]
            pub fn as_str(&self) -> ::std::borrow::Cow<'_, str> {
                $crate::private::flags::names(<Self as $crate::Flags>::MEMBERS, $crate::Flags::set(self))
            }

            /// The number in the schema; `None` if there is a name that this build does not know.
            #[must_use]
            pub fn value(&self) -> Option<i64> {
                $crate::private::flags::number(<Self as $crate::Flags>::MEMBERS, $crate::Flags::set(self))
            }

            /// Whether all members of `other` are set.
            #[must_use]
            pub fn contains(&self, other: &Self) -> bool {
                $crate::private::flags::contains($crate::Flags::set(self), $crate::Flags::set(other))
            }

            /// The names that this build does not know.
            pub fn unrecognized(&self) -> impl Iterator<Item = &str> {
                $crate::private::flags::unrecognized($crate::Flags::set(self))
            }

            /// Known members, separated by commas, for checks that open flags do not make.
            ///
            /// # Errors
            ///
            /// One that lists the legal names.
            pub fn try_parse(text: &str) -> Result<Self, $crate::ParseMemberError> {
                let name = <Self as $crate::Flags>::NAME;
                match $crate::private::flags::try_parse(name, <Self as $crate::Flags>::MEMBERS, text) {
                    Ok(set) => Ok($crate::Flags::from_set(set)),
                    Err(error) => Err(error),
                }
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                $crate::Flags::from_set($crate::private::flags::parse(<Self as $crate::Flags>::MEMBERS, text))
            }
        }

        impl ::core::ops::BitOr for $name {
            type Output = Self;

            fn bitor(self, other: Self) -> Self {
                $crate::Flags::from_set($crate::private::flags::union(
                    $crate::Flags::set(&self),
                    $crate::Flags::set(&other),
                ))
            }
        }

        impl ::core::ops::BitAnd for $name {
            type Output = Self;

            fn bitand(self, other: Self) -> Self {
                $crate::Flags::from_set($crate::private::flags::intersection(
                    $crate::Flags::set(&self),
                    $crate::Flags::set(&other),
                ))
            }
        }

        impl ::core::ops::Sub for $name {
            type Output = Self;

            fn sub(self, other: Self) -> Self {
                $crate::Flags::from_set($crate::private::flags::difference(
                    $crate::Flags::set(&self),
                    $crate::Flags::set(&other),
                ))
            }
        }

        impl $crate::Scalar for $name {
            const EXPECTED: &'static str = "the name of an enumeration member";
            const LITERAL: $crate::Literal = $crate::Literal::Member(<Self as $crate::Flags>::NAME);

            fn from_token(token: &$crate::Token<'_>) -> Option<Self> {
                $crate::private::flags::from_token(<Self as $crate::Flags>::MEMBERS, token).map($crate::Flags::from_set)
            }

            fn to_token(&self) -> $crate::Token<'_> {
                $crate::Token::Text(self.as_str())
            }
        }

        $crate::scalar_traits!($name);
    };
}
