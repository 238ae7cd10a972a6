//! Tokens for the small parts of a plan.

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

use crate::markdown;
use crate::plan::{Condition, FieldType, Kind, RustType};

/// An identifier that the stage `names` made.
pub(super) fn ident(name: &str) -> Ident {
    match name.strip_prefix("r#") {
        Some(raw) => Ident::new_raw(raw, Span::call_site()),
        None => Ident::new(name, Span::call_site()),
    }
}

/// Documentation, a blank line between its parts.
pub(super) fn docs(parts: &[String]) -> TokenStream {
    let text = parts.join("\n\n");
    let lines = text.split('\n').map(|line| if line.is_empty() { String::new() } else { format!(" {line}") });
    quote!(#(#[doc = #lines])*)
}

/// The attribute by which the documentation's search finds an item by its wire name.
pub(super) fn alias(wire_name: Option<&String>) -> TokenStream {
    wire_name.map_or_else(TokenStream::new, |wire_name| quote!(#[doc(alias = #wire_name)]))
}

/// The attribute of an item that is not always there.
pub(super) fn cfg(condition: &Condition) -> TokenStream {
    match &**condition {
        [] => TokenStream::new(),
        [feature] => quote!(#[cfg(feature = #feature)]),
        features => quote!(#[cfg(any(#(feature = #features),*))]),
    }
}

/// The attribute of a deprecation.
pub(super) fn deprecated(reason: Option<&String>) -> TokenStream {
    reason.map_or_else(TokenStream::new, |reason| {
        let note = markdown::words(reason);
        quote!(#[deprecated = #note])
    })
}

/// A type by its path.
pub(super) fn rust_type(ty: &RustType) -> TokenStream {
    let segments = ty.segments().into_iter().map(ident);
    quote!(#(#segments)::*)
}

/// The type of a field inside its `Option`.
pub(super) fn inner_type(ty: &FieldType) -> TokenStream {
    let value = rust_type(&ty.value);
    match (ty.list, ty.boxed) {
        (true, _) => quote!(Vec<#value>),
        (false, true) => quote!(Box<#value>),
        (false, false) => value,
    }
}

/// The variant of `Slot` and `Peek` for a field.
pub(super) fn slot(ty: &FieldType) -> &'static str {
    match (ty.kind, ty.list) {
        (Kind::Text, false) => "Text",
        (Kind::Enum, false) => "Enum",
        (Kind::Scalar, false) => "Scalar",
        (Kind::Text | Kind::Enum | Kind::Scalar, true) => "Scalars",
        (Kind::Model, false) => "Model",
        (Kind::Model, true) => "Models",
        (Kind::Json, _) => "Json",
    }
}
