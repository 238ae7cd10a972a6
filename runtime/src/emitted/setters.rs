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
    ($($table:tt)*) => {
        #[cfg(not(doc))]
        $crate::plain_setters! { $($table)* }

        #[cfg(doc)]
        $crate::documented_setters! { $($table)* }
    };
}

/// [`setters!`](crate::setters) with the documentation that the lines have.
#[doc(hidden)]
#[macro_export]
macro_rules! plain_setters {
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
        impl $(<$operation>)? $body {
            $(
                $crate::setter! {
                    $form $name $wire $(($given))? $(where $bounded: $bound)?
                    [$(#[doc = $doc])* #[doc = ""] $(#[deprecated = $note])?]
                }

                $($($crate::setter! { Null $bounded_clear $wire where $bounded: $bound [#[doc = ""]] })?)?

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
    };
}

/// [`setters!`](crate::setters) with what follows from the lines too.
#[doc(hidden)]
#[macro_export]
macro_rules! documented_setters {
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
        impl $(<$operation>)? $body {
            $(
                $crate::setter! {
                    $form $name $wire $(($given))? $(where $bounded: $bound)?
                    [$(#[doc = $doc])* #[doc = $crate::usual!([$($doc)*] $form $wire)] $(#[deprecated = $note])?]
                }

                $($($crate::setter! {
                    Null $bounded_clear $wire where $bounded: $bound [#[doc = $crate::usual!([] Null $wire)]]
                })?)?

                $($crate::setter! { Null $clear $wire [#[doc = $crate::usual!([] Null $wire)]] })?
            )*

            $($crate::setter! { $dynamic })?
        }
    };
}

/// The methods that give the parameters of a call which need not be given: as [`setters!`](crate::setters).
#[macro_export]
macro_rules! parameters {
    ($($table:tt)*) => {
        #[cfg(not(doc))]
        $crate::plain_parameters! { $($table)* }

        #[cfg(doc)]
        $crate::documented_parameters! { $($table)* }
    };
}

/// [`parameters!`](crate::parameters) with the documentation that the lines have.
#[doc(hidden)]
#[macro_export]
macro_rules! plain_parameters {
    (
        impl $call:ty;
        $(
            $(#[doc = $doc:expr])*
            $name:ident $wire:tt: $form:ident $(($given:ty))?;
        )*
    ) => {
        impl $call {
            $(
                $(#[doc = $doc])*
                #[doc = ""]
                pub fn $name(self, value: $crate::parameter!($form $(($given))?)) -> Self {
                    Self($crate::with_value!(self.0, $wire, value, $form $(($given))?))
                }
            )*
        }
    };
}

/// [`parameters!`](crate::parameters) with what follows from the lines too.
#[doc(hidden)]
#[macro_export]
macro_rules! documented_parameters {
    (
        impl $call:ty;
        $(
            $(#[doc = $doc:literal])*
            $name:ident $wire:tt: $form:ident $(($given:ty))?;
        )*
    ) => {
        $crate::plain_parameters! {
            impl $call;
            $(
                $(#[doc = $doc])*
                #[doc = $crate::usual!([$($doc)*] Give $wire)]
                $name $wire: $form $(($given))?;
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
    (Null $clear:ident $wire:tt [$($attribute:tt)*]) => {
        $($attribute)*
        #[inline]
        pub fn $clear(self) -> Self {
            Self(self.0.clear($wire))
        }
    };
    (Text $name:ident $wire:tt [$($attribute:tt)*]) => {
        $($attribute)*
        pub fn $name(self, value: impl Into<String>) -> Self {
            Self(self.0.set_text($wire, value))
        }
    };
    (Texts $name:ident $wire:tt [$($attribute:tt)*]) => {
        $($attribute)*
        pub fn $name(self, value: impl IntoIterator<Item = impl Into<String>>) -> Self {
            Self(self.0.set_texts($wire, value))
        }
    };
    (Scalar $name:ident $wire:tt ($given:ty) [$($attribute:tt)*]) => {
        $($attribute)*
        pub fn $name(self, value: $given) -> Self {
            Self(self.0.set($wire, value))
        }
    };
    (Scalars $name:ident $wire:tt ($given:ty) [$($attribute:tt)*]) => {
        $($attribute)*
        pub fn $name(self, value: impl IntoIterator<Item = $given>) -> Self {
            Self(self.0.set_list($wire, value))
        }
    };
    (Model $name:ident $wire:tt ($given:ty) [$($attribute:tt)*]) => {
        $($attribute)*
        pub fn $name(self, value: $given) -> Self {
            Self(self.0.set_model($wire, value))
        }
    };
    (Boxed $name:ident $wire:tt ($given:ty) [$($attribute:tt)*]) => {
        $($attribute)*
        pub fn $name(self, value: $given) -> Self {
            Self(self.0.set_model($wire, value))
        }
    };
    (Models $name:ident $wire:tt ($given:ty) [$($attribute:tt)*]) => {
        $($attribute)*
        pub fn $name(self, value: impl IntoIterator<Item = $given>) -> Self {
            Self(self.0.set_models($wire, value))
        }
    };
    (Union $name:ident $wire:tt ($given:ty) [$($attribute:tt)*]) => {
        $($attribute)*
        pub fn $name(self, value: impl Into<$given>) -> Self {
            Self(self.0.set_model::<$given>($wire, value.into()))
        }
    };
    (Unions $name:ident $wire:tt ($given:ty) [$($attribute:tt)*]) => {
        $($attribute)*
        pub fn $name(self, value: impl IntoIterator<Item = impl Into<$given>>) -> Self {
            Self(self.0.set_models::<$given>($wire, value.into_iter().map(Into::into)))
        }
    };
    (Patch $name:ident $wire:tt ($given:ty) [$($attribute:tt)*]) => {
        $($attribute)*
        pub fn $name(self, value: impl Into<$given>) -> Self {
            Self(self.0.set_patch($wire, value.into().0))
        }
    };
    (Json $name:ident $wire:tt [$($attribute:tt)*]) => {
        $($attribute)*
        pub fn $name(self, value: $crate::Json) -> Self {
            Self(self.0.set_json($wire, value))
        }
    };
    (Null $clear:ident $wire:tt where $operation:ident: $bound:ident [$($attribute:tt)*]) => {
        $($attribute)*
        pub fn $clear(self) -> Self
        where
            $operation: $crate::$bound,
        {
            Self(self.0.clear($wire))
        }
    };
    (
        $form:ident $name:ident $wire:tt $(($given:ty))? where $operation:ident: $bound:ident [$($attribute:tt)*]
    ) => {
        $($attribute)*
        pub fn $name(self, value: $crate::parameter!($form $(($given))?)) -> Self
        where
            $operation: $crate::$bound,
        {
            Self($crate::with_value!(self.0, $wire, value, $form $(($given))?))
        }
    };
    // No such form: an error at the word.
    ($form:ident $name:ident $wire:tt $($rest:tt)*) => {
        pub fn $name(self) -> $crate::private::forms::$form {}
    };
}
