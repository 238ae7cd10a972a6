//! A batch in JSON (OData JSON Format 4.01, section 19).

use std::collections::BTreeMap;

use azure_core::base64;
use bytes::Bytes;
use http::{HeaderMap, Request, Response, StatusCode};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use super::part::Part;
use crate::answer::{Error, header, header_text, response};
use crate::value::Json;

/// The body of a batch request.
#[derive(Serialize)]
struct Requests<'a> {
    requests: Vec<RequestObject<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct RequestObject<'a> {
    id: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    atomicity_group: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    depends_on: Vec<String>,
    method: &'a str,
    url: &'a str,
    headers: &'a BTreeMap<String, String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    body: Option<&'a RawValue>,
}

/// The request that sends these parts.
///
/// # Errors
///
/// None, as long as the service root is a URL.
pub(super) fn request(service_root: &str, parts: &[Part], wanted: &[usize]) -> Result<Request<Bytes>, Error> {
    let objects = wanted.iter().filter_map(|&index| parts.get(index)).map(|part| object(parts, wanted, part));
    let body = serde_json::to_vec(&Requests { requests: objects.collect() })
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

fn object<'a>(parts: &[Part], wanted: &[usize], part: &'a Part) -> RequestObject<'a> {
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
    RequestObject {
        id: &part.id,
        atomicity_group: part.group.map(group_id),
        depends_on,
        method: &part.method,
        url: &part.url,
        headers: &part.headers,
        body: part.body.as_deref(),
    }
}

/// No part has such an id.
fn group_id(group: usize) -> String {
    format!("g{group}")
}

/// The body of the response to a batch.
#[derive(Deserialize)]
pub(super) struct Responses {
    pub responses: Vec<ResponseObject>,
}

#[derive(Deserialize)]
pub(super) struct ResponseObject {
    pub id: String,
    status: u16,
    headers: Option<BTreeMap<String, Json>>,
    body: Option<Box<RawValue>>,
}

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
        Ok(text) => decode(&text).unwrap_or_else(|_| text.into_bytes()),
        Err(_) => json.into_bytes(),
    }
}

fn decode(text: &str) -> azure_core::Result<Vec<u8>> {
    if text.contains(['-', '_']) { base64::decode_url_safe(text) } else { base64::decode(text) }
}
