//! Every identifier of the emitted crate, decided in one pass. No other stage makes one.

use std::collections::{BTreeMap, BTreeSet};

use heck::{ToShoutySnakeCase, ToSnakeCase, ToUpperCamelCase};

use crate::{
    manifest::Manifest,
    model::{Model, TypeId, TypeKind},
    slice::Slice,
};

/// All names.
#[derive(Clone, Debug, Default)]
pub struct Names {
    /// By type, for all types that are kept or addressed.
    pub types: BTreeMap<TypeId, TypeNames>,
    /// The client's method for each kept resource.
    pub resources: BTreeMap<usize, Method>,
    /// The variants of the enum of clouds.
    pub clouds: Vec<String>,
    /// The client type.
    pub client: String,
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
    /// The body of changes and creations.
    pub body: String,
    /// The alias of the body as data.
    pub patch: String,
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
    /// The open variant.
    pub unrecognized: String,
    /// The field for what the schema does not know.
    pub additional: String,
    /// The parameters for the parts of the key.
    pub key: Vec<String>,
}

/// The names of a property.
#[derive(Clone, Debug)]
pub struct PropertyNames {
    /// The field.
    pub field: String,
    /// The method that sets it.
    pub set: String,
    /// The method that sets it to null.
    pub clear: String,
}

/// The names of a navigation property.
#[derive(Clone, Debug)]
pub struct NavigationNames {
    /// The field of the model.
    pub field: String,
    /// The methods of the builder.
    pub method: Method,
}

/// The methods that lead to a resource.
#[derive(Clone, Debug)]
pub struct Method {
    /// To the entity; with a key, if it is one of a collection.
    pub entity: String,
    /// To the collection.
    pub collection: String,
}

/// Names that a glob import of `models` must not hide.
const PRELUDE: &[&str] = &[
    "AsMut",
    "AsRef",
    "Box",
    "Clone",
    "Copy",
    "Debug",
    "Default",
    "DoubleEndedIterator",
    "Drop",
    "Eq",
    "Err",
    "ExactSizeIterator",
    "Extend",
    "Fn",
    "FnMut",
    "FnOnce",
    "From",
    "FromIterator",
    "Future",
    "Hash",
    "Into",
    "IntoFuture",
    "IntoIterator",
    "Iterator",
    "None",
    "Ok",
    "Option",
    "Ord",
    "PartialEq",
    "PartialOrd",
    "Result",
    "Self",
    "Send",
    "Sized",
    "Some",
    "String",
    "Sync",
    "ToOwned",
    "ToString",
    "TryFrom",
    "TryInto",
    "Unpin",
    "Vec",
];

/// Names that the crate's root exports beside the client.
const ROOT: &[&str] = &["Arc", "ClientOptions", "Cloud", "Error", "TokenCredential"];

/// Methods that every body has.
const BODY_METHODS: &[&str] = &[
    "between",
    "default",
    "header",
    "if_match",
    "into_request",
    "is_empty",
    "new",
    "prefer",
    "query",
    "send",
    "send_response",
    "to_json",
];

/// Methods that builders have.
const BUILDER_METHODS: &[&str] = &["create", "delete", "get", "list", "new", "patch", "patch_with", "resource"];

/// Methods that the client has.
const CLIENT_METHODS: &[&str] = &["anonymous", "client", "new", "with_options", "with_service_root"];

/// Decides all names.
#[must_use]
pub fn assign(model: &Model, slice: &Slice, manifest: &Manifest) -> Names {
    let main = manifest.service.namespace.as_ref().map(|name| name.get_ref().as_str());
    let main = main.or(model.namespaces.first().map(String::as_str)).unwrap_or_default();

    let mut names = Names { types: type_names(model, slice, main), ..Names::default() };
    let client = manifest.package.client.as_deref().unwrap_or("Client");
    names.client = Scope::new(&[ROOT, PRELUDE].concat()).claim(&upper_camel(client));

    let mut scope = Scope::new(CLIENT_METHODS);
    let resources = model.container.iter().flat_map(|container| &container.resources).enumerate();
    for (index, resource) in resources.filter(|(index, _)| slice.resources.contains(index)) {
        names.resources.insert(index, scope.method(&resource.name));
    }
    let mut scope = Scope::new(&[]);
    for cloud in &manifest.service.cloud {
        names.clouds.push(scope.claim(&upper_camel(cloud.name.get_ref())));
    }
    names
}

