//! Bodies and calls.

/// The methods that set the properties of a body.
///
/// The first line is the `impl` that they stand in, `where O` if they are for all operations `O` of the body. A line each
/// follows for the properties: the method, the name on the wire, the form of the value (see [`parameter!`](crate::parameter)), and
/// the method that sets null, if the property may be null. A bound stands where only some operations set the property, and
/// `=>` before the method that sets null there. The form `Null` is such a method alone. A last line `.. name` is the method of an
/// open type that sets what is not declared.
#[macro_export]
macro_rules! setters {
    (
        impl $body:ty $(where $operation:ident)?;
        $(
            $(#[doc = $doc:literal])*
            $(#[deprecated = $note:literal])?
            $name:ident $wire:tt: $form:ident $(($given:ty))?
                $(where $bounded:ident: $bound:ident $(=> $bounded_clear:ident)?)? $(, $clear:ident)?;
        )*
        $(.. $dynamic:ident)?
    ) => {
        #[cfg(not(doc))]
        impl $(<$operation>)? $body {
            $(
                $crate::setter! {
                    [$(#[doc = $doc])* #[doc = ""] $(#[deprecated = $note])?] "",
                    $name $wire $form $(($given))? $(where $bounded: $bound $(=> $bounded_clear)?)?
                }

                $(
                    #[doc = ""]
                    #[inline]
                    pub fn $clear(self) -> Self {
                        Self(self.0.clear($wire))
                    }
                )?
            )*

            $($crate::setter! { $dynamic })?
        }

        #[cfg(doc)]
        impl $(<$operation>)? $body {
            $(
                $crate::setter! {
                    [$(#[doc = $doc])* #[doc = $crate::usual!([$($doc)*] $form $wire)] $(#[deprecated = $note])?]
                    $crate::usual!([] Null $wire),
                    $name $wire $form $(($given))? $(where $bounded: $bound $(=> $bounded_clear)?)?
                }

                $(
                    #[doc = $crate::usual!([] Null $wire)]
                    pub fn $clear(self) -> Self {
                        Self(self.0.clear($wire))
                    }
                )?
            )*

            $($crate::setter! { $dynamic })?
        }
    };
}

/// The methods that give the parameters of a call which need not be given: as [`setters!`](crate::setters).
#[macro_export]
macro_rules! parameters {
    (
        impl $call:ty;
        $(
            $(#[doc = $doc:literal])*
            $name:ident $wire:tt: $form:ident $(($given:ty))?;
        )*
    ) => {
        #[cfg(not(doc))]
        impl $call {
            $(
                $(#[doc = $doc])*
                #[doc = ""]
                pub fn $name(self, value: $crate::parameter!($form $(($given))?)) -> Self {
                    Self($crate::with_value!(self.0, $wire, value, $form $(($given))?))
                }
            )*
        }

        #[cfg(doc)]
        impl $call {
            $(
                $(#[doc = $doc])*
                #[doc = $crate::usual!([$($doc)*] Give $wire)]
                pub fn $name(self, value: $crate::parameter!($form $(($given))?)) -> Self {
                    Self($crate::with_value!(self.0, $wire, value, $form $(($given))?))
                }
            )*
        }
    };
}

/// The method of a line of `setters!`, by the form of its parameter.
///
/// Each form has a method of its own, not a macro for its parts: a program's build pays for each expansion.
#[doc(hidden)]
#[macro_export]
macro_rules! setter {
    ($dynamic:ident) => {
        /// Sets a property that is not declared: the type is open.
        pub fn $dynamic(self, name: &str, value: impl Into<$crate::Json>) -> Self {
            Self(self.0.set_dynamic(name, value.into()))
        }
    };
    ([$($attribute:tt)*] $clear_doc:expr, $clear:ident $wire:tt Null) => {
        $($attribute)*
        #[inline]
        pub fn $clear(self) -> Self {
            Self(self.0.clear($wire))
        }
    };
    ([$($attribute:tt)*] $clear_doc:expr, $name:ident $wire:tt Text) => {
        $($attribute)*
        pub fn $name(self, value: impl Into<String>) -> Self {
            Self(self.0.set_text($wire, value))
        }
    };
    ([$($attribute:tt)*] $clear_doc:expr, $name:ident $wire:tt Texts) => {
        $($attribute)*
        pub fn $name(self, value: impl IntoIterator<Item = impl Into<String>>) -> Self {
            Self(self.0.set_texts($wire, value))
        }
    };
    ([$($attribute:tt)*] $clear_doc:expr, $name:ident $wire:tt Scalar($given:ty)) => {
        $($attribute)*
        pub fn $name(self, value: $given) -> Self {
            Self(self.0.set($wire, value))
        }
    };
    ([$($attribute:tt)*] $clear_doc:expr, $name:ident $wire:tt Scalars($given:ty)) => {
        $($attribute)*
        pub fn $name(self, value: impl IntoIterator<Item = $given>) -> Self {
            Self(self.0.set_list($wire, value))
        }
    };
    ([$($attribute:tt)*] $clear_doc:expr, $name:ident $wire:tt Model($given:ty)) => {
        $($attribute)*
        pub fn $name(self, value: $given) -> Self {
            Self(self.0.set_model($wire, value))
        }
    };
    ([$($attribute:tt)*] $clear_doc:expr, $name:ident $wire:tt Boxed($given:ty)) => {
        $($attribute)*
        pub fn $name(self, value: $given) -> Self {
            Self(self.0.set_model($wire, value))
        }
    };
    ([$($attribute:tt)*] $clear_doc:expr, $name:ident $wire:tt Models($given:ty)) => {
        $($attribute)*
        pub fn $name(self, value: impl IntoIterator<Item = $given>) -> Self {
            Self(self.0.set_models($wire, value))
        }
    };
    ([$($attribute:tt)*] $clear_doc:expr, $name:ident $wire:tt Union($given:ty)) => {
        $($attribute)*
        pub fn $name(self, value: impl Into<$given>) -> Self {
            Self(self.0.set_model::<$given>($wire, value.into()))
        }
    };
    ([$($attribute:tt)*] $clear_doc:expr, $name:ident $wire:tt Unions($given:ty)) => {
        $($attribute)*
        pub fn $name(self, value: impl IntoIterator<Item = impl Into<$given>>) -> Self {
            Self(self.0.set_models::<$given>($wire, value.into_iter().map(Into::into)))
        }
    };
    ([$($attribute:tt)*] $clear_doc:expr, $name:ident $wire:tt Patch($given:ty)) => {
        $($attribute)*
        pub fn $name(self, value: impl Into<$given>) -> Self {
            Self(self.0.set_patch($wire, value.into().0))
        }
    };
    ([$($attribute:tt)*] $clear_doc:expr, $name:ident $wire:tt Json) => {
        $($attribute)*
        pub fn $name(self, value: $crate::Json) -> Self {
            Self(self.0.set_json($wire, value))
        }
    };
    (
        [$($attribute:tt)*] $clear_doc:expr, $name:ident $wire:tt $form:ident $(($given:ty))?
        where $operation:ident: $bound:ident $(=> $clear:ident)?
    ) => {
        $($attribute)*
        pub fn $name(self, value: $crate::parameter!($form $(($given))?)) -> Self
        where
            $operation: $crate::$bound,
        {
            Self($crate::with_value!(self.0, $wire, value, $form $(($given))?))
        }

        $(
            #[doc = $clear_doc]
            pub fn $clear(self) -> Self
            where
                $operation: $crate::$bound,
            {
                Self(self.0.clear($wire))
            }
        )?
    };
    // No such form: an error at the word.
    ($attributes:tt $clear_doc:expr, $name:ident $wire:tt $form:ident $($rest:tt)*) => {
        pub fn $name(self) -> $crate::private::forms::$form {}
    };
}
