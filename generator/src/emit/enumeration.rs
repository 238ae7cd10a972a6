//! Enums and flags.

use proc_macro2::TokenStream;
use quote::quote;

use super::{
    file::Part,
    table::{Line, Table, literal, wire},
    tokens::{alias, deprecated, docs, ident},
};
use crate::plan::{Enum, Flags};

/// The file of an open enumeration.
pub(super) fn open_enum(item: &Enum) -> Vec<Part> {
    let mut table = Table::new("enumeration", &Line::new(format!("{} {}", item.ident, literal(&item.wire_name))));
    for member in &item.members {
        let (name, number) = (literal(&member.wire_name), number(member.value));
        table.line(&Line::new(format!("{} {name} = {number}", member.ident)));
    }
    table.rest(&item.unrecognized);
    vec![Part::Items(open_item(item)), Part::Table(table)]
}

fn open_item(item: &Enum) -> TokenStream {
    let (name, open) = (ident(&item.ident), ident(&item.unrecognized));
    let (doc, deprecation) = (docs(&item.docs), deprecated(item.deprecated.as_ref()));
    let alias_of_type = alias(item.alias.as_ref());
    let variants = item.members.iter().map(|member| {
        let (variant, doc, deprecation) =
            (ident(&member.ident), docs(&member.docs), deprecated(member.deprecated.as_ref()));
        let alias = alias(member.alias.as_ref());
        quote!(#doc #alias #deprecation #variant,)
    });
    quote! {
        #doc
        #alias_of_type
        #deprecation
        #[derive(Clone)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants)*
            /// A member that this build does not know, as the service wrote it.
            #open(odata_runtime::Unrecognized),
        }
    }
}

/// The file of a flags type.
pub(super) fn flags(item: &Flags) -> Vec<Part> {
    let mut table = Table::new("flags", &Line::new(format!("{} {}", item.ident, literal(&item.wire_name))));
    for member in &item.members {
        let line = Line::new(format!("{} {} = {}", member.ident, wire(&member.wire_name), number(member.value)));
        let line = line.docs(&member.docs).alias(member.alias.as_ref()).deprecated(member.deprecated.as_ref());
        table.line(&line);
    }
    vec![Part::Items(flags_item(item)), Part::Table(table)]
}

fn flags_item(item: &Flags) -> TokenStream {
    let name = ident(&item.ident);
    let (doc, deprecation) = (docs(&item.docs), deprecated(item.deprecated.as_ref()));
    let alias = alias(item.alias.as_ref());
    quote! {
        #doc
        #alias
        #deprecation
        #[derive(Clone, Debug, Default)]
        pub struct #name(odata_runtime::FlagSet);
    }
}

/// Grouped by three, as clippy and people want long numbers.
fn number(value: i64) -> String {
    let digits = value.unsigned_abs().to_string();
    let groups: Vec<_> = digits.as_bytes().rchunks(3).rev().map(String::from_utf8_lossy).collect();
    let sign = if value < 0 { "-" } else { "" };
    let grouped = if digits.len() > 4 { groups.join("_") } else { digits.clone() };
    format!("{sign}{grouped}")
}
