//! The Rust crate as data: everything decided, nothing printed. Nothing can fail from here on.

mod cycles;
mod dependency;
mod depth;
mod docs;
mod features;
mod models;
mod operations;
mod paths;
mod requests;
mod restrictions;
mod values;

pub use dependency::Dependency;
pub use depth::Recursion;
pub use features::{Condition, Feature};

pub(crate) use features::FULL;
pub(crate) use operations::Callers;
pub(crate) use values::left_out;

use std::collections::BTreeSet;

use self::{cycles::Cycles, features::Features, restrictions::Places};
use crate::{
    manifest::{BinaryForm, EnumLiterals, KeyStyle, Manifest, ODataVersion, PageSize},
    mark,
    model::{Model, TypeId, TypeKind, ValueType},
    names::Names,
    slice::Slice,
};

/// A crate of more types is split, unless the manifest says otherwise.
const MANY: usize = 1000;

/// A crate.
#[derive(Clone, Debug)]
pub struct Crate {
    /// The package.
    pub package: Package,
    /// The structs and enums, by module and file.
    pub types: Vec<TypeFile>,
    /// The client and the request builders.
    pub client: Client,
    /// The features of resources and imports, by name; none in a crate that is always whole.
    pub features: Vec<Feature>,
    /// Something in it is deprecated, and yet used by its own code.
    pub uses_deprecated: bool,
    /// What rustc's recursion limit must be, if the default is too low.
    pub recursion: Option<Recursion>,
}

/// What `Cargo.toml` and the README say.
#[derive(Clone, Debug)]
pub struct Package {
    /// The package's name.
    pub name: String,
    /// The name as an identifier.
    pub ident: String,
    /// One line.
    pub description: String,
    /// Whether keys of `[package]` and lints are inherited from the workspace.
    pub inherits: bool,
    /// Whether the crate is the root of a workspace of its own.
    pub standalone: bool,
    /// The dependency on the runtime.
    pub runtime: Dependency,
    /// The command that generates the crate.
    pub command: String,
    /// The text of the header of each file, without the signs of a comment.
    pub header: String,
    /// The runtime's features that the types need.
    pub features: BTreeSet<&'static str>,
    /// The roots, as the manifest names them.
    pub roots: Vec<String>,
    /// Where the metadata comes from.
    pub source: Option<String>,
    /// The package of the types, if they have one of their own.
    pub types: Option<TypesPackage>,
}

/// A package that has the structs and enums, which the crate shows as its own.
#[derive(Clone, Debug)]
pub struct TypesPackage {
    /// The package's name.
    pub name: String,
    /// The name as an identifier.
    pub ident: String,
    /// Its dependency on the runtime.
    pub runtime: Dependency,
}

/// The file of a type.
#[derive(Clone, Debug)]
pub struct TypeFile {
    /// Modules below `models`.
    pub module: Vec<String>,
    /// The private module.
    pub file: String,
    /// The qualified name.
    pub wire_name: String,
    /// When it is there.
    pub condition: Condition,
    /// The public names that the module exports, in the order of the file.
    pub exports: Vec<String>,
    /// The type.
    pub item: Item,
}

impl TypeFile {
    fn has_deprecated(&self) -> bool {
        match &self.item {
            Item::Model(item) => {
                item.deprecated.is_some() || item.fields.iter().any(|field| field.deprecated.is_some())
            }
            Item::Enum(Enum { deprecated, members, .. }) | Item::Flags(Flags { deprecated, members, .. }) => {
                deprecated.is_some() || members.iter().any(|member| member.deprecated.is_some())
            }
        }
    }

    /// The name of the type's changes as data.
    #[must_use]
    pub fn patch(&self) -> Option<&String> {
        let Item::Model(model) = &self.item else { return None };
        model.body.as_ref().map(|body| &body.patch).or(model.patch.as_ref().map(|patch| &patch.ident))
    }

    /// The name of the type below `models`, with its modules.
    #[must_use]
    pub fn path(&self, ident: &str) -> String {
        let segments = self.module.iter().map(String::as_str).chain([ident]);
        segments.collect::<Vec<_>>().join("::")
    }
}

/// A struct or an enum.
#[derive(Clone, Debug)]
pub enum Item {
    /// For an entity type or complex type.
    Model(Box<ModelStruct>),
    /// For an enumeration type.
    Enum(Enum),
    /// For an enumeration type with `IsFlags`.
    Flags(Flags),
}

