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
        impl $(<$operation>)? $body {
            $(
                $crate::setter! {
                    [$($doc)*] [$($note)?] $name $wire $form $(($given))?
                    $(where $bounded: $bound $(=> $bounded_clear)?)?
                }

                $(
                    #[cfg_attr(doc, doc = $crate::usual!([] Clear $wire))]
                    #[cfg_attr(not(doc), doc = "")]
                    #[inline]
                    pub fn $clear(self) -> Self {
                        Self(self.0.clear($wire))
                    }
                )?
            )*

            $(
                /// Sets a property that is not declared: the type is open.
                pub fn $dynamic(self, name: &str, value: impl Into<$crate::Json>) -> Self {
                    Self(self.0.set_dynamic(name, value.into()))
                }
            )?
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
        impl $call {
            $(
                $(#[doc = $doc])*
                #[cfg_attr(doc, doc = $crate::usual!([$($doc)*] Give $wire))]
                #[cfg_attr(not(doc), doc = "")]
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
    ($doc:tt $note:tt $clear:ident $wire:tt Null) => {
        #[cfg_attr(doc, doc = $crate::usual!([] Clear $wire))]
        #[cfg_attr(not(doc), doc = "")]
        #[inline]
        pub fn $clear(self) -> Self {
            Self(self.0.clear($wire))
        }
    };
    ([$($doc:literal)*] [$($note:literal)?] $name:ident $wire:tt Text) => {
        $(#[doc = $doc])*
        #[cfg_attr(doc, doc = $crate::usual!([$($doc)*] Set $wire))]
        #[cfg_attr(not(doc), doc = "")]
        $(#[deprecated = $note])?
        pub fn $name(self, value: impl Into<String>) -> Self {
            Self(self.0.set_text($wire, value))
        }
    };
    ([$($doc:literal)*] [$($note:literal)?] $name:ident $wire:tt Texts) => {
        $(#[doc = $doc])*
        #[cfg_attr(doc, doc = $crate::usual!([$($doc)*] Set $wire))]
        #[cfg_attr(not(doc), doc = "")]
        $(#[deprecated = $note])?
        pub fn $name(self, value: impl IntoIterator<Item = impl Into<String>>) -> Self {
            Self(self.0.set_texts($wire, value))
        }
    };
    ([$($doc:literal)*] [$($note:literal)?] $name:ident $wire:tt Scalar($given:ty)) => {
        $(#[doc = $doc])*
        #[cfg_attr(doc, doc = $crate::usual!([$($doc)*] Set $wire))]
        #[cfg_attr(not(doc), doc = "")]
        $(#[deprecated = $note])?
        pub fn $name(self, value: $given) -> Self {
            Self(self.0.set($wire, value))
        }
    };
    ([$($doc:literal)*] [$($note:literal)?] $name:ident $wire:tt Scalars($given:ty)) => {
        $(#[doc = $doc])*
        #[cfg_attr(doc, doc = $crate::usual!([$($doc)*] Set $wire))]
        #[cfg_attr(not(doc), doc = "")]
        $(#[deprecated = $note])?
        pub fn $name(self, value: impl IntoIterator<Item = $given>) -> Self {
            Self(self.0.set_list($wire, value))
        }
    };
    ([$($doc:literal)*] [$($note:literal)?] $name:ident $wire:tt Model($given:ty)) => {
        $(#[doc = $doc])*
        #[cfg_attr(doc, doc = $crate::usual!([$($doc)*] Set $wire))]
        #[cfg_attr(not(doc), doc = "")]
        $(#[deprecated = $note])?
        pub fn $name(self, value: $given) -> Self {
            Self(self.0.set_model($wire, value))
        }
    };
    ([$($doc:literal)*] [$($note:literal)?] $name:ident $wire:tt Boxed($given:ty)) => {
        $(#[doc = $doc])*
        #[cfg_attr(doc, doc = $crate::usual!([$($doc)*] Set $wire))]
        #[cfg_attr(not(doc), doc = "")]
        $(#[deprecated = $note])?
        pub fn $name(self, value: $given) -> Self {
            Self(self.0.set_model($wire, value))
        }
    };
    ([$($doc:literal)*] [$($note:literal)?] $name:ident $wire:tt Models($given:ty)) => {
        $(#[doc = $doc])*
        #[cfg_attr(doc, doc = $crate::usual!([$($doc)*] Set $wire))]
        #[cfg_attr(not(doc), doc = "")]
        $(#[deprecated = $note])?
        pub fn $name(self, value: impl IntoIterator<Item = $given>) -> Self {
            Self(self.0.set_models($wire, value))
        }
    };
    ([$($doc:literal)*] [$($note:literal)?] $name:ident $wire:tt Union($given:ty)) => {
        $(#[doc = $doc])*
        #[cfg_attr(doc, doc = $crate::usual!([$($doc)*] Set $wire))]
        #[cfg_attr(not(doc), doc = "")]
        $(#[deprecated = $note])?
        pub fn $name(self, value: impl Into<$given>) -> Self {
            Self(self.0.set_model::<$given>($wire, value.into()))
        }
    };
    ([$($doc:literal)*] [$($note:literal)?] $name:ident $wire:tt Unions($given:ty)) => {
        $(#[doc = $doc])*
        #[cfg_attr(doc, doc = $crate::usual!([$($doc)*] Set $wire))]
        #[cfg_attr(not(doc), doc = "")]
        $(#[deprecated = $note])?
        pub fn $name(self, value: impl IntoIterator<Item = impl Into<$given>>) -> Self {
            Self(self.0.set_models::<$given>($wire, value.into_iter().map(Into::into)))
        }
    };
    ([$($doc:literal)*] [$($note:literal)?] $name:ident $wire:tt Patch($given:ty)) => {
        $(#[doc = $doc])*
        #[cfg_attr(doc, doc = $crate::usual!([$($doc)*] Set $wire))]
        #[cfg_attr(not(doc), doc = "")]
        $(#[deprecated = $note])?
        pub fn $name(self, value: impl Into<$given>) -> Self {
            Self(self.0.set_patch($wire, value.into().0))
        }
    };
    ([$($doc:literal)*] [$($note:literal)?] $name:ident $wire:tt Json) => {
        $(#[doc = $doc])*
        #[cfg_attr(doc, doc = $crate::usual!([$($doc)*] Set $wire))]
        #[cfg_attr(not(doc), doc = "")]
        $(#[deprecated = $note])?
        pub fn $name(self, value: $crate::Json) -> Self {
            Self(self.0.set_json($wire, value))
        }
    };
    (
        [$($doc:literal)*] [$($note:literal)?] $name:ident $wire:tt $form:ident $(($given:ty))?
        where $operation:ident: $bound:ident $(=> $clear:ident)?
    ) => {
        $(#[doc = $doc])*
        #[cfg_attr(doc, doc = $crate::usual!([$($doc)*] Set $wire))]
        #[cfg_attr(not(doc), doc = "")]
        $(#[deprecated = $note])?
        pub fn $name(self, value: $crate::parameter!($form $(($given))?)) -> Self
        where
            $operation: $crate::$bound,
        {
            Self($crate::with_value!(self.0, $wire, value, $form $(($given))?))
        }

        $(
            #[cfg_attr(doc, doc = $crate::usual!([] Clear $wire))]
            #[cfg_attr(not(doc), doc = "")]
            pub fn $clear(self) -> Self
            where
                $operation: $crate::$bound,
            {
                Self(self.0.clear($wire))
            }
        )?
    };
}
