//! The client and the request builders.

use std::collections::BTreeMap;

use toml::Spanned;

use super::{
    context::Context,
    data::{
        BuilderFile, ByKey, Cast, Client, Cloud, CollectionBuilder, Docs, EntityBuilder, KeyKind, KeyParameter, Kind,
        Navigation, RustType, ServiceOptions, Setter, Step, Stream, Way,
    },
    docs,
    features::{Condition, Part},
};
use crate::{
    csdl::Version,
    manifest::{ODataVersion, Service},
    markdown::prose,
    model::{KeyProperty, ResourceId, TypeId, ValueType},
    names::{self, AlternateKeyNames, Method, TypeNames},
    surface::{self, Request, Set},
};

/// Where a method leads to.
struct To<'a> {
    wire_name: &'a str,
    target: TypeId,
    is_collection: bool,
    /// One of the entities can be addressed.
    is_addressable: bool,
    /// They have a path of their own elsewhere.
    is_related: bool,
}

impl Context<'_> {
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
        let builders = self.slice.addressed.iter().map(|id| self.builder_file(*id));
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
        let kept = |(place, method): (&ResourceId, &Method)| {
            let resource = &self.model.resources[*place];
            let ValueType::Declared(id) = resource.ty else { return None };
            let way = if resource.is_set { Way::EntitySet } else { Way::Singleton };
            let docs = docs::description(&resource.facts);
            let condition = self.features.of_root(resource.name);
            let is_addressable = self.surface.is_addressable(surface::Way::Resource(*place));
            let (wire_name, is_collection) = (resource.name, resource.is_set);
            let to = To { wire_name, target: id, is_collection, is_addressable, is_related: false };
            Some(self.way(way, &to, method, docs, condition))
        };
        self.names.resources.iter().filter_map(kept).collect()
    }

    /// The methods that lead to a resource.
    fn way(&self, way: Way, to: &To, method: &Method, docs: Docs, condition: Condition) -> Navigation {
        let To { wire_name, target, is_collection, is_addressable, is_related } = *to;
        let names = &self.names.types[&target];
        let key = if is_collection { self.key_parameters(self.model.key(target), &names.key) } else { Vec::new() };
        let has_entity = is_addressable && (!is_collection || !key.is_empty());
        let entity = has_entity.then(|| Step {
            ident: method.entity.clone(),
            remark: docs::renamed(wire_name, &method.entity),
            alias: names::alias(wire_name, &method.entity),
            builder: request_type(names, &names.builder),
            related: is_related,
            key,
        });
        let collection = is_collection.then(|| Step {
            ident: method.collection.clone(),
            remark: docs::marked(wire_name, &method.collection),
            // The entity's method is what a search finds.
            alias: None,
            builder: request_type(names, &names.collection),
            related: is_related,
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

    /// The method that leads to an entity of a collection by the key that a cast gives.
    fn by_key(&self, id: TypeId, names: &TypeNames) -> Option<ByKey> {
        let method = names.by_key.as_ref()?;
        let key = self.model.key(id);
        let part = |part: &KeyProperty| part.alias.clone().unwrap_or_else(|| part.path.join("/"));
        let is_named = key.len() > 1;
        let parts: Vec<String> = key.iter().map(part).collect();
        let parts =
            parts.iter().map(|part| if is_named { format!("{part}={{{part}}}") } else { format!("{{{part}}}") });
        Some(ByKey {
            ident: method.clone(),
            template: format!("({})", parts.collect::<Vec<_>>().join(",")),
            remark: docs::marked("by_key", method),
            builder: request_type(names, &names.builder),
            is_named,
            key: self.key_parameters(key, &names.key),
        })
    }

    /// The methods that lead to an entity of a collection by an alternate key.
    fn alternate_keys(&self, id: TypeId, names: &TypeNames) -> Vec<ByKey> {
        let keys = self.model.alternate_keys(id).into_iter().zip(&names.alternate_keys);
        let step = |(key, key_names): (&[KeyProperty], &AlternateKeyNames)| {
            let parts: Vec<_> =
                key.iter().flat_map(|part| &part.alias).map(|alias| format!("{alias}={{{alias}}}")).collect();
            ByKey {
                ident: key_names.method.clone(),
                template: format!("({})", parts.join(",")),
                remark: docs::marked(&parts.join(","), &key_names.method),
                builder: request_type(names, &names.builder),
                is_named: true,
                key: self.key_parameters(key, &key_names.parameters),
            }
        };
        keys.map(step).collect()
    }

    fn builder_file(&self, id: TypeId) -> BuilderFile {
        let names = &self.names.types[&id];
        BuilderFile {
            module: names.module.clone(),
            file: names.file.clone(),
            wire_name: self.model.qualified_name(id),
            condition: self.features.of(Part::Requests(id)),
            model: self.slice.types.contains_key(&id).then(|| self.absolute(id, &names.ident)),
            entity: self.entity_builder(id, names),
            collection: self.surface.collections.contains(&id).then(|| self.collection_builder(id, names)),
        }
    }

    fn entity_builder(&self, id: TypeId, names: &TypeNames) -> EntityBuilder {
        let requests = &self.surface.requests[&id];
        let mut docs = self.builder_docs(id, &format!("one {}", self.noun(id)));
        for (method, verb, request) in [
            ("get", "GET", &requests.get),
            ("patch", "PATCH", &requests.patch),
            ("put", "PUT", &requests.put),
            ("delete", "DELETE", &requests.delete),
        ] {
            docs.extend(
                request
                    .iter()
                    .flat_map(|request| self.section(method, verb, request, self.paths.to_entities(&request.places))),
            );
        }
        docs.extend(requests.patch.as_ref().and_then(|request| self.patch_example(id, request)));
        EntityBuilder {
            ident: names.builder.clone(),
            docs,
            get: requests.get.is_some().then(|| self.read_type(id)),
            patch: requests.patch.is_some(),
            put: requests.put.is_some(),
            delete: requests.delete.is_some(),
            navigation: self.navigation_ways(id, names).chain(self.complex_ways(names)).collect(),
            streams: names.streams.iter().map(|(property, ident)| self.stream(id, property.as_ref(), ident)).collect(),
            is_complex: self.model.is_complex(id),
            casts: self.casts(id, &names.casts, |names| &names.builder),
            operations: self.operations(&names.operations, self.surface.operations.get(&id)),
        }
    }

    fn navigation_ways(&self, id: TypeId, names: &TypeNames) -> impl Iterator<Item = Navigation> {
        let navigation = self.model.navigation(id).zip(&names.navigation);
        navigation.filter_map(move |((relation, property), names)| {
            let target = property.ty.value.declared()?;
            let way = surface::Way::Navigation(relation);
            let is_kept = self.slice.navigation.contains(&relation) && self.surface.goes_on(way);
            is_kept.then(|| {
                let docs = docs::description(&property.facts);
                let condition = self.features.within(Part::Requests(id), Some(Part::Requests(target)));
                let is_addressable = self.surface.is_addressable(way);
                let (wire_name, is_collection) = (property.name, property.ty.collection);
                let is_related = self.surface.related.contains(&relation);
                let to = To { wire_name, target, is_collection, is_addressable, is_related };
                self.way(Way::Navigation, &to, &names.method, docs, condition)
            })
        })
    }

    /// What requests of a type address.
    fn noun(&self, id: TypeId) -> &'static str {
        if self.model.is_complex(id) { "complex value" } else { "entity" }
    }

    /// The ways to complex values, which have no key.
    fn complex_ways(&self, names: &TypeNames) -> impl Iterator<Item = Navigation> {
        names.complex.iter().filter_map(move |(id, method)| {
            let is_kept = self.surface.goes_on(surface::Way::Complex(*id));
            let property = self.model.property(*id).filter(|_| is_kept)?;
            let target = self.names.types.get(&self.model.complex_type(&property.ty.value)?)?;
            let (way, builder) = if property.ty.collection {
                (Way::Complexes, &target.collection)
            } else {
                (Way::Complex, &target.builder)
            };
            let step = Step {
                ident: method.entity.clone(),
                remark: docs::marked(property.name, &method.entity),
                alias: None,
                builder: request_type(target, builder),
                related: false,
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

    fn collection_builder(&self, id: TypeId, names: &TypeNames) -> CollectionBuilder {
        let requests = self.surface.requests.get(&id);
        let (list, create) = (requests.and_then(|of| of.list.as_ref()), requests.and_then(|of| of.create.as_ref()));
        let mut docs = self.builder_docs(id, "a collection");
        for (method, verb, request) in [("list", "GET", list), ("create", "POST", create)] {
            docs.extend(
                request.iter().flat_map(|request| {
                    self.section(method, verb, request, self.paths.to_collections(&request.places))
                }),
            );
        }
        CollectionBuilder {
            ident: names.collection.clone(),
            docs,
            list: list.map(|_| self.read_type(id)),
            create: create.is_some(),
            keys: self.by_key(id, names).into_iter().chain(self.alternate_keys(id, names)).collect(),
            casts: self.casts(id, &names.collection_casts, |names| &names.collection),
            operations: self.operations(&names.collection_operations, self.surface.collection_operations.get(&id)),
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
                remark: docs::marked(&wire_name, ident),
                builder: request_type(names, builder(names)),
                wire_name,
                condition,
            }
        };
        casts.iter().map(cast).collect()
    }

    /// What the documentation of a builder says of one of its methods.
    fn section(&self, method: &str, verb: &str, request: &Request, paths: Vec<String>) -> Docs {
        let mut about = docs::lines(verb, paths);
        about.extend(request.description.map(prose));
        about.extend(docs::required(&request.required));
        about.extend(request.depends.then(|| String::from("Whether the service takes it depends on the instance.")));
        about.extend(docs::permissions(request.permissions));
        about.extend(docs::clouds(self));
        if about.is_empty() { about } else { [format!("# `{method}`")].into_iter().chain(about).collect() }
    }

    /// An example that compiles: the path, a property, and null if one may be null.
    fn patch_example(&self, id: TypeId, request: &Request) -> Option<String> {
        let is_short = |calls: &Vec<String>| calls.len() < 3 && self.has_text_key(id);
        let mut calls = request.places.iter().filter_map(|place| self.calls_to(*place)).find(is_short)?;
        let names = &self.names.types[&id];
        let setters: Vec<Setter> = self.setters(id, names);
        let text = |setter: &&Setter| {
            let is_text = setter.ty.kind == Kind::Text && !setter.ty.list;
            is_text && setter.when == Set::Always && setter.deprecated.is_none()
        };
        let set = setters.iter().find(text)?;
        let clear = setters.iter().rfind(|setter| text(setter) && setter.clear.is_some() && setter.ident != set.ident);
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

    fn stream(&self, id: TypeId, property: Option<&String>, ident: &str) -> Stream {
        let (what, segment) = match property {
            Some(name) => (format!("stream {}", docs::code(name)), name.as_str()),
            None => (String::from("content of the media entity"), "$value"),
        };
        let mut docs = vec![format!("Reads the {what}.")];
        let places = self.surface.places.of(id).iter().copied();
        let nearest: Vec<_> = places.filter(|place| self.surface.places.get(*place).is_addressable).take(1).collect();
        docs.extend(docs::lines(
            "GET",
            self.paths.to_entities(&nearest).into_iter().map(|path| format!("{path}/{segment}")).collect(),
        ));
        docs.extend(match property {
            Some(name) => docs::renamed(name, ident),
            None => docs::marked(segment, ident),
        });
        Stream { ident: ident.to_owned(), docs, property: property.cloned() }
    }

    fn has_text_key(&self, id: TypeId) -> bool {
        self.model.key(id).iter().all(|part| self.key_type(&part.ty).1 == KeyKind::Text)
    }
}

pub(super) fn request_type(names: &TypeNames, ident: &str) -> RustType {
    RustType::Request { module: names.module.clone(), ident: ident.to_owned() }
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
