//! The values of headers.

use http::{HeaderMap, HeaderName, HeaderValue};

/// The value of a header; `None` if it is no text.
pub(crate) fn header_text<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    std::str::from_utf8(headers.get(name)?.as_bytes()).ok()
}

/// The headers that are text, the first of each name.
pub(crate) fn texts(headers: &HeaderMap) -> impl Iterator<Item = (&str, &str)> {
    headers.keys().map(HeaderName::as_str).filter_map(|name| Some((name, header_text(headers, name)?)))
}

/// Headers that a service sent, the last of each name. What HTTP forbids as a name or value is left out, and what is beyond
/// the thousands that a map takes.
pub(crate) fn received<'h>(headers: impl Iterator<Item = (&'h str, &'h str)>) -> HeaderMap {
    let mut map = HeaderMap::new();
    for (name, value) in headers {
        if let (Ok(name), Ok(value)) = (HeaderName::try_from(name), HeaderValue::from_bytes(value.as_bytes())) {
            let _ = map.try_insert(name, value);
        }
    }
    map
}
