//! The request that reads an entity after its change or creation.

use http::{HeaderMap, Method, Uri};

use super::{Draft, draft::service_headers, preference};
use crate::answer::{Error, header_text};
use crate::service::{LINK, links};
use crate::uri::link;

impl Draft {
    /// Reads the entity that the draft changes: with its path, query, headers and preferences, but for those that are about
    /// the change.
    pub(crate) fn into_read(self) -> Self {
        // What the service wants with each request, it wants with reading too.
        let own: Vec<_> = service_headers(&self.service).collect();
        let headers = self.headers.into_iter().filter_map(|header| header_for_reading(header, &own)).collect();
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

/// A header of a change as it is sent with the `GET` that reads the entity afterwards; `None` if it is about the change. What
/// the service wants with each request, `own`, stays.
fn header_for_reading((name, value): (String, String), own: &[(String, String)]) -> Option<(String, String)> {
    let own: Vec<_> = own.iter().filter(|(known, _)| known.eq_ignore_ascii_case(&name)).map(|(_, own)| own).collect();
    if !name.eq_ignore_ascii_case("prefer") {
        return (own.contains(&&value) || !is_of_a_change(&name)).then_some((name, value));
    }
    let is_own = |wanted: &str| own.iter().any(|own| preference::split(own).any(|own| own == wanted));
    let is_kept = |wanted: &&str| is_own(wanted) || !preference::is_of_a_change(wanted);
    let kept: Vec<_> = preference::split(&value).filter(is_kept).collect();
    (!kept.is_empty()).then(|| (name, kept.join(", ")))
}

/// Whether a header is about a change alone: its condition, its body, or what makes it safe to send again.
fn is_of_a_change(header: &str) -> bool {
    let header = header.to_ascii_lowercase();
    let starts = ["if-", "content-", "repeatability-"];
    header == "idempotency-key" || starts.iter().any(|start| header.starts_with(start))
}
