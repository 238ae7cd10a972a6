//! The kinds of change, and what each means: for who sends requests, and for who compiles against the crate.

use super::class::{
    Class::{Breaking, Compatible, Docs},
    Meaning,
};

/// Makes the enum, the list and the table of the same lines.
macro_rules! kinds {
    ($($kind:ident: $class:ident, $odata:literal => $rust:literal;)*) => {
        /// A kind of change. [`Kind::meaning`] says what each is.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Kind {
            $(#[doc = concat!($odata, "; ", $rust)] $kind,)*
        }

        impl Kind {
            /// All kinds.
            pub const ALL: &[Self] = &[$(Self::$kind),*];

            /// What the kind means.
            #[must_use]
            pub fn meaning(self) -> Meaning {
                match self {
                    $(Self::$kind => Meaning { class: $class, odata: $odata, rust: $rust },)*
                }
            }
        }
    };
}

kinds! {
    TypeAdded: Compatible,
        "the service has a type more"
        => "a struct or enum more; unions that it joins are non-exhaustive";
    TypeRemoved: Breaking,
        "the service no longer has the type"
        => "its struct or enum is gone, and the variants that hold it";
    TypeKindChanged: Breaking,
        "a type of that name is now something else: an entity, complex or enumeration type"
        => "the struct is an enum now, or has other methods";
    BaseTypeExtended: Compatible,
        "the base type is another, from which all that was inherited still comes"
        => "the struct keeps its fields, and may have more";
    BaseTypeChanged: Breaking,
        "the base type is another, and what it gave is no longer inherited"
        => "fields, setters and methods of the old base type are gone";
    TypeBecameAbstract: Breaking,
        "there are no values of the very type any more"
        => "the union has no variant for it, and an entity no setters, `create` and `patch`";
    TypeBecameConcrete: Compatible, "there may be values of the very type" => "setters and a variant more";
    TypeOpened: Compatible, "values may have properties that are not declared" => "`dynamic_property` is new";
    TypeClosed: Breaking, "values have declared properties only" => "`dynamic_property` is gone";
    MediaAdded: Compatible, "entities have a stream" => "`content` is new";
    MediaRemoved: Breaking, "entities no longer have a stream" => "`content` is gone";
    KeyChanged: Breaking,
        "entities are addressed by another key"
        => "the methods that take a key have other parameters";
    AlternateKeyAdded: Compatible, "entities may be addressed by another key too" => "a method `by_...` more";
    AlternateKeyRemoved: Breaking,
        "entities are no longer addressed by that alternate key"
        => "its method `by_...` is gone";
    UnionAdded: Breaking,
        "values of the type may now be of a derived type"
        => "fields and results are of the union `Any...` instead of the struct";
    UnionRemoved: Breaking,
        "values of the type are no longer of a derived type"
        => "fields and results are of the struct instead of the union `Any...`";
    VariantAdded: Compatible,
        "values of the type may be of that derived type too"
        => "a variant more in a non-exhaustive union";
    VariantRemoved: Breaking, "values of the type are no longer of that derived type" => "the variant is gone";
    UnionGiven: Compatible,
        "requests may have values of the type or of a derived one"
        => "conversions into the union are new";
    UnionNoLongerGiven: Breaking,
        "no request has values of the type or of a derived one any more"
        => "conversions into the union are gone";
    BodyAdded: Compatible,
        "a value of the type may be changed in part, inside of what holds it"
        => "the alias `...Patch` is new";
    BodyRemoved: Breaking,
        "nothing holds a single value of the type any more, which could be changed in part"
        => "the alias `...Patch` is gone";
    CycleChanged: Breaking,
        "values of both types hold each other now, or no longer"
        => "the field is a `Box` now, or no longer";
    UnderlyingTypeChanged: Breaking,
        "the type definition stands for another primitive type"
        => "fields, setters and parameters of it have another Rust type";
    PropertyAdded: Compatible, "values have a property more" => "a field more in a non-exhaustive struct, and setters";
    PropertyRemoved: Breaking, "values no longer have the property" => "the field and its setters are gone";
    PropertyMoved: Compatible,
        "the property is declared by another type of the same line"
        => "the struct has the field as before";
    PropertyTypeChanged: Breaking,
        "the property has values of another type"
        => "the field and its setter have another type";
    PropertyCollectionChanged: Breaking,
        "the property holds several values instead of one, or one instead of several"
        => "the field is a `Vec` now, or no longer";
    PropertyNullable: Compatible, "the property may be null" => "`clear_...` is new";
    PropertyNotNullable: Breaking, "the property cannot be null" => "`clear_...` is gone";
    PropertyWritesAllowed: Compatible,
        "the property may be set where it could not be"
        => "setters are new, on creation or by a change";
    PropertyWritesRestricted: Breaking,
        "the property may no longer be set on creation, by a change, or at all"
        => "setters are gone, on creation or by a change";
    PropertyWritesChanged: Docs,
        "the property may be set in other places than before"
        => "documentation alone; setters are as before";
    PropertyLeftOut: Breaking,
        "the property is still declared, and has no value that a program could read"
        => "the field and its setters are gone";
    PropertyNoLongerLeftOut: Compatible,
        "the property has values that a program can read"
        => "the field and its setters are new";
    LeftOutAdded: Docs,
        "there is a property, action or function more that the crate leaves out"
        => "no item has changed";
    LeftOutRemoved: Docs,
        "there no longer is a property, action or function that the crate left out"
        => "no item has changed";
    ReadOnlyPropertyNullabilityChanged: Docs,
        "whether the property may be null has changed; nobody may set it"
        => "fields are `Option` either way";
    FacetChanged: Docs,
        "the length, precision, scale or default value of the property has changed"
        => "documentation alone";
    NavigationPropertyAdded: Compatible,
        "entities have a relation more"
        => "a field and methods of the request builder more";
    NavigationPropertyRemoved: Breaking,
        "entities no longer have the relation"
        => "the field and the methods of the request builder are gone";
    NavigationPropertyMoved: Compatible,
        "the relation is declared by another type of the same line"
        => "the struct has the field as before";
    NavigationPropertyTypeChanged: Breaking,
        "the relation leads to another type"
        => "the field and the request builder have another type";
    NavigationPropertyCollectionChanged: Breaking,
        "the relation leads to many instead of one, or to one instead of many"
        => "the field is a `Vec` now, or no longer; methods take a key, or none";
    NavigationPropertyNullabilityChanged: Compatible,
        "whether there may be no related entity has changed"
        => "fields are `Option` either way";
    ContainmentChanged: Compatible,
        "whether the related entities live inside this one has changed"
        => "the methods that lead there are as before";
    PathAdded: Compatible, "a path may go on here" => "methods of the request builder are new";
    PathRemoved: Breaking, "no path goes on here any more" => "methods of the request builder are gone";
    PathOwned: Compatible,
        "what the navigation property leads to may be changed and deleted by this path"
        => "`patch`, `put` and `delete` are there behind the method";
    PathReferenced: Breaking,
        "what the navigation property leads to is changed and deleted by a path of its own alone"
        => "`patch`, `put` and `delete` are gone behind the method, whose builder is a `Referenced` one";
    KeyStepAdded: Compatible,
        "one of the entities here may be addressed by its key"
        => "the method that takes a key is new";
    KeyStepRemoved: Breaking,
        "one of the entities here can no longer be addressed by its key"
        => "the method that takes a key is gone";
    MemberAdded: Compatible,
        "the enumeration has a member more"
        => "a variant or constant more; enumerations are open";
    MemberRemoved: Breaking, "the enumeration no longer has the member" => "the variant or constant is gone";
    MemberValueChanged: Compatible, "the member has another number" => "names are what is sent and matched";
    FlagsChanged: Breaking,
        "several members may be set at once, or no longer"
        => "a set of constants instead of an enum, or the reverse";
    OperationAdded: Compatible, "the service has an action or function more" => "a method more";
    OperationRemoved: Breaking, "the service no longer has the action or function" => "the method is gone";
    OperationKindChanged: Compatible,
        "the action is a function now, or the reverse"
        => "the method stays, and sends another request";
    OperationBindingChanged: Breaking,
        "the operation is bound to something else"
        => "the method has moved to another request builder";
    OperationOffered: Compatible,
        "the action or function is there for this type too"
        => "a method of the request builder more";
    OperationNoLongerOffered: Breaking,
        "the action or function is no longer there for this type"
        => "the method of the request builder is gone";
    OperationPathsChanged: Docs,
        "the action or function is there in other places than before"
        => "documentation alone";
    ComposableAdded: Compatible, "a path may go on behind the function" => "`then` may be new";
    ComposableRemoved: Breaking, "a path can no longer go on behind the function" => "`then` is gone";
    ParameterAdded: Breaking, "the operation needs a parameter more" => "the method takes an argument more";
    OptionalParameterAdded: Compatible,
        "the operation takes a parameter more, which may be left out"
        => "a method of the call more";
    ParameterRemoved: Breaking,
        "the operation no longer takes the parameter"
        => "the argument, or the method of the call, is gone";
    ParameterTypeChanged: Breaking, "the parameter has another type" => "the argument has another type";
    ParameterOptional: Breaking,
        "the parameter may be left out"
        => "the argument of the method is a method of the call instead";
    ParameterRequired: Breaking, "the parameter must be given" => "the method of the call is an argument instead";
    ParametersReordered: Breaking,
        "the parameters are listed in another order, which requests do not show"
        => "the method takes its arguments in another order";
    ResultAdded: Breaking,
        "the operation returns something where it returned nothing"
        => "the result is no longer `()`";
    ResultRemoved: Breaking, "the operation no longer returns anything" => "the result is `()`";
    ResultTypeChanged: Breaking, "the operation returns something else" => "the result has another type";
    ResultNullabilityChanged: Breaking,
        "whether the operation may return null has changed"
        => "the result is an `Option`, or no longer one";
    TypeRespelled: Compatible, "the type is written otherwise and has the same values" => "the Rust type is the same";
    EntitySetAdded: Compatible, "the service has an entity set more" => "methods of the client more";
    EntitySetRemoved: Breaking, "the service no longer has the entity set" => "the methods of the client are gone";
    SingletonAdded: Compatible, "the service has a singleton more" => "a method of the client more";
    SingletonRemoved: Breaking, "the service no longer has the singleton" => "the method of the client is gone";
    ResourceKindChanged: Breaking,
        "the entity set is a singleton now, or the reverse"
        => "the method of the client takes a key, or none";
    ResourceTypeChanged: Breaking,
        "the entity set or singleton has entities of another type"
        => "the method of the client returns another request builder";
    ImportAdded: Compatible, "the service offers an operation more" => "a method of the client more";
    ImportRemoved: Breaking, "the service no longer offers the operation" => "the method of the client is gone";
    ImportRetargeted: Breaking,
        "the name stands for another operation"
        => "the method of the client has other arguments or another result";
    ContainerRenamed: Docs, "the entity container has another name, which no request shows" => "documentation alone";
    RequestAdded: Compatible,
        "the service takes a request to these entities or collections that it did not take"
        => "`get`, `patch`, `put`, `delete`, `list` or `create` is new";
    RequestRemoved: Breaking,
        "no path to these entities or collections takes the request any more"
        => "`get`, `patch`, `put`, `delete`, `list` or `create` is gone";
    RequestPathsChanged: Docs,
        "the request is taken in other places than before"
        => "documentation alone; another path has it";
    RequestConditionChanged: Docs,
        "whether the service takes the request depends on the instance, or no longer"
        => "documentation alone";
    RequiredPropertiesChanged: Docs, "the request must have other properties" => "documentation alone";
    QueryRestrictionChanged: Docs,
        "the service filters, sorts or expands by the property, or no longer, here or there"
        => "documentation alone";
    PermissionsChanged: Docs, "a caller needs other permissions" => "documentation alone";
    DescriptionChanged: Docs, "the description has changed" => "documentation alone";
    DeprecationAdded: Compatible, "the element will go one day" => "the compiler warns of its use";
    DeprecationRemoved: Compatible, "the element is no longer deprecated" => "the compiler no longer warns of its use";
    DeprecationChanged: Docs, "the reason of the deprecation has changed" => "the warning has another text";
    RustNameChanged: Breaking,
        "nothing has changed for the service: another element has a name that is equal after casing, or an overload was added"
        => "the item has another name";
}
