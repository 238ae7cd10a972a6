//! What a server's answer means.

use std::io::Write;

use serde_json::Value;
use ureq::Body;
use ureq::http::Response;
use ureq::http::header::{CONTENT_TYPE, ETAG};

use super::body;
use super::error::Error;
use super::http::Request;

/// What came.
pub(super) enum Answer {
    /// What is here already.
    NotModified,
    /// A file.
    File {
        /// Its bytes, unpacked.
        bytes: Vec<u8>,
        /// The server's mark of this version.
        etag: Option<String>,
    },
}

/// Sends the request and reads what comes.
///
/// # Errors
///
/// It is not the metadata.
pub(super) fn get(request: &Request<'_>, stderr: &mut dyn Write) -> Result<Answer, Error> {
    let answer = request.send()?;
    match answer.status().as_u16() {
        200 => {}
        304 if request.etag.is_some() => return Ok(Answer::NotModified),
        status => {
            let said = request.token.hide(&problem(&body::beginning(answer.into_body())));
            return Err(Error::Status { url: request.url.to_owned(), status, said });
        }
    }
    let content_type = header(&answer, &CONTENT_TYPE);
    if let Some(content_type) = content_type.filter(|content_type| !is_xml(content_type)) {
        let beginning = body::beginning(answer.into_body());
        return Err(Error::Type {
            url: request.url.to_owned(),
            content_type: request.token.hide(&content_type),
            beginning: request.token.hide(&String::from_utf8_lossy(&beginning)),
        });
    }
    let etag = answer.headers().get(ETAG).and_then(|etag| etag.to_str().ok()).map(str::to_owned);
    Ok(Answer::File { bytes: body::whole(request, answer.into_body(), stderr)?, etag })
}

fn header(answer: &Response<Body>, name: &ureq::http::HeaderName) -> Option<String> {
    answer.headers().get(name).map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned())
}

/// Whether a media type is one of XML (RFC 7303).
fn is_xml(content_type: &str) -> bool {
    let media_type = content_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    matches!(media_type.as_str(), "application/xml" | "text/xml")
        || (media_type.starts_with("application/") && media_type.ends_with("+xml"))
}

/// The code and message of an OData error (OData JSON Format 4.01, section 21.1), or the text as it is.
fn problem(bytes: &[u8]) -> String {
    let json: Option<Value> = serde_json::from_slice(bytes).ok();
    let error = json.as_ref().and_then(|json| json.get("error"));
    let text = |name| error.and_then(|error| error.get(name)).and_then(Value::as_str);
    match (text("code"), text("message")) {
        (Some(code), Some(message)) => format!("{code}: {message}"),
        (Some(one), None) | (None, Some(one)) => one.to_owned(),
        (None, None) => String::from_utf8_lossy(bytes).into_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn media_types_of_xml() {
        for yes in ["application/xml", "Text/XML; charset=utf-8", "application/edmx+xml;q=1"] {
            assert!(is_xml(yes), "{yes}");
        }
        for no in ["text/html", "application/json", "image/svg+xml", "application/xmlx", ""] {
            assert!(!is_xml(no), "{no}");
        }
    }
}
