//! Actions and functions.

use proc_macro2::TokenStream;
use quote::quote;

use super::{
    body,
    tokens::{cfg, deprecated, docs, ident, parameter, rust_type},
};
use crate::plan::{Call, Operation, OperationName, Outcome, RustType};

/// More are a sign that a struct should be made of them; here they are what the schema wants.
const MANY: usize = 6;

/// The method that makes a call.
pub(super) fn operation(operation: &Operation) -> TokenStream {
    let (doc, name) = (docs(&operation.docs), ident(&operation.ident));
    let (cfg, deprecation) = (cfg(&operation.condition), deprecated(operation.deprecated.as_ref()));
    let start = match (&operation.target, operation.is_function) {
        (OperationName::Bound(name), true) => quote!(function(#name)),
        (OperationName::Bound(name), false) => quote!(action(#name)),
        (OperationName::Import(name), true) => quote!(resource(#name).call_function()),
        (OperationName::Import(name), false) => quote!(resource(#name).call_action()),
    };
    let parameters = operation.arguments.iter().map(|argument| {
        let (name, ty) = (ident(&argument.ident), parameter(&argument.ty));
        quote!(#name: #ty)
    });
    let arguments = operation.arguments.iter().map(|argument| {
        let set = body::set(&argument.ty, &argument.wire_name, &ident(&argument.ident));
        quote!(.#set)
    });
    let nulls = operation.nulls.iter().map(|name| quote!(.clear(#name)));
    let call = quote!(self.0.#start #(#arguments)* #(#nulls)*);
    let (result, call) = if let Some(ty) = &operation.call {
        let ty = rust_type(ty);
        (quote!(crate::Call<#ty>), quote!(crate::Call(#call)))
    } else {
        let outcome = result(&operation.outcome, operation.next.as_ref());
        (quote!(odata_runtime::client::Call<#outcome>), call)
    };
    let many = (operation.arguments.len() > MANY)
        .then(|| quote!(#[expect(clippy::too_many_arguments, reason = "each is a parameter that must be given")]));
    quote! {
        #doc
        #cfg
        #deprecation
        #many
        pub fn #name(&self, #(#parameters),*) -> #result {
            #call
        }
    }
}

/// The file of a call with parameters that need not be given.
pub(super) fn call(call: &Call) -> TokenStream {
    let (doc, name, outcome) = (docs(&call.docs), ident(&call.ident), result(&call.outcome, call.next.as_ref()));
    let setters = call.setters.iter().map(body::setter);
    quote! {
        #doc
        #[non_exhaustive]
        pub struct #name;

        impl odata_runtime::client::TypedCall for #name {
            type Result = #outcome;
        }

        impl crate::Call<#name> {
            #(#setters)*
        }
    }
}

/// What a call returns, and what a path leads to that goes on behind it.
fn result(returned: &Outcome, next: Option<&RustType>) -> TokenStream {
    let returned = outcome(returned);
    match next.map(rust_type) {
        Some(next) => quote!(odata_runtime::client::Composable<#returned, #next>),
        None => returned,
    }
}

fn outcome(returned: &Outcome) -> TokenStream {
    match returned {
        Outcome::Nothing => quote!(()),
        Outcome::Model(ty) => rust_type(ty),
        Outcome::Page(ty) => {
            let ty = rust_type(ty);
            quote!(odata_runtime::client::Page<#ty>)
        }
        Outcome::Single(ty) => {
            let ty = rust_type(ty);
            quote!(odata_runtime::client::Single<#ty>)
        }
        Outcome::Several(ty) => {
            let ty = rust_type(ty);
            quote!(odata_runtime::client::Several<#ty>)
        }
        Outcome::Json => quote!(odata_runtime::Json),
        Outcome::Content => quote!(odata_runtime::client::Content),
        Outcome::Nullable(returned) => {
            let returned = outcome(returned);
            quote!(Option<#returned>)
        }
    }
}
