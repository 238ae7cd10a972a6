//! How long a service asks to be left alone.

use std::time::{Duration, SystemTime};

use http::HeaderMap;

use super::header_text;

/// Headers of Azure's services, in milliseconds.
const MILLISECONDS: [&str; 2] = ["x-ms-retry-after-ms", "retry-after-ms"];

/// The wait that an answer asks for: seconds, or the time until a date (RFC 9110, section 10.2.3), or by a header of Azure's
/// services. For a program that sends requests by itself, and tries again before it reads the answer; an error has the same
/// by [`ServiceError::wait`](super::ServiceError::wait).
#[must_use]
pub fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    let milliseconds = |name| number(header_text(headers, name)?).map(Duration::from_millis);
    MILLISECONDS.into_iter().find_map(milliseconds).or_else(|| {
        let text = header_text(headers, "retry-after")?;
        number(text).map(Duration::from_secs).or_else(|| until(text))
    })
}

/// A number that is too large is the largest: it asks for a wait without end, and not for none.
fn number(text: &str) -> Option<u64> {
    let is_number = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| text.parse().unwrap_or(u64::MAX))
}

fn until(date: &str) -> Option<Duration> {
    let date = httpdate::parse_http_date(date).ok()?;
    Some(date.duration_since(SystemTime::now()).unwrap_or_default())
}
