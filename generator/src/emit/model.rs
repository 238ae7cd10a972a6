//! Structs.

use proc_macro2::TokenStream;
use quote::quote;

use super::{
    body,
    tokens::{alias, cfg, deprecated, docs, ident, inner_type, parameter, rust_type, slot},
    union,
};
use crate::plan::{Constant, Field, Kind, ModelStruct, Setter};

/// A struct: itself, its table, and the union with those derived from it.
pub(super) fn model(model: &ModelStruct) -> TokenStream {
    let name = ident(&model.ident);
    let additional = ident(&model.additional);
    let (doc, deprecation) = (docs(&model.docs), deprecated(model.deprecated.as_ref()));
    let alias = alias(model.alias.as_ref());
    let fields = model.fields.iter().map(field);
    let shape = shape(model);
    let constructors = constructors(model);
    let constants = constants(model);
    let union = model.union.as_ref().map(|union| union::union(&name, union));
    let slots: Vec<_> = model.fields.iter().map(|field| slot(&field.ty)).collect();
    let idents: Vec<_> = model.fields.iter().map(|field| ident(&field.ident)).collect();
    let cfgs: Vec<_> = model.fields.iter().map(|field| cfg(&field.condition)).collect();
    quote! {
        #doc
        #alias
        #deprecation
        #[non_exhaustive]
        pub struct #name {
            #(#fields)*
            /// Control information (`@odata.etag`, say) and properties that this build does not know.
            pub #additional: odata_runtime::Additional,
        }

        #shape

        #constructors

        impl Default for #name {
            fn default() -> Self {
                Self { #(#cfgs #idents: None,)* #additional: odata_runtime::Additional::NONE }
            }
        }

        impl odata_runtime::Model for #name {
            fn slots(&mut self, visit: &mut dyn odata_runtime::VisitSlots) {
                visit.fields(<Self as odata_runtime::Structured>::SHAPE, &mut [#(#cfgs odata_runtime::Slot::#slots(&mut self.#idents)),*], &mut self.#additional);
            }

            fn peeks(&self, visit: &mut dyn odata_runtime::VisitPeeks) {
                visit.fields(<Self as odata_runtime::Structured>::SHAPE, &[#(#cfgs odata_runtime::Peek::#slots(&self.#idents)),*], &self.#additional);
            }
        }

        odata_runtime::model!(#name);

        #constants
        #union
    }
}

/// The body of a struct's changes.
pub(super) fn changes(model: &ModelStruct) -> TokenStream {
    let name = ident(&model.ident);
    let body = model.body.as_ref().map(|body| body::body(&name, body));
    let patch = model.patch.as_ref().map(|patch| body::patch(&name, patch));
    quote!(#body #patch)
}

fn field(field: &Field) -> TokenStream {
    let (doc, deprecation) = (docs(&field.docs), deprecated(field.deprecated.as_ref()));
    let alias = alias(field.alias.as_ref());
    let name = ident(&field.ident);
    let (cfg, ty) = (cfg(&field.condition), inner_type(&field.ty));
    quote! {
        #doc
        #cfg
        #alias
        #deprecation
        pub #name: Option<#ty>,
    }
}

fn shape(model: &ModelStruct) -> TokenStream {
    let (name, wire_name) = (ident(&model.ident), &model.wire_name);
    let odata_type = model.odata_type.as_ref().map_or_else(|| quote!(None), |name| quote!(Some(#name)));
    let names = |keep: fn(&&Field) -> bool| {
        let names = model.fields.iter().filter(keep).map(|field| {
            let (cfg, name) = (cfg(&field.condition), &field.wire_name);
            quote!(#cfg #name)
        });
        quote!(&[#(#names),*])
    };
    let (properties, required, read_only) =
        (names(|_| true), names(|field| !field.nullable), names(|field| !field.updatable));
    quote! {
        impl odata_runtime::Structured for #name {
            const SHAPE: &'static odata_runtime::Shape = &odata_runtime::Shape {
                name: #wire_name,
                odata_type: #odata_type,
                properties: #properties,
                required: #required,
                read_only: #read_only,
            };
        }
    }
}

/// What stands for the properties in queries, which only clients make.
fn constants(model: &ModelStruct) -> TokenStream {
    if model.fields.is_empty() {
        return TokenStream::new();
    }
    let name = ident(&model.ident);
    let constants = model.fields.iter().map(|field| {
        let Constant { ident: constant, docs: about, value, related } = &field.constant;
        let (constant, doc, cfg, value) = (ident(constant), docs(about), cfg(&field.condition), rust_type(value));
        let kind = if *related { quote!(Navigation) } else { quote!(Property) };
        let (ty, wire_name) = (if field.ty.list { quote!(Vec<#value>) } else { value }, &field.wire_name);
        quote! {
            #doc
            #cfg
            pub const #constant: odata_runtime::#kind<Self, #ty> = odata_runtime::property(#wire_name);
        }
    });
    quote! {
        #[cfg(feature = "client")]
        impl #name { #(#constants)* }
    }
}

fn constructors(model: &ModelStruct) -> TokenStream {
    if model.setters.is_empty() {
        return TokenStream::new();
    }
    let name = ident(&model.ident);
    let setters = model.setters.iter().map(setter);
    quote! {
        impl #name {
            /// Nothing set.
            #[must_use]
            pub fn new() -> Self {
                Self::default()
            }

            #(#setters)*
        }
    }
}

fn setter(setter: &Setter) -> TokenStream {
    let (doc, name, field) = (docs(&setter.docs), ident(&setter.ident), ident(&setter.field));
    let deprecation = deprecated(setter.deprecated.as_ref());
    let parameter = parameter(&setter.ty);
    let converted = setter.ty.union || setter.ty.kind == Kind::Text;
    let value = match (setter.ty.list, converted, setter.ty.boxed) {
        (true, true, _) => quote!(value.into_iter().map(Into::into).collect()),
        (true, false, _) => quote!(value.into_iter().collect()),
        (false, true, _) => quote!(value.into()),
        (false, false, true) => quote!(Box::new(value)),
        (false, false, false) => quote!(value),
    };
    quote! {
        #doc
        #deprecation
        #[must_use]
        pub fn #name(mut self, value: #parameter) -> Self {
            self.#field = Some(#value);
            self
        }
    }
}