/// Documentation, a paragraph or block an item, each ready to stand after `///`.
pub type Docs = Vec<String>;

/// A struct for an entity type or complex type.
#[derive(Clone, Debug)]
pub struct ModelStruct {
    /// The name.
    pub ident: String,
    /// The documentation.
    pub docs: Docs,
    /// The wire name, where a search for it would not find the name.
    pub alias: Option<String>,
    /// The reason of the deprecation.
    pub deprecated: Option<String>,
    /// The qualified name.
    pub wire_name: String,
    /// `@odata.type` as requests send it.
    pub odata_type: Option<String>,
    /// Whether values may have properties that are not declared.
    pub is_open: bool,
    /// The fields.
    pub fields: Vec<Field>,
    /// The field for what the schema does not know.
    pub additional: String,
    /// Whether it is for a complex type.
    pub is_complex: bool,
    /// Methods that set fields, for types that a program makes.
    pub setters: Vec<Setter>,
    /// The body of changes and creations, for an entity type.
    pub body: Option<Body>,
    /// The change of a single value, for a complex type.
    pub patch: Option<Patch>,
    /// The type or one of those derived from it.
    pub union: Option<Union>,
}

/// The union of a type with those derived from it.
#[derive(Clone, Debug)]
pub struct Union {
    /// The enum.
    pub ident: String,
    /// The documentation.
    pub docs: Docs,
    /// A variant a type; the first is the declared type, unless that is abstract.
    pub variants: Vec<Variant>,
    /// The open variant.
    pub unrecognized: String,
    /// The variant of a value that does not say its type.
    pub default: String,
    /// Whether a program gives values of it, and so wants conversions.
    pub is_given: bool,
    /// The aliases of the variants' namespaces, by which a service may name their types.
    pub aliases: Vec<(String, String)>,
}

/// A variant of a union.
#[derive(Clone, Debug)]
pub struct Variant {
    /// The name.
    pub ident: String,
    /// The struct.
    pub ty: RustType,
    /// The documentation.
    pub docs: Docs,
    /// The qualified name.
    pub wire_name: String,
    /// The reason of the deprecation.
    pub deprecated: Option<String>,
}

/// A field.
#[derive(Clone, Debug)]
pub struct Field {
    /// The name.
    pub ident: String,
    /// The property's name.
    pub wire_name: String,
    /// The documentation.
    pub docs: Docs,
    /// The wire name, where a search for it would not find the name.
    pub alias: Option<String>,
    /// The reason of the deprecation.
    pub deprecated: Option<String>,
    /// The type inside the `Option`.
    pub ty: FieldType,
    /// Whether a change may set it.
    pub updatable: bool,
    /// Whether it may be null.
    pub nullable: bool,
    /// When it is there, if the struct is.
    pub condition: Condition,
    /// What stands for it in queries.
    pub constant: Constant,
}

/// What stands for a property in queries.
#[derive(Clone, Debug)]
pub struct Constant {
    /// The name.
    pub ident: String,
    /// The documentation; empty where the usual sentence says all.
    pub docs: Docs,
    /// The type of a value, or of an item of a collection: the struct, where the field has a union.
    pub value: RustType,
    /// A navigation property.
    pub related: bool,
}

/// The type of a field, inside its `Option`.
#[derive(Clone, Debug)]
pub struct FieldType {
    /// The type of the value, or that of the items.
    pub value: RustType,
    /// What kind of slot it has.
    pub kind: Kind,
    /// A `Vec`.
    pub list: bool,
    /// A `Box`, where the type would else be infinite.
    pub boxed: bool,
    /// A union, which each of its types can be made into.
    pub union: bool,
}

/// What kind of value a field holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A string.
    Text,
    /// A value of an open enumeration.
    Enum,
    /// Another scalar.
    Scalar,
    /// A complex value or entity.
    Model,
    /// Any JSON, lists included.
    Json,
}

/// A Rust type, by the segments of its path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RustType(pub Vec<String>);

