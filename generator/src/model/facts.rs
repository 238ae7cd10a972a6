//! What annotations say, decoded. `used_terms` has the terms.

use std::{
    ops::{Deref, DerefMut},
    sync::LazyLock,
};

/// What annotations say of an element. Most elements have no annotation, and take the space of one pointer then.
#[derive(Clone, Debug, Default)]
pub struct Said<T>(Option<Box<T>>);

/// What annotations say of an element, decoded.
#[derive(Clone, Debug, Default, PartialEq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a term of its own")]
pub struct Facts<'a> {
    /// `Org.OData.Core.V1.Description`; the first, where a schema repeats it.
    pub description: Option<&'a str>,
    /// `Org.OData.Core.V1.LongDescription`.
    pub long_description: Option<&'a str>,
    /// `Org.OData.Core.V1.Computed`: set by the service only.
    pub computed: bool,
    /// `Org.OData.Core.V1.Immutable`: set on creation only.
    pub immutable: bool,
    /// `Org.OData.Core.V1.Permissions` has neither `Write` nor `ReadWrite`: a program reads it at most.
    pub read_only: bool,
    /// `Org.OData.Core.V1.Revisions` of kind `Deprecated`: the reason.
    pub deprecated: Option<&'a str>,
    /// `Org.OData.Core.V1.OptionalParameter`.
    pub optional_parameter: bool,
    /// `Org.OData.Core.V1.OptionalParameter/DefaultValue`, as written.
    pub default_value: Option<&'a str>,
    /// `Org.OData.Core.V1.RequiresExplicitBinding`: the operation is there only where another element says so.
    pub requires_explicit_binding: bool,
    /// `Org.OData.Core.V1.ExplicitOperationBindings`: the qualified names of those operations that are there.
    pub explicit_bindings: Vec<String>,
    /// `Org.OData.Core.V1.AlternateKeys`, as written.
    pub alternate_keys: Vec<Vec<PropertyRef>>,
    /// `Org.OData.Capabilities.V1.ReadRestrictions`.
    pub read: Said<Restriction>,
    /// `Org.OData.Capabilities.V1.ReadRestrictions/ReadByKeyRestrictions`.
    pub read_by_key: Said<Restriction>,
    /// `Org.OData.Capabilities.V1.InsertRestrictions`.
    pub insert: Said<Restriction>,
    /// `Org.OData.Capabilities.V1.UpdateRestrictions`.
    pub update: Said<Restriction>,
    /// `Org.OData.Capabilities.V1.DeleteRestrictions`.
    pub delete: Said<Restriction>,
    /// `Org.OData.Capabilities.V1.FilterRestrictions`.
    pub filter: Said<Restriction>,
    /// `Org.OData.Capabilities.V1.SortRestrictions`.
    pub sort: Said<Restriction>,
    /// `Org.OData.Capabilities.V1.ExpandRestrictions`.
    pub expand: Said<Restriction>,
    /// `Org.OData.Capabilities.V1.IndexableByKey`.
    pub indexable_by_key: Option<Capability>,
    /// `Org.OData.Capabilities.V1.NavigationRestrictions/Navigability`.
    pub navigability: Option<Navigability>,
    /// `Org.OData.Capabilities.V1.NavigationRestrictions/RestrictedProperties`.
    pub restricted: Vec<Restricted<'a>>,
}

/// What a capability depends on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Capability {
    /// The service has it.
    Yes,
    /// It has it not.
    No,
    /// The instance says it, by a path or another expression.
    Depends,
}

/// `Org.OData.Capabilities.V1.NavigationType`: how far a path goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Navigability {
    /// To what is related, and on from there.
    Recursive,
    /// To what is related.
    Single,
    /// Not at all.
    None,
}

/// `Org.OData.Capabilities.V1.NavigationPropertyRestriction`.
#[derive(Clone, Debug, PartialEq)]
pub struct Restricted<'a> {
    /// `NavigationProperty`: the path from what is annotated.
    pub path: String,
    /// What is said of it.
    pub facts: Facts<'a>,
}

/// `Org.OData.Core.V1.PropertyRef`: a part of an alternate key.
#[derive(Clone, Debug, PartialEq)]
pub struct PropertyRef {
    /// `Name`: the path to the property.
    pub path: String,
    /// `Alias`.
    pub alias: Option<String>,
}

/// A capability: whether the service has it, and who may use it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Restriction {
    /// `Readable`, `Insertable`, `Updatable`, `Deletable`, `Filterable` ...; `None` if not said.
    pub allowed: Option<Capability>,
    /// `NonInsertableProperties`, `NonUpdatableProperties`, `NonFilterableProperties` ...: the paths.
    pub properties: Vec<String>,
    /// `RequiredProperties`: the paths of what a creation or a change must have.
    pub required: Vec<String>,
    /// `UpdateMethod`.
    pub method: Option<UpdateMethod>,
    /// `Permissions`: who may.
    pub permissions: Vec<Permission>,
    /// `Description` or `LongDescription` of the restriction.
    pub description: Option<String>,
}

/// `Org.OData.Capabilities.V1.HttpMethod`: how an entity is updated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UpdateMethod {
    /// By what is to change.
    Patch,
    /// By a whole entity, which takes the place of the old one.
    Put,
    /// By either.
    Both,
}

/// `Org.OData.Capabilities.V1.PermissionType`.
#[derive(Clone, Debug, PartialEq)]
pub struct Permission {
    /// `SchemeName`: `DelegatedWork`, say.
    pub scheme: String,
    /// `Scopes/Scope`, from least to most privileged; empty means that the scheme is not supported.
    pub scopes: Vec<String>,
}

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
