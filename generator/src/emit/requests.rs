//! Request builders.

use proc_macro2::TokenStream;
use quote::quote;

use super::{
    file::Part,
    operations,
    operations::parameters,
    table::{Line, Table, doc, key_parameter, literal, wire},
    tokens::{docs, ident, rust_type},
};
use crate::markdown::code;
use crate::plan::{
    BuilderFile, ByKey, Cast, CollectionBuilder, Docs, EntityBuilder, KeyParameter, Navigation, Step, Stream, Way,
};

/// The file of an entity type's builders.
pub(super) fn builders(file: &BuilderFile) -> Vec<Part> {
    let (marker, ty) = match &file.model {
        Some(model) => (None, model.to_string()),
        None => (Some(Part::Items(marker(&file.wire_name))), String::from("Unmodeled")),
    };
    let tokens = file.model.as_ref().map_or_else(|| quote!(Unmodeled), rust_type);
    let mut parts: Vec<Part> = marker.into_iter().collect();
    parts.extend(entity(&ty, &tokens, &file.entity));
    parts.extend(file.collection.iter().flat_map(|builder| collection(&ty, &tokens, builder)));
    parts
}

/// What stands for a type of which there are requests alone.
fn marker(wire_name: &str) -> TokenStream {
    let doc = docs(&[format!("{}, of which this crate has requests alone.", code(wire_name))]);
    quote! {
        #doc
        pub enum Unmodeled {}
    }
}

fn entity(ty: &str, tokens: &TokenStream, builder: &EntityBuilder) -> Vec<Part> {
    let get = builder.get.as_ref().map(|output| {
        let output = rust_type(output);
        quote!(impl crate::Readable for #tokens { type Output = #output; })
    });
    let patch = builder.patch.then(|| quote!(impl crate::Updatable for #tokens {}));
    let put = builder.put.then(|| quote!(impl crate::Replaceable for #tokens {}));
    let delete = builder.delete.then(|| quote!(impl crate::Deletable for #tokens {}));
    let cast_kind = if builder.is_complex { "complex_cast" } else { "cast" };
    let mut lines: Vec<Line> = builder.navigation.iter().map(way).collect();
    lines.extend(builder.streams.iter().map(stream));
    lines.extend(builder.casts.iter().map(|derived| cast(cast_kind, derived)));
    lines.extend(builder.operations.iter().map(operations::line));
    let alias = alias(&builder.ident, &builder.docs, &quote!(crate::Entity<#tokens, A>));
    let items = Part::Items(quote!(#alias #get #patch #put #delete));
    [items].into_iter().chain(methods(&format!("crate::Entity<{ty}, A> where A"), &lines)).collect()
}

fn collection(ty: &str, tokens: &TokenStream, builder: &CollectionBuilder) -> Vec<Part> {
    let list = builder.list.as_ref().map(|item| {
        let item = rust_type(item);
        quote!(impl crate::Listable for #tokens { type Item = #item; })
    });
    let create = builder.create.then(|| quote!(impl crate::Insertable for #tokens {}));
    let mut lines: Vec<Line> = builder.keys.iter().map(by_key).collect();
    lines.extend(builder.casts.iter().map(|derived| cast("collection_cast", derived)));
    lines.extend(builder.operations.iter().map(operations::line));
    let alias = alias(&builder.ident, &builder.docs, &quote!(crate::Collection<#tokens, A>));
    let items = Part::Items(quote!(#alias #list #create));
    [items].into_iter().chain(methods(&format!("crate::Collection<{ty}, A> where A"), &lines)).collect()
}

fn alias(name: &str, text: &Docs, builder: &TokenStream) -> TokenStream {
    let (name, doc) = (ident(name), docs(text));
    quote! {
        #doc
        pub type #name<A = crate::Owned> = #builder;
    }
}

/// The table of a builder's or client's methods, if it has any.
pub(super) fn methods(builder: &str, lines: &[Line]) -> Option<Part> {
    if lines.is_empty() {
        return None;
    }
    let mut table = Table::new("methods", &Line::new(format!("impl {builder}")));
    for line in lines {
        table.line(line);
    }
    Some(Part::Table(table))
}

/// The line of the methods that lead to a resource.
pub(super) fn way(navigation: &Navigation) -> Line {
    let kind = match navigation.way {
        Way::Singleton => "singleton",
        Way::EntitySet => "entity_set",
        Way::Navigation => "navigation",
        Way::Complex => "complex",
        Way::Complexes => "complexes",
    };
    let line = Line::new(format!("{kind} {}:", wire(&navigation.wire_name))).docs(&navigation.docs);
    let line = line.condition(&navigation.condition);
    match (&navigation.entity, &navigation.collection) {
        (Some(entity), Some(collection)) => {
            let line = entity_method(line, entity).piece(format!("-> {},", destination(entity)));
            remark(line, collection.remark.as_ref()).piece(format!(
                "{} -> {}",
                collection.ident,
                destination(collection)
            ))
        }
        (Some(entity), None) => entity_method(line, entity).piece(format!("-> {}", destination(entity))),
        (None, Some(collection)) => remark(line, collection.remark.as_ref()).piece(format!(
            "{}() => {}",
            collection.ident,
            destination(collection)
        )),
        (None, None) => line,
    }
}

/// The builder that a step returns.
fn destination(step: &Step) -> String {
    let reach = if step.related { "<crate::Referenced>" } else { "" };
    step.builder.to_string() + reach
}

fn entity_method(line: Line, step: &Step) -> Line {
    let line = remark(line, step.remark.as_ref());
    let line = step.alias.iter().fold(line, |line, alias| line.row(format!("#[doc(alias = {})]", literal(alias))));
    parameters(line, &step.ident, &key(&step.key, step.key.len() > 1), "")
}

/// What the documentation of a method says in the end.
fn remark(line: Line, remark: Option<&String>) -> Line {
    let rows = remark.into_iter().flat_map(|remark| [doc(""), doc(remark)]);
    rows.fold(line, Line::row)
}

fn key(parts: &[KeyParameter], is_named: bool) -> Vec<String> {
    parts.iter().map(|part| key_parameter(part, is_named)).collect()
}

fn by_key(way: &ByKey) -> Line {
    let line = remark(Line::new(format!("key {}:", wire(&way.template))), way.remark.as_ref());
    parameters(line, &way.ident, &key(&way.key, way.is_named), "").piece(format!("-> {}<A>", way.builder))
}

fn stream(stream: &Stream) -> Line {
    let line = match &stream.property {
        Some(property) => Line::new(format!("stream {}:", wire(property))),
        None => Line::new(String::from("content \"$value\":")),
    };
    line.docs(&stream.docs).piece(format!("{}()", stream.ident))
}

fn cast(kind: &str, cast: &Cast) -> Line {
    let line = Line::new(format!("{kind} {}:", wire(&cast.wire_name))).condition(&cast.condition);
    let line = remark(line, cast.remark.as_ref());
    line.piece(format!("{}()", cast.ident)).piece(format!("-> {}<A>", cast.builder))
}
