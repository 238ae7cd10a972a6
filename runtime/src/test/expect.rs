//! The request that a test expects.

use std::fmt;

use http::Method;
use serde::Serialize;

use super::{
    address::{Address, Query},
    body::Body,
    received::SECRET,
};

/// A request that a test expects: a method and a path, and as much more as the test says.
///
/// Query options are exactly those that it names, in any order. Headers and bodies that it does not name may be any.
#[derive(Clone, Debug)]
#[must_use = "give it to `MockService::on`"]
pub struct Expect {
    pub(super) method: Method,
    pub(super) address: Address,
    /// `None` for any.
    pub(super) query: Option<Query>,
    pub(super) headers: Vec<Header>,
    pub(super) body: Body,
}

#[derive(Clone)]
pub(super) struct Header {
    pub name: String,
    pub value: String,
}

impl Header {
    pub(super) fn is_secret(&self) -> bool {
        SECRET.contains(&self.name.as_str())
    }
}

impl fmt::Debug for Header {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let value = if self.is_secret() { "Sensitive" } else { &self.value };
        f.debug_tuple("Header").field(&self.name).field(&value).finish()
    }
}

impl Expect {
    /// A request to a path from the service root (`/users/a`), or to a whole URL on any host, as links may be. It is compared
    /// decoded, so that `/users('a b')` is `/users('a%20b')`; a slash in a key is `%2F`. A query may follow, encoded.
    pub fn new(method: Method, path: &str) -> Self {
        let (address, query) = Address::parse(path);
        Self { method, address, query: Some(query), headers: Vec::new(), body: Body::Any }
    }

    /// A `GET` request; see [`new`](Self::new).
    pub fn get(path: &str) -> Self {
        Self::new(Method::GET, path)
    }

    /// A `POST` request; see [`new`](Self::new).
    pub fn post(path: &str) -> Self {
        Self::new(Method::POST, path)
    }

    /// A `PATCH` request; see [`new`](Self::new).
    pub fn patch(path: &str) -> Self {
        Self::new(Method::PATCH, path)
    }

    /// A `PUT` request; see [`new`](Self::new).
    pub fn put(path: &str) -> Self {
        Self::new(Method::PUT, path)
    }

    /// A `DELETE` request; see [`new`](Self::new).
    pub fn delete(path: &str) -> Self {
        Self::new(Method::DELETE, path)
    }

    /// With a query option, as it reads before it is encoded: `.query("$filter", "name eq 'a b'")`.
    pub fn query(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.query.get_or_insert_default().push((name.into(), value.into()));
        self
    }

    /// Whatever the query.
    pub fn any_query(self) -> Self {
        Self { query: None, ..self }
    }

    /// With a header.
    pub fn header(mut self, name: &str, value: impl Into<String>) -> Self {
        self.headers.push(Header { name: name.to_lowercase(), value: value.into() });
        self
    }

    /// With this JSON as the body, whatever its spaces and the order of its members. Clients say the type of what they send:
    /// `@odata.type` counts only where this has it.
    pub fn json(self, body: &impl Serialize) -> Self {
        Self { body: Body::json(body, false), ..self }
    }

    /// With at least the members of this JSON in the body; objects may have more of them.
    pub fn json_including(self, body: &impl Serialize) -> Self {
        Self { body: Body::json(body, true), ..self }
    }

    /// With these bytes as the body; none for a request without one.
    pub fn bytes(self, body: impl Into<Vec<u8>>) -> Self {
        Self { body: Body::Bytes(body.into()), ..self }
    }
}

impl fmt::Display for Expect {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.method, self.address)?;
        let options = self.query.iter().flatten().enumerate();
        options
            .map(|(index, (name, value))| (if index == 0 { '?' } else { '&' }, name, value))
            .try_for_each(|(mark, name, value)| write!(f, "{mark}{name}={value}"))
    }
}