/// A method that sets a property, and one that sets it to null.
#[derive(Clone, Debug)]
pub struct Setter {
    /// The name.
    pub ident: String,
    /// The method that sets null, for nullable properties.
    pub clear: Option<String>,
    /// The field, for setters of a model.
    pub field: String,
    /// The property's name.
    pub wire_name: String,
    /// The documentation; empty where the usual sentence says all.
    pub docs: Docs,
    /// The type.
    pub ty: FieldType,
    /// The body type of a single complex value: its properties are changed one by one.
    pub patch: Option<RustType>,
    /// The reason of the deprecation.
    pub deprecated: Option<String>,
    /// When the property may be set.
    pub when: When,
}

/// When a property may be set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// On creation and by a change.
    Always,
    /// On creation only: a key or an immutable property.
    OnCreate,
    /// By a change only.
    OnUpdate,
}

/// The body of changes and creations.
#[derive(Clone, Debug)]
pub struct Body {
    /// The alias of the body as data.
    pub patch: String,
    /// Whether it has properties that are not declared.
    pub open: bool,
    /// The setters.
    pub setters: Vec<Setter>,
}

/// The change of a single complex value. It starts from a value with the properties to set, so that it has methods for
/// the rest only.
#[derive(Clone, Debug)]
pub struct Patch {
    /// The alias.
    pub ident: String,
    /// The setters of properties that are single complex values themselves.
    pub nested: Vec<Setter>,
    /// The methods that set one of the other properties to null.
    pub clears: Vec<Clear>,
}

/// A method that sets a property to null.
#[derive(Clone, Debug)]
pub struct Clear {
    /// The name.
    pub ident: String,
    /// The property's name.
    pub wire_name: String,
}

/// An open enumeration.
#[derive(Clone, Debug)]
pub struct Enum {
    /// The name.
    pub ident: String,
    /// The documentation.
    pub docs: Docs,
    /// The wire name, where a search for it would not find the name.
    pub alias: Option<String>,
    /// The reason of the deprecation.
    pub deprecated: Option<String>,
    /// The qualified name.
    pub wire_name: String,
    /// The members.
    pub members: Vec<Member>,
    /// The open variant.
    pub unrecognized: String,
}

/// Flags.
#[derive(Clone, Debug)]
pub struct Flags {
    /// The name.
    pub ident: String,
    /// The documentation.
    pub docs: Docs,
    /// The wire name, where a search for it would not find the name.
    pub alias: Option<String>,
    /// The reason of the deprecation.
    pub deprecated: Option<String>,
    /// The qualified name.
    pub wire_name: String,
    /// The members.
    pub members: Vec<Member>,
}

/// A member of an enumeration.
#[derive(Clone, Debug)]
pub struct Member {
    /// The variant or constant.
    pub ident: String,
    /// The name on the wire.
    pub wire_name: String,
    /// The number.
    pub value: i64,
    /// The documentation; empty for a flag of which the usual words say all.
    pub docs: Docs,
    /// The wire name, where a search for it would not find the name.
    pub alias: Option<String>,
    /// The reason of the deprecation.
    pub deprecated: Option<String>,
}

/// The client and the request builders.
#[derive(Clone, Debug)]
pub struct Client {
    /// The client type.
    pub ident: String,
    /// The service's name in documentation.
    pub title: String,
    /// What the service does that its metadata does not say.
    pub options: ServiceOptions,
    /// The deployments.
    pub clouds: Vec<Cloud>,
    /// The way to each resource of the container.
    pub resources: Vec<Navigation>,
    /// The operations that the container offers.
    pub operations: Vec<Operation>,
    /// The builders.
    pub builders: Vec<BuilderFile>,
    /// The calls with parameters that need not be given.
    pub calls: Vec<Call>,
}

/// What a service does that its metadata does not say.
#[derive(Clone, Debug)]
pub struct ServiceOptions {
    /// How keys are written.
    pub key_style: KeyStyle,
    /// How enumeration members are written in queries.
    pub enum_literals: EnumLiterals,
    /// Headers of each request.
    pub headers: Vec<(String, String)>,
    /// Headers of a query that counts or searches.
    pub count_headers: Vec<(String, String)>,
    /// The number of requests that a `$batch` may have.
    pub batch_limit: Option<usize>,
    /// The version in which bodies are written.
    pub odata_version: ODataVersion,
    /// The highest version in which a response may be.
    pub max_version: ODataVersion,
    /// How the service is asked for pages of a size.
    pub page_size: PageSize,
    /// Whether numbers of 64 bits and decimal ones are strings in bodies.
    pub ieee754_compatible: bool,
    /// How binary values are written in bodies.
    pub binary: BinaryForm,
}

