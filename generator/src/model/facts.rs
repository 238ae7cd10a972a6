//! The vocabulary terms that we use, decoded.

use std::{
    ops::{Deref, DerefMut},
    sync::LazyLock,
};

use super::{Facts, Permission, PropertyRef, Restriction, Said, names::Scope};
use crate::csdl::{self, Expression};

const CORE: &str = "Org.OData.Core.V1";
const CAPABILITIES: &str = "Org.OData.Capabilities.V1";
/// Alternate keys before the core vocabulary had them.
const KEYS: &str = "OData.Community.Keys.V1";

/// The terms that we use.
pub(super) const TERMS: [&str; 16] = [
    "Org.OData.Core.V1.Description",
    "Org.OData.Core.V1.LongDescription",
    "Org.OData.Core.V1.Computed",
    "Org.OData.Core.V1.Immutable",
    "Org.OData.Core.V1.Permissions",
    "Org.OData.Core.V1.Revisions",
    "Org.OData.Core.V1.OptionalParameter",
    "Org.OData.Core.V1.AlternateKeys",
    "OData.Community.Keys.V1.AlternateKeys",
    "Org.OData.Capabilities.V1.ReadRestrictions",
    "Org.OData.Capabilities.V1.InsertRestrictions",
    "Org.OData.Capabilities.V1.UpdateRestrictions",
    "Org.OData.Capabilities.V1.DeleteRestrictions",
    "Org.OData.Capabilities.V1.FilterRestrictions",
    "Org.OData.Capabilities.V1.SortRestrictions",
    "Org.OData.Capabilities.V1.ExpandRestrictions",
];

/// What can be said, or not.
pub trait Saying: Default {
    /// What stands for what is not said.
    fn nothing<'n>() -> &'n Self
    where
        Self: 'n;
}

impl Saying for Facts<'_> {
    fn nothing<'n>() -> &'n Self
    where
        Self: 'n,
    {
        static NOTHING: LazyLock<Facts> = LazyLock::new(Facts::default);
        &NOTHING
    }
}

impl Saying for Restriction {
    fn nothing<'n>() -> &'n Self {
        static NOTHING: LazyLock<Restriction> = LazyLock::new(Restriction::default);
        &NOTHING
    }
}

impl<T: Saying> Deref for Said<T> {
    type Target = T;

    fn deref(&self) -> &T {
        self.0.as_deref().unwrap_or(T::nothing())
    }
}

impl<T: Saying + PartialEq> PartialEq for Said<T> {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl<T: Saying> DerefMut for Said<T> {
    fn deref_mut(&mut self) -> &mut T {
        self.0.get_or_insert_default()
    }
}

impl<'a> Said<Facts<'a>> {
    /// What an element's own annotations say.
    pub(super) fn by(scope: &Scope, annotations: &'a [csdl::Annotation<'a>]) -> Self {
        let mut said = Self::default();
        for annotation in annotations {
            said.annotate(scope, annotation, false);
        }
        said
    }
}

impl<'a> Facts<'a> {
    /// Takes up an annotation. What was said before stays unless `over` is set. `false` if we do not use the term.
    pub(super) fn annotate(&mut self, scope: &Scope, annotation: &'a csdl::Annotation<'a>, over: bool) -> bool {
        let Some((namespace, name)) = scope.split(annotation.term.value()) else {
            return false;
        };
        if annotation.qualifier.is_some() {
            return false;
        }
        let value = annotation.value.as_ref();
        match (namespace, name) {
            (CORE, "Description") => put(&mut self.description, text(value), over),
            (CORE, "LongDescription") => put(&mut self.long_description, text(value), over),
            (CORE, "Computed") => tag(&mut self.computed, truth(value), over),
            (CORE, "Immutable") => tag(&mut self.immutable, truth(value), over),
            (CORE, "Permissions") => tag(&mut self.read_only, members(value).eq(["Read"]), over),
            (CORE, "Revisions") => put(&mut self.deprecated, deprecated(value), over),
            (CORE, "OptionalParameter") => tag(&mut self.optional_parameter, true, over),
            (CORE | KEYS, "AlternateKeys") => {
                if over || self.alternate_keys.is_empty() {
                    self.alternate_keys = items(value).iter().map(alternate_key).collect();
                }
            }
            (CAPABILITIES, "ReadRestrictions") => {
                restrict(&mut self.read, restriction(value, "Readable"), over);
                let by_key = property(value, "ReadByKeyRestrictions");
                restrict(&mut self.read_by_key, restriction(by_key, "Readable"), over);
            }
            (CAPABILITIES, "InsertRestrictions") => {
                restrict(&mut self.insert, listing(value, "Insertable", "NonInsertableProperties"), over);
            }
            (CAPABILITIES, "UpdateRestrictions") => {
                restrict(&mut self.update, listing(value, "Updatable", "NonUpdatableProperties"), over);
            }
            (CAPABILITIES, "DeleteRestrictions") => restrict(&mut self.delete, restriction(value, "Deletable"), over),
            (CAPABILITIES, "FilterRestrictions") => {
                restrict(&mut self.filter, listing(value, "Filterable", "NonFilterableProperties"), over);
            }
            (CAPABILITIES, "SortRestrictions") => {
                restrict(&mut self.sort, listing(value, "Sortable", "NonSortableProperties"), over);
            }
            (CAPABILITIES, "ExpandRestrictions") => {
                restrict(&mut self.expand, listing(value, "Expandable", "NonExpandableProperties"), over);
            }
            _ => return false,
        }
        true
    }
}

