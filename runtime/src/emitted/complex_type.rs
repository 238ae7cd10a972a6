//! Complex types.

/// What a struct for a complex type needs beside its fields.
///
/// As [`entity_type!`](crate::entity_type); and a line has behind `=>` the method that sets the field, with the form of its
/// parameter (see [`parameter!`](crate::parameter)), unless only the service sets the property. Documentation and a
/// deprecation of the line are those of the method.
#[macro_export]
macro_rules! complex_type {
    (
        $model:ident $name:literal $(sends $odata_type:literal)? $(, $open:ident)?;
        $(
            $(#[doc = $doc:literal])*
            $(#[deprecated = $note:literal])?
            $(#[cfg($($cfg:tt)+)])?
            $field:ident $wire:tt: $slot:ident, $constant:ident: $kind:ident($value:ty) $(, $rule:ident)*
                $(=> $set:ident: $form:ident $(($given:ty))?)?;
        )*
        .. $additional:ident
    ) => {
        $crate::structured! {
            $model $name [$($odata_type)?] [$($open)?] $additional
            $({ [$(#[cfg($($cfg)+)])?] $field $wire $slot $kind $($rule)* })*
        }

        #[cfg(not(doc))]
        $crate::complex_type_methods! {
            $model
            $(
                ($($set $form $(($given))?)? => $field [$(#[doc = $doc])* #[doc = ""] $(#[deprecated = $note])?])
                ([#[doc = ""] $(#[cfg($($cfg)+)])?] $constant $kind($value) $wire)
            )*
        }

        #[cfg(doc)]
        $crate::complex_type_methods! {
            $model
            $(
                ($($set $form $(($given))?)? => $field [
                    $(#[doc = $doc])* #[doc = $crate::usual!([$($doc)*] Set $wire)] $(#[deprecated = $note])?
                ])
                ([#[doc = $crate::usual!([] $kind $wire)] $(#[cfg($($cfg)+)])?] $constant $kind($value) $wire)
            )*
        }
    };
}

/// The methods and constants of a complex type.
#[doc(hidden)]
#[macro_export]
macro_rules! complex_type_methods {
    ($model:ident $($setter:tt ([$($attribute:tt)*] $constant:ident $kind:ident($value:ty) $wire:tt))*) => {
        impl $model {
            /// Nothing set.
            #[must_use]
            pub fn new() -> Self {
                Self::default()
            }

            $($crate::field_setter! $setter;)*
        }

        $crate::with_requests! {
            impl $model {
                $(
                    $($attribute)*
                    pub const $constant: $crate::$kind<Self, $value> = $crate::property($wire);
                )*
            }
        }
    };
}

/// The method that sets a field of a complex type, if there is one, by the form of its parameter.
///
/// Each form has a method of its own, not a macro for its parts: a program's build pays for each expansion.
#[doc(hidden)]
#[macro_export]
macro_rules! field_setter {
    (=> $field:ident $attributes:tt) => {};
    ($set:ident Text => $field:ident [$($attribute:tt)*]) => {
        $($attribute)*
        #[must_use]
        #[inline]
        pub fn $set(mut self, value: impl Into<String>) -> Self {
            self.$field = Some(value.into());
            self
        }
    };
    ($set:ident Texts => $field:ident [$($attribute:tt)*]) => {
        $($attribute)*
        #[must_use]
        #[inline]
        pub fn $set(mut self, value: impl IntoIterator<Item = impl Into<String>>) -> Self {
            self.$field = Some(Vec::from_iter(value.into_iter().map(Into::into)));
            self
        }
    };
    ($set:ident Scalar ($given:ty) => $field:ident [$($attribute:tt)*]) => {
        $($attribute)*
        #[must_use]
        #[inline]
        pub fn $set(mut self, value: $given) -> Self {
            self.$field = Some(value);
            self
        }
    };
    ($set:ident Scalars ($given:ty) => $field:ident [$($attribute:tt)*]) => {
        $($attribute)*
        #[must_use]
        #[inline]
        pub fn $set(mut self, value: impl IntoIterator<Item = $given>) -> Self {
            self.$field = Some(value.into_iter().collect());
            self
        }
    };
    ($set:ident Model ($given:ty) => $field:ident [$($attribute:tt)*]) => {
        $($attribute)*
        #[must_use]
        #[inline]
        pub fn $set(mut self, value: $given) -> Self {
            self.$field = Some(value);
            self
        }
    };
    ($set:ident Boxed ($given:ty) => $field:ident [$($attribute:tt)*]) => {
        $($attribute)*
        #[must_use]
        #[inline]
        pub fn $set(mut self, value: $given) -> Self {
            self.$field = Some(Box::new(value));
            self
        }
    };
    ($set:ident Models ($given:ty) => $field:ident [$($attribute:tt)*]) => {
        $($attribute)*
        #[must_use]
        #[inline]
        pub fn $set(mut self, value: impl IntoIterator<Item = $given>) -> Self {
            self.$field = Some(value.into_iter().collect());
            self
        }
    };
    ($set:ident Union ($given:ty) => $field:ident [$($attribute:tt)*]) => {
        $($attribute)*
        #[must_use]
        #[inline]
        pub fn $set(mut self, value: impl Into<$given>) -> Self {
            self.$field = Some(value.into());
            self
        }
    };
    ($set:ident Unions ($given:ty) => $field:ident [$($attribute:tt)*]) => {
        $($attribute)*
        #[must_use]
        #[inline]
        pub fn $set(mut self, value: impl IntoIterator<Item = impl Into<$given>>) -> Self {
            self.$field = Some(value.into_iter().map(Into::into).collect());
            self
        }
    };
    ($set:ident Json => $field:ident [$($attribute:tt)*]) => {
        $($attribute)*
        #[must_use]
        #[inline]
        pub fn $set(mut self, value: $crate::Json) -> Self {
            self.$field = Some(value);
            self
        }
    };
    // No such form: an error at the word.
    ($set:ident $form:ident $($rest:tt)*) => {
        pub fn $set(self) -> $crate::private::forms::$form {}
    };
}
