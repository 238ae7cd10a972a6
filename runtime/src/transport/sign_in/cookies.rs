//! The cookies of an answer, as far as a session on one host needs them.

use azure_core::{
    credentials::Secret,
    http::{Context, Request},
};
use http::HeaderMap;

use super::beside;

pub(super) const HEADER: &str = "cookie";

/// A value that is as short as this may be a word of any text.
const SHORT: usize = 8;

/// Cookies that are sent together, to the host that set them.
pub(super) struct Cookies(Vec<(String, Secret)>);

impl Cookies {
    /// `None` if the answer sets none.
    pub(super) fn of(headers: &HeaderMap) -> Option<Self> {
        let mut cookies = Self(Vec::new());
        let values = headers.get_all("set-cookie").iter().filter_map(|value| value.to_str().ok());
        for (name, value) in values.flat_map(split).filter_map(pair) {
            cookies.0.retain(|(known, _)| known != name);
            cookies.0.push((name.to_owned(), Secret::from(value.to_owned())));
        }
        Some(cookies).filter(|cookies| !cookies.0.is_empty())
    }

    /// As a header has them.
    pub(super) fn text(&self) -> String {
        let cookies = self.0.iter().map(|(name, value)| format!("{name}={}", value.secret()));
        cookies.collect::<Vec<_>>().join("; ")
    }

    /// Adds them to those that the request has, each once.
    pub(super) fn add_to(&self, context: &Context<'_>, request: &mut Request) {
        let before = request.headers().get_optional_string(&HEADER.into()).unwrap_or_default();
        let is_other = |cookie: &&str| {
            let name = cookie.split('=').next().unwrap_or_default();
            !cookie.is_empty() && self.0.iter().all(|(known, _)| known != name)
        };
        let mut all: Vec<String> = before.split(';').map(str::trim).filter(is_other).map(str::to_owned).collect();
        for (name, value) in &self.0 {
            let cookie = format!("{name}={}", value.secret());
            beside::note(context, if value.secret().len() < SHORT { &cookie } else { value.secret() });
            all.push(cookie);
        }
        request.insert_header(HEADER, all.join("; "));
    }
}

/// The cookies of one header. Transports and proxies join several headers with commas, which are in dates, too: a comma begins
/// a cookie if a name and `=` follow.
fn split(header: &str) -> Vec<&str> {
    let mut cookies = Vec::new();
    let mut start = 0;
    for (place, _) in header.match_indices(',') {
        let rest = header.get(place + 1..).unwrap_or_default();
        let name = rest.split(['=', ';', ',']).next().unwrap_or_default();
        let is_name = rest.get(name.len()..).is_some_and(|rest| rest.starts_with('=')) && !name.trim().is_empty();
        if is_name && !name.trim().contains(char::is_whitespace) {
            cookies.push(header.get(start..place).unwrap_or_default());
            start = place + 1;
        }
    }
    cookies.push(header.get(start..).unwrap_or_default());
    cookies
}

/// The name and the value of a cookie, unless the header deletes it.
fn pair(cookie: &str) -> Option<(&str, &str)> {
    let mut parts = cookie.split(';').map(str::trim);
    let (name, value) = parts.next()?.split_once('=')?;
    let is_end = |part: &str| {
        let age = part.split_once('=').filter(|(name, _)| name.trim().eq_ignore_ascii_case("max-age"));
        age.and_then(|(_, age)| age.trim().parse::<i64>().ok()).is_some_and(|age| age <= 0)
    };
    (!name.trim().is_empty() && !parts.any(is_end)).then_some((name.trim(), value.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cookies(headers: &[&str]) -> Vec<(String, String)> {
        let mut map = HeaderMap::new();
        for header in headers {
            map.append("set-cookie", header.parse().unwrap());
        }
        let cookies = Cookies::of(&map).map(|cookies| cookies.0).unwrap_or_default();
        cookies.into_iter().map(|(name, value)| (name, value.secret().to_owned())).collect()
    }

    fn expected(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
        pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
    }

    #[test]
    fn joined_headers_are_the_cookies_of_each() {
        let date = "Expires=Wed, 21 Oct 2065 07:28:00 GMT";
        let joined = format!("a=1; {date}; path=/, sap-usercontext=sap-client=100; path=/,b=x,y; secure");
        let found = expected(&[("a", "1"), ("sap-usercontext", "sap-client=100"), ("b", "x,y")]);
        assert_eq!(cookies(&[&joined]), found);
        assert_eq!(cookies(&[&format!("a=1; {date}"), "sap-usercontext=sap-client=100", "b=x,y"]), found);
    }

    #[test]
    fn the_last_of_a_name_counts_and_a_deleted_one_does_not() {
        assert_eq!(cookies(&["a=1", "a=2; HttpOnly", "b=3; Max-Age=0", "=4", "c"]), expected(&[("a", "2")]));
        assert_eq!(cookies(&[]), []);
    }
}
