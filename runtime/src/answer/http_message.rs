//! A response that is the body of another one (`application/http`, OData 4.01 Protocol, section 11.6).

use bytes::Bytes;
use http::{Response, StatusCode};

use super::{header, response};

/// The response in a body; `None` if there is none.
pub(crate) fn http_message(body: &[u8]) -> Option<Response<Bytes>> {
    let end = body.windows(4).position(|bytes| bytes == b"\r\n\r\n")?;
    let (head, body) = (std::str::from_utf8(body.get(..end)?).ok()?, body.get(end + 4..)?);
    let mut lines = head.split("\r\n");
    let status: u16 = lines.next()?.strip_prefix("HTTP/")?.split(' ').nth(1)?.parse().ok()?;
    let headers = lines.filter_map(|line| line.split_once(':')).map(|(name, value)| (name.trim(), value.trim()));
    Some(response(StatusCode::from_u16(status).ok()?, header::received(headers), Bytes::copy_from_slice(body)))
}
