//! The response to a batch in JSON (OData JSON Format 4.01, section 19.2), of which what is odd in one part is odd in that part
//! alone.

use bytes::Bytes;
use http::{HeaderMap, Response, StatusCode};
use serde::de::IgnoredAny;
use serde_json::{Map, value::RawValue};

use crate::answer::{base64, header, header_text, response};
use crate::json::object::read_object;
use crate::value::Json;

/// The body of the response to a batch.
pub(super) struct Responses {
    pub responses: Vec<Box<RawValue>>,
}

read_object! { [] Responses { responses: required "responses" } }

/// What the service answered to a part; `None` where it does not say to which.
pub(super) fn read(wire: &RawValue) -> Option<(String, Result<Response<Bytes>, Malformed>)> {
    match serde_json::from_str::<ResponseObject>(wire.get()) {
        Ok(object) => Some((id(&object.id)?, object.into_response())),
        // A member that is there twice, or headers that are too deep, say.
        Err(_) => Some((id(&serde_json::from_str::<Identified>(wire.get()).ok()?.id)?, Err(Malformed))),
    }
}

/// That what a service answers to a part is no response.
pub(super) struct Malformed;

struct ResponseObject {
    id: Json,
    status: Json,
    headers: Json,
    body: Option<Box<RawValue>>,
}

read_object! { [] ResponseObject {
    id: optional "id", status: optional "status", headers: optional "headers", body: optional "body",
} }

/// All that has to be known of a response to say what is wrong with it.
struct Identified {
    id: Json,
}

read_object! { [] Identified { id: optional "id" } }

impl ResponseObject {
    /// The response as it would have come to the request alone.
    fn into_response(self) -> Result<Response<Bytes>, Malformed> {
        let status = status(&self.status).ok_or(Malformed)?;
        let headers = self.headers.as_object().map(headers).unwrap_or_default();
        let media_type = header_text(&headers, "content-type").unwrap_or("application/json");
        let body = self.body.map(|body| body_bytes(body, media_type)).unwrap_or_default();
        Ok(response(status, headers, body))
    }
}

/// The id, which is text, and which some services write as a number.
fn id(wire: &Json) -> Option<String> {
    match wire {
        Json::String(id) => Some(id.clone()),
        Json::Number(id) => Some(id.to_string()),
        _ => None,
    }
}

/// The status, which is a number, and which some services write as text, with its reason too: `"200 OK"`.
fn status(wire: &Json) -> Option<StatusCode> {
    let status = match wire {
        Json::String(status) => status.split_whitespace().next()?.parse().ok()?,
        status => u16::try_from(status.as_u64()?).ok()?,
    };
    StatusCode::from_u16(status).ok()
}

fn headers(wire: &Map<String, Json>) -> HeaderMap {
    let texts: Vec<_> = wire.iter().filter_map(|(name, value)| Some((name.as_str(), header_value(value)?))).collect();
    header::received(texts.iter().map(|(name, value)| (*name, value.as_str())))
}

/// The value of a header: several are one, as where they come in several lines (RFC 9110, section 5.3); null is none.
fn header_value(wire: &Json) -> Option<String> {
    match wire {
        Json::Null => None,
        Json::String(text) => Some(text.clone()),
        Json::Array(values) => Some(values.iter().filter_map(header_value).collect::<Vec<_>>().join(", ")),
        value => Some(value.to_string()),
    }
}

/// JSON stands for itself; text is a JSON string, and anything else is one in base64, with either alphabet: the standard
/// has one and services the other.
fn body_bytes(body: Box<RawValue>, media_type: &str) -> Vec<u8> {
    let json = String::from(Box::<str>::from(body));
    let media_type = media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    let string = serde_json::from_str::<String>(&json);
    if media_type == "application/json" || media_type.ends_with("+json") {
        return string.ok().and_then(|text| enclosed(&text)).unwrap_or_else(|| json.into_bytes());
    }
    match string {
        Ok(text) if media_type.starts_with("text/") => text.into_bytes(),
        Ok(text) => base64::decode(&text).unwrap_or_else(|_| text.into_bytes()),
        Err(_) => json.into_bytes(),
    }
}

/// The JSON that a string has in it as text, though JSON would stand for itself.
fn enclosed(text: &str) -> Option<Vec<u8>> {
    let is_json = || serde_json::from_str::<IgnoredAny>(text).is_ok();
    (text.trim_start().starts_with(['{', '[']) && is_json()).then(|| text.as_bytes().to_vec())
}
