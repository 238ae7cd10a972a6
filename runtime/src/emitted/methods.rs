//! Builders and clients.

/// The methods of a builder or client that lead on to other resources, read streams, and call operations.
///
/// The first line is the `impl` that they stand in; with `where A` it is for all ways in which a path reaches the resource. A line each
/// follows for the methods: what it is in OData's terms, the name in the path, and the method with its parameters.
///
/// | line | method |
/// |---|---|
/// | `navigation "x": x() -> Builder;` | to the entity that a navigation property leads to |
/// | `navigation "x": x(id: &str) -> Builder, x_collection -> Builder;` | to an entity of the collection, and to all of it |
/// | `navigation "x": x_collection() => Builder;` | to the collection, whose entities have no key |
/// | `singleton`, `entity_set` | the same, from the service root |
/// | `complex "x": x() -> Builder;`, `complexes` | to a complex value, or to a collection of those |
/// | `key "(Name={Name})": by_name(name "Name": &str) -> Builder;` | to an entity of the collection, by an alternate key, or by the key that a cast gives |
/// | `cast "ns.T": as_t() -> Builder;`, `complex_cast`, `collection_cast` | the same resource as one of a derived type |
/// | `stream "x": x();`, `content "$value": content();` | reads the stream of a property, or of a media entity |
/// | `action "ns.a": a(x "X": Text) -> Result;`, `function` | calls an operation; `=> Type` if some parameters need not be given |
/// | `action_import`, `function_import` | the same, from the service root |
///
/// A key of several parts has the name of each behind the parameter. The parameters of an operation have a form (see
/// [`parameter!`](crate::parameter)); those that a function wants to be null unless they are given stand behind `; null`.
///
/// Documentation of a line takes the place of the usual first sentence. What stands behind the colon comes last.
#[macro_export]
macro_rules! methods {
    ($($table:tt)*) => {
        #[cfg(not(doc))]
        $crate::plain_methods! { $($table)* }

        #[cfg(doc)]
        $crate::documented_methods! { $($table)* }
    };
}

