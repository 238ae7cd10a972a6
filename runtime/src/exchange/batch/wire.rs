//! A batch in JSON (OData JSON Format 4.01, section 19).

use std::collections::BTreeMap;

use bytes::Bytes;
use http::{HeaderMap, Request, Response, StatusCode};
use serde::ser::{Serialize, SerializeMap, SerializeSeq, Serializer};
use serde_json::value::RawValue;

use super::part::Part;
use crate::answer::{Error, base64, header, header_text, response};
use crate::json::object::read_object;
use crate::value::Json;

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

/// The body of the response to a batch.
pub(super) struct Responses {
    pub responses: Vec<ResponseObject>,
}

read_object! { [] Responses { responses: required "responses" } }

pub(super) struct ResponseObject {
    pub id: String,
    status: u16,
    headers: Option<BTreeMap<String, Json>>,
    body: Option<Box<RawValue>>,
}

read_object! { [] ResponseObject {
    id: required "id", status: required "status", headers: optional "headers", body: optional "body",
} }

impl ResponseObject {
    /// The response as it would have come to the request alone.
    pub(super) fn into_response(self) -> Response<Bytes> {
        let headers = headers(self.headers.unwrap_or_default());
        let media_type = header_text(&headers, "content-type").unwrap_or("application/json");
        let body = self.body.map(|body| body_bytes(body, media_type)).unwrap_or_default();
        let status = StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        response(status, headers, body)
    }
}

fn headers(wire: BTreeMap<String, Json>) -> HeaderMap {
    let text = |value| match value {
        Json::String(text) => text,
        value => value.to_string(),
    };
    let wire: Vec<_> = wire.into_iter().map(|(name, value)| (name, text(value))).collect();
    header::received(wire.iter().map(|(name, value)| (name.as_str(), value.as_str())))
}

/// JSON stands for itself; text is a JSON string, and anything else is one in base64, with either alphabet: the standard
/// has one and services the other.
fn body_bytes(body: Box<RawValue>, media_type: &str) -> Vec<u8> {
    let json = String::from(Box::<str>::from(body));
    let media_type = media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    if media_type == "application/json" || media_type.ends_with("+json") {
        return json.into_bytes();
    }
    match serde_json::from_str::<String>(&json) {
        Ok(text) if media_type.starts_with("text/") => text.into_bytes(),
        Ok(text) => base64::decode(&text).unwrap_or_else(|_| text.into_bytes()),
        Err(_) => json.into_bytes(),
    }
}