/// A method that makes a call of an action or function.
#[derive(Clone, Debug)]
pub struct Operation {
    /// The name.
    pub ident: String,
    /// The documentation.
    pub docs: Docs,
    /// The reason of the deprecation.
    pub deprecated: Option<String>,
    /// A function; otherwise an action.
    pub is_function: bool,
    /// The name in the path.
    pub target: OperationName,
    /// The parameters that must be given.
    pub arguments: Vec<Argument>,
    /// The parameters that are null until they are given.
    pub nulls: Vec<String>,
    /// What it returns.
    pub outcome: Outcome,
    /// The builder of what it returns, if a path may go on behind it.
    pub next: Option<RustType>,
    /// The struct, if there are parameters that need not be given.
    pub call: Option<RustType>,
    /// When it is there, if the builder is.
    pub condition: Condition,
}

/// The name of an operation in a path.
#[derive(Clone, Debug)]
pub enum OperationName {
    /// The qualified name, behind the path of what it is bound to.
    Bound(String),
    /// The name of an import of the container.
    Import(String),
}

/// A parameter that must be given.
#[derive(Clone, Debug)]
pub struct Argument {
    /// The name.
    pub ident: String,
    /// The name on the wire.
    pub wire_name: String,
    /// The type.
    pub ty: FieldType,
}

/// What an operation returns.
#[derive(Clone, Debug)]
pub enum Outcome {
    /// Nothing.
    Nothing,
    /// An entity or a complex value.
    Model(RustType),
    /// A collection of those.
    Page(RustType),
    /// A primitive or enumeration value.
    Single(RustType),
    /// A collection of those.
    Several(RustType),
    /// Any JSON.
    Json,
    /// A stream.
    Content,
    /// One of those, or null.
    Nullable(Box<Self>),
}

impl Outcome {
    /// The type that it names.
    #[must_use]
    pub fn rust_type(&self) -> Option<&RustType> {
        match self {
            Self::Model(ty) | Self::Page(ty) | Self::Single(ty) | Self::Several(ty) => Some(ty),
            Self::Nullable(outcome) => outcome.rust_type(),
            Self::Nothing | Self::Json | Self::Content => None,
        }
    }
}

/// The file of a call with parameters that need not be given.
#[derive(Clone, Debug)]
pub struct Call {
    /// Modules below `requests`.
    pub module: Vec<String>,
    /// The private module.
    pub file: String,
    /// When it is there.
    pub condition: Condition,
    /// The struct.
    pub ident: String,
    /// The documentation.
    pub docs: Docs,
    /// The methods that give parameters.
    pub setters: Vec<Setter>,
    /// What it returns.
    pub outcome: Outcome,
    /// The builder of what it returns, if a path may go on behind it.
    pub next: Option<RustType>,
}

/// A deployment of the service.
#[derive(Clone, Debug)]
pub struct Cloud {
    /// The variant.
    pub ident: String,
    /// The name in documentation.
    pub title: String,
    /// The service root.
    pub root: String,
    /// The scope to request a token for.
    pub scope: String,
}

/// The file of an entity type's request builders.
#[derive(Clone, Debug)]
pub struct BuilderFile {
    /// Modules below `requests`.
    pub module: Vec<String>,
    /// The private module.
    pub file: String,
    /// The qualified name of the entity type.
    pub wire_name: String,
    /// When it is there.
    pub condition: Condition,
    /// The struct; `None` if there are requests alone.
    pub model: Option<RustType>,
    /// The builder of requests to an entity.
    pub entity: EntityBuilder,
    /// The builder of requests to a collection.
    pub collection: Option<CollectionBuilder>,
}

/// A builder of requests to an entity.
#[derive(Clone, Debug)]
pub struct EntityBuilder {
    /// The name.
    pub ident: String,
    /// The documentation.
    pub docs: Docs,
    /// What `get` reads.
    pub get: Option<RustType>,
    /// Whether there is `patch`.
    pub patch: bool,
    /// Whether there is `delete`.
    pub delete: bool,
    /// The ways to related entities.
    pub navigation: Vec<Navigation>,
    /// The streams: of properties, and of a media entity itself.
    pub streams: Vec<Stream>,
    /// Whether it is of complex values.
    pub is_complex: bool,
    /// The casts to derived types.
    pub casts: Vec<Cast>,
    /// The operations that the entity has.
    pub operations: Vec<Operation>,
}