fn type_names(model: &Model, slice: &Slice, main: &str) -> BTreeMap<TypeId, TypeNames> {
    let ids: BTreeSet<TypeId> = slice.types.keys().chain(&slice.addressed).copied().collect();
    let modules: Vec<Vec<String>> = model.namespaces.iter().map(|namespace| module(namespace, main)).collect();
    let mut types: BTreeMap<TypeId, TypeNames> = BTreeMap::new();
    let mut idents: BTreeMap<&[String], Scope> = BTreeMap::new();
    let mut files: BTreeMap<&[String], Scope> = BTreeMap::new();

    for id in &ids {
        let ty = model.ty(*id);
        let module = &modules[ty.namespace];
        let ident = idents.entry(module).or_insert_with(|| Scope::new(PRELUDE)).claim(&upper_camel(&ty.name));
        let file = files
            .entry(module)
            .or_insert_with(|| Scope { taken: submodules(&modules, module) })
            .claim(&snake(&ty.name));
        types.insert(*id, TypeNames { module: module.clone(), file, ident, ..TypeNames::default() });
    }
    // After all types: what is derived from a type's name gives way to a type of that name.
    for (id, names) in &mut types {
        let scope = idents.entry(&modules[model.ty(*id).namespace]).or_default();
        let base = upper_camel(&model.ty(*id).name);
        names.body = scope.claim(&format!("{base}Body"));
        names.patch = scope.claim(&format!("{base}Patch"));
        names.builder = scope.claim(&format!("{base}RequestBuilder"));
        names.collection = scope.claim(&format!("{base}CollectionRequestBuilder"));
        member_names(model, *id, names);
    }
    types
}

fn member_names(model: &Model, id: TypeId, names: &mut TypeNames) {
    if let TypeKind::Enum(enumeration) = &model.ty(id).kind {
        let mut scope = Scope::new(&["Self"]);
        let casing = if enumeration.is_flags { shouty } else { upper_camel };
        names.unrecognized = scope.claim("Unrecognized");
        names.members = enumeration.members.iter().map(|member| scope.claim(&casing(&member.name))).collect();
        return;
    }
    let mut fields = Scope::new(&[]);
    let mut setters = Scope::new(BODY_METHODS);
    let mut methods = Scope::new(BUILDER_METHODS);
    names.additional = fields.claim("additional");
    names.properties = model
        .properties(id)
        .map(|property| {
            let name = snake(&property.name);
            let set = setters.claim(&name);
            PropertyNames { field: fields.claim(&name), clear: setters.claim(&format!("clear_{name}")), set }
        })
        .collect();
    names.navigation = model
        .navigation(id)
        .map(|(_, _, property)| NavigationNames {
            field: fields.claim(&snake(&property.name)),
            method: methods.method(&property.name),
        })
        .collect();
    let mut parameters = Scope::new(&[]);
    names.key = model
        .key(id)
        .iter()
        .map(|part| {
            let name = part.alias.as_ref().or(part.path.last());
            parameters.claim(&snake(name.map_or("key", String::as_str)))
        })
        .collect();
}

/// Modules below `models`: none for the main namespace, the rest of the name for those inside it, else the whole name.
fn module(namespace: &str, main: &str) -> Vec<String> {
    if namespace == main {
        return Vec::new();
    }
    let inside = namespace.strip_prefix(main).and_then(|rest| rest.strip_prefix('.'));
    inside.unwrap_or(namespace).split('.').map(|part| legal(&snake(part))).collect()
}

/// The names of the modules just below one.
fn submodules(modules: &[Vec<String>], parent: &[String]) -> BTreeSet<String> {
    modules
        .iter()
        .filter(|module| module.starts_with(parent))
        .filter_map(|module| module.get(parent.len()))
        .cloned()
        .collect()
}

/// Names that are in use side by side.
#[derive(Default)]
struct Scope {
    taken: BTreeSet<String>,
}

impl Scope {
    fn new(reserved: &[&str]) -> Self {
        Self { taken: reserved.iter().map(|name| (*name).to_owned()).collect() }
    }

    /// The name as an identifier, with a mark behind it if it is taken.
    fn claim(&mut self, name: &str) -> String {
        let mut candidate = legal(name);
        while !self.taken.insert(candidate.clone()) {
            candidate.push('_');
        }
        candidate
    }

    fn method(&mut self, wire_name: &str) -> Method {
        let name = snake(wire_name);
        Method { entity: self.claim(&name), collection: self.claim(&format!("{name}_collection")) }
    }
}

fn snake(wire_name: &str) -> String {
    spell(&wire_name.to_snake_case(), "unnamed")
}

fn upper_camel(wire_name: &str) -> String {
    spell(&wire_name.to_upper_camel_case(), "Unnamed")
}

fn shouty(wire_name: &str) -> String {
    spell(&wire_name.to_shouty_snake_case(), "UNNAMED")
}

/// Without characters that Rust forbids, and not starting with a digit.
fn spell(name: &str, empty: &str) -> String {
    let mut spelled: String = name.chars().filter(|c| *c == '_' || unicode_ident::is_xid_continue(*c)).collect();
    if spelled.is_empty() {
        empty.clone_into(&mut spelled);
    }
    if !spelled.starts_with(|c: char| c == '_' || unicode_ident::is_xid_start(c)) {
        spelled.insert(0, '_');
    }
    spelled
}

/// Keywords are raw identifiers, and those that cannot be get a mark behind them.
fn legal(name: &str) -> String {
    match name {
        "_" | "self" | "Self" | "super" | "crate" => format!("{name}_"),
        name if syn::parse_str::<syn::Ident>(name).is_err() => format!("r#{name}"),
        name => name.to_owned(),
    }
}
