//! A header whose value does not change.

use std::sync::Arc;

use async_trait::async_trait;
use azure_core::{
    credentials::Secret,
    http::{
        Context, Request,
        policies::{Policy, PolicyResult},
    },
};
use http::HeaderValue;

use super::{Origin, beside, header_name};
use crate::answer::Error;

#[derive(Debug)]
pub(super) struct FixedHeader {
    origin: Origin,
    name: String,
    value: Secret,
    /// What the value was made of.
    password: Option<Secret>,
}

impl FixedHeader {
    /// # Errors
    ///
    /// [`Error::InvalidRequest`] if the header cannot be sent; the value is not shown.
    pub(super) fn new(origin: Origin, name: &str, value: Secret, password: Option<Secret>) -> Result<Self, Error> {
        let name = header_name(name)?;
        let is_text = HeaderValue::from_str(value.secret()).is_ok_and(|value| value.to_str().is_ok());
        if !is_text || value.secret().is_empty() {
            return Err(Error::InvalidRequest(format!(
                "the sign-in has a value of the header {name} that is empty or cannot be sent"
            )));
        }
        Ok(Self { origin, name, value, password })
    }

    fn note(&self, context: &Context<'_>) {
        let value = self.value.secret();
        beside::note(context, value);
        if self.name == "authorization" {
            beside::note_authorization(context, value);
        }
        beside::note(context, self.password.as_ref().map_or("", Secret::secret));
    }
}

#[async_trait]
impl Policy for FixedHeader {
    async fn send(&self, context: &Context, request: &mut Request, next: &[Arc<dyn Policy>]) -> PolicyResult {
        self.origin.check(request)?;
        self.note(context);
        request.insert_header(self.name.clone(), self.value.secret().to_owned());
        beside::pass(context, request, next).await
    }
}
