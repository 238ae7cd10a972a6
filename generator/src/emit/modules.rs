//! `lib.rs` and the module files.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::TokenStream;
use quote::quote;

use super::tokens::{cfg, docs, ident, path};
use crate::markdown;
use crate::plan::{Condition, Crate, Item};

/// `src/lib.rs`.
pub(super) fn lib(plan: &Crate) -> TokenStream {
    let mut about = vec![
        format!("{}.", markdown::words(&plan.package.description)),
        String::from(
            "Start at the client; the types are in [`models`]. Without the feature `client` there are the types alone.",
        ),
    ];
    if !plan.features.is_empty() {
        about.push(String::from(
            "Each resource of the service has a feature, and what is not always there says which it needs. The feature\n\
             `full`, on by default, is all of them; the README lists them.",
        ));
    }
    let about = docs(&about);
    let client = ident(&plan.client.ident);
    let cloud = (!plan.client.clouds.is_empty()).then(|| quote!(Cloud,));
    let about = about.to_string().replace("# [", "#! [").parse::<TokenStream>().unwrap_or_default();
    let has_unions = plan.types.iter().any(|file| matches!(&file.item, Item::Model(model) if model.union.is_some()));
    let boxes = has_unions.then(|| quote!(#![allow(clippy::box_default, reason = "`Box::default` is more code")]));
    let deprecated = plan
        .uses_deprecated
        .then(|| quote!(#![allow(deprecated, reason = "what the service deprecates is described all the same")]));
    quote! {
        #about
        #![forbid(unsafe_code)]
        #![deny(missing_docs)]
        #![allow(clippy::doc_markdown, reason = "descriptions are the service's prose")]
        #![allow(unused_qualifications, reason = "the schema may use any name")]
        #boxes
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
    files: BTreeMap<String, (Condition, BTreeSet<String>)>,
    children: BTreeSet<String>,
}

/// A file of a module: the path of the module, the file, when it is there, and what it exports.
type ModuleFile<'a> = (&'a Vec<String>, &'a String, &'a Condition, Vec<String>);

/// The module files of `models` and `requests`.
pub(super) fn module_files(plan: &Crate) -> Vec<(String, TokenStream)> {
    let types = plan.types.iter().map(|file| (&file.module, &file.file, &file.condition, file.exports.clone()));
    let builders = plan.client.builders.iter().map(|file| {
        let collection = file.collection.iter().map(|builder| builder.ident.clone());
        let exports = [file.entity.ident.clone()].into_iter().chain(collection).collect();
        (&file.module, &file.file, &file.condition, exports)
    });
    let calls =
        plan.client.calls.iter().map(|call| (&call.module, &call.file, &call.condition, vec![call.ident.clone()]));
    let builders = builders.chain(calls);
    let mut files = print("src/models", "The types of the service.", tree(types));
    files.extend(print("src/requests", "The requests that the service answers, by entity type.", tree(builders)));
    files
}

fn tree<'a>(files: impl Iterator<Item = ModuleFile<'a>>) -> BTreeMap<Vec<String>, Module> {
    let mut modules: BTreeMap<Vec<String>, Module> = BTreeMap::from([(Vec::new(), Module::default())]);
    for (path, file, condition, exports) in files {
        for depth in 0..path.len() {
            modules.entry(path[..depth].to_vec()).or_default().children.insert(path[depth].clone());
        }
        let module = modules.entry(path.clone()).or_default();
        module.files.insert(file.clone(), (condition.clone(), exports.into_iter().collect()));
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
        let cfgs: Vec<_> = module.files.values().map(|(condition, _)| cfg(condition)).collect();
        let exports = module.files.values().map(|(_, exports)| {
            let exports = exports.iter().map(|name| ident(name));
            quote!(#(#exports),*)
        });
        let tokens = quote! {
            #![doc = #about]
            #(#cfgs mod #names;)*
            #(pub mod #children;)*
            #(#cfgs pub use self::#names::{#exports};)*
        };
        (path(folder, &module_path, "mod"), tokens)
    };
    modules.into_iter().map(file).collect()
}
