//! Request builders.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::{
    operations::operation,
    tokens::{alias, cfg, docs, ident, rust_type},
};
use crate::plan::{
    BodyTypes, BuilderFile, Cast, CollectionBuilder, Docs, EntityBuilder, KeyKind, KeyParameter, Navigation, RustType,
    Step, Stream,
};

/// The file of an entity type's builders.
pub(super) fn builders(file: &BuilderFile) -> TokenStream {
    let entity = entity(&file.entity);
    let collection = file.collection.as_ref().map(collection);
    quote!(#entity #collection)
}

fn entity(builder: &EntityBuilder) -> TokenStream {
    let get = builder.get.as_ref().map(|(text, model)| read("get", "Get", text, model));
    let patch = builder.patch.as_ref().map(|(text, types)| patch(text, types));
    let delete = builder.delete.as_ref().map(|text| {
        let doc = docs(text);
        quote! {
            #doc
            pub fn delete(&self) -> odata_runtime::client::Delete {
                self.0.delete()
            }
        }
    });
    let steps = builder.navigation.iter().map(|navigation| {
        let name = &navigation.wire_name;
        way(navigation, &quote!(self.0.property(#name)))
    });
    let streams = builder.streams.iter().map(stream);
    let casts = builder.casts.iter().map(cast);
    let operations = builder.operations.iter().map(operation);
    builder_struct(
        &builder.ident,
        &builder.docs,
        &quote!(#get #patch #delete #(#steps)* #(#streams)* #(#casts)* #(#operations)*),
        builder.is_result,
    )
}

fn collection(builder: &CollectionBuilder) -> TokenStream {
    let list = builder.list.as_ref().map(|(text, model)| read("list", "List", text, model));
    let create = builder.create.as_ref().map(|(text, model)| {
        let (doc, model) = (docs(text), rust_type(model));
        quote! {
            #doc
            pub fn create(&self) -> crate::Body<#model, odata_runtime::client::CreateRequest> {
                crate::Body(odata_runtime::Body::new(self.0.create()))
            }
        }
    });
    let keys =
        builder.alternate_keys.iter().map(|key| step(key, &TokenStream::new(), &named_key(&key.key, &quote!(self.0))));
    let casts = builder.casts.iter().map(cast);
    let operations = builder.operations.iter().map(operation);
    builder_struct(
        &builder.ident,
        &builder.docs,
        &quote!(#list #create #(#keys)* #(#casts)* #(#operations)*),
        builder.is_result,
    )
}

fn builder_struct(name: &str, text: &Docs, methods: &TokenStream, is_result: bool) -> TokenStream {
    let (name, doc) = (ident(name), docs(text));
    let methods = (!methods.is_empty()).then(|| quote!(impl #name { #methods }));
    let from = is_result.then(|| {
        quote! {
            impl From<odata_runtime::client::Resource> for #name {
                fn from(path: odata_runtime::client::Resource) -> Self {
                    Self(path)
                }
            }
        }
    });
    quote! {
        #doc
        #[must_use = "a builder does nothing by itself"]
        pub struct #name(
            /// The path, for requests that this crate has no method for.
            pub odata_runtime::client::Resource,
        );

        #methods

        #from
    }
}

fn read(method: &str, request: &str, text: &Docs, model: &RustType) -> TokenStream {
    let (doc, method, request, model) = (docs(text), ident(method), ident(request), rust_type(model));
    quote! {
        #doc
        pub fn #method(&self) -> odata_runtime::client::#request<#model> {
            self.0.#method()
        }
    }
}

fn patch(text: &Docs, types: &BodyTypes) -> TokenStream {
    let (doc, model, patch) = (docs(text), rust_type(&types.model), rust_type(&types.patch));
    quote! {
        #doc
        pub fn patch(&self) -> crate::Body<#model, odata_runtime::client::PatchRequest> {
            crate::Body(odata_runtime::Body::new(self.0.patch()))
        }

        /// Sends a change that was made before, by `between`, say; otherwise as [`patch`](Self::patch).
        pub fn patch_with(&self, change: #patch) -> crate::Body<#model, odata_runtime::client::PatchRequest> {
            crate::Body(change.0.with_operation(self.0.patch()))
        }
    }
}

fn stream(stream: &Stream) -> TokenStream {
    let (doc, name) = (docs(&stream.docs), ident(&stream.ident));
    let download =
        if let Some(property) = &stream.property { quote!(property(#property).download()) } else { quote!(content()) };
    quote! {
        #doc
        pub fn #name(&self) -> odata_runtime::client::Download {
            self.0.#download
        }
    }
}

fn cast(cast: &Cast) -> TokenStream {
    let (doc, name, builder, wire_name) =
        (docs(&cast.docs), ident(&cast.ident), rust_type(&cast.builder), &cast.wire_name);
    let cfg = cfg(&cast.condition);
    quote! {
        #doc
        #cfg
        pub fn #name(&self) -> #builder {
            #builder(self.0.cast(#wire_name))
        }
    }
}

/// The methods that lead to a resource, from an expression for its path.
pub(super) fn way(navigation: &Navigation, resource: &TokenStream) -> TokenStream {
    let cfg = cfg(&navigation.condition);
    let entity = navigation.entity.as_ref().map(|way| step(way, &cfg, &keyed(&way.key, resource)));
    let collection = navigation.collection.as_ref().map(|way| step(way, &cfg, resource));
    quote!(#entity #collection)
}

/// The path to the entity of a key, if there is one.
fn keyed(parts: &[KeyParameter], resource: &TokenStream) -> TokenStream {
    match parts {
        [] => resource.clone(),
        [part] => {
            let key = key(part);
            quote!(#resource.key(&#key))
        }
        parts => named_key(parts, resource),
    }
}

fn named_key(parts: &[KeyParameter], resource: &TokenStream) -> TokenStream {
    let parts = parts.iter().map(|part| {
        let (name, key) = (&part.wire_name, key(part));
        quote!((#name, #key))
    });
    quote!(#resource.composite_key(&[#(#parts),*]))
}

/// The method that leads to a path.
fn step(step: &Step, cfg: &TokenStream, path: &TokenStream) -> TokenStream {
    let (doc, name, builder) = (docs(&step.docs), ident(&step.ident), rust_type(&step.builder));
    let alias = alias(step.alias.as_ref());
    let parameters = step.key.iter().map(|parameter| {
        let (name, ty) = (ident(&parameter.ident), rust_type(&parameter.ty));
        match parameter.kind {
            KeyKind::Text => quote!(#name: impl Into<String>),
            KeyKind::Member => quote!(#name: &#ty),
            KeyKind::Bare => quote!(#name: #ty),
        }
    });
    quote! {
        #doc
        #cfg
        #alias
        pub fn #name(&self, #(#parameters),*) -> #builder {
            #builder(#path)
        }
    }
}

fn key(part: &KeyParameter) -> TokenStream {
    let name = ident(&part.ident);
    let constructor = match part.kind {
        KeyKind::Text => return quote!(odata_runtime::client::Key::text(#name)),
        KeyKind::Member => return quote!(odata_runtime::client::Key::text(#name.as_str())),
        KeyKind::Bare => format_ident!("bare"),
    };
    quote!(odata_runtime::client::Key::#constructor(#name))
}