/// A builder of requests to a collection.
#[derive(Clone, Debug)]
pub struct CollectionBuilder {
    /// The name.
    pub ident: String,
    /// The documentation.
    pub docs: Docs,
    /// What a page of `list` holds.
    pub list: Option<RustType>,
    /// Whether there is `create`.
    pub create: bool,
    /// The ways to an entity by an alternate key, whose parts are always named.
    pub alternate_keys: Vec<AlternateKey>,
    /// The casts to derived types.
    pub casts: Vec<Cast>,
    /// The operations that the collection has.
    pub operations: Vec<Operation>,
}

/// A method that reads a stream.
#[derive(Clone, Debug)]
pub struct Stream {
    /// The name.
    pub ident: String,
    /// The documentation.
    pub docs: Docs,
    /// The property; `None` for the content of a media entity.
    pub property: Option<String>,
}

/// A method that casts to a derived type.
#[derive(Clone, Debug)]
pub struct Cast {
    /// The name.
    pub ident: String,
    /// Why it is not simply named as the type.
    pub remark: Option<String>,
    /// The qualified name of the derived type.
    pub wire_name: String,
    /// The builder that it returns.
    pub builder: RustType,
    /// When it is there, if this builder is.
    pub condition: Condition,
}

/// What a path goes on to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// A singleton of the container.
    Singleton,
    /// An entity set of the container.
    EntitySet,
    /// What a navigation property leads to.
    Navigation,
    /// A complex value.
    Complex,
    /// A collection of complex values.
    Complexes,
}

/// The methods that lead to a resource.
#[derive(Clone, Debug)]
pub struct Navigation {
    /// What the path goes on to.
    pub way: Way,
    /// The descriptions of the metadata; empty where there are none.
    pub docs: Docs,
    /// To the entity.
    pub entity: Option<Step>,
    /// To the collection.
    pub collection: Option<Step>,
    /// The name in the path.
    pub wire_name: String,
    /// When it is there, if this builder is.
    pub condition: Condition,
}

/// One method.
#[derive(Clone, Debug)]
pub struct Step {
    /// The name.
    pub ident: String,
    /// Why it is not simply named as the property.
    pub remark: Option<String>,
    /// The wire name, where a search for it would not find the name.
    pub alias: Option<String>,
    /// The builder that it returns.
    pub builder: RustType,
    /// The parameters for the key.
    pub key: Vec<KeyParameter>,
}

/// A method that leads to an entity by an alternate key.
#[derive(Clone, Debug)]
pub struct AlternateKey {
    /// The name.
    pub ident: String,
    /// The key in a path, with a placeholder for each value.
    pub template: String,
    /// Why it is not simply named as the parts.
    pub remark: Option<String>,
    /// The builder that it returns.
    pub builder: RustType,
    /// The parameters for the parts.
    pub key: Vec<KeyParameter>,
}

/// A parameter for a part of a key.
#[derive(Clone, Debug)]
pub struct KeyParameter {
    /// The name.
    pub ident: String,
    /// The name in the path, for keys of several parts.
    pub wire_name: String,
    /// The type.
    pub ty: RustType,
    /// How the value is written.
    pub kind: KeyKind,
}

/// How a key value is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyKind {
    /// Quoted: a string.
    Text,
    /// Quoted: a member of an enumeration.
    Member,
    /// Bare.
    Bare,
}

/// What all parts of the plan are made from.
struct Context<'a> {
    model: &'a Model<'a>,
    slice: &'a Slice,
    names: &'a Names,
    manifest: &'a Manifest,
    bodies: BTreeSet<TypeId>,
    collections: BTreeSet<TypeId>,
    cycles: Cycles,
    places: Places<'a>,
    features: Features,
}

