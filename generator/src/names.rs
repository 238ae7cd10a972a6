//! Every identifier of the emitted crate, decided in one pass. No other stage makes one.
//!
//! Names of types do not depend on the slice, nor on what else the schema declares: a type whose own name looks like
//! something that is derived from a type's name (`userPatch`) bears a mark, an underscore behind it, always. Only types
//! of one namespace whose names are equal after casing look at each other: the one that is written as in Rust goes
//! first, then byte order decides, and each next one bears one mark more.

mod modules;
mod operations;
pub mod reserved;
mod scope;
mod spelling;
mod unions;

use std::collections::{BTreeMap, BTreeSet, HashSet};

use rayon::prelude::*;

pub(crate) use self::spelling::folded;
use self::{
    modules::Modules,
    reserved::{
        ADDITIONAL, BUILDERS, CLIENT, CONSTANTS, FEATURES, FIELDS, FLAGS, MEMBERS, PARAMETERS, ROOT, SETTERS, TYPES,
        UNRECOGNIZED,
    },
    scope::{Scope, Spelled, marked, preference},
    spelling::{constant, kebab, shouty, snake, upper_camel},
};
use crate::{
    manifest::Manifest,
    model::{ImportId, KeyProperty, Model, NamespaceId, OperationId, PropertyId, ResourceId, Type, TypeId, TypeKind},
    slice::Slice,
    surface::Surface,
};

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
    pub imports: BTreeMap<ImportId, Vec<(OperationId, String)>>,
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
    pub operations: Vec<(OperationId, String)>,
    /// The methods of the builder of requests to a collection, by operation.
    pub collection_operations: Vec<(OperationId, String)>,
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

/// What stands behind the name of a type in the names of what is emitted beside it.
const PATCH: &str = "Patch";
const UNION: &str = "Any";

/// Decides all names.
#[must_use]
pub fn assign(model: &Model, slice: &Slice, surface: &Surface, manifest: &Manifest) -> Names {
    let of_types = || {
        let mut modules = Modules::new(model.namespaces.as_ref(), main_namespace(model, manifest));
        let kept: BTreeSet<TypeId> = slice.types.keys().chain(&slice.addressed).copied().collect();
        let mut types = type_names(model, &mut modules, &kept);
        types.par_iter_mut().for_each(|(id, names)| member_names(model, slice, surface, *id, names));
        (types, operations::calls(model, slice, &mut modules))
    };
    let of_container = || Names { features: features(model), ..of_client(model, slice, manifest) };
    let ((types, calls), names) = rayon::join(of_types, of_container);
    Names { types, calls, ..names }
}

/// The names of the client and of some types, and of members, fields and methods for operations of some of these: to name
/// all takes longer than to read them. They are those that [`assign`] gives; the others stay empty.
#[must_use]
pub(crate) fn assign_some(
    model: &Model,
    slice: &Slice,
    surface: &Surface,
    manifest: &Manifest,
    types: &BTreeSet<TypeId>,
    whole: &BTreeSet<TypeId>,
) -> Names {
    let mut modules = Modules::new(model.namespaces.as_ref(), main_namespace(model, manifest));
    let operations = slice.operations.iter().filter_map(|index| model.operations[*index].binding());
    let called: BTreeSet<TypeId> = operations.filter_map(|binding| binding.value.declared()).collect();
    let mut types = type_names(model, &mut modules, types);
    for (id, names) in types.iter_mut().filter(|(id, _)| whole.contains(id)) {
        // What else has a method decides the names of those for operations.
        if called.contains(id) || model.structured(*id).is_none() {
            member_names(model, slice, surface, *id, names);
        } else {
            field_names(model, *id, names);
        }
    }
    Names { types, ..of_client(model, slice, manifest) }
}

fn main_namespace<'m>(model: &Model<'m>, manifest: &'m Manifest) -> &'m str {
    let main = manifest.service.namespace.as_ref().map(|name| name.get_ref().as_str());
    main.or(model.namespaces.first().copied()).unwrap_or_default()
}

fn of_client(model: &Model, slice: &Slice, manifest: &Manifest) -> Names {
    let mut names = Names::default();
    let client = manifest.package.client.as_deref().unwrap_or("Client");
    names.client = Scope::new(&ROOT).claim(&upper_camel(client));

    let resources = model.resources.iter();
    let wire_names = resources.map(|resource| resource.name);
    let mut scope = Scope::new(&CLIENT);
    let methods = ways(&mut scope, &Spelled::new(wire_names, snake));
    names.imports = operations::imports(model, slice, &mut scope);
    names.resources = model.resources.keys().zip(methods).filter(|(id, _)| slice.resources.contains(id)).collect();

    let clouds = manifest.service.cloud.iter().map(|cloud| cloud.name.get_ref().as_str());
    names.clouds = Scope::default().claim_all(clouds, upper_camel);
    names
}

