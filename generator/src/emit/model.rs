//! Structs.

use proc_macro2::TokenStream;
use quote::quote;

use super::{
    file::Part,
    table::{Line, Table, form, literal, wire},
    tokens::{alias, cfg, deprecated, docs, ident, inner_type, slot},
    union,
};
use crate::plan::{Field, ModelStruct};

/// A struct: itself, its table, and the union with those derived from it.
pub(super) fn model(model: &ModelStruct) -> Vec<Part> {
    let mut parts = vec![Part::Items(item(model)), Part::Table(table(model))];
    parts.extend(model.union.iter().flat_map(|union| union::union(model, union)));
    parts
}

fn item(model: &ModelStruct) -> TokenStream {
    let (name, additional) = (ident(&model.ident), ident(&model.additional));
    let (doc, deprecation) = (docs(&model.docs), deprecated(model.deprecated.as_ref()));
    let alias = alias(model.alias.as_ref());
    let fields = model.fields.iter().map(field);
    quote! {
        #doc
        #alias
        #deprecation
        #[non_exhaustive]
        pub struct #name {
            #(#fields)*
            /// Control information (`@odata.etag`, say) and properties that this build does not know.
            pub #additional: odata_runtime::Additional,
        }
    }
}

fn field(field: &Field) -> TokenStream {
    let (doc, deprecation) = (docs(&field.docs), deprecated(field.deprecated.as_ref()));
    let alias = alias(field.alias.as_ref());
    let name = ident(&field.ident);
    let (cfg, ty) = (cfg(&field.condition), inner_type(&field.ty));
    quote! {
        #doc
        #cfg
        #alias
        #deprecation
        pub #name: Option<#ty>,
    }
}

fn table(model: &ModelStruct) -> Table {
    let name = if model.is_complex { "complex_type" } else { "entity_type" };
    let open = if model.is_open { ", open" } else { "" };
    let start = format!("{} {}", model.ident, literal(&model.wire_name));
    let first = match &model.odata_type {
        Some(name) => Line::new(start).piece(format!("sends {}{open}", literal(name))),
        None => Line::new(start + open),
    };
    let mut table = Table::new(name, &first);
    for field in &model.fields {
        table.line(&line(model, field));
    }
    table.rest(&model.additional);
    table
}

fn line(model: &ModelStruct, field: &Field) -> Line {
    let start = Line::new(format!("{} {}: {},", field.ident, wire(&field.wire_name), slot(&field.ty)));
    let setter = model.setters.iter().find(|setter| setter.field == field.ident);
    let start = match setter {
        Some(setter) => start.docs(&setter.docs).deprecated(setter.deprecated.as_ref()),
        None => start.docs(&field.constant.docs),
    };
    let line = start.condition(&field.condition).piece(constant(field));
    match setter {
        Some(setter) => line.piece(format!("=> {}: {}", setter.ident, form(&setter.ty))),
        None => line,
    }
}

/// The constant for queries, and what is special about the property.
fn constant(field: &Field) -> String {
    let value = &field.constant.value;
    let value = if field.ty.list { format!("Vec<{value}>") } else { value.to_string() };
    let kind = match (field.constant.related, field.nullable) {
        (true, _) => "Navigation",
        (false, false) => "Required",
        (false, true) => "Property",
    };
    let required = if field.constant.related && !field.nullable { ", required" } else { "" };
    let read_only = if !field.constant.related && !field.updatable { ", read_only" } else { "" };
    format!("{}: {kind}({value}){required}{read_only}", field.constant.ident)
}
