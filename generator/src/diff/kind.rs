//! The kinds of change, and what each means for the service and for a user of the crate.

use std::fmt;

use heck::ToKebabCase;

/// What a change means for a user of the generated crate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Class {
    /// A program may no longer compile.
    Breaking,
    /// A program still compiles; there is something new, or requests differ.
    Compatible,
    /// Nothing but documentation differs.
    Docs,
}

impl Class {
    /// All classes, the worst first.
    pub const ALL: [Self; 3] = [Self::Breaking, Self::Compatible, Self::Docs];

    /// The class in words.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Breaking => "breaking",
            Self::Compatible => "compatible",
            Self::Docs => "docs",
        }
    }
}

/// A kind of change. [`Kind::meaning`] says what each is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[expect(missing_docs, reason = "each has a row in the table of meanings")]
pub enum Kind {
    TypeAdded,
    TypeRemoved,
    TypeKindChanged,
    BaseTypeExtended,
    BaseTypeChanged,
    TypeBecameAbstract,
    TypeBecameConcrete,
    TypeOpened,
    TypeClosed,
    MediaAdded,
    MediaRemoved,
    KeyChanged,
    AlternateKeyAdded,
    AlternateKeyRemoved,
    UnionAdded,
    UnionRemoved,
    UnderlyingTypeChanged,
    PropertyAdded,
    PropertyRemoved,
    PropertyMoved,
    PropertyTypeChanged,
    PropertyCollectionChanged,
    PropertyNullable,
    PropertyNotNullable,
    PropertyWritesAllowed,
    PropertyWritesRestricted,
    ReadOnlyPropertyNullabilityChanged,
    FacetChanged,
    NavigationPropertyAdded,
    NavigationPropertyRemoved,
    NavigationPropertyMoved,
    NavigationPropertyTypeChanged,
    NavigationPropertyCollectionChanged,
    NavigationPropertyNullabilityChanged,
    ContainedNotNullable,
    ContainmentChanged,
    ContainmentRemoved,
    MemberAdded,
    MemberRemoved,
    MemberValueChanged,
    FlagsChanged,
    OperationAdded,
    OperationRemoved,
    OperationKindChanged,
    OperationBindingChanged,
    ComposableAdded,
    ComposableRemoved,
    ParameterAdded,
    OptionalParameterAdded,
    ParameterRemoved,
    ParameterTypeChanged,
    ParameterOptional,
    ParameterRequired,
    ParametersReordered,
    ResultAdded,
    ResultRemoved,
    ResultTypeChanged,
    ResultNullabilityChanged,
    TypeRespelled,
    EntitySetAdded,
    EntitySetRemoved,
    SingletonAdded,
    SingletonRemoved,
    ResourceKindChanged,
    ResourceTypeChanged,
    ImportAdded,
    ImportRemoved,
    ImportRetargeted,
    ContainerRenamed,
    CapabilityAdded,
    CapabilityRemoved,
    CapabilityConditionChanged,
    RefusedPropertyAdded,
    RefusedPropertyRemoved,
    QueryRestrictionChanged,
    PermissionsChanged,
    DescriptionChanged,
    DeprecationAdded,
    DeprecationRemoved,
    DeprecationChanged,
    RustNameChanged,
}

impl Kind {
    /// The class of all changes of the kind.
    #[must_use]
    pub fn class(self) -> Class {
        self.meaning().class
    }

    /// The stable name, `property-added`.
    #[must_use]
    pub fn name(self) -> String {
        format!("{self:?}").to_kebab_case()
    }
}

/// The kind in words, `property added`.
impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let words = self.name().replace('-', " ");
        f.write_str(&words.replace("rust", "Rust"))
    }
}
