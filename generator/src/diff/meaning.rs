//! What each kind of change means: for who sends requests, and for who compiles against the crate.

use super::kind::{
    Class::{self, Breaking, Compatible, Docs},
    Kind,
};

/// What a kind of change means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Meaning {
    /// The class of all changes of the kind.
    pub class: Class,
    /// For the service and its requests.
    pub odata: &'static str,
    /// For the crate's public items.
    pub rust: &'static str,
}

const fn means(class: Class, odata: &'static str, rust: &'static str) -> Meaning {
    Meaning { class, odata, rust }
}

impl Kind {
    /// All kinds.
    pub const ALL: &[Self] = &[
        Self::TypeAdded,
        Self::TypeRemoved,
        Self::TypeKindChanged,
        Self::BaseTypeExtended,
        Self::BaseTypeChanged,
        Self::TypeBecameAbstract,
        Self::TypeBecameConcrete,
        Self::TypeOpened,
        Self::TypeClosed,
        Self::MediaAdded,
        Self::MediaRemoved,
        Self::KeyChanged,
        Self::AlternateKeyAdded,
        Self::AlternateKeyRemoved,
        Self::UnionAdded,
        Self::UnionRemoved,
        Self::UnderlyingTypeChanged,
        Self::PropertyAdded,
        Self::PropertyRemoved,
        Self::PropertyMoved,
        Self::PropertyTypeChanged,
        Self::PropertyCollectionChanged,
        Self::PropertyNullable,
        Self::PropertyNotNullable,
        Self::PropertyWritesAllowed,
        Self::PropertyWritesRestricted,
        Self::ReadOnlyPropertyNullabilityChanged,
        Self::FacetChanged,
        Self::NavigationPropertyAdded,
        Self::NavigationPropertyRemoved,
        Self::NavigationPropertyMoved,
        Self::NavigationPropertyTypeChanged,
        Self::NavigationPropertyCollectionChanged,
        Self::NavigationPropertyNullabilityChanged,
        Self::ContainedNotNullable,
        Self::ContainmentChanged,
        Self::ContainmentRemoved,
        Self::MemberAdded,
        Self::MemberRemoved,
        Self::MemberValueChanged,
        Self::FlagsChanged,
        Self::OperationAdded,
        Self::OperationRemoved,
        Self::OperationKindChanged,
        Self::OperationBindingChanged,
        Self::ComposableAdded,
        Self::ComposableRemoved,
        Self::ParameterAdded,
        Self::OptionalParameterAdded,
        Self::ParameterRemoved,
        Self::ParameterTypeChanged,
        Self::ParameterOptional,
        Self::ParameterRequired,
        Self::ParametersReordered,
        Self::ResultAdded,
        Self::ResultRemoved,
        Self::ResultTypeChanged,
        Self::ResultNullabilityChanged,
        Self::TypeRespelled,
        Self::EntitySetAdded,
        Self::EntitySetRemoved,
        Self::SingletonAdded,
        Self::SingletonRemoved,
        Self::ResourceKindChanged,
        Self::ResourceTypeChanged,
        Self::ImportAdded,
        Self::ImportRemoved,
        Self::ImportRetargeted,
        Self::ContainerRenamed,
        Self::CapabilityAdded,
        Self::CapabilityRemoved,
        Self::CapabilityConditionChanged,
        Self::RefusedPropertyAdded,
        Self::RefusedPropertyRemoved,
        Self::QueryRestrictionChanged,
        Self::PermissionsChanged,
        Self::DescriptionChanged,
        Self::DeprecationAdded,
        Self::DeprecationRemoved,
        Self::DeprecationChanged,
        Self::RustNameChanged,
    ];