/// Plans the crate.
#[must_use]
pub fn crate_of(model: &Model, slice: &Slice, names: &Names, manifest: &Manifest) -> Crate {
    let (bodies, collections) = (bodies(model, slice), collections(model, slice));
    let places = Places::new(model, slice);
    let features = Features::new(model, slice, names, manifest);
    let cycles = Cycles::new(model, slice);
    let context = Context { model, slice, names, manifest, bodies, collections, cycles, places, features };
    let types: Vec<TypeFile> = slice.types.keys().map(|id| context.type_file(*id)).collect();
    let client = context.client();
    let package = context.package(&types, &client);
    let uses_deprecated = types.iter().any(TypeFile::has_deprecated);
    let recursion = Recursion::of(&types);
    Crate { package, types, client, features: context.features.all(), uses_deprecated, recursion }
}

/// The types of which changes are sent: addressed entity types, and complex types that something holds singly.
fn bodies(model: &Model, slice: &Slice) -> BTreeSet<TypeId> {
    let is_concrete =
        |id: TypeId| matches!(&model.ty(id).kind, TypeKind::Entity(structured) if !structured.is_abstract);
    let entities = slice.addressed.iter().copied().filter(|id| slice.types.contains_key(id) && is_concrete(*id));
    let properties = slice.types.keys().flat_map(|id| model.properties(*id)).filter(|property| !property.ty.collection);
    let complex = properties.filter_map(|property| match property.ty.value {
        ValueType::Declared(id) if matches!(model.ty(id).kind, TypeKind::Complex(_)) => Some(id),
        _ => None,
    });
    entities.chain(complex).collect()
}

/// The entity and complex types that something kept leads to a collection of.
fn collections(model: &Model, slice: &Slice) -> BTreeSet<TypeId> {
    let resources = model.resources.iter_enumerated();
    let sets = resources.filter(|(index, resource)| resource.is_set && slice.resources.contains(index));
    let navigation = slice.navigation.iter().filter_map(|id| model.navigation_property(*id));
    let to_many = navigation.filter(|property| property.ty.collection).map(|property| &property.ty.value);
    let complex = slice.complex.iter().filter_map(|id| model.property(*id));
    let complex = complex.filter(|property| property.ty.collection).map(|property| &property.ty.value);
    let targets = sets.map(|(_, resource)| &resource.ty).chain(to_many).chain(complex);
    let declared = targets.filter_map(ValueType::declared);
    let mut found: BTreeSet<TypeId> = declared.collect();
    // A cast may be cast again.
    let mut pending: Vec<TypeId> = found.iter().copied().collect();
    while let Some(base) = pending.pop() {
        pending.extend(slice.casts_of(base).filter(|derived| found.insert(*derived)));
    }
    found
}

impl Context<'_> {
    fn package(&self, types: &[TypeFile], client: &Client) -> Package {
        let name = self.manifest.package.name.clone();
        let kept =
            |kind: fn(&TypeKind) -> bool| self.slice.types.keys().filter(|id| kind(&self.model.ty(**id).kind)).count();
        let description = format!(
            "Types and requests for {}: {}, {}, {}",
            client.title,
            count(kept(|kind| matches!(kind, TypeKind::Entity(_))), "entity type"),
            count(kept(|kind| matches!(kind, TypeKind::Complex(_))), "complex type"),
            count(kept(|kind| matches!(kind, TypeKind::Enum(_))), "enumeration"),
        );
        let wanted = &self.manifest.package;
        let is_split = wanted.split.unwrap_or(types.len() > MANY);
        let types_package = is_split.then(|| TypesPackage {
            name: format!("{name}-types"),
            ident: identifier(&format!("{name}-types")),
            runtime: dependency::on_runtime(wanted, &format!("{}/types", wanted.path)),
        });
        Package {
            ident: identifier(&name),
            name,
            description,
            inherits: wanted.inherits(),
            standalone: wanted.standalone.unwrap_or_default(),
            runtime: dependency::on_runtime(wanted, &wanted.path),
            command: wanted.command().to_owned(),
            header: mark::header(wanted.command()),
            features: values::features(types, client),
            roots: self.manifest.roots.iter().map(|root| root.get_ref().clone()).collect(),
            source: self.manifest.source.url.clone(),
            types: types_package,
        }
    }
}

/// What code calls a package.
fn identifier(package: &str) -> String {
    package.replace('-', "_")
}

fn count(number: usize, noun: &str) -> String {
    format!("{number} {noun}{}", if number == 1 { "" } else { "s" })
}
