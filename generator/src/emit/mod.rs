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

use crate::{
    File, format,
    plan::{Crate, Item},
};

/// Prints all files, sorted by path.
#[must_use]
pub fn files(plan: &Crate) -> Vec<File> {
    let mut files = vec![
        File { path: String::from("Cargo.toml"), text: package::cargo_toml(plan) },
        File { path: String::from("README.md"), text: package::readme(plan) },
        rust("src/lib.rs", &modules::lib(plan)),
        rust("src/client.rs", &client::client(plan)),
    ];
    for file in &plan.types {
        let tokens = match &file.item {
            Item::Model(item) => model::model(item),
            Item::Enum(item) => enumeration::open_enum(item),
            Item::Flags(item) => enumeration::flags(item),
        };
        files.push(rust(&tokens::path("src/models", &file.module, &file.file), &tokens));
    }
    for file in &plan.client.builders {
        files.push(rust(&tokens::path("src/requests", &file.module, &file.file), &requests::builders(file)));
    }
    for call in &plan.client.calls {
        files.push(rust(&tokens::path("src/requests", &call.module, &call.file), &operations::call(call)));
    }
    files.extend(modules::module_files(plan).into_iter().map(|(path, tokens)| rust(&path, &tokens)));
    files.sort_by(|a, b| a.path.cmp(&b.path));
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
