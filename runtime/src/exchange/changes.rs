//! What has changed in a collection since it was read last (OData 4.01 Protocol, section 11.3; Microsoft Graph, "Use
//! delta query to track changes").

use bytes::Bytes;
use http::Method;
use serde::{
    Deserialize, Deserializer,
    de::{DeserializeOwned, DeserializeSeed as _, Error as _},
};
use serde_json::{Map, Value};

use super::{Pages, pages::Next};
use crate::answer::{Error, Page};
use crate::json::{OwnText, collection::read_any_object, control, from_part, object::read_object, properties};
use crate::request::{Call, Draft, List};
use crate::service::Service;
use crate::uri::path::Path;
use crate::value::Model;

/// The preference by which a service is asked for a delta link.
const TRACK_CHANGES: &str = "odata.track-changes";

/// A part of what has changed, in the order in which it changed.
pub type ChangePage<T> = Page<Change<T>>;

/// A change of a collection (OData JSON Format 4.01, section 15).
#[derive(Clone, Debug, PartialEq)]
pub enum Change<T> {
    /// The entity is new or was changed. Of one that was changed there may be its key and the changed properties alone.
    Changed(T),
    /// The entity was deleted, or does not belong to the collection any more.
    Removed(Removed),
    /// An entity is related to another one now.
    LinkAdded(Link),
    /// An entity is not related to another one any more.
    LinkRemoved(Link),
}

/// An entity that was deleted, or that does not belong to the collection any more.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Removed {
    /// The key `id`, or the entity's id, by which it can be found among those that were read.
    pub id: Option<String>,
    /// `deleted`, or `changed` if it was changed so that it does not belong to the collection any more. Graph means by
    /// `changed` that it can be restored.
    pub reason: Option<String>,
    /// All of it as it came, other keys than `id`, say.
    pub raw: Map<String, Value>,
}

/// A relationship of two entities, by their ids.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Link {
    /// The entity that has the navigation property.
    pub source: String,
    /// The navigation property.
    pub relationship: String,
    /// The entity that it leads to.
    pub target: String,
}

read_object! { [] Link { source: required "source", relationship: required "relationship", target: required "target" } }

impl Removed {
    fn new(raw: Map<String, Value>) -> Self {
        let id = ["id", "@id", "@odata.id"].into_iter().find_map(|name| raw.get(name)).and_then(text);
        // OData 4.0 has the reason beside the id.
        let reason = raw.get("@removed").or_else(|| raw.get("@odata.removed")).unwrap_or(&Value::Null).get("reason");
        let reason = reason.or_else(|| raw.get("reason")).and_then(text);
        Self { id, reason, raw }
    }
}

fn text(value: &Value) -> Option<String> {
    match value {
        Value::Null => None,
        Value::String(text) => Some(text.clone()),
        other => Some(other.to_string()),
    }
}

impl<'de, T: DeserializeOwned> Deserialize<'de> for Change<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        // As text, so that an entity has all digits of its numbers.
        let text = OwnText.deserialize(deserializer)?;
        read(&text).map_err(D::Error::custom)
    }
}

fn read<T: DeserializeOwned>(text: &str) -> Result<Change<T>, serde_json::Error> {
    match kind(text) {
        Kind::Entity => from_part(text).map(Change::Changed),
        Kind::Removed => read_any_object(text).map(Removed::new).map(Change::Removed),
        Kind::LinkAdded => from_part(text).map(Change::LinkAdded),
        Kind::LinkRemoved => from_part(text).map(Change::LinkRemoved),
    }
}

enum Kind {
    Entity,
    Removed,
    LinkAdded,
    LinkRemoved,
}

fn kind(text: &str) -> Kind {
    let properties = properties(text).unwrap_or_default();
    let has = |name: &str| properties.iter().any(|property| property.name == name);
    if has("@removed") || has("@odata.removed") {
        return Kind::Removed;
    }
    // What OData 4.0 says by the context alone.
    let context = control(&properties, "context");
    match context.as_deref().and_then(|context| context.rsplit_once("/$")).map(|(_, kind)| kind) {
        Some("deletedEntity") => Kind::Removed,
        Some("link") => Kind::LinkAdded,
        Some("deletedLink") => Kind::LinkRemoved,
        _ => Kind::Entity,
    }
}

