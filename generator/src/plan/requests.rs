//! The client and the request builders.

use std::collections::BTreeMap;

use toml::Spanned;

use super::{
    AlternateKey, BuilderFile, Cast, Client, Cloud, CollectionBuilder, Condition, Context, Docs, EntityBuilder,
    KeyKind, KeyParameter, Kind, Navigation, RustType, ServiceOptions, Setter, Step, Stream, Way, When, docs,
    features::Part,
    paths::{Path, paths},
};
use crate::{
    csdl::Version,
    manifest::{ODataVersion, Service},
    model::{Facts, KeyProperty, ResourceId, Restriction, TypeId, TypeKind, ValueType},
    names::{self, AlternateKeyNames, Method, TypeNames},
};

impl<'a> Context<'a> {
    pub(super) fn client(&self) -> Client {
        let service = &self.manifest.service;
        let clouds = service.cloud.iter().zip(&self.names.clouds).map(|(cloud, ident)| Cloud {
            ident: ident.clone(),
            title: cloud.title.clone(),
            root: cloud.root.get_ref().clone(),
            scope: cloud.scope.clone(),
        });
        // Documentation needs a name, which an empty title is not.
        let title = service.title.as_ref().filter(|title| !title.trim().is_empty());
        let title = match (title, &self.model.container) {
            (Some(title), _) => title.clone(),
            (None, Some(container)) => container.name.to_owned(),
            (None, None) => self.manifest.package.name.clone(),
        };
        let paths = paths(self);
        let builders = self
            .slice
            .addressed
            .iter()
            .map(|id| self.builder_file(*id, paths.get(id).map(Vec::as_slice).unwrap_or_default()));
        Client {
            ident: self.names.client.clone(),
            title,
            options: options(service, self.model.version),
            clouds: clouds.collect(),
            resources: self.resources(),
            operations: self.import_methods(),
            builders: builders.collect(),
            calls: self.calls(),
        }
    }

    fn resources(&self) -> Vec<Navigation> {
        let kept = |(id, method): (&ResourceId, &Method)| {
            let resource = &self.model.resources[*id];
            let ValueType::Declared(id) = resource.ty else { return None };
            let way = if resource.is_set { Way::EntitySet } else { Way::Singleton };
            let docs = docs::description(&resource.facts);
            let condition = self.features.of_root(resource.name);
            Some(self.way(way, resource.name, id, resource.is_set, method, docs, condition))
        };
        self.names.resources.iter().filter_map(kept).collect()
    }

    /// The methods that lead to a resource.
    #[expect(clippy::too_many_arguments, reason = "each is a fact of the way")]
    fn way(
        &self,
        way: Way,
        wire_name: &str,
        target: TypeId,
        is_collection: bool,
        method: &Method,
        docs: Docs,
        condition: Condition,
    ) -> Navigation {
        let names = &self.names.types[&target];
        let key = if is_collection { self.key_parameters(self.model.key(target), &names.key) } else { Vec::new() };
        let entity = (!is_collection || !key.is_empty()).then(|| Step {
            ident: method.entity.clone(),
            remark: docs::renamed(wire_name, &method.entity),
            alias: names::alias(wire_name, &method.entity),
            builder: request_type(names, &names.builder),
            key,
        });
        let collection = is_collection.then(|| Step {
            ident: method.collection.clone(),
            remark: docs::marked(&method.collection),
            // The entity's method is what a search finds.
            alias: None,
            builder: request_type(names, &names.collection),
            key: Vec::new(),
        });
        Navigation { way, docs, entity, collection, wire_name: wire_name.to_owned(), condition }
    }

    fn key_parameters(&self, key: &[KeyProperty], names: &[String]) -> Vec<KeyParameter> {
        let parts = key.iter().zip(names);
        parts
            .map(|(part, ident)| {
                let (ty, kind) = self.key_type(&part.ty);
                let wire_name = part.alias.clone().unwrap_or_else(|| part.path.join("/"));
                KeyParameter { ident: ident.clone(), wire_name, ty, kind }
            })
            .collect()
    }