    /// What the kind means.
    #[must_use]
    #[expect(clippy::too_many_lines, reason = "it is a table")]
    pub fn meaning(self) -> Meaning {
        match self {
            Self::TypeAdded => means(
                Compatible,
                "the service has a type more",
                "a struct or enum more; unions that it joins are non-exhaustive",
            ),
            Self::TypeRemoved => means(
                Breaking,
                "the service no longer has the type",
                "its struct or enum is gone, and the variants that hold it",
            ),
            Self::TypeKindChanged => means(
                Breaking,
                "a type of that name is now something else: an entity, complex or enumeration type",
                "the struct is an enum now, or has other methods",
            ),
            Self::BaseTypeExtended => means(
                Compatible,
                "the base type is another, from which all that was inherited still comes",
                "the struct keeps its fields, and may have more",
            ),
            Self::BaseTypeChanged => means(
                Breaking,
                "the base type is another, and what it gave is no longer inherited",
                "fields, setters and methods of the old base type are gone",
            ),
            Self::TypeBecameAbstract => means(
                Breaking,
                "there are no values of the very type any more",
                "the union has no variant for it, and an entity no setters, `create` and `patch`",
            ),
            Self::TypeBecameConcrete => {
                means(Compatible, "there may be values of the very type", "setters and a variant more")
            }
            Self::TypeOpened => {
                means(Compatible, "values may have properties that are not declared", "`dynamic_property` is new")
            }
            Self::TypeClosed => means(Breaking, "values have declared properties only", "`dynamic_property` is gone"),
            Self::MediaAdded => means(Compatible, "entities have a stream", "`content` is new"),
            Self::MediaRemoved => means(Breaking, "entities no longer have a stream", "`content` is gone"),
            Self::KeyChanged => means(
                Breaking,
                "entities are addressed by another key",
                "the methods that take a key have other parameters",
            ),
            Self::AlternateKeyAdded => {
                means(Compatible, "entities may be addressed by another key too", "a method `by_...` more")
            }
            Self::AlternateKeyRemoved => {
                means(Breaking, "entities are no longer addressed by that alternate key", "its method `by_...` is gone")
            }
            Self::UnionAdded => means(
                Breaking,
                "values of the type may now be of a derived type",
                "fields and results are of the union `Any...` instead of the struct",
            ),
            Self::UnionRemoved => means(
                Breaking,
                "values of the type are no longer of a derived type",
                "fields and results are of the struct instead of the union `Any...`",
            ),
            Self::UnderlyingTypeChanged => means(
                Breaking,
                "the type definition stands for another primitive type",
                "fields, setters and parameters of it have another Rust type",
            ),
            Self::PropertyAdded => {
                means(Compatible, "values have a property more", "a field more in a non-exhaustive struct, and setters")
            }
            Self::PropertyRemoved => {
                means(Breaking, "values no longer have the property", "the field and its setters are gone")
            }
            Self::PropertyMoved => means(
                Compatible,
                "the property is declared by another type of the same line",
                "the struct has the field as before",
            ),
            Self::PropertyTypeChanged => {
                means(Breaking, "the property has values of another type", "the field and its setter have another type")
            }
            Self::PropertyCollectionChanged => means(
                Breaking,
                "the property holds several values instead of one, or one instead of several",
                "the field is a `Vec` now, or no longer",
            ),
            Self::PropertyNullable => means(Compatible, "the property may be null", "`clear_...` is new"),
            Self::PropertyNotNullable => means(Breaking, "the property cannot be null", "`clear_...` is gone"),
            Self::PropertyWritesAllowed => means(
                Compatible,
                "the property may be set where it could not be",
                "setters are new, on creation or by a change",
            ),
            Self::PropertyWritesRestricted => means(
                Breaking,
                "the property may no longer be set, or on creation only",
                "setters are gone, on creation or by a change",
            ),
            Self::ReadOnlyPropertyNullabilityChanged => means(
                Docs,
                "whether the property may be null has changed; nobody may set it",
                "fields are `Option` either way",
            ),
            Self::FacetChanged => means(
                Docs,
                "the length, precision, scale or default value of the property has changed",
                "documentation alone",
            ),
            Self::NavigationPropertyAdded => {
                means(Compatible, "entities have a relation more", "a field and methods of the request builder more")
            }
            Self::NavigationPropertyRemoved => means(
                Breaking,
                "entities no longer have the relation",
                "the field and the methods of the request builder are gone",
            ),
            Self::NavigationPropertyMoved => means(
                Compatible,
                "the relation is declared by another type of the same line",
                "the struct has the field as before",
            ),
            Self::NavigationPropertyTypeChanged => means(
                Breaking,
                "the relation leads to another type",
                "the field and the request builder have another type",
            ),
            Self::NavigationPropertyCollectionChanged => means(
                Breaking,
                "the relation leads to many instead of one, or to one instead of many",
                "the field is a `Vec` now, or no longer; methods take a key, or none",
            ),
            Self::NavigationPropertyNullabilityChanged => means(
                Compatible,
                "whether there may be no related entity has changed",
                "fields are `Option` either way",
            ),
            Self::ContainedNotNullable => means(
                Breaking,
                "the contained entity must exist, so that it cannot be deleted",
                "`delete` is gone, unless another path has it",
            ),
            Self::ContainmentChanged => means(
                Compatible,
                "whether the related entities live inside this one has changed",
                "methods are as before, or more",
            ),
            Self::ContainmentRemoved => means(
                Breaking,
                "the related entity lives elsewhere, so that it cannot be deleted here",
                "`delete` is gone, unless another path has it",
            ),
            Self::MemberAdded => means(
                Compatible,
                "the enumeration has a member more",
                "a variant or constant more; enumerations are open",
            ),
            Self::MemberRemoved => {
                means(Breaking, "the enumeration no longer has the member", "the variant or constant is gone")
            }
            Self::MemberValueChanged => {
                means(Compatible, "the member has another number", "names are what is sent and matched")
            }
            Self::FlagsChanged => means(
                Breaking,
                "several members may be set at once, or no longer",
                "a set of constants instead of an enum, or the reverse",
            ),
            Self::OperationAdded => means(Compatible, "the service has an action or function more", "a method more"),
            Self::OperationRemoved => {
                means(Breaking, "the service no longer has the action or function", "the method is gone")
            }
            Self::OperationKindChanged => means(
                Compatible,
                "the action is a function now, or the reverse",
                "the method stays, and sends another request",
            ),
            Self::OperationBindingChanged => means(
                Breaking,
                "the operation is bound to something else",
                "the method has moved to another request builder",
            ),
            Self::ComposableAdded => means(Compatible, "a path may go on behind the function", "`then` may be new"),
            Self::ComposableRemoved => {
                means(Breaking, "a path can no longer go on behind the function", "`then` is gone")
            }
            Self::ParameterAdded => {
                means(Breaking, "the operation needs a parameter more", "the method takes an argument more")
            }
            Self::OptionalParameterAdded => means(
                Compatible,
                "the operation takes a parameter more, which may be left out",
                "a method of the call more",
            ),
            Self::ParameterRemoved => means(
                Breaking,
                "the operation no longer takes the parameter",
                "the argument, or the method of the call, is gone",
            ),
            Self::ParameterTypeChanged => {
                means(Breaking, "the parameter has another type", "the argument has another type")
            }
            Self::ParameterOptional => means(
                Breaking,
                "the parameter may be left out",
                "the argument of the method is a method of the call instead",
            ),
            Self::ParameterRequired => {
                means(Breaking, "the parameter must be given", "the method of the call is an argument instead")
            }
            Self::ParametersReordered => means(
                Breaking,
                "the parameters are listed in another order, which requests do not show",
                "the method takes its arguments in another order",
            ),
            Self::ResultAdded => means(
                Breaking,
                "the operation returns something where it returned nothing",
                "the result is no longer `()`",
            ),
            Self::ResultRemoved => means(Breaking, "the operation no longer returns anything", "the result is `()`"),
            Self::ResultTypeChanged => {
                means(Breaking, "the operation returns something else", "the result has another type")
            }
            Self::ResultNullabilityChanged => means(
                Breaking,
                "whether the operation may return null has changed",
                "the result is an `Option`, or no longer one",
            ),
            Self::TypeRespelled => {
                means(Compatible, "the type is written otherwise and has the same values", "the Rust type is the same")
            }
            Self::EntitySetAdded => {
                means(Compatible, "the service has an entity set more", "methods of the client more")
            }
            Self::EntitySetRemoved => {
                means(Breaking, "the service no longer has the entity set", "the methods of the client are gone")
            }
            Self::SingletonAdded => {
                means(Compatible, "the service has a singleton more", "a method of the client more")
            }
            Self::SingletonRemoved => {
                means(Breaking, "the service no longer has the singleton", "the method of the client is gone")
            }
            Self::ResourceKindChanged => means(
                Breaking,
                "the entity set is a singleton now, or the reverse",
                "the method of the client takes a key, or none",
            ),
            Self::ResourceTypeChanged => means(
                Breaking,
                "the entity set or singleton has entities of another type",
                "the method of the client returns another request builder",
            ),
            Self::ImportAdded => {
                means(Compatible, "the service offers an operation more", "a method of the client more")
            }
            Self::ImportRemoved => {
                means(Breaking, "the service no longer offers the operation", "the method of the client is gone")
            }
            Self::ImportRetargeted => means(
                Breaking,
                "the name stands for another operation",
                "the method of the client has other arguments or another result",
            ),
            Self::ContainerRenamed => {
                means(Docs, "the entity container has another name, which no request shows", "documentation alone")
            }
            Self::CapabilityAdded => means(
                Compatible,
                "the service does what it did not: read, insert, update or delete",
                "`get`, `list`, `create`, `patch` or `delete` is new",
            ),
            Self::CapabilityRemoved => means(
                Breaking,
                "the service no longer reads, inserts, updates or deletes here",
                "`get`, `list`, `create`, `patch` or `delete` is gone, unless another path has it",
            ),
            Self::CapabilityConditionChanged => {
                means(Docs, "whether the service does it depends on the instance, or no longer", "documentation alone")
            }
            Self::RefusedPropertyAdded => means(
                Breaking,
                "the property is no longer taken on creation, or by a change",
                "its setter is gone there, unless another path takes it",
            ),
            Self::RefusedPropertyRemoved => {
                means(Compatible, "the property is taken on creation, or by a change", "its setter is new there")
            }
            Self::QueryRestrictionChanged => {
                means(Docs, "the service filters, sorts or expands by other properties", "documentation alone")
            }
            Self::PermissionsChanged => means(Docs, "a caller needs other permissions", "documentation alone"),
            Self::DescriptionChanged => means(Docs, "the description has changed", "documentation alone"),
            Self::DeprecationAdded => means(Compatible, "the element will go one day", "the compiler warns of its use"),
            Self::DeprecationRemoved => {
                means(Compatible, "the element is no longer deprecated", "the compiler no longer warns of its use")
            }
            Self::DeprecationChanged => {
                means(Docs, "the reason of the deprecation has changed", "the warning has another text")
            }
            Self::RustNameChanged => means(
                Breaking,
                "nothing has changed for the service: another element has a name that is equal after casing, or an overload was added",
                "the item has another name",
            ),
        }
    }
}
