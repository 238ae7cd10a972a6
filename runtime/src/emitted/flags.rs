//! Flags.

/// What a struct for an enumeration type with `IsFlags` needs: a constant for each member, its methods, set operators, and the
/// traits of the standard library and serde.
///
/// The first line is the type: the struct and the qualified name. A line each follows for the members: constant, name on the
/// wire and number.
#[macro_export]
macro_rules! flags {
    (
        $name:ident $type_name:literal;
        $(
            $(#[doc = $doc:literal])*
            $(#[doc(alias = $alias:literal)])?
            $(#[deprecated = $note:literal])?
            $member:ident $wire:tt = $number:literal;
        )*
    ) => {
        const _: () = {
            // Counts the members. Its name is in lower case, since a type of the schema may be called `Place`.
            #[allow(dead_code, non_camel_case_types, reason = "names of constants, and none of a type")]
            enum place {
                $($member),*
            }

            impl $name {
                $(
                    $(#[doc = $doc])*
                    #[doc = $crate::usual!([$($doc)*] $number $wire)]
                    $(#[doc(alias = $alias)])?
                    $(#[deprecated = $note])?
                    pub const $member: Self = Self($crate::FlagSet::of(&[place::$member as u16]));
                )*
            }
        };

        impl $crate::Flags for $name {
            const NAME: &'static str = $type_name;
            const MEMBERS: &'static [(&'static str, i64)] = &[$(($wire, $number)),*];

            fn set(&self) -> &$crate::FlagSet {
                &self.0
            }

            fn from_set(set: $crate::FlagSet) -> Self {
                Self(set)
            }
        }

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
                $crate::private::flags::contains(
                    <Self as $crate::Flags>::MEMBERS,
                    $crate::Flags::set(self),
                    $crate::Flags::set(other),
                )
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

        /// Members of one number are equal, by whatever name.
        impl PartialEq for $name {
            fn eq(&self, other: &Self) -> bool {
                $crate::private::flags::equal(
                    <Self as $crate::Flags>::MEMBERS,
                    $crate::Flags::set(self),
                    $crate::Flags::set(other),
                )
            }
        }

        impl Eq for $name {}

        impl $crate::private::Hash for $name {
            fn hash<H: $crate::private::Hasher>(&self, state: &mut H) {
                $crate::private::flags::hash(<Self as $crate::Flags>::MEMBERS, $crate::Flags::set(self), state);
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
                    <Self as $crate::Flags>::MEMBERS,
                    $crate::Flags::set(&self),
                    $crate::Flags::set(&other),
                ))
            }
        }

        impl ::core::ops::BitAnd for $name {
            type Output = Self;

            fn bitand(self, other: Self) -> Self {
                $crate::Flags::from_set($crate::private::flags::intersection(
                    <Self as $crate::Flags>::MEMBERS,
                    $crate::Flags::set(&self),
                    $crate::Flags::set(&other),
                ))
            }
        }

        impl ::core::ops::Sub for $name {
            type Output = Self;

            fn sub(self, other: Self) -> Self {
                $crate::Flags::from_set($crate::private::flags::difference(
                    <Self as $crate::Flags>::MEMBERS,
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