fn features(model: &Model) -> BTreeMap<String, String> {
    let resources = model.resources.iter();
    let imports = model.imports.iter().map(|import| import.name);
    let wire_names: Vec<&str> = resources.map(|resource| resource.name).chain(imports).collect();
    let features = Scope::new(&FEATURES).claim_all(wire_names.iter().copied(), kebab);
    let plain = features.into_iter().map(|feature| feature.trim_start_matches("r#").to_owned());
    wire_names.into_iter().map(str::to_owned).zip(plain).collect()
}

/// The name by which the documentation's search must find an item too; `None` where it finds the identifier, since
/// it looks at neither case nor underscores.
#[must_use]
pub fn alias(wire_name: &str, ident: &str) -> Option<String> {
    let searched = |name: &str| name.chars().filter(|c| *c != '_').flat_map(char::to_lowercase).collect::<String>();
    let found = searched(wire_name) == searched(ident.trim_start_matches("r#"));
    // Anything else is refused in an alias.
    let is_legal = !wire_name.contains(|c: char| c.is_whitespace() || c.is_control() || matches!(c, '"' | '\''));
    (!found && is_legal).then(|| wire_name.to_owned())
}

/// Whether an identifier bears a mark.
#[must_use]
pub fn is_marked(ident: &str) -> bool {
    ident.ends_with('_')
}

/// The names of `kept` types, without those of what they have.
fn type_names<'m>(
    model: &'m Model<'m>,
    modules: &mut Modules<'m>,
    kept: &BTreeSet<TypeId>,
) -> BTreeMap<TypeId, TypeNames> {
    let ranks = ranks(model, kept);
    let names = kept.iter().copied().map(|id| {
        let ty = model.ty(id);
        let (module, file) = modules.place(model.namespaces[ty.namespace], ty.name);
        let names = derived_names(&upper_camel(ty.name), ranks.get(&id).copied().unwrap_or_default());
        (id, TypeNames { module, file, ..names })
    });
    names.collect()
}

/// The place of each kept type that shares its name after casing with others of its namespace; zero for all others.
fn ranks(model: &Model, kept: &BTreeSet<TypeId>) -> BTreeMap<TypeId, usize> {
    let key = |ty: &'_ Type| (ty.namespace, folded(ty.name));
    let wanted: HashSet<_> = kept.iter().map(|id| key(model.ty(*id))).collect();
    let mut equal: BTreeMap<(NamespaceId, String), Vec<TypeId>> = BTreeMap::new();
    let rivals = model.all_types().filter(|(_, ty)| !matches!(ty.kind, TypeKind::Definition(_)));
    for (id, ty) in rivals.filter(|(_, ty)| wanted.contains(&key(ty))) {
        equal.entry((ty.namespace, upper_camel(ty.name))).or_default().push(id);
    }
    let mut ranks = BTreeMap::new();
    for ((_, name), mut types) in equal.into_iter().filter(|(_, types)| types.len() > 1) {
        types.sort_by_key(|id| preference(model.ty(*id).name, &name));
        ranks.extend(types.into_iter().zip(0..));
    }
    ranks
}

/// The names that a type's name gives. The marks make them distinct by their number: a companion bears a multiple of
/// three, a type that is named like a companion one more, and a companion of `AnyX` two more, since `AnyXPatch` is
/// also what the union of `XPatch` is named.
fn derived_names(name: &str, rank: usize) -> TypeNames {
    let is_union = is_union(name);
    let looks_derived = is_union || name.len() > PATCH.len() && name.ends_with(PATCH);
    let own = if looks_derived || TYPES.has(name) { 3 * rank + 1 } else { rank };
    let beside = if is_union { 3 * rank + 2 } else { 3 * rank };
    let is_collection = name.len() > "Collection".len() && name.ends_with("Collection");
    TypeNames {
        ident: marked(name, own),
        patch: marked(&format!("{name}{PATCH}"), beside),
        union: marked(&format!("{UNION}{name}"), beside),
        // `XCollectionRequestBuilder` is named for the collections of `X`.
        builder: marked(&format!("{name}RequestBuilder"), 2 * rank + usize::from(is_collection)),
        collection: marked(&format!("{name}CollectionRequestBuilder"), 2 * rank),
        ..TypeNames::default()
    }
}

/// Whether a name is that of a union: `Any` and the name of a type.
fn is_union(name: &str) -> bool {
    name.strip_prefix(UNION).and_then(|rest| rest.chars().next()).is_some_and(|c| !c.is_lowercase() && !c.is_numeric())
}

/// The fields alone, as [`member_names`] names them.
fn field_names(model: &Model, id: TypeId, names: &mut TypeNames) {
    let mut fields = Scope::new(&FIELDS);
    ADDITIONAL.clone_into(&mut names.additional);
    for (_, structured) in model.lineage(id) {
        let own = fields.claim_all(structured.properties.iter().map(|property| property.name), snake);
        let related = fields.claim_all(structured.navigation.iter().map(|property| property.name), snake);
        names.properties.extend(own.into_iter().map(|field| PropertyNames { field, ..PropertyNames::default() }));
        names
            .navigation
            .extend(related.into_iter().map(|field| NavigationNames { field, ..NavigationNames::default() }));
    }
}

