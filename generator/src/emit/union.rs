//! Enums of a type and the types derived from it.

use proc_macro2::TokenStream;
use quote::quote;

use super::{
    file::Part,
    table::{Line, Table, literal},
    tokens::{deprecated, docs, ident, rust_type},
};
use crate::plan::{ModelStruct, Union};

/// The enum, with what tells its variants apart.
pub(super) fn union(model: &ModelStruct, union: &Union) -> [Part; 2] {
    [Part::Items(item(model, union)), Part::Table(table(model, union))]
}

fn item(model: &ModelStruct, union: &Union) -> TokenStream {
    let (name, doc) = (ident(&union.ident), docs(&union.docs));
    let (unrecognized, base) = (ident(&union.unrecognized), ident(&model.ident));
    let variants = union.variants.iter().map(|variant| {
        let (ident, ty) = (ident(&variant.ident), rust_type(&variant.ty));
        let about = docs(&variant.docs);
        let deprecation = deprecated(variant.deprecated.as_ref());
        quote! {
            #about
            #deprecation
            #ident(Box<#ty>),
        }
    });
    quote! {
        #doc
        #[non_exhaustive]
        pub enum #name {
            #(#variants)*
            /// A type that this build does not know.
            #unrecognized(Box<#base>),
        }
    }
}

fn table(model: &ModelStruct, union: &Union) -> Table {
    let given = if union.is_given { " given" } else { "" };
    let first = Line::new(format!("{}{given}", union.ident));
    let aliases = union.aliases.iter().map(|(alias, namespace)| format!("{} = {}", literal(alias), literal(namespace)));
    let mut table = Table::new("union", &aliases.fold(first, Line::piece));
    for variant in &union.variants {
        table.line(&Line::new(format!("{}({}) {}", variant.ident, variant.ty, literal(&variant.wire_name))));
    }
    table.rest(&format!("{}({}), default {}", union.unrecognized, model.ident, union.default));
    table
}
