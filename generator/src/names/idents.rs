//! All identifiers, as data.

use std::collections::BTreeMap;

use crate::model::{ImportId, OperationId, PropertyId, ResourceId, TypeId};

/// All names.
#[derive(Clone, Debug, Default)]
pub struct Names {
    /// By type, for all types that are kept or addressed.
    pub types: BTreeMap<TypeId, TypeNames>,
    /// The client's method for each kept resource.
    pub resources: BTreeMap<ResourceId, Method>,
    /// The variants of the enum of clouds.
    pub clouds: Vec<String>,
    /// The client type.
    pub client: String,
    /// By kept operation.
    pub calls: BTreeMap<OperationId, CallNames>,
    /// By kept import, a method of the client for each operation.
    pub imports: BTreeMap<ImportId, Vec<OperationMethod>>,
    /// The Cargo features, by the name of a resource or import in the container.
    pub features: BTreeMap<String, String>,
}

/// The names of an operation.
#[derive(Clone, Debug)]
pub struct CallNames {
    /// Modules below `requests`.
    pub module: Vec<String>,
    /// The private module, and the file.
    pub file: String,
    /// The struct; `None` if all parameters must be given.
    pub ident: Option<String>,
    /// By parameter that a caller gives: that of the method, or the method that sets it.
    pub arguments: Vec<String>,
}

/// The method that calls an operation.
#[derive(Clone, Debug)]
pub struct OperationMethod {
    /// The operation.
    pub operation: OperationId,
    /// The method.
    pub ident: String,
    /// Its name has more than that of the operation: the parameters of an overload, or the property whose value it is called on.
    pub is_longer: bool,
}

/// The names of a type.
#[derive(Clone, Debug, Default)]
pub struct TypeNames {
    /// Modules below `models`, and below `requests`.
    pub module: Vec<String>,
    /// The private module, and the file.
    pub file: String,
    /// The struct or enum.
    pub ident: String,
    /// The alias of a change as data.
    pub patch: String,
    /// The union of the type with those derived from it.
    pub union: String,
    /// The variants of the union, the type's own first unless it is abstract.
    pub variants: Vec<(TypeId, String)>,
    /// The builder of requests to an entity.
    pub builder: String,
    /// The builder of requests to a collection.
    pub collection: String,
    /// By property, base types' first: the field, and the setter and clearing method of models and bodies.
    pub properties: Vec<PropertyNames>,
    /// By navigation property, base types' first.
    pub navigation: Vec<NavigationNames>,
    /// By member: the variant, or the constant of a flags type.
    pub members: Vec<String>,
    /// The open variant, of an enumeration or of the union.
    pub unrecognized: String,
    /// The field for what the schema does not know.
    pub additional: String,
    /// The parameters for the parts of the key.
    pub key: Vec<String>,
    /// The methods of the builder of requests to an entity, by operation.
    pub operations: Vec<OperationMethod>,
    /// The methods of the builder of requests to a collection, by operation.
    pub collection_operations: Vec<OperationMethod>,
    /// The methods of the builder of requests to an entity that read a stream, by property; without one
    /// the content of a media entity.
    pub streams: Vec<(Option<String>, String)>,
    /// The methods of the builder of requests to an entity that cast to a derived type.
    pub casts: Vec<(TypeId, String)>,
    /// The same of the builder of requests to a collection.
    pub collection_casts: Vec<(TypeId, String)>,
    /// The method of the builder of requests to a collection that leads to an entity by the key, where a cast gives it.
    pub by_key: Option<String>,
    /// The methods of the builder of requests to a collection that lead to an entity by an alternate key.
    pub alternate_keys: Vec<AlternateKeyNames>,
    /// The methods of the builder of requests to an entity that lead to a complex value, or to a collection of those.
    pub complex: BTreeMap<PropertyId, Method>,
}

/// The names of an alternate key.
#[derive(Clone, Debug)]
pub struct AlternateKeyNames {
    /// The method.
    pub method: String,
    /// The parameters for its parts.
    pub parameters: Vec<String>,
}

/// The names of a property.
#[derive(Clone, Debug, Default)]
pub struct PropertyNames {
    /// The field.
    pub field: String,
    /// The method that sets it.
    pub set: String,
    /// The method that sets it to null.
    pub clear: String,
    /// The constant that stands for it in queries.
    pub constant: String,
}

/// The names of a navigation property.
#[derive(Clone, Debug, Default)]
pub struct NavigationNames {
    /// The field of the model.
    pub field: String,
    /// The constant that stands for it in queries.
    pub constant: String,
    /// The methods of the builder.
    pub method: Method,
}

/// The methods that lead to a resource.
#[derive(Clone, Debug, Default)]
pub struct Method {
    /// To the entity; with a key, if it is one of a collection.
    pub entity: String,
    /// To the collection.
    pub collection: String,
}
