//! The plan as files. Nothing is decided here: a choice that depends on the schema belongs to `plan`.

mod body;
mod client;
mod enumeration;
mod file;
mod model;
mod modules;
mod operations;
mod package;
mod requests;
mod table;
mod tokens;
mod union;

use proc_macro2::Literal;
use quote::quote;
use rayon::prelude::*;

use self::file::{MODELS, Part, REQUESTS, TYPES_MODELS, path, rust};
use crate::{
    File, format,
    plan::{Crate, Item, Package, TypeFile},
};

/// The contract with the runtime that emitted code is written for: `odata_runtime::CONTRACT` of the version that is published
/// with this generator.
pub const CONTRACT: u32 = 6;

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
    let header = &plan.package.header;
    let is_split = plan.package.types.is_some();
    let types = plan
        .types
        .par_iter()
        .flat_map_iter(|file| if is_split { split(header, file) } else { vec![whole(header, file)] });
    let builders = plan
        .client
        .builders
        .par_iter()
        .map(|file| rust(header, path(REQUESTS, &file.module, &file.file), requests::builders(file)));
    let calls = plan
        .client
        .calls
        .par_iter()
        .map(|call| rust(header, path(REQUESTS, &call.module, &call.file), operations::call(call)));
    types.chain(builders).chain(calls).collect()
}

/// The file of a type.
fn whole(header: &str, file: &TypeFile) -> File {
    let mut parts = item(&file.item);
    parts.extend(changes(&file.item));
    rust(header, path(MODELS, &file.module, &file.file), parts)
}

/// The file of a type in the package of types, and that of its changes, which the type's own package cannot have: `Body` is
/// not there.
fn split(header: &str, file: &TypeFile) -> Vec<File> {
    let mut files = vec![rust(header, path(TYPES_MODELS, &file.module, &file.file), item(&file.item))];
    if let (Item::Model(model), Some(_)) = (&file.item, file.patch()) {
        let name = tokens::ident(&model.ident);
        let parts = [Part::Items(quote!(use super::#name;))].into_iter().chain(body::changes(model)).collect();
        files.push(rust(header, path(MODELS, &file.module, &file.file), parts));
    }
    files
}

fn item(item: &Item) -> Vec<Part> {
    match item {
        Item::Model(item) => model::model(item),
        Item::Enum(item) => enumeration::open_enum(item),
        Item::Flags(item) => enumeration::flags(item),
    }
}

fn changes(item: &Item) -> Vec<Part> {
    match item {
        Item::Model(item) => body::changes(item),
        Item::Enum(_) | Item::Flags(_) => Vec::new(),
    }
}

/// The files that are about the crate as a whole.
fn of_crate(plan: &Crate) -> Vec<File> {
    let header = &plan.package.header;
    let mut files = vec![
        File { path: String::from("Cargo.toml"), text: package::cargo_toml(plan) },
        File { path: String::from("README.md"), text: package::readme(plan) },
        root(plan, "src/lib.rs", &modules::lib(plan)),
        rust(header, String::from("src/client.rs"), client::client(plan)),
    ];
    if let Some(types) = &plan.package.types {
        files.push(File { path: String::from("types/Cargo.toml"), text: package::types_cargo_toml(plan, types) });
        files.push(root(plan, "types/src/lib.rs", &modules::types_lib(plan)));
    }
    files.extend(modules::module_files(plan).into_iter().map(|(path, parts)| rust(header, path, parts)));
    files
}

/// The root of a crate.
fn root(plan: &Crate, path: &str, root: &modules::Root) -> File {
    let Package { header, command, .. } = &plan.package;
    let modules::Root { attributes, items } = root;
    let text = match (syn::parse2(attributes.clone()), syn::parse2(items.clone())) {
        (Ok(attributes), Ok(items)) => {
            let text = format::print(header, &attributes);
            let command = Literal::string(command);
            text + &format::call("odata_runtime::contract", &format!("{CONTRACT}, {command},"), &items)
        }
        _ => format!("// {header}\n\n{attributes}\n{items}\n"),
    };
    File { path: path.to_owned(), text }
}