/// [`methods!`](crate::methods) with the documentation that the lines have.
#[doc(hidden)]
#[macro_export]
macro_rules! plain_methods {
    (
        impl $builder:ty $(where $reach:ident)?;
        $(
            $(#[$($attribute:tt)*])*
            $kind:ident $wire:tt:
                $(#[$last:meta])* $name:ident($($parameter:tt)*) $(-> $to:ty)? $(=> $call:ty)?
                $(, $(#[$last_of_all:meta])* $collection:ident -> $all:ty)?;
        )*
    ) => {
        impl$(<$reach>)? $builder {
            $($crate::method! {
                $kind
                [#[doc = ""] $(#[$($attribute)*])* $(#[$last])*]
                [#[doc = ""] $(#[$($attribute)*])* $($(#[$last_of_all])*)?]
                $wire $name($($parameter)*) $(-> $to)? $(=> $call)? $(, $collection -> $all)?
            })*
        }
    };
}

/// [`methods!`](crate::methods) with what follows from the lines too.
#[doc(hidden)]
#[macro_export]
macro_rules! documented_methods {
    (
        impl $builder:ty $(where $reach:ident)?;
        $(
            $(#[doc = $doc:literal])*
            $(#[deprecated = $note:literal])?
            $(#[cfg($($cfg:tt)+)])?
            $kind:ident $wire:tt:
                $(#[$last:meta])* $name:ident($($parameter:tt)*) $(-> $to:ty)? $(=> $call:ty)?
                $(, $(#[$last_of_all:meta])* $collection:ident -> $all:ty)?;
        )*
    ) => {
        impl$(<$reach>)? $builder {
            $($crate::method! {
                $kind
                [
                    $(#[doc = $doc])*
                    #[doc = $crate::usual!([$($doc)*] $kind $wire)]
                    #[doc = ""]
                    #[doc = $crate::leads!($kind ($($parameter)*) $wire)]
                    $(#[doc = ""] #[doc = $crate::needs!($($cfg)+)] #[cfg($($cfg)+)])?
                    $(#[deprecated = $note])?
                    $(#[$last])*
                ]
                [
                    $(#[doc = $doc])*
                    #[doc = $crate::usual!([$($doc)*] $kind $wire)]
                    #[doc = ""]
                    #[doc = $crate::leads!(all () $wire)]
                    $(#[doc = ""] #[doc = $crate::needs!($($cfg)+)] #[cfg($($cfg)+)])?
                    $(#[deprecated = $note])?
                    $($(#[$last_of_all])*)?
                ]
                $wire $name($($parameter)*) $(-> $to)? $(=> $call)? $(, $collection -> $all)?
            })*
        }
    };
}

/// The methods of a line of `methods!`, by what it is.
#[doc(hidden)]
#[macro_export]
macro_rules! method {
    (action $about:tt $all:tt $wire:tt $($line:tt)*) => {
        $crate::operation! { (action($wire)) $about $($line)* }
    };
    (function $about:tt $all:tt $wire:tt $($line:tt)*) => {
        $crate::operation! { (function($wire)) $about $($line)* }
    };
    (action_import $about:tt $all:tt $wire:tt $($line:tt)*) => {
        $crate::operation! { (property($wire).call_action()) $about $($line)* }
    };
    (function_import $about:tt $all:tt $wire:tt $($line:tt)*) => {
        $crate::operation! { (property($wire).call_function()) $about $($line)* }
    };
    (stream [$($about:tt)*] $all:tt $wire:tt $name:ident()) => {
        $($about)*
        #[inline]
        pub fn $name(&self) -> $crate::requests::Download {
            self.0.property($wire).download()
        }
    };
    (content [$($about:tt)*] $all:tt $wire:tt $name:ident()) => {
        $($about)*
        #[inline]
        pub fn $name(&self) -> $crate::requests::Download {
            self.0.content()
        }
    };
    (
        key [$($about:tt)*] $of_all:tt $wire:tt
        $name:ident($($part:ident $($part_name:literal)?: $value:ty),+) -> $to:ty
    ) => {
        $($about)*
        #[inline]
        pub fn $name(&self, $($part: $value),*) -> $to {
            use $crate::requests::KeyValue as _;
            <$to>::new(self.0.keyed(&[$((&[$($part_name)?] as &[&str], $part.to_key())),*]))
        }
    };
    (cast [$($about:tt)*] $of_all:tt $wire:tt $name:ident() -> $to:ty) => {
        $($about)*
        #[inline]
        pub fn $name(&self) -> $to {
            <$to>::new(self.0.cast($wire))
        }
    };
    (singleton $($line:tt)*) => { $crate::method! { navigation $($line)* } };
    (entity_set $($line:tt)*) => { $crate::method! { navigation $($line)* } };
    (complex $($line:tt)*) => { $crate::method! { navigation $($line)* } };
    (complexes $($line:tt)*) => { $crate::method! { navigation $($line)* } };
    (complex_cast $($line:tt)*) => { $crate::method! { cast $($line)* } };
    (collection_cast $($line:tt)*) => { $crate::method! { cast $($line)* } };
    // Entities of a collection, by a key of one part, and all of it.
    (
        navigation [$($about:tt)*] [$($of_all:tt)*] $wire:tt
        $name:ident($part:ident: &$value:ty) -> $to:ty, $collection:ident -> $all:ty
    ) => {
        $($about)*
        #[inline]
        pub fn $name(&self, $part: &$value) -> $to {
            <$to>::new(self.0.property($wire).by($part))
        }

        $($of_all)*
        #[inline]
        pub fn $collection(&self) -> $all {
            <$all>::new(self.0.property($wire))
        }
    };
    // The same, by a key of several parts, or one that is given by value.
    (
        navigation [$($about:tt)*] [$($of_all:tt)*] $wire:tt
        $name:ident($($part:ident $($part_name:literal)?: $value:ty),+) -> $to:ty, $collection:ident -> $all:ty
    ) => {
        $($about)*
        #[inline]
        pub fn $name(&self, $($part: $value),+) -> $to {
            use $crate::requests::KeyValue as _;
            <$to>::new(self.0.property($wire).keyed(&[$((&[$($part_name)?] as &[&str], $part.to_key())),+]))
        }

        $($of_all)*
        #[inline]
        pub fn $collection(&self) -> $all {
            <$all>::new(self.0.property($wire))
        }
    };
    // A collection whose entities have no key.
    (navigation $about:tt [$($of_all:tt)*] $wire:tt $collection:ident() => $all:ty) => {
        $($of_all)*
        #[inline]
        pub fn $collection(&self) -> $all {
            <$all>::new(self.0.property($wire))
        }
    };
    // What is one.
    (navigation [$($about:tt)*] $of_all:tt $wire:tt $name:ident() -> $to:ty) => {
        $($about)*
        #[inline]
        pub fn $name(&self) -> $to {
            <$to>::new(self.0.property($wire))
        }
    };
    // Nothing of that kind: an error at the word.
    ($kind:ident $about:tt $of_all:tt $wire:tt $name:ident $($rest:tt)*) => {
        pub fn $name(&self) -> $crate::private::methods::$kind {}
    };
}

/// The method that calls an operation. What it returns is a type, or behind `=>` that of a call with further parameters.
#[doc(hidden)]
#[macro_export]
macro_rules! operation {
    (
        ($($start:tt)*) [$($about:tt)*]
        $name:ident($($argument:ident $wire:literal: $form:ident $(($given:ty))?),* $(; null $($null:literal),+)?)
        -> $result:ty
    ) => {
        $($about)*
        #[inline]
        pub fn $name(&self, $($argument: $crate::parameter!($form $(($given))?)),*) -> $crate::requests::Call<$result> {
            let call = self.0.$($start)*;
            $(let call = $crate::with_value!(call, $wire, $argument, $form $(($given))?);)*
            $($(let call = call.clear($null);)+)?
            call
        }
    };
    (
        ($($start:tt)*) [$($about:tt)*]
        $name:ident($($argument:ident $wire:literal: $form:ident $(($given:ty))?),* $(; null $($null:literal),+)?)
        => $call:ty
    ) => {
        $($about)*
        #[inline]
        pub fn $name(&self, $($argument: $crate::parameter!($form $(($given))?)),*) -> $call {
            let call = self.0.$($start)*;
            $(let call = $crate::with_value!(call, $wire, $argument, $form $(($given))?);)*
            $($(let call = call.clear($null);)+)?
            <$call>::new(call)
        }
    };
}
