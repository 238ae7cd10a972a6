//! The plan as files. Nothing is decided here: a choice that depends on the schema belongs to `plan`.

mod body;
mod client;
mod enumeration;
mod model;
mod modules;
mod operations;
mod package;
mod requests;
mod tokens;
mod union;

use proc_macro2::TokenStream;
use rayon::prelude::*;

use crate::{
    File, format,
    plan::{Crate, Item},
};

/// Prints all files, sorted by path: side by side, since each depends on the plan alone.
#[must_use]
pub fn files(plan: &Crate) -> Vec<File> {
    let (mut files, whole) = rayon::join(|| of_types(plan), || of_crate(plan));
    files.extend(whole);
    files.sort_by(|a, b| a.path.cmp(&b.path));
    files
}

/// The files of types, builders and calls.
fn of_types(plan: &Crate) -> Vec<File> {
    let types = plan.types.par_iter().map(|file| {
        let tokens = match &file.item {
            Item::Model(item) => model::model(item),
            Item::Enum(item) => enumeration::open_enum(item),
            Item::Flags(item) => enumeration::flags(item),
        };
        rust(&tokens::path("src/models", &file.module, &file.file), &tokens)
    });
    let builders = plan
        .client
        .builders
        .par_iter()
        .map(|file| rust(&tokens::path("src/requests", &file.module, &file.file), &requests::builders(file)));
    let calls = plan
        .client
        .calls
        .par_iter()
        .map(|call| rust(&tokens::path("src/requests", &call.module, &call.file), &operations::call(call)));
    types.chain(builders).chain(calls).collect()
}

/// The files that are about the crate as a whole.
fn of_crate(plan: &Crate) -> Vec<File> {
    let mut files = vec![
        File { path: String::from("Cargo.toml"), text: package::cargo_toml(plan) },
        File { path: String::from("README.md"), text: package::readme(plan) },
        rust("src/lib.rs", &modules::lib(plan)),
        rust("src/client.rs", &client::client(plan)),
    ];
    files.extend(modules::module_files(plan).into_iter().map(|(path, tokens)| rust(&path, &tokens)));
    files
}

/// What does not parse is shown as it is: that is a defect of this stage, and the compiler then points to it.
fn rust(path: &str, tokens: &TokenStream) -> File {
    let text = match syn::parse2(tokens.clone()) {
        Ok(file) => format::print(&file),
        Err(_) => format!("{}\n\n{tokens}\n", format::HEADER),
    };
    File { path: path.to_owned(), text }
}
