//! Calls of actions and functions (OData 4.01 Protocol, section 11.5).

use std::{fmt, marker::PhantomData};

use serde::{Deserialize, Deserializer, de::DeserializeOwned};
use serde_json::{Map, Value};

use super::{Request, Resource, Response, Sending, request::Draft};
use crate::answer::{Content, Error, Ignored, Page, ReadBody, is_null};
use crate::json::{ReadError, write::request_value};
use crate::uri::{key::encode, literal::literal};
use crate::value::{Json, Model, Scalar, scalar::deserialize_scalar};

/// A call of an action or function with its parameters; `T` is what it returns.
#[must_use = "a call does nothing until it is sent"]
pub struct Call<T> {
    draft: Draft,
    arguments: Arguments,
    result: PhantomData<fn() -> T>,
}

#[derive(Clone, Debug)]
enum Arguments {
    /// In the body.
    Action(Map<String, Value>),
    /// In the path: the name of the function and its arguments; those that are no literals are in the query, by alias.
    Function(Vec<(&'static str, String)>),
}

impl<T> Call<T> {
    pub(super) fn action(draft: Draft) -> Self {
        Self { draft, arguments: Arguments::Action(Map::new()), result: PhantomData }
    }

    pub(super) fn function(draft: Draft) -> Self {
        Self { draft, arguments: Arguments::Function(Vec::new()), result: PhantomData }
    }

    /// Gives a string.
    pub fn set_text(self, name: &'static str, value: impl Into<String>) -> Self {
        self.set(name, value.into())
    }

    /// Gives strings.
    pub fn set_texts(self, name: &'static str, items: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.set_json(name, items.into_iter().map(|item| Value::String(item.into())).collect())
    }

    /// Gives a primitive or enumeration value.
    #[expect(clippy::needless_pass_by_value, reason = "a setter takes what it is given")]
    pub fn set<V: Scalar>(mut self, name: &'static str, value: V) -> Self {
        match &mut self.arguments {
            Arguments::Action(values) => {
                values.insert(name.to_owned(), Value::from(value.to_token()));
            }
            Arguments::Function(arguments) => put(arguments, name, encode(&literal(&value)).into_owned()),
        }
        self
    }

    /// Gives a collection of primitive or enumeration values.
    pub fn set_list<V: Scalar>(self, name: &'static str, items: impl IntoIterator<Item = V>) -> Self {
        self.set_json(name, items.into_iter().map(|item| Value::from(item.to_token())).collect())
    }

    /// Gives a complex value or an entity.
    #[expect(clippy::needless_pass_by_value, reason = "a setter takes what it is given")]
    pub fn set_model<M: Model>(self, name: &'static str, value: M) -> Self {
        self.set_json(name, request_value(&value))
    }

    /// Gives a collection of complex values or entities.
    pub fn set_models<M: Model>(self, name: &'static str, items: impl IntoIterator<Item = M>) -> Self {
        self.set_json(name, items.into_iter().map(|item| request_value(&item)).collect())
    }

    /// Gives any JSON. Functions take it through a parameter alias (OData 4.01 Protocol, section 11.5.4.1.1).
    pub fn set_json(mut self, name: &'static str, value: Value) -> Self {
        match &mut self.arguments {
            Arguments::Action(values) => {
                values.insert(name.to_owned(), value);
            }
            Arguments::Function(arguments) => {
                let alias = self.draft.free_alias(name);
                put(arguments, name, format!("@{}", encode(&alias)));
                self.draft = self.draft.with_query(&format!("@{alias}"), &value.to_string());
            }
        }
        self
    }

    /// Gives null, which is what a function needs for a parameter without a value.
    pub fn clear(mut self, name: &'static str) -> Self {
        match &mut self.arguments {
            Arguments::Action(values) => {
                values.insert(name.to_owned(), Value::Null);
            }
            Arguments::Function(arguments) => put(arguments, name, String::from("null")),
        }
        self
    }

    /// Sets a header.
    pub fn header(self, name: &str, value: &str) -> Self {
        Self { draft: self.draft.with_header(name, value), ..self }
    }

    /// Sends the header `If-Match`: the service refuses with 412 if the entity is no longer that of the `ETag`.
    pub fn if_match(self, etag: &str) -> Self {
        self.header("if-match", etag)
    }

    /// Adds a preference to the header `Prefer` (OData 4.01 Protocol, section 8.2.8).
    pub fn prefer(self, preference: &str) -> Self {
        Self { draft: self.draft.with_preference(preference), ..self }
    }

    /// Adds a query option, `$select`, say; the value is percent-encoded.
    pub fn query(self, name: &str, value: &str) -> Self {
        Self { draft: self.draft.with_query(name, value), ..self }
    }
}

impl<T> Call<T> {
    /// The request without what an action has in its body.
    pub(super) fn into_draft(self) -> Draft {
        match self.arguments {
            Arguments::Action(_) => self.draft,
            Arguments::Function(arguments) => with_arguments(self.draft, &arguments),
        }
    }
}

impl<T> Clone for Call<T> {
    fn clone(&self) -> Self {
        Self { draft: self.draft.clone(), arguments: self.arguments.clone(), result: PhantomData }
    }
}

impl<T> fmt::Debug for Call<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Call").field("draft", &self.draft).field("arguments", &self.arguments).finish()
    }
}

