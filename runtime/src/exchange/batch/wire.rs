//! The request of a batch in JSON (OData JSON Format 4.01, section 19.1).

use bytes::Bytes;
use http::Request;
use serde::ser::{Serialize, SerializeMap, SerializeSeq, Serializer};

use super::part::Part;
use crate::answer::Error;

/// The body of a batch request.
struct Requests<'a> {
    parts: &'a [Part],
    wanted: &'a [usize],
}

impl Serialize for Requests<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(1))?;
        map.serialize_entry("requests", &RequestObjects(self))?;
        map.end()
    }
}

struct RequestObjects<'a>(&'a Requests<'a>);

impl Serialize for RequestObjects<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self(Requests { parts, wanted }) = self;
        let mut objects = serializer.serialize_seq(None)?;
        for part in wanted.iter().filter_map(|&index| parts.get(index)) {
            objects.serialize_element(&RequestObject { part, depends_on: depends_on(parts, wanted, part) })?;
        }
        objects.end()
    }
}

struct RequestObject<'a> {
    part: &'a Part,
    depends_on: Vec<String>,
}

impl Serialize for RequestObject<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self { part, depends_on } = self;
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("id", &part.id)?;
        if let Some(group) = part.group {
            map.serialize_entry("atomicityGroup", &group_id(group))?;
        }
        if !depends_on.is_empty() {
            map.serialize_entry("dependsOn", depends_on)?;
        }
        map.serialize_entry("method", &part.method)?;
        map.serialize_entry("url", &part.url)?;
        map.serialize_entry("headers", &part.headers)?;
        if let Some(body) = &part.body {
            map.serialize_entry("body", body)?;
        }
        map.end()
    }
}

/// The request that sends these parts.
///
/// # Errors
///
/// None, as long as the service root is a URL.
pub(super) fn request(service_root: &str, parts: &[Part], wanted: &[usize]) -> Result<Request<Bytes>, Error> {
    let body = serde_json::to_vec(&Requests { parts, wanted })
        .map_err(|error| Error::InvalidRequest(format!("the batch cannot be written: {error}")))?;
    let url = format!("{service_root}/$batch");
    Request::post(&url)
        .header("accept", "application/json")
        .header("content-type", "application/json")
        // Without it a service stops at the first part that fails (OData 4.01 Protocol, section 8.2.8.3).
        .header("prefer", "continue-on-error")
        .body(Bytes::from(body))
        .map_err(|error| Error::InvalidRequest(format!("{url:?} is no URL: {error}")))
}

/// The ids of what a part must come after.
fn depends_on(parts: &[Part], wanted: &[usize], part: &Part) -> Vec<String> {
    let mut depends_on: Vec<_> = part
        .after
        .iter()
        // What was answered in an earlier request is done.
        .filter(|index| wanted.contains(index))
        .filter_map(|&index| parts.get(index))
        .map(|other| match other.group {
            // Of another group, the whole is named.
            Some(group) if part.group != Some(group) => group_id(group),
            _ => other.id.clone(),
        })
        .collect();
    depends_on.dedup();
    depends_on
}

/// No part has such an id.
fn group_id(group: usize) -> String {
    format!("g{group}")
}
