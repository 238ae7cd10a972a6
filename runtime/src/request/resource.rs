//! The path to a resource.

use http::Method;

use super::{Call, CreateRequest, Delete, Download, Draft, Get, List, UpdateRequest};
use crate::service::Service;
use crate::uri::{Key, KeyStyle, KeyValue, encode::segment, path::Path};

/// The path to a resource, from the service root.
#[derive(Clone, Debug)]
pub struct Resource {
    service: Service,
    path: Path,
    /// What stands before a cast, if the path ends in one.
    uncast: Option<Path>,
    /// Whether what the path leads to is of a derived type by a cast: at the end of the path, or before the key there.
    is_cast: bool,
    /// The parameter aliases of the functions in the path, which the query defines.
    aliases: Vec<(String, String)>,
}

impl Resource {
    pub(crate) fn new(service: Service, name: &str) -> Self {
        Self::with_aliases(service, Path::default().with(&format!("/{}", segment(name))), Vec::new())
    }

    pub(crate) fn with_aliases(service: Service, path: Path, aliases: Vec<(String, String)>) -> Self {
        Self { service, path, uncast: None, is_cast: false, aliases }
    }

    fn with_path(&self, path: Path) -> Self {
        Self::with_aliases(self.service.clone(), path, self.aliases.clone())
    }

    /// The path, percent-encoded, with a slash in front.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path.text
    }

    /// The whole URL, by which other entities refer to the resource.
    #[must_use]
    pub fn url(&self) -> String {
        format!("{}{}", self.service.service_root(), self.path.text)
    }

    /// A property of the resource.
    #[must_use]
    pub fn property(&self, name: &str) -> Self {
        self.with_path(self.path.with(&format!("/{}", segment(name))))
    }

    /// The resource as one of a derived type, by its qualified name. A cast of a cast takes the place of the first: a path
    /// has room for one (OData 4.01 URL Conventions, section 4.11).
    #[must_use]
    pub fn cast(&self, name: &str) -> Self {
        let base = self.uncast.as_ref().unwrap_or(&self.path);
        Self { uncast: Some(base.clone()), is_cast: true, ..self.with_path(base.with(&format!("/{}", segment(name)))) }
    }

    /// The entity of that key in the collection.
    #[must_use]
    pub fn key(&self, key: &Key) -> Self {
        let path = match (self.service.options().key_style, key.segment()) {
            (KeyStyle::Segment, Some(segment)) => self.path.with_value(&format!("/{segment}"), "/{key}"),
            _ => self.path.with_value(&format!("({})", key.literal()), "({key})"),
        };
        self.with_key(path)
    }

    fn with_key(&self, path: Path) -> Self {
        Self { is_cast: self.is_cast, ..self.with_path(path) }
    }

    /// The entity of that composite key in the collection.
    #[must_use]
    pub fn composite_key(&self, parts: &[(&str, Key)]) -> Self {
        let parts: Vec<_> = parts.iter().map(|(name, key)| format!("{}={}", segment(name), key.literal())).collect();
        self.with_key(self.path.with_value(&format!("({})", parts.join(",")), "({key})"))
    }

    /// What is reached from here by names with slashes between them, behind a colon: `root:/folder/file.txt`, and
    /// `root:/folder/file.txt:/children` where the path goes on. The names are given as they are, and encoded each by itself.
    ///
    /// OData has no such paths: Microsoft Graph has them for the items of a drive and for sites ("Addressing resources in a drive
    /// on `OneDrive`"). Empty names are left out; from a path of names it goes on below it.
    #[must_use]
    pub fn by_colon_path(&self, names: &str) -> Self {
        self.with_path(self.path.with_names(names))
    }

    /// The entity of that key in the collection, which has one part.
    #[doc(hidden)]
    #[must_use]
    pub fn by<V: KeyValue + ?Sized>(&self, value: &V) -> Self {
        self.key(&value.to_key())
    }

    /// The entity of that key in the collection, whose parts have names; a key of one part has it without.
    #[doc(hidden)]
    #[must_use]
    pub fn keyed(&self, parts: &[(&[&str], Key)]) -> Self {
        match parts {
            [([], key)] => self.key(key),
            parts => {
                let named = parts.iter().map(|(name, key)| (name.first().copied().unwrap_or_default(), key.clone()));
                self.composite_key(&named.collect::<Vec<_>>())
            }
        }
    }

    /// Reads the entity.
    pub fn get<T>(&self) -> Get<T> {
        self.get_of()
    }

    /// Reads the entity of type `M` as a `T`, which holds those of derived types too.
    pub fn get_of<T, M>(&self) -> Get<T, M> {
        Get::new(self.draft(Method::GET))
    }

    /// Reads the collection.
    pub fn list<T>(&self) -> List<T> {
        self.list_of()
    }

    /// Reads the collection of entities of type `M` as `T`s, which hold those of derived types too.
    pub fn list_of<T, M>(&self) -> List<T, M> {
        List::new(self.draft(Method::GET))
    }

    /// Changes the entity.
    #[must_use]
    pub fn patch(&self) -> UpdateRequest {
        UpdateRequest(self.draft(Method::PATCH))
    }

    /// Replaces the entity.
    #[must_use]
    pub fn put(&self) -> UpdateRequest {
        UpdateRequest(self.draft(Method::PUT))
    }

    /// Adds an entity to the collection.
    #[must_use]
    pub fn create(&self) -> CreateRequest {
        CreateRequest(self.draft(Method::POST))
    }

    /// Calls an action that is bound to the resource, by its qualified name; behind the name of a property and a slash, one that
    /// is bound to the property's value.
    pub fn action<T>(&self, name: &str) -> Call<T> {
        Call::action(self.properties(name).draft(Method::POST))
    }

    /// Calls a function that is bound to the resource, by its qualified name; behind the name of a property and a slash, one that
    /// is bound to the property's value.
    pub fn function<T>(&self, name: &str) -> Call<T> {
        Call::function(self.properties(name).draft(Method::GET))
    }

    fn properties(&self, names: &str) -> Self {
        names.split('/').fold(self.clone(), |resource, name| resource.property(name))
    }

    /// Calls the action that the path leads to: an action import.
    pub fn call_action<T>(&self) -> Call<T> {
        Call::action(self.draft(Method::POST))
    }

    /// Calls the function that the path leads to: a function import.
    pub fn call_function<T>(&self) -> Call<T> {
        Call::function(self.draft(Method::GET))
    }

    /// Deletes the entity.
    pub fn delete(&self) -> Delete {
        Delete::new(self.draft(Method::DELETE))
    }

    /// Reads the stream that the path leads to.
    pub fn download(&self) -> Download {
        Download::new(self.draft(Method::GET))
    }

    /// Reads the content of the media entity (OData 4.01 URL Conventions, section 4.14).
    pub fn content(&self) -> Download {
        self.with_path(self.path.with("/$value")).download()
    }

    pub(super) fn at_reference(&self) -> Self {
        self.with_path(self.path.with("/$ref"))
    }

    pub(crate) fn draft(&self, method: Method) -> Draft {
        let draft = Draft::new(self.service.clone(), method, &self.path).with_cast(self.is_cast);
        self.aliases.iter().fold(draft, |draft, (name, value)| draft.with_query(name, value))
    }
}

impl Service {
    /// An entity set or a singleton.
    #[must_use]
    pub fn resource(&self, name: &str) -> Resource {
        Resource::new(self.clone(), name)
    }

    /// The same, for the methods of emitted code, which go on from a resource in this way.
    #[doc(hidden)]
    #[must_use]
    pub fn property(&self, name: &str) -> Resource {
        self.resource(name)
    }
}
