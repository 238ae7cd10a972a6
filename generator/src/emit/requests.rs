//! Request builders.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::{
    operations::operation,
    tokens::{alias, cfg, docs, ident, rust_type},
};
use crate::markdown::code;
use crate::plan::{
    BuilderFile, Cast, CollectionBuilder, Docs, EntityBuilder, KeyKind, KeyParameter, Navigation, Step, Stream,
};

/// The file of an entity type's builders.
pub(super) fn builders(file: &BuilderFile) -> TokenStream {
    let (marker, ty) = match &file.model {
        Some(model) => (None, rust_type(model)),
        None => (Some(marker(&file.wire_name)), quote!(Unmodeled)),
    };
    let entity = entity(&ty, &file.entity);
    let collection = file.collection.as_ref().map(|builder| collection(&ty, builder));
    quote!(#marker #entity #collection)
}

/// What stands for a type of which there are requests alone.
fn marker(wire_name: &str) -> TokenStream {
    let doc = docs(&[format!("{}, of which this crate has requests alone.", code(wire_name))]);
    quote! {
        #doc
        pub enum Unmodeled {}
    }
}

fn entity(ty: &TokenStream, builder: &EntityBuilder) -> TokenStream {
    let get = builder.get.as_ref().map(|output| {
        let output = rust_type(output);
        quote! {
            impl crate::Readable for #ty {
                type Output = #output;
            }
        }
    });
    let patch = builder.patch.then(|| quote!(impl crate::Updatable for #ty {}));
    let delete = builder.delete.then(|| quote!(impl crate::Deletable for #ty {}));
    let steps = builder.navigation.iter().map(|navigation| {
        let name = &navigation.wire_name;
        way(navigation, &quote!(self.0.property(#name)))
    });
    let streams = builder.streams.iter().map(stream);
    let casts = builder.casts.iter().map(cast);
    let operations = builder.operations.iter().map(operation);
    let methods = quote!(#(#steps)* #(#streams)* #(#casts)* #(#operations)*);
    let builder = alias_with_methods(&builder.ident, &builder.docs, &quote!(crate::Entity<#ty>), &methods);
    quote!(#builder #get #patch #delete)
}

fn collection(ty: &TokenStream, builder: &CollectionBuilder) -> TokenStream {
    let list = builder.list.as_ref().map(|item| {
        let item = rust_type(item);
        quote! {
            impl crate::Listable for #ty {
                type Item = #item;
            }
        }
    });
    let create = builder.create.then(|| quote!(impl crate::Insertable for #ty {}));
    let keys =
        builder.alternate_keys.iter().map(|key| step(key, &TokenStream::new(), &named_key(&key.key, &quote!(self.0))));
    let casts = builder.casts.iter().map(cast);
    let operations = builder.operations.iter().map(operation);
    let methods = quote!(#(#keys)* #(#casts)* #(#operations)*);
    let builder = alias_with_methods(&builder.ident, &builder.docs, &quote!(crate::Collection<#ty>), &methods);
    quote!(#builder #list #create)
}

fn alias_with_methods(name: &str, text: &Docs, builder: &TokenStream, methods: &TokenStream) -> TokenStream {
    let (name, doc) = (ident(name), docs(text));
    let methods = (!methods.is_empty()).then(|| quote!(impl #builder { #methods }));
    quote! {
        #doc
        pub type #name = #builder;

        #methods
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
            #builder::new(self.0.cast(#wire_name))
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
            KeyKind::Text => quote!(#name: &str),
            KeyKind::Member => quote!(#name: &#ty),
            KeyKind::Bare => quote!(#name: #ty),
        }
    });
    quote! {
        #doc
        #cfg
        #alias
        pub fn #name(&self, #(#parameters),*) -> #builder {
            #builder::new(#path)
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
