//! What the files of every emitted crate define, whatever the schema: those of a schema whose own names all say `zz`.

use std::collections::BTreeSet;

use odata_codegen::File;
use proc_macro2::{TokenStream, TokenTree};
use syn::{Fields, FnArg, GenericParam, ImplItem, Item, ItemImpl, Pat, Type};

use super::{Found, add, macros::Impl, schema, tables};

/// Adds what the files define to the positions.
pub fn define(found: &mut Found) {
    let files = schema::generate("neutral", "ZzClient", schema::NEUTRAL).files;
    for File { path, text } in &files {
        match path.as_str() {
            "Cargo.toml" => own(found, "FEATURES", features(text)),
            "src/lib.rs" => own(found, "ROOT", imports(text)),
            path if path.starts_with("src/") => {
                let is_model = path.starts_with("src/models/");
                if let Some(file) = path.strip_prefix("src/models/") {
                    own(found, "MODULES", [file.trim_end_matches(".rs").to_owned()]);
                }
                if path == "src/client.rs" {
                    own(found, "ROOT", imports(text));
                }
                for item in syn::parse_file(text).unwrap().items {
                    define_item(found, &item, is_model);
                }
            }
            _ => {}
        }
    }
}

fn define_item(found: &mut Found, item: &Item, is_model: bool) {
    match item {
        Item::Struct(item) => {
            if let Fields::Named(fields) = &item.fields {
                own(found, "FIELDS", fields.named.iter().flat_map(|field| &field.ident).map(ToString::to_string));
            }
        }
        Item::Enum(item) if item.ident != "Cloud" => {
            let position = if item.ident.to_string().starts_with("Any") { "VARIANTS" } else { "MEMBERS" };
            own(found, position, item.variants.iter().map(|variant| variant.ident.to_string()));
        }
        Item::Impl(item) => {
            let target = target(item);
            let names = item.items.iter().filter_map(|item| match item {
                ImplItem::Const(item) => Some(item.ident.to_string()),
                ImplItem::Fn(item) => Some(item.sig.ident.to_string()),
                _ => None,
            });
            let names = names.filter(|name| !is_own(name)).collect();
            let defined = Impl { target: target.clone(), is_of_trait: item.trait_.is_some(), names };
            for position in positions(&target) {
                add(found, position, &defined);
            }
            if is_model {
                let parameters = item.generics.params.iter().filter_map(|parameter| match parameter {
                    GenericParam::Type(parameter) => Some(parameter.ident.to_string()),
                    _ => None,
                });
                own(found, "TYPES", parameters);
            }
            item.items.iter().for_each(|item| parameters(found, item));
        }
        Item::Macro(call) => {
            for (position, name) in tables::of_call(call) {
                own(found, position, [name]);
            }
        }
        _ => {}
    }
}

/// The positions that the methods and constants of a type are in.
fn positions(target: &str) -> &'static [&'static str] {
    match target {
        "Body" => &["SETTERS"],
        "Call" => &["CALL"],
        "Entity" | "Collection" => &["BUILDERS"],
        "ZzClient" => &["CLIENT"],
        "ZzFlags" => &["FLAGS"],
        "ZzEnum" => &["MEMBERS"],
        "Cloud" | "ZzActionCall" | "ZzEntityZzActionCall" => &[],
        union if union.starts_with("Any") => &["VARIANTS"],
        _ => &["SETTERS", "CONSTANTS"],
    }
}

fn target(item: &ItemImpl) -> String {
    let name = match &*item.self_ty {
        Type::Path(path) => path.path.segments.last(),
        _ => None,
    };
    name.unwrap().ident.to_string()
}

/// What is in scope where the parameters of the schema are: the receiver and local variables.
fn parameters(found: &mut Found, item: &ImplItem) {
    let ImplItem::Fn(method) = item else { return };
    if !is_own(&method.sig.ident.to_string()) {
        return;
    }
    let has_parameters = method.sig.inputs.iter().any(|input| matches!(input, FnArg::Typed(input) if matches!(&*input.pat, Pat::Ident(name) if is_own(&name.ident.to_string()))));
    if has_parameters {
        let receiver = method.sig.receiver().map(|_| String::from("self"));
        let locals = method.block.stmts.iter().filter_map(|statement| match statement {
            syn::Stmt::Local(_) => Some(String::from("a local variable")),
            _ => None,
        });
        own(found, "PARAMETERS", receiver.into_iter().chain(locals));
    }
}

/// The features and dependencies of a manifest.
fn features(text: &str) -> Vec<String> {
    let mut is_here = false;
    let mut names = Vec::new();
    for line in text.lines() {
        if line.starts_with('[') {
            is_here = ["[features]", "[dependencies]"].contains(&line);
        } else if let Some((name, _)) = line.split_once(" = ").filter(|_| is_here && !line.starts_with('#')) {
            names.push(name.trim().to_owned());
        }
    }
    names
}

/// The types that a file imports, exports or declares.
fn imports(text: &str) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    collect(text.parse().unwrap(), &mut names);
    names
}

fn collect(tokens: TokenStream, names: &mut BTreeSet<String>) {
    let mut is_use = false;
    for token in tokens {
        match token {
            TokenTree::Ident(word) if word == "use" => is_use = true,
            TokenTree::Ident(word) if is_use && word.to_string().starts_with(char::is_uppercase) => {
                names.insert(word.to_string());
            }
            TokenTree::Punct(mark) if mark.as_char() == ';' => is_use = false,
            TokenTree::Group(group) if is_use => {
                let words = group.stream().into_iter().filter_map(|token| match token {
                    TokenTree::Ident(word) => Some(word.to_string()),
                    _ => None,
                });
                names.extend(words.filter(|word| word.starts_with(char::is_uppercase)));
            }
            TokenTree::Group(group) => collect(group.stream(), names),
            _ => {}
        }
    }
}

/// Whether a name is the schema's own.
fn is_own(name: &str) -> bool {
    name.to_lowercase().contains("zz")
}

fn own(found: &mut Found, position: &'static str, names: impl IntoIterator<Item = String>) {
    found.entry(position).or_default().0.extend(names.into_iter().filter(|name| !is_own(name)));
}
