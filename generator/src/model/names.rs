//! Qualified names: namespaces and aliases.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::{
    ids::{NamespaceId, OperationId, TypeId},
    primitive::Primitive,
    schema::Model,
    values::{TypeRef, ValueType},
};
use crate::{
    codes::Code,
    csdl,
    error::{Diagnostic, nearest},
    source::Span,
};

/// Everything that a qualified name can mean.
#[derive(Default)]
pub(super) struct Names<'a> {
    /// There are few, so that to compare them costs less than to hash a name; by [`by_length`].
    pub(super) namespaces: BTreeMap<(usize, &'a str), NamespaceId>,
    pub(super) types: HashMap<(NamespaceId, &'a str), TypeId>,
    pub(super) operations: HashMap<(NamespaceId, &'a str), Vec<OperationId>>,
    /// Terms and containers, which hold no facts of their own.
    pub(super) others: HashSet<(NamespaceId, &'a str)>,
}

/// The aliases of one document.
#[derive(Clone, Default)]
pub(crate) struct Scope<'a>(BTreeMap<(usize, &'a str), &'a str>);

/// An order of names that seldom needs to look at the text, which is far away.
pub(super) fn by_length(name: &str) -> (usize, &str) {
    (name.len(), name)
}

/// The namespace and the name. As most names are short, a search through the bytes is the fastest.
fn parts(qualified: &str) -> Option<(&str, &str)> {
    let dot = qualified.bytes().rposition(|byte| byte == b'.')?;
    Some((&qualified[..dot], &qualified[dot + 1..]))
}

impl<'a> Scope<'a> {
    /// Adds a document's aliases.
    pub(crate) fn add(&mut self, edmx: &'a csdl::Edmx<'a>) {
        let includes = edmx.references.iter().flat_map(|reference| &reference.includes);
        let includes = includes.map(|include| (&include.namespace, &include.alias));
        let schemas = edmx.schemas.iter().map(|schema| (&schema.namespace, &schema.alias));
        for (namespace, alias) in schemas.chain(includes) {
            if let Some(alias) = alias {
                self.0.insert(by_length(alias.value()), namespace.value());
            }
        }
    }

    /// The namespace of an alias.
    pub(crate) fn namespace(&self, alias: &str) -> Option<&'a str> {
        self.0.get(&by_length(alias)).copied()
    }

    /// All aliases and their namespaces.
    pub(super) fn aliases(&self) -> impl Iterator<Item = (&'a str, &'a str)> {
        self.0.iter().map(|((_, alias), namespace)| (*alias, *namespace))
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Splits a qualified name into its namespace and its name.
    pub(super) fn split<'n>(&self, qualified: &'n str) -> Option<(&'n str, &'n str)>
    where
        'a: 'n,
    {
        let (prefix, name) = parts(qualified)?;
        Some((self.namespace(prefix).unwrap_or(prefix), name))
    }

    /// A qualified name without alias.
    pub(super) fn expand(&self, qualified: &str) -> String {
        self.split(qualified).map_or_else(|| qualified.to_owned(), |(namespace, name)| format!("{namespace}.{name}"))
    }
}

impl Names<'_> {
    /// The namespace of that name.
    pub(super) fn namespace(&self, name: &str) -> Option<NamespaceId> {
        self.namespaces.get(&by_length(name)).copied()
    }

    /// Looks a qualified name up by namespace and name. An alias goes before a namespace of the same name.
    pub(super) fn find<T>(
        &self,
        scope: &Scope,
        qualified: &str,
        lookup: impl Fn((NamespaceId, &str)) -> Option<T>,
    ) -> Option<T> {
        let find = |(namespace, name): (&str, &str)| lookup((self.namespace(namespace)?, name));
        find(scope.split(qualified)?).or_else(|| find(parts(qualified)?))
    }

    pub(super) fn find_type(&self, scope: &Scope, qualified: &str) -> Option<TypeId> {
        self.find(scope, qualified, |key| self.types.get(&key).copied())
    }

    /// Whether the name is that of a term or container.
    pub(super) fn is_other(&self, scope: &Scope, qualified: &str) -> bool {
        let found = self.find(scope, qualified, |key| self.others.get(&key).map(|_| ()));
        found.is_some()
    }

    /// The type that an attribute names, `Collection(...)` included.
    pub(super) fn type_ref(&self, scope: &Scope, name: &str, span: Span) -> Result<TypeRef, Diagnostic> {
        // Most types are written so.
        if let Some(primitive) = name.strip_prefix("Edm.").and_then(Primitive::find) {
            return Ok(TypeRef { collection: false, value: ValueType::Primitive(primitive) });
        }
        let name = name.trim();
        let item = name.strip_prefix("Collection(").and_then(|rest| rest.strip_suffix(')'));
        Ok(TypeRef { collection: item.is_some(), value: self.value_type(scope, item.unwrap_or(name).trim(), span)? })
    }

    fn value_type(&self, scope: &Scope, name: &str, span: Span) -> Result<ValueType, Diagnostic> {
        if let Some(local) = name.strip_prefix("Edm.") {
            return match Primitive::find(local) {
                Some(primitive) => Ok(ValueType::Primitive(primitive)),
                None => Err(Diagnostic::at(Code::NoPrimitiveType, span, format!("there is no type `{name}`"))
                    .suggest(name, Primitive::names())),
            };
        }
        if let Some(id) = self.find_type(scope, name) {
            return Ok(ValueType::Declared(id));
        }
        match scope.split(name) {
            Some((namespace, local)) if !local.is_empty() && !name.contains(['(', ')']) => {
                Ok(ValueType::Unresolved(format!("{namespace}.{local}")))
            }
            _ => {
                let error = Diagnostic::at(Code::NotQualified, span, format!("`{name}` is not a qualified name"))
                    .expected("`namespace.Type`, `Edm.Type`, or `Collection(...)` of one");
                Err(match Primitive::find(name) {
                    Some(_) => error.meant(&format!("Edm.{name}")),
                    None => error,
                })
            }
        }
    }
}

/// The nearest of the declared types' full names, for a hint.
pub(super) fn nearest_type(model: &Model, qualified: &str) -> Option<String> {
    let names: Vec<String> = model.all_types().map(|(id, _)| model.qualified_name(id)).collect();
    nearest(qualified, names.iter().map(String::as_str)).map(str::to_owned)
}
