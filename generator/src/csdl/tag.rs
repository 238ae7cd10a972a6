//! Start tags, with their namespaces resolved.

use std::borrow::Cow;

use quick_xml::name::{Namespace as Uri, ResolveResult};

use crate::source::Span;

/// The namespaces that we tell apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Namespace {
    /// OData V4, the wrapper.
    Edmx,
    /// OData V4, the schema.
    Edm,
    /// OData V1 to V3.
    Ado,
    /// Any other, or none.
    Foreign,
}

/// A start tag.
#[derive(Clone, Copy, Debug)]
pub(super) struct Tag<'a> {
    pub(super) namespace: Namespace,
    /// Without prefix.
    pub(super) name: &'a str,
    /// What stands behind the name.
    pub(super) attributes: &'a str,
    pub(super) span: Span,
    /// It declares prefixes, which end with the element.
    pub(super) declares: bool,
}

impl Tag<'_> {
    /// Whether the element claims to be of the language.
    pub(super) fn is_of_csdl(&self) -> bool {
        matches!(self.namespace, Namespace::Edm | Namespace::Edmx)
    }
}

pub(super) enum Item<'a> {
    Start(Tag<'a>),
    End,
    Text(Cow<'a, str>),
    Eof,
}

impl Namespace {
    pub(super) fn new(resolved: &ResolveResult) -> Self {
        match resolved {
            ResolveResult::Bound(Uri("http://docs.oasis-open.org/odata/ns/edm")) => Self::Edm,
            ResolveResult::Bound(Uri("http://docs.oasis-open.org/odata/ns/edmx")) => Self::Edmx,
            ResolveResult::Bound(Uri(uri)) if uri.starts_with("http://schemas.microsoft.com/ado/") => Self::Ado,
            _ => Self::Foreign,
        }
    }
}
