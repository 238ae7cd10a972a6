//! Documentation that follows from a line. It is made for rustdoc alone, since a build pays for each expansion.

/// The usual sentence about an item, unless its line has documentation of its own.
///
/// The name on the wire is a literal, or `{ _ = "shown"; "name" }` where Markdown would not show it as it is:
/// an expression too, whose value is the name.
#[doc(hidden)]
#[macro_export]
macro_rules! usual {
    ([] $kind:tt { _ = $shown:literal; $wire:literal }) => { $crate::usual!([] $kind $shown) };
    ([] Property $name:literal) => { ::core::concat!(" The property `", $name, "` in queries.") };
    ([] Required $name:literal) => { ::core::concat!(" The property `", $name, "` in queries.") };
    ([] Navigation $name:literal) => { ::core::concat!(" The navigation property `", $name, "` in queries.") };
    ([] Null $name:literal) => { ::core::concat!(" Sets `", $name, "` to null.") };
    ([] Give $name:literal) => { ::core::concat!(" Gives the parameter `", $name, "`.") };
    ([] navigation $name:literal) => { ::core::concat!(" The navigation property `", $name, "`.") };
    ([] singleton $name:literal) => { ::core::concat!(" The singleton `", $name, "`.") };
    ([] entity_set $name:literal) => { ::core::concat!(" The entity set `", $name, "`.") };
    ([] complex $name:literal) => { ::core::concat!(" The property `", $name, "`.") };
    ([] complexes $name:literal) => { ::core::concat!(" The property `", $name, "`.") };
    ([] cast $name:literal) => { ::core::concat!(" The entity as one of type `", $name, "`.") };
    ([] complex_cast $name:literal) => { ::core::concat!(" The complex value as one of type `", $name, "`.") };
    ([] collection_cast $name:literal) => { ::core::concat!(" The collection as one of type `", $name, "`.") };
    ([] key $name:literal) => { ::core::concat!(" Leads to the entity with that key, `", $name, "`.") };
    ([] $form:ident $name:literal) => { ::core::concat!(" Sets the property `", $name, "`.") };
    ([] $number:literal $name:literal) => { ::core::concat!(" `", $name, "`, ", $number, ".") };
    ([$($doc:literal)+] $kind:tt $name:tt) => { "" };
}

/// Where a method leads to, from what it is and its parameters.
#[doc(hidden)]
#[macro_export]
macro_rules! leads {
    ($kind:tt $key:tt { _ = $shown:literal; $wire:literal }) => { $crate::leads!($kind $key $shown) };
    (complex $key:tt $name:literal) => { ::core::concat!(" Leads to the complex value at `", $name, "`.") };
    (complexes $key:tt $name:literal) => { ::core::concat!(" Leads to the collection at `", $name, "`.") };
    (all $key:tt $name:literal) => { ::core::concat!(" Leads to the collection `", $name, "`.") };
    (navigation $key:tt $name:literal) => { $crate::leads!(entity $key $name) };
    (singleton $key:tt $name:literal) => { $crate::leads!(entity $key $name) };
    (entity_set $key:tt $name:literal) => { $crate::leads!(entity $key $name) };
    (entity () $name:literal) => { ::core::concat!(" Leads to the entity at `", $name, "`.") };
    (entity $key:tt $name:literal) => { ::core::concat!(" Leads to the entity at `", $name, "` with that key.") };
    ($kind:ident $key:tt $name:literal) => { "" };
}

/// Which features an item needs, from the condition of its line.
#[doc(hidden)]
#[macro_export]
macro_rules! needs {
    (feature = $feature:literal) => { ::core::concat!(" Needs the feature `", $feature, "`.") };
    (any(feature = $first:literal $(, feature = $other:literal)*)) => {
        ::core::concat!(" Needs one of the features `", $first $(, "`, `", $other)*, "`.")
    };
}