    /// The methods that lead to an entity of a collection by an alternate key.
    fn alternate_keys(&self, id: TypeId, names: &TypeNames) -> Vec<AlternateKey> {
        let keys = self.model.alternate_keys(id).into_iter().zip(&names.alternate_keys);
        let step = |(key, key_names): (&[KeyProperty], &AlternateKeyNames)| {
            let parts: Vec<_> =
                key.iter().flat_map(|part| &part.alias).map(|alias| format!("{alias}={{{alias}}}")).collect();
            AlternateKey {
                ident: key_names.method.clone(),
                template: format!("({})", parts.join(",")),
                remark: docs::marked(&key_names.method),
                builder: request_type(names, &names.builder),
                key: self.key_parameters(key, &key_names.parameters),
            }
        };
        keys.map(step).collect()
    }

    fn builder_file(&self, id: TypeId, paths: &[Path<'a>]) -> BuilderFile {
        let names = &self.names.types[&id];
        BuilderFile {
            module: names.module.clone(),
            file: names.file.clone(),
            wire_name: self.model.qualified_name(id),
            condition: self.features.of(Part::Requests(id)),
            model: self.slice.types.contains_key(&id).then(|| self.absolute(id, &names.ident)),
            entity: self.entity_builder(id, names, paths),
            collection: self.collections.contains(&id).then(|| self.collection_builder(id, names, paths)),
        }
    }

    fn entity_builder(&self, id: TypeId, names: &TypeNames, paths: &[Path<'a>]) -> EntityBuilder {
        let is_model = self.slice.types.contains_key(&id);
        let http = |path: &Path<'_>| path.entity.clone();
        let can = |allowed: fn(&Facts) -> Option<bool>| is_model && self.allows(id, paths, allowed);
        let read = |facts: &'a Facts<'a>| -> &'a Restriction {
            if *facts.read_by_key == Restriction::default() { &facts.read } else { &facts.read_by_key }
        };

        let mut docs = self.builder_docs(id, &format!("one {}", self.noun(id)));
        let get = can(|facts| facts.read_by_key.allowed.or(facts.read.allowed)).then(|| {
            docs.extend(section("get", self.operation(id, "GET", paths, http, read)));
            self.read_type(id)
        });
        let patch = self.bodies.contains(&id) && can(|facts| facts.update.allowed);
        if patch {
            docs.extend(section("patch", self.operation(id, "PATCH", paths, http, |facts| &facts.update)));
        }
        let deletable = self.collections.contains(&id) || paths.iter().any(|path| path.deletable);
        let delete = deletable && can(|facts| facts.delete.allowed);
        if delete {
            docs.extend(section("delete", self.operation(id, "DELETE", paths, http, |facts| &facts.delete)));
        }
        docs.extend(patch.then(|| self.patch_example(id, paths)).flatten());
        let navigation = self.model.navigation(id).zip(&names.navigation).filter_map(|((relation, property), way)| {
            let ValueType::Declared(target) = property.ty.value else { return None };
            self.slice.navigation.contains(&relation).then(|| {
                let docs = docs::description(&property.facts);
                let condition = self.features.within(Part::Requests(id), Some(Part::Requests(target)));
                self.way(Way::Navigation, property.name, target, property.ty.collection, &way.method, docs, condition)
            })
        });
        let navigation = navigation.chain(self.complex_ways(names));
        EntityBuilder {
            ident: names.builder.clone(),
            docs,
            get,
            patch,
            delete,
            navigation: navigation.collect(),
            streams: names.streams.iter().map(|(property, ident)| stream(property.as_ref(), ident, paths)).collect(),
            is_complex: self.model.is_complex(id),
            casts: self.casts(id, &names.casts, |names| &names.builder),
            operations: self.operations(&names.operations, &paths.iter().map(http).collect::<Vec<_>>()),
        }
    }

    /// What requests of a type address.
    fn noun(&self, id: TypeId) -> &'static str {
        if self.model.is_complex(id) { "complex value" } else { "entity" }
    }

