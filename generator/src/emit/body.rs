//! Bodies of changes and creations.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::tokens::{deprecated, docs, ident, parameter, rust_type};
use crate::plan::{Body, Clear, FieldType, Kind, Patch, Setter, When};

/// The setters of a body, and its alias as data.
pub(super) fn body(model: &Ident, body: &Body) -> TokenStream {
    let patch = ident(&body.patch);
    let about = format!(" A change of a [`{model}`] as data: each property absent, null or a value.");
    let setters = body.setters.iter().map(setter);
    let open = body.open.then(|| {
        quote! {
            /// Sets a property that is not declared: the type is open.
            pub fn dynamic_property(self, name: &str, value: impl Into<odata_runtime::Json>) -> Self {
                Self(self.0.set_dynamic(name, value.into()))
            }
        }
    });
    let has_methods = body.open || !body.setters.is_empty();
    let methods = has_methods.then(|| quote!(impl<O> crate::Body<#model, O> { #(#setters)* #open }));
    quote! {
        #[doc = #about]
        pub type #patch = crate::Body<#model, odata_runtime::Patch>;

        #methods
    }
}

/// The method of the runtime that takes a value of that type.
pub(super) fn set(ty: &FieldType, wire_name: &str, value: &Ident) -> TokenStream {
    match (ty.kind, ty.list) {
        (Kind::Text, false) => quote!(set_text(#wire_name, #value)),
        (Kind::Text, true) => quote!(set_texts(#wire_name, #value)),
        (Kind::Enum | Kind::Scalar, false) => quote!(set(#wire_name, #value)),
        (Kind::Enum | Kind::Scalar, true) => quote!(set_list(#wire_name, #value)),
        (Kind::Model, false) if ty.union => {
            let union = rust_type(&ty.value);
            quote!(set_model::<#union>(#wire_name, #value.into()))
        }
        (Kind::Model, true) if ty.union => {
            let union = rust_type(&ty.value);
            quote!(set_models::<#union>(#wire_name, #value.into_iter().map(Into::into)))
        }
        (Kind::Model, false) => quote!(set_model(#wire_name, #value)),
        (Kind::Model, true) => quote!(set_models(#wire_name, #value)),
        (Kind::Json, _) => quote!(set_json(#wire_name, #value)),
    }
}

/// The method that sets a property, and the one that sets it to null.
pub(super) fn setter(setter: &Setter) -> TokenStream {
    let (doc, name, wire_name) = (docs(&setter.docs), ident(&setter.ident), &setter.wire_name);
    let deprecation = deprecated(setter.deprecated.as_ref());
    let value = quote::format_ident!("value");
    let (parameter, set) = match &setter.patch {
        Some(patch) => {
            let patch = rust_type(patch);
            (quote!(impl Into<#patch>), quote!(set_patch(#wire_name, value.into().0)))
        }
        None => (parameter(&setter.ty), set(&setter.ty, wire_name, &value)),
    };
    let bound = match setter.when {
        When::Always => None,
        When::OnCreate => Some(quote!(where O: odata_runtime::Creates,)),
        When::OnUpdate => Some(quote!(where O: odata_runtime::Changes,)),
    };
    let clear = setter.clear.as_ref().map(|method| clear(method, bound.as_ref()));
    quote! {
        #doc
        #deprecation
        pub fn #name(self, value: #parameter) -> Self #bound {
            Self(self.0.#set)
        }
        #clear
    }
}

fn clear(clear: &Clear, bound: Option<&TokenStream>) -> TokenStream {
    let (name, wire_name) = (ident(&clear.ident), &clear.wire_name);
    let doc = docs(&clear.docs);
    quote! {
        #doc
        pub fn #name(self) -> Self #bound {
            Self(self.0.clear(#wire_name))
        }
    }
}

/// The patch of a complex type.
pub(super) fn patch(model: &Ident, patch: &Patch) -> TokenStream {
    let name = ident(&patch.ident);
    let about =
        format!(" A change of a [`{model}`] inside a change: the properties of a value, and those to set to null.");
    let nested =
        patch.nested.iter().map(|nested| setter(&Setter { clear: None, when: When::Always, ..nested.clone() }));
    let clears = patch.clears.iter().map(|method| clear(method, None));
    let methods = (!patch.nested.is_empty() || !patch.clears.is_empty()).then(|| {
        quote! {
            impl crate::Body<#model, odata_runtime::Patch> { #(#nested)* #(#clears)* }
        }
    });
    quote! {
        #[doc = #about]
        pub type #name = crate::Body<#model, odata_runtime::Patch>;

        #methods
    }
}
