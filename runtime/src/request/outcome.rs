//! What a call returns.

use std::marker::PhantomData;

use serde::{Deserialize, Deserializer, de::DeserializeOwned};

use super::Response;
use crate::answer::{Content, Error, Ignored, Page, ReadBody, is_null};
use crate::json::{ReadError, object::read_object, read_scalar::deserialize_scalar};
use crate::value::{Json, Model, Scalar};

/// What a call returns: `()`, an entity or complex value, a [`Page`] of those, [`Single`], [`Several`], [`Untyped`] or [`Content`];
/// an `Option` where that may be null. `Json` is the whole body, for calls by hand.
pub trait Outcome: 'static {
    /// The body of the response.
    type Body: 'static;
    /// The result.
    type Value: 'static;

    /// Whether the body is content of any type and size, and not JSON.
    #[doc(hidden)]
    const IS_CONTENT: bool = false;

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
    const IS_CONTENT: bool = T::IS_CONTENT;

    fn read(body: &[u8]) -> Result<Option<Self::Body>, ReadError> {
        // A content may be the text `null`.
        let is_none = if T::IS_CONTENT { body.is_empty() } else { is_null(body) };
        if is_none { Ok(Some(None)) } else { T::read(body).map(Some) }
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

/// A collection of entities or complex values, a part of it a response. A null item is passed over, as in a property: the items of a
/// result may be null, unlike those of an entity set.
impl<M: Model + DeserializeOwned> Outcome for Page<M> {
    type Body = Self;
    type Value = Self;

    fn read(body: &[u8]) -> Result<Option<Self>, ReadError> {
        Ok(<Page<Option<M>> as ReadBody>::read(body)?.map(Page::without_nulls))
    }

    fn value(response: Response<Self>) -> Result<Self, Error> {
        response.into_value()
    }
}

/// Any JSON: the whole body, with its control information.
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

/// A value that has no type in Rust, of `Edm.Untyped` or a geographic one, say.
///
/// A primitive value and a collection come in an object with control information and a `value` (OData JSON Format 4.01, section 12),
/// which are taken out of it; a structured one is its properties.
#[derive(Clone, Copy, Debug)]
pub struct Untyped;

impl Outcome for Untyped {
    type Body = Json;
    type Value = Json;

    fn read(body: &[u8]) -> Result<Option<Json>, ReadError> {
        Ok(ReadBody::read(body)?.map(without_envelope))
    }

    fn value(response: Response<Json>) -> Result<Json, Error> {
        response.into_value()
    }
}

/// The `value` of an object that has nothing else but control information.
fn without_envelope(body: Json) -> Json {
    match body {
        Json::Object(mut members) if members.keys().all(|name| name == "value" || name.starts_with('@')) => {
            members.remove("value").unwrap_or(Json::Object(members))
        }
        body => body,
    }
}

/// A primitive or enumeration value, which a response wraps in an object.
#[derive(Clone, Copy, Debug)]
pub struct Single<T>(PhantomData<fn() -> T>);

/// The object around a [`Single`].
#[derive(Clone, Debug)]
pub struct Wrapped<T> {
    value: Option<Item<T>>,
}

impl<T> Wrapped<T> {
    /// The value; `None` if it is null.
    #[must_use]
    pub fn into_inner(self) -> Option<T> {
        self.value.map(|Item(value)| value)
    }
}

read_object! { [T: Scalar] Wrapped<T> { value: optional "value" } }

impl<T: Scalar> Outcome for Single<T> {
    type Body = Wrapped<T>;
    type Value = T;

    fn read(body: &[u8]) -> Result<Option<Wrapped<T>>, ReadError> {
        ReadBody::read(body)
    }

    fn value(response: Response<Wrapped<T>>) -> Result<T, Error> {
        let status = response.status();
        response.into_value()?.into_inner().ok_or(Error::NoContent { status })
    }
}

/// A collection of primitive or enumeration values. A null item is passed over, as in a property.
#[derive(Clone, Copy, Debug)]
pub struct Several<T>(PhantomData<fn() -> T>);

impl<T: Scalar> Outcome for Several<T> {
    type Body = Page<Item<T>>;
    type Value = Vec<T>;

    fn read(body: &[u8]) -> Result<Option<Page<Item<T>>>, ReadError> {
        Ok(<Page<Option<Item<T>>> as ReadBody>::read(body)?.map(Page::without_nulls))
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
    const IS_CONTENT: bool = T::IS_CONTENT;

    fn read(body: &[u8]) -> Result<Option<T::Body>, ReadError> {
        T::read(body)
    }

    fn value(response: Response<T::Body>) -> Result<T::Value, Error> {
        T::value(response)
    }
}

/// What an operation returns that is content and not JSON (`Edm.Stream`): the call can be read in chunks, too.
pub trait ContentOutcome: Outcome {}

impl ContentOutcome for Content {}

impl<T: ContentOutcome> ContentOutcome for Option<T> {}

impl<T: ContentOutcome, N: 'static> ContentOutcome for Composable<T, N> {}

impl Outcome for Content {
    type Body = Self;
    type Value = Self;
    const IS_CONTENT: bool = true;

    fn read(body: &[u8]) -> Result<Option<Self>, ReadError> {
        ReadBody::read(body)
    }

    fn value(response: Response<Self>) -> Result<Self, Error> {
        let (status, content) = (response.status(), response.into_value());
        // An empty stream is a stream.
        if status == 200 { Ok(content.unwrap_or(Self(Vec::new()))) } else { content }
    }
}