    /// The ways to complex values, which have no key.
    fn complex_ways(&self, names: &TypeNames) -> impl Iterator<Item = Navigation> {
        names.complex.iter().filter_map(|(id, method)| {
            let property = self.model.property(*id)?;
            let target = self.names.types.get(&self.model.complex_type(&property.ty.value)?)?;
            let (way, builder) = if property.ty.collection {
                (Way::Complexes, &target.collection)
            } else {
                (Way::Complex, &target.builder)
            };
            let step = Step {
                ident: method.entity.clone(),
                remark: docs::marked(&method.entity),
                alias: None,
                builder: request_type(target, builder),
                key: Vec::new(),
            };
            Some(Navigation {
                way,
                docs: docs::description(&property.facts),
                entity: Some(step),
                collection: None,
                wire_name: property.name.to_owned(),
                condition: Condition::new(),
            })
        })
    }

    fn collection_builder(&self, id: TypeId, names: &TypeNames, paths: &[Path<'a>]) -> CollectionBuilder {
        let is_model = self.slice.types.contains_key(&id);
        let collections: Vec<_> = paths.iter().filter(|path| path.collection.is_some()).cloned().collect();
        let http = |path: &Path<'_>| path.collection.clone().unwrap_or_default();
        let can = |allowed: fn(&Facts) -> Option<bool>| is_model && self.allows(id, &collections, allowed);

        let mut docs = self.builder_docs(id, "a collection");
        let list = can(|facts| facts.read.allowed).then(|| {
            docs.extend(section("list", self.operation(id, "GET", &collections, http, |facts| &facts.read)));
            self.read_type(id)
        });
        let create = self.bodies.contains(&id) && can(|facts| facts.insert.allowed);
        if create {
            docs.extend(section("create", self.operation(id, "POST", &collections, http, |facts| &facts.insert)));
        }
        CollectionBuilder {
            ident: names.collection.clone(),
            docs,
            list,
            create,
            alternate_keys: self.alternate_keys(id, names),
            casts: self.casts(id, &names.collection_casts, |names| &names.collection),
            operations: self
                .operations(&names.collection_operations, &collections.iter().map(http).collect::<Vec<_>>()),
        }
    }

    fn builder_docs(&self, id: TypeId, noun: &str) -> Docs {
        let about = format!("Requests to {noun} of type {}.", docs::code(&self.model.qualified_name(id)));
        [about].into_iter().chain(docs::needs(&self.features.of(Part::Requests(id)))).collect()
    }

    fn casts(&self, base: TypeId, casts: &[(TypeId, String)], builder: fn(&TypeNames) -> &String) -> Vec<Cast> {
        let cast = |(id, ident): &(TypeId, String)| {
            let condition = self.features.within(Part::Requests(base), Some(Part::Requests(*id)));
            let (names, wire_name) = (&self.names.types[id], self.model.qualified_name(*id));
            Cast {
                ident: ident.clone(),
                remark: docs::marked(ident),
                builder: request_type(names, builder(names)),
                wire_name,
                condition,
            }
        };
        casts.iter().map(cast).collect()
    }

    /// Whether any path allows an operation: a builder serves all paths to its type.
    fn allows(&self, id: TypeId, paths: &[Path<'a>], allowed: fn(&Facts) -> Option<bool>) -> bool {
        let of_type = allowed(&self.model.ty(id).facts).unwrap_or(true);
        let by_path = paths.is_empty() || paths.iter().any(|path| allowed(path.facts).unwrap_or(of_type));
        !matches!(&self.model.ty(id).kind, TypeKind::Complex(_)) && by_path
    }

    fn operation(
        &self,
        id: TypeId,
        method: &str,
        paths: &[Path<'a>],
        http: impl Fn(&Path<'a>) -> String,
        restriction: impl Fn(&'a Facts<'a>) -> &'a Restriction,
    ) -> Docs {
        let lines: Vec<String> = paths.iter().map(http).collect();
        let of_type = restriction(&self.model.ty(id).facts);
        let by_path = paths.iter().map(|path| restriction(path.facts));
        let said = by_path.chain([of_type]).find(|said| !said.permissions.is_empty() || said.description.is_some());
        docs::operation(self, method, &lines, said)
    }

    /// An example that compiles: the path, a property, and null if one may be null.
    fn patch_example(&self, id: TypeId, paths: &[Path<'a>]) -> Option<String> {
        let keys_are_text = |path: &&Path<'a>| path.calls.len() < 3 && self.has_text_key(id);
        let path = paths.iter().find(keys_are_text)?;
        let names = &self.names.types[&id];
        let setters: Vec<Setter> = self.setters(id, names);
        let text = |setter: &&Setter| {
            let is_text = setter.ty.kind == Kind::Text && !setter.ty.list;
            is_text && setter.when == When::Always && setter.deprecated.is_none()
        };
        let set = setters.iter().find(text)?;
        let clear = setters.iter().rfind(|setter| text(setter) && setter.clear.is_some() && setter.ident != set.ident);
        let mut calls = path.calls.clone();
        calls.push(String::from("patch()"));
        calls.push(format!("{}(\"...\")", set.ident));
        calls.extend(clear.and_then(|setter| setter.clear.as_ref()).map(|clear| format!("{clear}() // sends null")));
        calls.push(String::from("send()"));
        calls.push(String::from("await?;"));
        let krate = self.manifest.package.name.replace('-', "_");
        let client = &self.names.client;
        let chain = calls.join("\n    .");
        Some(format!(
            "# Examples\n\n```no_run\n# async fn example(client: {krate}::{client}) -> Result<(), {krate}::Error> {{\nlet \
             changed = client\n    .{chain}\n# Ok(())\n# }}\n```"
        ))
    }

    fn has_text_key(&self, id: TypeId) -> bool {
        self.model.key(id).iter().all(|part| self.key_type(&part.ty).1 == KeyKind::Text)
    }
}

fn stream(property: Option<&String>, ident: &str, paths: &[Path<'_>]) -> Stream {
    let (what, segment) = match property {
        Some(name) => (format!("stream {}", docs::code(name)), name.as_str()),
        None => (String::from("content of the media entity"), "$value"),
    };
    let mut docs = vec![format!("Reads the {what}.")];
    docs.extend(paths.first().map(|path| docs::code(&format!("GET {}/{segment}", path.entity))));
    docs.extend(match property {
        Some(name) => docs::renamed(name, ident),
        None => docs::marked(ident),
    });
    Stream { ident: ident.to_owned(), docs, property: property.cloned() }
}

pub(super) fn request_type(names: &TypeNames, ident: &str) -> RustType {
    let start = ["crate", "requests"].map(String::from).into_iter();
    RustType(start.chain(names.module.clone()).chain([ident.to_owned()]).collect())
}

/// What the documentation of a builder says of one of its methods.
fn section(method: &str, about: Docs) -> Docs {
    if about.is_empty() { about } else { [format!("# `{method}`")].into_iter().chain(about).collect() }
}

fn options(service: &Service, version: Version) -> ServiceOptions {
    let version = match version {
        Version::V4_0 => ODataVersion::V4_0,
        Version::V4_01 => ODataVersion::V4_01,
    };
    let headers = |headers: &BTreeMap<String, Spanned<String>>| {
        headers.iter().map(|(name, value)| (name.clone(), value.get_ref().clone())).collect()
    };
    ServiceOptions {
        key_style: service.key_style,
        enum_literals: service.enum_literals,
        headers: headers(&service.headers),
        count_headers: headers(&service.count_headers),
        batch_limit: service.batch_limit,
        odata_version: service.odata_version.unwrap_or(version),
        max_version: service.max_version.unwrap_or(version),
        page_size: service.page_size,
        ieee754_compatible: service.ieee754_compatible,
        binary: service.binary,
    }
}