/// What has changed, page after page, and then the link by which to ask for what will have changed.
///
/// A service that does not know any more what changed since then answers 410: start anew, from the header
/// [`location`](crate::requests::ServiceError::location) if there is one, or with a new request. What the client has and the
/// service does not send then is gone.
#[derive(Clone, Debug)]
#[must_use = "nothing is sent until a page is asked for"]
pub struct Changes<T> {
    pages: Pages<Change<T>>,
}

impl<T> Changes<T> {
    fn new(draft: Draft, next: Next) -> Self {
        Self { pages: Pages::new(draft, next) }
    }

    /// What has changed since a delta link was given, which may have been stored by another run of the program. The link
    /// is opaque: it has the query options of the request that it began with.
    pub fn resume(service: &Service, delta_link: impl Into<String>) -> Self {
        Self::new(Draft::new(service.clone(), Method::GET, &Path::default()), Next::Link(delta_link.into()))
    }

    /// Sets a header of each request.
    pub fn header(self, name: &str, value: &str) -> Self {
        Self { pages: self.pages.map_draft(|draft| draft.with_header(name, value)) }
    }

    /// Adds a preference to the header `Prefer` of each request.
    pub fn prefer(self, preference: &str) -> Self {
        Self { pages: self.pages.map_draft(|draft| draft.with_preference(preference)) }
    }

    /// Asks for pages of so many items at most; see [`List::page_size`]. Where that is a query option, it is one of the first
    /// request: a delta link has its own. A function that takes the preference all the same has it by [`prefer`](Self::prefer).
    pub fn page_size(self, number: u64) -> Self {
        Self { pages: self.pages.map_draft(|draft| draft.with_page_size(number)) }
    }

    /// The link to what will have changed, to be stored, as an absolute URL: it comes with the last page.
    #[must_use]
    pub fn delta_link(&self) -> Option<&str> {
        self.pages.delta_link()
    }

    /// The request for the next page; `None` behind the last one. Until a page is taken it is the same request.
    ///
    /// # Errors
    ///
    /// As of [`Pages::next_request`].
    pub fn next_request(&mut self) -> Result<Option<http::Request<Bytes>>, Error> {
        self.pages.next_request()
    }
}

impl<T: DeserializeOwned> Changes<T> {
    /// Takes the answer to the [`next_request`](Self::next_request). After an error that request can be made again.
    ///
    /// # Errors
    ///
    /// As of [`Reader::read`](crate::requests::Reader::read); `Service` with status 410 if all has to be read anew.
    pub fn take(&mut self, response: http::Response<impl AsRef<[u8]>>) -> Result<ChangePage<T>, Error> {
        self.pages.take(response)
    }

    /// Reads the next page; `None` behind the last one. After an error the same page is read again.
    ///
    /// # Errors
    ///
    /// See [`Error`]; `Service` with status 410 if all has to be read anew, `InvalidRequest` if the link leads to another
    /// host than the service's, for which the token is not, `UnexpectedAnswer` if it leads back to a page that was read
    /// before, and `Limit` if too many pages have no item.
    #[cfg(feature = "client")]
    pub async fn next_page(&mut self) -> Result<Option<ChangePage<T>>, Error> {
        self.pages.next_page().await
    }
}

impl<T, M> List<T, M> {
    /// Asks the service to track changes (OData 4.01 Protocol, section 8.2.8.9): the last page has a
    /// [`delta_link`](Page::delta_link).
    pub fn track_changes(self) -> Self {
        self.prefer(TRACK_CHANGES)
    }

    /// The collection, page after page, and then the link by which to ask for what will have changed. With [`top`](Self::top)
    /// it ends behind so many items, and there may be no such link.
    pub fn changes(self) -> Changes<T> {
        Changes::new(self.track_changes().into_draft(), Next::First)
    }
}

impl<M: Model> Call<Page<M>> {
    /// What the function returns, page after page, and then the link by which to ask for what will have changed: for
    /// Graph's functions `delta`.
    pub fn changes(self) -> Changes<M> {
        Changes::new(self.into_draft(), Next::First)
    }
}
