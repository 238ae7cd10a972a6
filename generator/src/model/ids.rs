//! What stands for an element of the model. An id is made where its element is declared, and is good for that model alone.

/// An index into a table of the model.
macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name(u32);

        impl From<usize> for $name {
            fn from(index: usize) -> Self {
                // The limits keep every table far below.
                Self(u32::try_from(index).unwrap_or(u32::MAX))
            }
        }

        impl From<$name> for usize {
            fn from(id: $name) -> Self {
                id.0 as Self
            }
        }
    };
}

id! {
    /// A namespace.
    NamespaceId
}

id! {
    /// A declared type. The order is that of the qualified names.
    TypeId
}

id! {
    /// An action or function, one overload.
    OperationId
}

id! {
    /// An import of an operation.
    ImportId
}

id! {
    /// An entity set or a singleton.
    ResourceId
}

impl TypeId {
    /// Before all others.
    pub const MIN: Self = Self(0);
    /// Behind all others.
    pub const MAX: Self = Self(u32::MAX);
}

/// A structural property, by the type that declares it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PropertyId {
    /// The declaring type.
    pub owner: TypeId,
    /// The place among its properties.
    pub index: u32,
}

/// A navigation property, by the type that declares it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct NavigationId {
    /// The declaring type.
    pub owner: TypeId,
    /// The place among its navigation properties.
    pub index: u32,
}
