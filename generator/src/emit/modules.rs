//! `lib.rs` and the module files.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::TokenStream;
use quote::quote;

use super::tokens::{docs, ident, path};
use crate::plan::Crate;

/// `src/lib.rs`.
pub(super) fn lib(plan: &Crate) -> TokenStream {
    let about = docs(&[
        format!("{}.", plan.package.description),
        String::from(
            "Start at the client; the types are in [`models`]. Without the feature `client` there are the types alone.",
        ),
    ]);
    let client = ident(&plan.client.ident);
    let cloud = (!plan.client.clouds.is_empty()).then(|| quote!(Cloud,));
    let about = about.to_string().replace("# [", "#! [").parse::<TokenStream>().unwrap_or_default();
    let deprecated = plan
        .uses_deprecated
        .then(|| quote!(#![allow(deprecated, reason = "what the service deprecates is described all the same")]));
    quote! {
        #about
        #![forbid(unsafe_code)]
        #![deny(missing_docs)]
        #![allow(clippy::doc_markdown, reason = "descriptions are the service's prose")]
        #deprecated

        odata_runtime::body!();
        #[cfg(feature = "client")]
        odata_runtime::requests!();

        #[cfg(feature = "client")]
        #[rustfmt::skip]
        mod client;

        #[rustfmt::skip]
        pub mod models;

        #[cfg(feature = "client")]
        #[rustfmt::skip]
        pub mod requests;

        #[cfg(feature = "client")]
        pub use client::{#cloud #client};
        pub use odata_runtime as runtime;
        #[cfg(feature = "client")]
        pub use odata_runtime::client::{ClientOptions, Error, TokenCredential};
    }
}

/// A module: the private modules of its files with what they export, and the modules below it.
#[derive(Default)]
struct Module {
    files: BTreeMap<String, BTreeSet<String>>,
    children: BTreeSet<String>,
}

/// The module files of `models` and `requests`.
pub(super) fn module_files(plan: &Crate) -> Vec<(String, TokenStream)> {
    let types = plan.types.iter().map(|file| (&file.module, &file.file, file.exports.clone()));
    let builders = plan.client.builders.iter().map(|file| {
        let collection = file.collection.iter().map(|builder| builder.ident.clone());
        (&file.module, &file.file, [file.entity.ident.clone()].into_iter().chain(collection).collect())
    });
    let calls = plan.client.calls.iter().map(|call| (&call.module, &call.file, vec![call.ident.clone()]));
    let builders = builders.chain(calls);
    let mut files = print("src/models", "The types of the service.", tree(types));
    files.extend(print("src/requests", "The requests that the service answers, by entity type.", tree(builders)));
    files
}

fn tree<'a>(files: impl Iterator<Item = (&'a Vec<String>, &'a String, Vec<String>)>) -> BTreeMap<Vec<String>, Module> {
    let mut modules: BTreeMap<Vec<String>, Module> = BTreeMap::from([(Vec::new(), Module::default())]);
    for (path, file, exports) in files {
        for depth in 0..path.len() {
            modules.entry(path[..depth].to_vec()).or_default().children.insert(path[depth].clone());
        }
        let module = modules.entry(path.clone()).or_default();
        module.files.insert(file.clone(), exports.into_iter().collect());
    }
    modules
}

fn print(folder: &str, about: &str, modules: BTreeMap<Vec<String>, Module>) -> Vec<(String, TokenStream)> {
    let file = |(module_path, module): (Vec<String>, Module)| {
        let about = match &*module_path {
            [] => format!(" {about}"),
            path => format!(" The namespace `{}`.", path.join(".")),
        };
        let children = module.children.iter().map(|name| ident(name));
        let names: Vec<_> = module.files.keys().map(|name| ident(name)).collect();
        let exports = module.files.values().map(|exports| {
            let exports = exports.iter().map(|name| ident(name));
            quote!(#(#exports),*)
        });
        let tokens = quote! {
            #![doc = #about]
            #(mod #names;)*
            #(pub mod #children;)*
            #(pub use self::#names::{#exports};)*
        };
        (path(folder, &module_path, "mod"), tokens)
    };
    modules.into_iter().map(file).collect()
}
