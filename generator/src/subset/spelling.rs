//! Qualified names as attributes and texts write them: without aliases, and found.

use std::borrow::Cow;
use std::collections::BTreeSet;

use crate::{
    csdl::{Edmx, Element},
    model::Scope,
};

/// The attributes, and the elements of annotations, that hold names and paths; all others hold values.
const NAMES: [&str; 17] = [
    "Action",
    "AnnotationPath",
    "AnyPropertyPath",
    "BaseTerm",
    "BaseType",
    "EntitySet",
    "EntitySetPath",
    "EntityType",
    "EnumMember",
    "Function",
    "ModelElementPath",
    "NavigationPropertyPath",
    "Path",
    "PropertyPath",
    "Target",
    "Term",
    "Type",
];

fn holds_names(name: &str) -> bool {
    NAMES.binary_search(&name).is_ok() || name == "UnderlyingType"
}

/// The aliases of a file, in texts that hold more than one name.
pub(super) struct Aliases<'a>(Scope<'a>);

impl<'a> Aliases<'a> {
    pub(super) fn of(edmx: &'a Edmx<'a>) -> Self {
        let mut scope = Scope::default();
        scope.add(edmx);
        Self(scope)
    }

    /// A text with each alias in it replaced by its namespace.
    pub(super) fn expand<'t>(&self, text: &'t str) -> Cow<'t, str> {
        let is_alias = |token: &str| token.split_once('.').is_some_and(|(alias, _)| self.0.namespace(alias).is_some());
        if !tokens(text).any(is_alias) {
            return Cow::Borrowed(text);
        }
        let mut expanded = String::with_capacity(text.len());
        let mut rest = text;
        for token in tokens(text) {
            let at = token.as_ptr().addr() - rest.as_ptr().addr();
            expanded.push_str(&rest[..at]);
            rest = &rest[at + token.len()..];
            match token.split_once('.').map(|(alias, name)| (self.0.namespace(alias), name)) {
                Some((Some(namespace), name)) if !name.contains('.') => {
                    expanded.extend([namespace, ".", name]);
                }
                _ => expanded.push_str(token),
            }
        }
        expanded.push_str(rest);
        Cow::Owned(expanded)
    }

    /// Takes the aliases out of an element and of all in it.
    pub(super) fn expand_all(&self, element: &mut Element<'_>) {
        if self.0.is_empty() {
            return;
        }
        for (name, value) in &mut element.attributes {
            if holds_names(name)
                && let Cow::Owned(expanded) = self.expand(value)
            {
                *value = Cow::Owned(expanded);
            }
        }
        if holds_names(&element.name)
            && let Cow::Owned(expanded) = self.expand(&element.text)
        {
            element.text = Cow::Owned(expanded);
        }
        element.children.iter_mut().for_each(|child| self.expand_all(child));
    }
}

/// What may be a qualified name in a path or signature.
fn tokens(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric() && !"._-".contains(c)).filter(|token| token.contains('.'))
}

/// All qualified names in an element, those of `Edm` left out.
pub(super) fn names(element: &Element<'_>, names: &mut BTreeSet<String>) {
    let attributes = element.attributes.iter().map(|(name, value)| (name, value));
    for (_, value) in attributes.chain([(&element.name, &element.text)]).filter(|(name, _)| holds_names(name)) {
        for token in tokens(value).filter(|token| !token.starts_with("Edm.")) {
            if !names.contains(token) {
                names.insert(token.to_owned());
            }
        }
    }
    element.children.iter().for_each(|child| self::names(child, names));
}
