//! A response that is the body of another one (`application/http`, OData 4.01 Protocol, section 11.6).

use azure_core::http::{RawResponse, headers::Headers};

/// The response in a body; `None` if there is none.
pub(super) fn enclosed(body: &[u8]) -> Option<RawResponse> {
    let end = body.windows(4).position(|bytes| bytes == b"\r\n\r\n")?;
    let (head, body) = (std::str::from_utf8(body.get(..end)?).ok()?, body.get(end + 4..)?);
    let mut lines = head.split("\r\n");
    let status: u16 = lines.next()?.strip_prefix("HTTP/")?.split(' ').nth(1)?.parse().ok()?;
    let mut headers = Headers::new();
    for (name, value) in lines.filter_map(|line| line.split_once(':')) {
        headers.insert(name.trim().to_lowercase(), value.trim().to_owned());
    }
    Some(RawResponse::from_bytes(status.into(), headers, body.to_vec()))
}
