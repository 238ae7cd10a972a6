//! Enums of a type and the types derived from it.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::tokens::{deprecated, docs, ident, rust_type};
use crate::plan::Union;

/// The enum, with what tells its variants apart.
pub(super) fn union(base: &Ident, union: &Union) -> TokenStream {
    let (name, doc) = (ident(&union.ident), docs(&union.docs));
    let (unrecognized, default) = (ident(&union.unrecognized), ident(&union.default));
    let idents: Vec<_> = union.variants.iter().map(|variant| ident(&variant.ident)).collect();
    let types: Vec<_> = union.variants.iter().map(|variant| rust_type(&variant.ty)).collect();
    let wire_names: Vec<_> = union.variants.iter().map(|variant| &variant.wire_name).collect();
    // The declared type's own variant and the open one hold the same struct, so that they share an arm.
    let is_own = |ident: &&Ident| **ident == default;
    let own = idents.iter().find(is_own).map(|ident| quote!(Self::#ident(value) |));
    let others: Vec<_> = idents.iter().filter(|ident| !is_own(ident)).collect();
    let variants = union.variants.iter().zip(&idents).zip(&types).map(|((variant, ident), ty)| {
        let about = docs(&variant.docs);
        let deprecation = deprecated(variant.deprecated.as_ref());
        quote! {
            #about
            #deprecation
            #ident(Box<#ty>),
        }
    });
    let conversions = union.is_given.then(|| quote!({ #(#idents(#types)),* }));
    quote! {
        #doc
        #[non_exhaustive]
        pub enum #name {
            #(#variants)*
            /// A type that this build does not know.
            #unrecognized(Box<#base>),
        }

        impl Default for #name {
            fn default() -> Self {
                Self::#default(Box::default())
            }
        }

        impl odata_runtime::Union for #name {
            fn of_type(name: &str) -> Self {
                match name {
                    #(#wire_names => Self::#idents(Box::default()),)*
                    _ => Self::#unrecognized(Box::default()),
                }
            }

            fn model(&self) -> &dyn odata_runtime::Model {
                match self {
                    #own Self::#unrecognized(value) => &**value,
                    #(Self::#others(value) => &**value,)*
                }
            }

            fn model_mut(&mut self) -> &mut dyn odata_runtime::Model {
                match self {
                    #own Self::#unrecognized(value) => &mut **value,
                    #(Self::#others(value) => &mut **value,)*
                }
            }
        }

        odata_runtime::union!(#name #conversions);
    }
}
