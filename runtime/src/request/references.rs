//! Relationships between entities that are there already (OData 4.01 Protocol, section 11.4.6).

use http::Method;
use serde_json::{Value, json};

use super::{
    Delete, Draft, Prepared, Request, Resource,
    options::{http_request, request_options},
};
use crate::answer::{Error, Ignored};
use crate::json::{Body, write::request_value};
use crate::value::Model;

/// Adds a reference to an entity to a collection, or sets it.
#[derive(Clone, Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct SetReference {
    draft: Draft,
    target: String,
}

impl SetReference {
    fn map_draft(self, change: impl FnOnce(Draft) -> Draft) -> Self {
        Self { draft: change(self.draft), ..self }
    }

    request_options!();

    /// The request as data.
    ///
    /// # Errors
    ///
    /// [`Error::InvalidRequest`].
    pub fn into_request(self) -> Result<Request<Ignored>, Error> {
        self.draft.build(Some(&json!({"@odata.id": self.target}).into()))
    }

    http_request!(Ignored);
}

impl Resource {
    /// Adds an entity to the collection that a navigation property leads to.
    pub fn add_ref(&self, target: &Self) -> SetReference {
        SetReference { draft: self.reference(Method::POST), target: target.url() }
    }

    /// Makes a navigation property lead to an entity.
    pub fn set_ref(&self, target: &Self) -> SetReference {
        SetReference { draft: self.reference(Method::PUT), target: target.url() }
    }

    /// Takes the entity out of the collection or the navigation property that the path reached it by; it is not deleted.
    pub fn remove_ref(&self) -> Delete {
        Delete::new(self.reference(Method::DELETE))
    }

    /// Takes an entity out of the collection that a navigation property leads to; it is not deleted.
    pub fn remove_ref_to(&self, target: &Self) -> Delete {
        self.remove_ref().query("$id", &target.url())
    }

    fn reference(&self, method: Method) -> Draft {
        self.at_reference().draft(method)
    }
}

/// Relationships that come to be with the entity or its change (OData JSON Format 4.01, sections 8.3 and 8.5).
impl<M, O> Body<M, O> {
    /// Makes an entity together with this one.
    #[must_use]
    pub fn insert<T: Model>(self, navigation: &str, related: &T) -> Self {
        self.put(navigation.to_owned(), request_value(related))
    }

    /// Makes entities of a collection together with this one.
    #[must_use]
    pub fn insert_many<T: Model>(self, navigation: &str, related: impl IntoIterator<Item = T>) -> Self {
        self.put(navigation.to_owned(), related.into_iter().map(|entity| request_value(&entity)).collect())
    }

    /// Makes a navigation property lead to an entity.
    #[must_use]
    pub fn bind(self, navigation: &str, target: &Resource) -> Self {
        self.set_dynamic(&annotation(navigation), target.url().into())
    }

    /// Adds entities to the collection that a navigation property leads to.
    #[must_use]
    pub fn bind_many<'t>(self, navigation: &str, targets: impl IntoIterator<Item = &'t Resource>) -> Self {
        let urls: Vec<Value> = targets.into_iter().map(|target| target.url().into()).collect();
        self.set_dynamic(&annotation(navigation), urls.into())
    }
}

fn annotation(navigation: &str) -> String {
    format!("{navigation}@odata.bind")
}