fn member_names(model: &Model, slice: &Slice, surface: &Surface, id: TypeId, names: &mut TypeNames) {
    if let TypeKind::Enum(enumeration) = &model.ty(id).kind {
        UNRECOGNIZED.clone_into(&mut names.unrecognized);
        let members = enumeration.members.iter().map(|member| member.name);
        names.members = if enumeration.is_flags {
            Scope::new(&FLAGS).claim_all(members, shouty)
        } else {
            Scope::new(&MEMBERS).claim_all(members, upper_camel)
        };
        return;
    }
    let mut fields = Scope::new(&FIELDS);
    let mut constants = Scope::new(&CONSTANTS);
    let mut setters = Scope::new(&SETTERS);
    let mut methods = Scope::new(&BUILDERS);
    ADDITIONAL.clone_into(&mut names.additional);
    // Base types first, so that what is inherited has one name in all derived types.
    for (_, structured) in model.lineage(id) {
        let own = Spelled::new(structured.properties.iter().map(|property| property.name), snake);
        let related = Spelled::new(structured.navigation.iter().map(|property| property.name), snake);
        let (field, set) = (fields.claim_spelled(&own), setters.claim_spelled(&own));
        let clear = setters.claim_formed(&own, |name| format!("clear_{name}"));
        let idents = constants.claim_formed(&own, constant);
        let properties = field.into_iter().zip(set).zip(clear).zip(idents);
        names.properties.extend(properties.map(|(((field, set), clear), constant)| PropertyNames {
            field,
            set,
            clear,
            constant,
        }));
        let idents = constants.claim_formed(&related, constant);
        let navigation = fields.claim_spelled(&related).into_iter().zip(idents).zip(ways(&mut methods, &related));
        names.navigation.extend(navigation.map(|((field, constant), method)| NavigationNames {
            field,
            constant,
            method,
        }));
        let streams = || structured.properties.iter().filter(|property| model.is_single_stream(property));
        let idents = methods.claim_all(streams().map(|property| property.name), snake);
        names.streams.extend(streams().map(|property| Some(property.name.to_owned())).zip(idents));
    }
    if model.is_media(id) {
        names.streams.push((None, methods.claim("content")));
    }
    names.operations = operations::methods(model, surface.operations.get(&id), &mut methods);
    names.casts = unions::casts(model, slice, id, &mut methods);
    names.complex = complex(model, slice, id, &mut methods);
    let mut methods = Scope::new(&BUILDERS);
    names.collection_operations = operations::methods(model, surface.collection_operations.get(&id), &mut methods);
    names.collection_casts = unions::casts(model, slice, id, &mut methods);
    names.by_key = surface.keyed_by_cast.contains(&id).then(|| methods.claim("by_key"));
    names.alternate_keys = model.alternate_keys(id).into_iter().map(|key| alternate_key(key, &mut methods)).collect();
    (names.variants, names.unrecognized) = unions::variants(model, surface, id);
    names.key = key_parameters(model.key(id));
}

fn key_parameters(key: &[KeyProperty]) -> Vec<String> {
    let mut parameters = Scope::new(&PARAMETERS);
    let names = key.iter().map(|part| part.alias.as_ref().or(part.path.last()));
    names.map(|name| parameters.claim(&snake(name.map_or("key", String::as_str)))).collect()
}

fn alternate_key(key: &[KeyProperty], methods: &mut Scope) -> AlternateKeyNames {
    let parts: Vec<String> = key.iter().flat_map(|part| &part.alias).map(|alias| snake(alias)).collect();
    AlternateKeyNames { method: methods.claim(&format!("by_{}", parts.join("_and_"))), parameters: key_parameters(key) }
}

/// The methods that lead to complex values; the bare name is an operation's as often as not.
fn complex(model: &Model, slice: &Slice, id: TypeId, methods: &mut Scope) -> BTreeMap<PropertyId, Method> {
    let properties = || model.complex_properties(id);
    let wire_names = properties().map(|(_, property)| property.name);
    let idents = methods.claim_formed(&Spelled::new(wire_names, snake), |name| format!("{name}_property"));
    let methods = properties().zip(idents).map(|((id, _), ident)| {
        let method = Method { entity: ident.clone(), collection: ident };
        (id, method)
    });
    methods.filter(|(property, _)| slice.complex.contains(property)).collect()
}

/// The methods that lead to resources of these names.
fn ways(scope: &mut Scope, names: &Spelled) -> Vec<Method> {
    let entities = scope.claim_spelled(names);
    let collections = scope.claim_formed(names, |name| format!("{name}_collection"));
    let both = entities.into_iter().zip(collections);
    both.map(|(entity, collection)| Method { entity, collection }).collect()
}