fn put<'a>(fact: &mut Option<&'a str>, value: Option<&'a str>, over: bool) {
    if over || fact.is_none() {
        *fact = value;
    }
}

fn tag(fact: &mut bool, value: bool, over: bool) {
    if over || !*fact {
        *fact = value;
    }
}

fn restrict(fact: &mut Said<Restriction>, value: Restriction, over: bool) {
    if over || **fact == Restriction::default() {
        **fact = value;
    }
}

fn restriction(value: Option<&Expression>, allowed: &str) -> Restriction {
    let mut allowed = properties(value).iter().filter(|(property, _)| property.value() == allowed);
    Restriction {
        properties: Vec::new(),
        allowed: allowed.next().map(|(_, value)| truth(value.as_ref())),
        permissions: items(property(value, "Permissions")).iter().filter_map(permission).collect(),
        description: text(property(value, "Description"))
            .or_else(|| text(property(value, "LongDescription")))
            .map(str::to_owned),
    }
}

/// A restriction that has a list of properties besides.
fn listing(value: Option<&Expression>, allowed: &str, refused: &str) -> Restriction {
    Restriction { properties: paths(property(value, refused)), ..restriction(value, allowed) }
}

fn permission(record: &Expression) -> Option<Permission> {
    let record = Some(record);
    let scopes = items(property(record, "Scopes")).iter();
    Some(Permission {
        // Earlier editions of the vocabulary say `Scheme`.
        scheme: text(property(record, "SchemeName").or_else(|| property(record, "Scheme")))?.to_owned(),
        scopes: scopes.filter_map(|scope| text(property(Some(scope), "Scope"))).map(str::to_owned).collect(),
    })
}

fn alternate_key(record: &Expression) -> Vec<PropertyRef> {
    let parts = items(property(Some(record), "Key")).iter().map(Some);
    let part = |part| PropertyRef {
        path: path(property(part, "Name")).unwrap_or_default().to_owned(),
        alias: text(property(part, "Alias")).map(str::to_owned),
    };
    parts.map(part).collect()
}

fn deprecated<'e>(value: Option<&'e Expression>) -> Option<&'e str> {
    let revision = items(value).iter().find(|revision| members(property(Some(revision), "Kind")).eq(["Deprecated"]))?;
    Some(text(property(Some(revision), "Description")).unwrap_or_default())
}

fn items<'e, 'a>(value: Option<&'e Expression<'a>>) -> &'e [Expression<'a>] {
    match value {
        Some(Expression::Collection(items)) => items,
        _ => &[],
    }
}

/// The properties of a record; the inner `None` stands for the default.
fn properties<'e, 'a>(value: Option<&'e Expression<'a>>) -> &'e [(csdl::Text<'a>, Option<Expression<'a>>)] {
    match value {
        Some(Expression::Record(properties)) => properties,
        _ => &[],
    }
}

fn property<'e, 'a>(value: Option<&'e Expression<'a>>, name: &str) -> Option<&'e Expression<'a>> {
    let mut properties = properties(value).iter();
    properties.find(|(property, _)| property.value() == name).and_then(|(_, value)| value.as_ref())
}

fn text<'e>(value: Option<&'e Expression>) -> Option<&'e str> {
    match value {
        Some(Expression::Constant(text)) => {
            let text = text.value().trim();
            (!text.is_empty()).then_some(text)
        }
        _ => None,
    }
}

/// The text of a path; services write paths as strings too.
fn path<'e>(value: Option<&'e Expression>) -> Option<&'e str> {
    match value {
        Some(Expression::Path(text)) => Some(text.value().trim()),
        _ => text(value),
    }
}

fn paths(value: Option<&Expression>) -> Vec<String> {
    items(value).iter().filter_map(|item| path(Some(item))).map(str::to_owned).collect()
}

/// No value is the default of a tagging term: true.
fn truth(value: Option<&Expression>) -> bool {
    match value {
        None => true,
        Some(Expression::Constant(text)) => text.value().trim() == "true",
        Some(_) => false,
    }
}

/// The members that an enumeration value names, without their type.
fn members<'e>(value: Option<&'e Expression>) -> impl Iterator<Item = &'e str> {
    let text = match value {
        Some(Expression::Constant(text)) => text.value(),
        _ => "",
    };
    text.split_whitespace().map(|member| member.rsplit_once('/').map_or(member, |(_, name)| name))
}
