//! The request that reads an entity after its change or creation.

use http::{HeaderMap, Method, Uri};

use super::{Draft, draft::service_headers, sent_headers};
use crate::answer::{Error, header_text};
use crate::service::{LINK, links};
use crate::uri::link;

impl Draft {
    /// Reads the entity that the draft changes: with its path, query, headers and preferences, but for those that are about
    /// the change.
    pub(crate) fn into_read(self) -> Self {
        // What the service wants with each request, it wants with reading too.
        let own: Vec<_> = service_headers(&self.service).collect();
        let headers = sent_headers::for_reading(&self.method, self.headers, &own);
        Self { method: Method::GET, headers, ..self }
    }

    /// Reads the entity that the draft created, from where the headers of its response say that it is.
    ///
    /// # Errors
    ///
    /// [`Error::UnexpectedAnswer`] if they do not say it, [`Error::InvalidRequest`] if it is another host.
    pub(crate) fn into_created(self, uri: &Uri, headers: &HeaderMap) -> Result<Self, Error> {
        let header = |name: &str| header_text(headers, name);
        let link = header("location").or_else(|| header("odata-entityid")).ok_or_else(|| {
            Error::UnexpectedAnswer(String::from("the response has neither the entity nor a Location"))
        })?;
        let url = links::own_from(&self.service, uri, link)?;
        let mut query = self.query.clone();
        // An alias belongs to the path of the collection, and what the link says itself is not said twice.
        query.retain(|(name, _)| !name.starts_with('@') && !link::query_names(&url).any(|known| known == *name));
        Ok(Self { url: url.to_string(), template: LINK.to_owned(), query, ..self.into_read() })
    }
}