/// A parameter that is given twice has its last value.
fn put(arguments: &mut Vec<(&'static str, String)>, name: &'static str, value: String) {
    arguments.retain(|(known, _)| *known != name);
    arguments.push((name, value));
}

fn with_arguments(draft: Draft, arguments: &[(&'static str, String)]) -> Draft {
    let list = |write: fn(&str, &str) -> String| {
        let arguments: Vec<_> = arguments.iter().map(|(name, value)| write(&encode(name), value)).collect();
        format!("({})", arguments.join(","))
    };
    draft.with_suffix(&list(|name, value| format!("{name}={value}")), &list(|name, _| format!("{name}={{{name}}}")))
}

impl<T, N: From<Resource>> Call<Composable<T, N>> {
    /// Leads on to what the function returns, without a request: the path goes on behind the call
    /// (OData 4.01 URL Conventions, section 4.5). Headers and query options of the call are not those of what follows.
    #[must_use]
    pub fn then(self) -> N {
        N::from(self.into_draft().into_resource())
    }
}

impl<T: Outcome> Call<T> {
    /// The request as data.
    ///
    /// # Errors
    ///
    /// [`Error::InvalidRequest`].
    pub fn into_request(self) -> Result<Request<T::Body>, Error> {
        match self.arguments {
            Arguments::Action(values) => self.draft.build(Some(&Value::Object(values))),
            Arguments::Function(arguments) => with_arguments(self.draft, &arguments).build(None),
        }
    }

    /// Sends the call and returns its result.
    ///
    /// # Errors
    ///
    /// See [`Error`]; `NoContent` if the service answers without a result that cannot be null.
    #[must_use = "a request is not sent until its future is awaited"]
    pub fn send(self) -> Sending<T::Value> {
        let request = self.into_request();
        Box::pin(async move { T::value(request?.exchange().await?.read(T::read)?) })
    }

    /// Sends the call and returns its result with status and headers.
    ///
    /// # Errors
    ///
    /// See [`Error`].
    #[must_use = "a request is not sent until its future is awaited"]
    pub fn send_response(self) -> Sending<Response<T::Body>> {
        let request = self.into_request();
        Box::pin(async move { request?.exchange().await?.read(T::read) })
    }
}

/// What a call returns: `()`, an entity or complex value, a [`Page`] of those, [`Single`], [`Several`], any JSON or
/// [`Content`]; an `Option` where that may be null.
pub trait Outcome: 'static {
    /// The body of the response.
    type Body: 'static;
    /// The result.
    type Value: 'static;

    /// Reads a body, which may be empty; `None` if that is no value.
    ///
    /// # Errors
    ///
    /// The body is not what the schema says.
    fn read(body: &[u8]) -> Result<Option<Self::Body>, ReadError>;

    /// The result of a response.
    ///
    /// # Errors
    ///
    /// [`Error::NoContent`] if there is none and there should be one.
    fn value(response: Response<Self::Body>) -> Result<Self::Value, Error>;
}

/// Nothing is expected, and what comes is not looked at.
impl Outcome for () {
    type Body = Ignored;
    type Value = ();

    fn read(body: &[u8]) -> Result<Option<Ignored>, ReadError> {
        ReadBody::read(body)
    }

    fn value(_: Response<Ignored>) -> Result<(), Error> {
        Ok(())
    }
}

/// What may be null (CSDL XML 4.01, section 12.8): `None` if the service answers without a body, or with null.
impl<T: Outcome> Outcome for Option<T> {
    type Body = Option<T::Body>;
    type Value = Option<T::Value>;

    fn read(body: &[u8]) -> Result<Option<Self::Body>, ReadError> {
        if is_null(body) { Ok(Some(None)) } else { T::read(body).map(Some) }
    }

    fn value(response: Response<Self::Body>) -> Result<Self::Value, Error> {
        match T::value(response.and_then(|body| body)) {
            Err(Error::NoContent { .. }) => Ok(None),
            result => result.map(Some),
        }
    }
}

/// An entity or a complex value.
impl<M: Model + DeserializeOwned> Outcome for M {
    type Body = M;
    type Value = M;

    fn read(body: &[u8]) -> Result<Option<M>, ReadError> {
        ReadBody::read(body)
    }

    fn value(response: Response<M>) -> Result<M, Error> {
        response.into_value()
    }
}

/// A collection of entities or complex values, a part of it a response.
impl<M: Model + DeserializeOwned> Outcome for Page<M> {
    type Body = Self;
    type Value = Self;

    fn read(body: &[u8]) -> Result<Option<Self>, ReadError> {
        ReadBody::read(body)
    }

    fn value(response: Response<Self>) -> Result<Self, Error> {
        response.into_value()
    }
}

/// Any JSON.
impl Outcome for Json {
    type Body = Self;
    type Value = Self;

    fn read(body: &[u8]) -> Result<Option<Self>, ReadError> {
        ReadBody::read(body)
    }

    fn value(response: Response<Self>) -> Result<Self, Error> {
        response.into_value()
    }
}

/// A primitive or enumeration value, which a response wraps in an object.
#[derive(Clone, Copy, Debug)]
pub struct Single<T>(PhantomData<fn() -> T>);

/// The object around a [`Single`].
#[derive(Clone, Debug, Deserialize)]
#[serde(bound = "T: Scalar")]
pub struct Wrapped<T> {
    value: Option<Item<T>>,
}

impl<T: Scalar> Outcome for Single<T> {
    type Body = Wrapped<T>;
    type Value = T;

    fn read(body: &[u8]) -> Result<Option<Wrapped<T>>, ReadError> {
        ReadBody::read(body)
    }

    fn value(response: Response<Wrapped<T>>) -> Result<T, Error> {
        let status = response.status();
        response.into_value()?.value.map(|Item(value)| value).ok_or(Error::NoContent { status })
    }
}

/// A collection of primitive or enumeration values.
#[derive(Clone, Copy, Debug)]
pub struct Several<T>(PhantomData<fn() -> T>);

impl<T: Scalar> Outcome for Several<T> {
    type Body = Page<Item<T>>;
    type Value = Vec<T>;

    fn read(body: &[u8]) -> Result<Option<Page<Item<T>>>, ReadError> {
        ReadBody::read(body)
    }

    fn value(response: Response<Page<Item<T>>>) -> Result<Vec<T>, Error> {
        Ok(response.into_value()?.value.into_iter().map(|Item(value)| value).collect())
    }
}

/// A primitive or enumeration value in a [`Page`].
#[derive(Clone, Debug, PartialEq)]
pub struct Item<T>(pub T);

impl<'de, T: Scalar> Deserialize<'de> for Item<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserialize_scalar(deserializer).map(Self)
    }
}

/// What a composable function returns, a `T`, and the builder of requests to it, an `N`.
#[derive(Clone, Copy, Debug)]
pub struct Composable<T, N>(PhantomData<fn() -> (T, N)>);

impl<T: Outcome, N: 'static> Outcome for Composable<T, N> {
    type Body = T::Body;
    type Value = T::Value;

    fn read(body: &[u8]) -> Result<Option<T::Body>, ReadError> {
        T::read(body)
    }

    fn value(response: Response<T::Body>) -> Result<T::Value, Error> {
        T::value(response)
    }
}

impl Outcome for Content {
    type Body = Self;
    type Value = Self;

    fn read(body: &[u8]) -> Result<Option<Self>, ReadError> {
        ReadBody::read(body)
    }

    fn value(response: Response<Self>) -> Result<Self, Error> {
        let (status, content) = (response.status(), response.into_value());
        // An empty stream is a stream.
        if status == 200 { Ok(content.unwrap_or(Self(Vec::new()))) } else { content }
    }
}

/// An operation with parameters that need not be given: a type that says which methods a generated crate's own `Call` has.
pub trait TypedCall {
    /// What the call returns.
    type Result: Outcome;
}
