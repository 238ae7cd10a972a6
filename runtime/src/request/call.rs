//! Calls of actions and functions (OData 4.01 Protocol, section 11.5).

use std::{fmt, marker::PhantomData};

use serde_json::Value;

use super::{
    ContentOutcome, Download, Draft, Outcome, Prepared, Request, Resource, options::request_options,
    outcome::Composable,
};
use crate::answer::{Error, Expected, Page};
use crate::json::{
    write::request_value,
    written::{Object, Written},
};
use crate::uri::{
    encode,
    literal::{literal, quoted},
};
use crate::value::{Model, Scalar, Token};

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
    Action(Object),
    /// In the path: the name of the function and its arguments; those that are no literals are in the query, by alias.
    Function(Vec<(&'static str, String)>),
}

impl<T> Call<T> {
    pub(crate) fn action(draft: Draft) -> Self {
        Self { draft, arguments: Arguments::Action(Object::new()), result: PhantomData }
    }

    pub(crate) fn function(draft: Draft) -> Self {
        Self { draft, arguments: Arguments::Function(Vec::new()), result: PhantomData }
    }

    /// Gives a string.
    pub fn set_text(self, name: &'static str, value: impl Into<String>) -> Self {
        self.set(name, value.into())
    }

    /// Gives strings.
    pub fn set_texts(self, name: &'static str, items: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.put(name, items.into_iter().map(Written::text).collect())
    }

    /// Gives a primitive or enumeration value.
    #[expect(clippy::needless_pass_by_value, reason = "a setter takes what it is given")]
    pub fn set<V: Scalar>(mut self, name: &'static str, value: V) -> Self {
        match &mut self.arguments {
            Arguments::Action(values) => drop(values.insert(name.into(), value.to_token().into())),
            Arguments::Function(arguments) => put(arguments, name, encode::literal(&literal(&value))),
        }
        self
    }

    /// Gives a collection of primitive or enumeration values.
    pub fn set_list<V: Scalar>(self, name: &'static str, items: impl IntoIterator<Item = V>) -> Self {
        self.put(name, items.into_iter().map(|item| Written::from(item.to_token())).collect())
    }

    /// Gives a complex value or an entity.
    #[expect(clippy::needless_pass_by_value, reason = "a setter takes what it is given")]
    pub fn set_model<M: Model>(self, name: &'static str, value: M) -> Self {
        self.put(name, request_value(&value))
    }

    /// Gives a collection of complex values or entities.
    pub fn set_models<M: Model>(self, name: &'static str, items: impl IntoIterator<Item = M>) -> Self {
        self.put(name, items.into_iter().map(|item| request_value(&item)).collect())
    }

    /// Gives any JSON. Functions take it through a parameter alias (OData 4.01 Protocol, section 11.5.4.1.1).
    pub fn set_json(self, name: &'static str, value: Value) -> Self {
        self.put(name, value.into())
    }

    fn put(mut self, name: &'static str, value: Written) -> Self {
        match &mut self.arguments {
            Arguments::Action(values) => drop(values.insert(name.into(), value)),
            Arguments::Function(arguments) => {
                let alias = self.draft.free_alias(name);
                put(arguments, name, format!("@{}", encode::segment(&alias)));
                self.draft = self.draft.with_query(&format!("@{alias}"), &alias_value(&value));
            }
        }
        self
    }

    /// Gives null, which is what a function needs for a parameter without a value.
    pub fn clear(mut self, name: &'static str) -> Self {
        match &mut self.arguments {
            Arguments::Action(values) => drop(values.insert(name.into(), Written::Null)),
            Arguments::Function(arguments) => put(arguments, name, String::from("null")),
        }
        self
    }

    fn map_draft(self, change: impl FnOnce(Draft) -> Draft) -> Self {
        Self { draft: change(self.draft), ..self }
    }

    request_options!();

    /// Sends the header `If-Match`: the service refuses with 412 if the entity is no longer that of the `ETag`.
    pub fn if_match(self, etag: &str) -> Self {
        self.header("if-match", etag)
    }

    /// The request without what an action has in its body.
    pub(crate) fn into_draft(self) -> Draft {
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

/// Arrays and objects are JSON in a URL too; a string is a literal there (rule `parameterValue` of the ABNF).
fn alias_value(value: &Written) -> String {
    match value {
        Written::Token(Token::Text(text)) => quoted(text),
        value => value.to_text(),
    }
}

/// A parameter that is given twice has its last value.
fn put(arguments: &mut Vec<(&'static str, String)>, name: &'static str, value: String) {
    arguments.retain(|(known, _)| *known != name);
    arguments.push((name, value));
}

fn with_arguments(draft: Draft, arguments: &[(&'static str, String)]) -> Draft {
    let list = |write: fn(&str, &str) -> String| {
        let arguments: Vec<_> = arguments.iter().map(|(name, value)| write(&encode::segment(name), value)).collect();
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

impl<M> Call<Page<M>> {
    /// Asks for pages of so many items at most; see [`List::page_size`](super::List::page_size).
    pub fn page_size(self, number: u64) -> Self {
        self.map_draft(|draft| draft.with_page_size(number))
    }
}

impl<T: Outcome> Call<T> {
    /// The request as data.
    ///
    /// # Errors
    ///
    /// [`Error::InvalidRequest`].
    pub fn into_request(self) -> Result<Request<T::Body>, Error> {
        let draft = if T::IS_CONTENT { self.draft.with_expected(Expected::Stream) } else { self.draft };
        match self.arguments {
            Arguments::Action(values) => draft.build(Some(&Written::Object(values))),
            Arguments::Function(arguments) => with_arguments(draft, &arguments).build(None),
        }
    }

    /// The request for the program's own HTTP client, and what reads its answer; [`Outcome::value`] makes the result of that.
    ///
    /// # Errors
    ///
    /// [`Error::InvalidRequest`].
    pub fn into_http(self) -> Result<Prepared<T::Body>, Error> {
        Ok(self.into_request()?.into_http_by(T::read))
    }
}

impl<T: ContentOutcome> Call<T> {
    /// The call as a download, which has more options: a part of the content, redirects, chunks.
    pub fn into_download(self) -> Download {
        match self.arguments {
            Arguments::Action(values) => Download::new(self.draft).with_body(Written::Object(values)),
            Arguments::Function(arguments) => Download::new(with_arguments(self.draft, &arguments)),
        }
    }

    /// Goes where the service redirects to; see [`Download::follow_redirect`].
    #[cfg(feature = "client")]
    pub fn follow_redirect(self) -> Download {
        self.into_download().follow_redirect()
    }
}

/// An operation with parameters that need not be given: a type that says which methods a generated crate's own `Call` has.
pub trait TypedCall {
    /// What the call returns.
    type Result: Outcome;
}
