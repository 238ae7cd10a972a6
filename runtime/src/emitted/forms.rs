//! The forms in which a program gives a value: a parameter's type, and what is done with it.

/// The type of a parameter by the form in which a program gives it.
///
/// | form | given | sent |
/// |---|---|---|
/// | `Text`, `Texts` | what becomes a `String`, and several | strings |
/// | `Scalar(T)`, `Scalars(T)` | a primitive or enumeration value, and several | as JSON, or in a URL as its literal |
/// | `Model(T)`, `Models(T)` | an entity or complex value, and several | as JSON |
/// | `Boxed(T)` | as `Model(T)`; the field has a box, since the type contains itself | as JSON |
/// | `Union(T)`, `Unions(T)` | a value of any of the types of a union, and several | as JSON with `@odata.type` |
/// | `Patch(T)` | a change of a complex value, or a value | the properties that it sets |
/// | `Json` | any JSON | as it is |
#[macro_export]
macro_rules! parameter {
    (Text) => { impl Into<String> };
    (Texts) => { impl IntoIterator<Item = impl Into<String>> };
    (Scalar($value:ty)) => { $value };
    (Scalars($value:ty)) => { impl IntoIterator<Item = $value> };
    (Model($value:ty)) => { $value };
    (Models($value:ty)) => { impl IntoIterator<Item = $value> };
    (Boxed($value:ty)) => { $value };
    (Union($value:ty)) => { impl Into<$value> };
    (Unions($value:ty)) => { impl IntoIterator<Item = impl Into<$value>> };
    (Patch($value:ty)) => { impl Into<$value> };
    (Json) => { $crate::Json };
    // No such form: an error at the word.
    ($form:ident $($given:tt)*) => { $crate::private::forms::$form };
}

/// A body or call with a value of that form.
#[doc(hidden)]
#[macro_export]
macro_rules! with_value {
    ($to:expr, $wire:tt, $value:ident, Text) => {
        $to.set_text($wire, $value)
    };
    ($to:expr, $wire:tt, $value:ident, Texts) => {
        $to.set_texts($wire, $value)
    };
    ($to:expr, $wire:tt, $value:ident, Scalar($ty:ty)) => {
        $to.set($wire, $value)
    };
    ($to:expr, $wire:tt, $value:ident, Scalars($ty:ty)) => {
        $to.set_list($wire, $value)
    };
    ($to:expr, $wire:tt, $value:ident, Model($ty:ty)) => {
        $to.set_model($wire, $value)
    };
    ($to:expr, $wire:tt, $value:ident, Models($ty:ty)) => {
        $to.set_models($wire, $value)
    };
    ($to:expr, $wire:tt, $value:ident, Boxed($ty:ty)) => {
        $to.set_model($wire, $value)
    };
    ($to:expr, $wire:tt, $value:ident, Union($ty:ty)) => {
        $to.set_model::<$ty>($wire, $value.into())
    };
    ($to:expr, $wire:tt, $value:ident, Unions($ty:ty)) => {
        $to.set_models::<$ty>($wire, $value.into_iter().map(Into::into))
    };
    ($to:expr, $wire:tt, $value:ident, Patch($ty:ty)) => {
        $to.set_patch($wire, $value.into().0)
    };
    ($to:expr, $wire:tt, $value:ident, Json) => {
        $to.set_json($wire, $value)
    };
    ($to:expr, $wire:tt, $value:ident, $($form:tt)*) => {
        $to
    };
}
