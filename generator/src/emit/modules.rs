//! `lib.rs` and the module files.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::TokenStream;
use quote::quote;

use super::{
    file::{MODELS, Part, REQUESTS, TYPES_MODELS, path},
    table::{Line, Table},
    tokens::{docs, ident},
};
use crate::markdown;
use crate::plan::{Condition, Crate, Item, TypeFile};

/// The root of a crate.
pub(super) struct Root {
    /// The documentation and attributes of the crate.
    pub(super) attributes: TokenStream,
    /// The items, which are there only if the runtime has the contract that they are written for.
    pub(super) items: TokenStream,
}

/// `src/lib.rs`.
pub(super) fn lib(plan: &Crate) -> Root {
    let mut about = vec![
        format!("{}.", markdown::words(&plan.package.description)),
        String::from(
            "Start at the client; the types are in [`models`]. Without features there are the types alone, with `requests` requests\n\
             that the program sends by itself, with `client` requests that are sent.",
        ),
    ];
    if !plan.features.is_empty() {
        about.push(String::from(
            "Each resource of the service has a feature, and what is not always there says which it needs. The feature\n\
             `full`, on by default, is all of them; the README lists them.",
        ));
    }
    let attributes = top(plan, &about, plan.package.types.is_none());
    let client = ident(&plan.client.ident);
    let cloud = (!plan.client.clouds.is_empty()).then(|| quote!(Cloud,));
    let items = quote! {
        odata_runtime::body!();
        #[cfg(feature = "requests")]
        odata_runtime::requests!();
        #[cfg(feature = "client")]
        odata_runtime::sending!();

        #[cfg(feature = "requests")]
        #[rustfmt::skip]
        mod client;

        #[rustfmt::skip]
        pub mod models;

        #[cfg(feature = "requests")]
        #[rustfmt::skip]
        pub mod requests;

        #[cfg(feature = "requests")]
        pub use client::{#cloud #client};
        pub use odata_runtime as runtime;
        #[cfg(feature = "client")]
        pub use odata_runtime::client::{ClientOptions, SignIn, TokenCredential};
        #[cfg(feature = "requests")]
        pub use odata_runtime::requests::Error;
    };
    Root { attributes, items }
}

/// `types/src/lib.rs`.
pub(super) fn types_lib(plan: &Crate) -> Root {
    let about = format!("The types of the crate `{}`, which shows them as its own.", plan.package.ident);
    let attributes = top(plan, &[about], true);
    let items = quote! {
        #[rustfmt::skip]
        pub mod models;

        pub use odata_runtime as runtime;
    };
    Root { attributes, items }
}

/// The attributes of a crate.
fn top(plan: &Crate, about: &[String], has_types: bool) -> TokenStream {
    let recursion = plan.recursion;
    let needs = recursion.map(|recursion| {
        format!(
            "The types hold each other over many levels, and rustc follows them all. If a program does not compile because of\n\
             E0275 or E0320, it needs `#![recursion_limit = \"{recursion}\"]` at the top of its `main.rs` or `lib.rs`."
        )
    });
    let about: Vec<_> = about.iter().cloned().chain(needs).collect();
    let about = docs(&about).to_string().replace("# [", "#! [").parse::<TokenStream>().unwrap_or_default();
    let has_union = |file: &TypeFile| matches!(&file.item, Item::Model(model) if model.union.is_some());
    let boxes = (has_types && plan.types.iter().any(has_union))
        .then(|| quote!(#![allow(clippy::box_default, reason = "`Box::default` is more code")]));
    let deprecated = plan
        .uses_deprecated
        .then(|| quote!(#![allow(deprecated, reason = "what the service deprecates is described all the same")]));
    let limit = recursion.map(|recursion| {
        let limit = recursion.to_string();
        quote!(#![recursion_limit = #limit])
    });
    quote! {
        #about
        #limit
        #![forbid(unsafe_code)]
        #![deny(missing_docs)]
        #![allow(clippy::doc_markdown, reason = "descriptions are the service's prose")]
        #![allow(unused_qualifications, reason = "the schema may use any name")]
        #boxes
        #deprecated
    }
}

/// A module: the private modules of its files with what they export, and the modules below it.
#[derive(Default)]
struct Module {
    files: BTreeMap<String, (Condition, BTreeSet<String>)>,
    children: BTreeSet<String>,
}

/// A file of a module: the path of the module, the file, when it is there, and what it exports; a file that exports nothing is not
/// there.
type ModuleFile<'a> = (&'a Vec<String>, &'a String, &'a Condition, Vec<String>);

/// The module files of `models` and `requests`.
pub(super) fn module_files(plan: &Crate) -> Vec<(String, Vec<Part>)> {
    let builders = plan.client.builders.iter().map(|file| {
        let collection = file.collection.iter().map(|builder| builder.ident.clone());
        let exports = [file.entity.ident.clone()].into_iter().chain(collection).collect();
        (&file.module, &file.file, &file.condition, exports)
    });
    let calls =
        plan.client.calls.iter().map(|call| (&call.module, &call.file, &call.condition, vec![call.ident.clone()]));
    let builders = builders.chain(calls);
    let mut files = models(plan);
    files.extend(print(REQUESTS, "The requests that the service answers, by entity type.", None, tree(builders)));
    files
}

fn models(plan: &Crate) -> Vec<(String, Vec<Part>)> {
    const ABOUT: &str = "The types of the service.";
    let Some(package) = &plan.package.types else {
        let types = plan.types.iter().map(|file| (&file.module, &file.file, &file.condition, file.exports.clone()));
        return print(MODELS, ABOUT, None, tree(types));
    };
    let types = plan.types.iter().map(|file| {
        let exports = file.exports.iter().filter(|name| Some(*name) != file.patch()).cloned().collect();
        (&file.module, &file.file, &file.condition, exports)
    });
    // Each module of types has one here that shows it, also where no type of it can be changed.
    let changes = plan.types.iter().map(|file| {
        let exports = file.patch().into_iter().cloned().collect();
        (&file.module, &file.file, &file.condition, exports)
    });
    let (types, changes) = (tree(types), tree(changes));
    let shown = Shown { krate: &package.ident, modules: &types };
    let mut files = print(MODELS, ABOUT, Some(&shown), changes);
    files.extend(print(TYPES_MODELS, ABOUT, None, types));
    files
}

/// The modules of another crate's `models`, each of which is shown as part of the module of that name here.
struct Shown<'a> {
    krate: &'a str,
    modules: &'a BTreeMap<Vec<String>, Module>,
}

impl Shown<'_> {
    fn in_module(&self, path: &[String]) -> Option<TokenStream> {
        let conditions: Vec<_> = self.modules.get(path)?.files.values().map(|(condition, _)| condition).collect();
        let may_be_empty = conditions.iter().all(|condition| !condition.is_empty());
        let unused = may_be_empty.then(|| quote!(#[allow(unused_imports, reason = "features may leave none of them")]));
        let segments = [self.krate, "models"].into_iter().chain(path.iter().map(String::as_str)).map(ident);
        (!conditions.is_empty()).then(|| quote!(#unused #[doc(inline)] pub use ::#(#segments)::*::*;))
    }
}

fn tree<'a>(files: impl Iterator<Item = ModuleFile<'a>>) -> BTreeMap<Vec<String>, Module> {
    let mut modules: BTreeMap<Vec<String>, Module> = BTreeMap::from([(Vec::new(), Module::default())]);
    for (path, file, condition, exports) in files {
        for depth in 0..path.len() {
            modules.entry(path[..depth].to_vec()).or_default().children.insert(path[depth].clone());
        }
        let module = modules.entry(path.clone()).or_default();
        if !exports.is_empty() {
            module.files.insert(file.clone(), (condition.clone(), exports.into_iter().collect()));
        }
    }
    modules
}

fn print(
    folder: &str,
    about: &str,
    shown: Option<&Shown>,
    modules: BTreeMap<Vec<String>, Module>,
) -> Vec<(String, Vec<Part>)> {
    let file = |(module_path, module): (Vec<String>, Module)| {
        let about = match &*module_path {
            [] => format!(" {about}"),
            path => format!(" The namespace `{}`.", path.join(".")),
        };
        let children = module.children.iter().map(|name| ident(name));
        let shown = shown.and_then(|shown| shown.in_module(&module_path));
        let items = Part::Items(quote! {
            #![doc = #about]
            #shown
            #(pub mod #children;)*
        });
        let parts = [items].into_iter().chain(files(&module)).collect();
        (path(folder, &module_path, "mod"), parts)
    };
    modules.into_iter().map(file).collect()
}

/// The tables of a module's files, one for each condition: the compiler would copy the lines that it has read at each line that
/// may have one.
fn files(module: &Module) -> impl Iterator<Item = Part> {
    let mut tables: BTreeMap<&Condition, Table> = BTreeMap::new();
    for (file, (condition, exports)) in &module.files {
        let mut line = Line::new(format!("{file}:"));
        for (place, export) in exports.iter().enumerate() {
            let end = if place + 1 < exports.len() { "," } else { "" };
            line = line.piece(format!("{export}{end}"));
        }
        tables.entry(condition).or_insert_with(|| Table::of_modules(condition)).line(&line);
    }
    tables.into_values().map(Part::Table)
}
