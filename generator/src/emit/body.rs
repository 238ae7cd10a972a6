//! Bodies of changes and creations.

use proc_macro2::TokenStream;
use quote::quote;

use super::{
    file::Part,
    table::{Line, Table, body_form, wire},
    tokens::ident,
};
use crate::plan::{Body, ModelStruct, Patch, Setter};
use crate::surface::Set;

/// The bodies of a struct's changes.
pub(super) fn changes(model: &ModelStruct) -> Vec<Part> {
    let body = model.body.iter().flat_map(|body| entity(&model.ident, body));
    let patch = model.patch.iter().flat_map(|patch| complex(&model.ident, patch));
    body.chain(patch).collect()
}

/// The setters of an entity type's body, and its alias as data.
fn entity(model: &str, body: &Body) -> Vec<Part> {
    let about = format!(" A change of a [`{model}`] as data: each property absent, null or a value.");
    let mut parts = vec![Part::Items(alias(model, &body.patch, &about))];
    if body.open || !body.setters.is_empty() {
        let mut table = Table::new("setters", &Line::new(format!("impl crate::Body<{model}, O> where O")));
        for setter in &body.setters {
            table.line(&line(setter));
        }
        if body.open {
            table.rest("dynamic_property");
        }
        parts.push(Part::Table(table));
    }
    parts
}

/// The methods of a complex type's patch, and its alias.
fn complex(model: &str, patch: &Patch) -> Vec<Part> {
    let about =
        format!(" A change of a [`{model}`] inside a change: the properties of a value, and those to set to null.");
    let mut parts = vec![Part::Items(alias(model, &patch.ident, &about))];
    if !patch.nested.is_empty() || !patch.clears.is_empty() {
        let mut table = Table::new("setters", &Line::new(format!("impl crate::Body<{model}, odata_runtime::Patch>")));
        for setter in &patch.nested {
            table.line(&line(setter));
        }
        for clear in &patch.clears {
            table.line(&Line::new(format!("{} {}: Null", clear.ident, wire(&clear.wire_name))));
        }
        parts.push(Part::Table(table));
    }
    parts
}

fn alias(model: &str, name: &str, about: &str) -> TokenStream {
    let (model, name) = (ident(model), ident(name));
    quote! {
        #[doc = #about]
        pub type #name = crate::Body<#model, odata_runtime::Patch>;
    }
}

/// The line of a method that sets a property, and of the one that sets it to null.
pub(super) fn line(setter: &Setter) -> Line {
    let start = format!("{} {}: {}", setter.ident, wire(&setter.wire_name), body_form(setter));
    let (bound, arrow) = match setter.when {
        Set::Always | Set::Never => ("", ","),
        Set::OnCreate => (" where O: Creates", " =>"),
        Set::OnUpdate => (" where O: Updates", " =>"),
    };
    let line = match &setter.clear {
        Some(clear) => Line::new(format!("{start}{bound}{arrow}")).piece(clear.clone()),
        None => Line::new(format!("{start}{bound}")),
    };
    line.docs(&setter.docs).deprecated(setter.deprecated.as_ref())
}
