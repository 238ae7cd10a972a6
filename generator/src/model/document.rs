//! A file of metadata, as the stages of the model see it.

use std::collections::HashSet;

use super::names::Scope;
use crate::csdl::{self, SchemaElement};

/// A file with its aliases.
pub(super) struct Document<'a> {
    pub(super) edmx: &'a csdl::Edmx<'a>,
    pub(super) scope: Scope<'a>,
    /// It is here because another refers to it.
    pub(super) referenced: bool,
}

impl<'a> Document<'a> {
    pub(super) fn new(edmx: &'a csdl::Edmx<'a>, mut scope: Scope<'a>, referenced: bool) -> Self {
        scope.add(edmx);
        Self { edmx, scope, referenced }
    }

    /// The namespaces that declare terms, if the file is here for another's sake.
    pub(super) fn vocabularies(&self) -> HashSet<&'a str> {
        let terms = self.elements().filter(|(_, element)| self.referenced && matches!(element, SchemaElement::Term(_)));
        terms.map(|(schema, _)| schema.namespace.value()).collect()
    }

    /// The out-of-line annotations.
    pub(super) fn annotations(&self) -> impl Iterator<Item = &'a csdl::Annotations<'a>> {
        self.elements().filter_map(|(_, element)| match element {
            SchemaElement::Annotations(group) => Some(group),
            _ => None,
        })
    }

    /// The schemas' children.
    pub(super) fn elements(&self) -> impl Iterator<Item = (&'a csdl::Schema<'a>, &'a SchemaElement<'a>)> {
        let schemas = self.edmx.schemas.iter();
        schemas.flat_map(|schema| schema.elements.iter().map(move |element| (schema, element)))
    }
}
