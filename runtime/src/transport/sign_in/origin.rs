//! Where secrets may go.

use azure_core::{
    error::ErrorKind,
    http::{Request, Url},
};
use http::Uri;

use crate::answer::Error;
use crate::uri::link;

/// The service root, to whose scheme, host and port alone secrets are sent.
#[derive(Clone, Debug)]
pub(super) struct Origin {
    root: Url,
}

impl Origin {
    /// # Errors
    ///
    /// [`Error::InvalidRequest`] if secrets would go over http, unless the service is on this machine and that is allowed.
    pub(super) fn new(root: &Uri, http_on_loopback: bool) -> Result<Self, Error> {
        let is_safe = root.scheme_str() == Some("https") || (http_on_loopback && link::is_loopback(root));
        if let Some(root) = Url::parse(&root.to_string()).ok().filter(|_| is_safe) {
            return Ok(Self { root });
        }
        Err(Error::InvalidRequest(format!(
            "the service root {:?} is not https, over which alone the sign-in is sent; \
             ClientOptions::token_over_http_on_loopback allows http on this machine",
            root.to_string()
        )))
    }

    /// A path from the service root, or from the host if it begins with a slash; `None` if it leads elsewhere.
    pub(super) fn join(&self, path: &str) -> Option<Url> {
        let base = Url::parse(&format!("{}/", self.root.as_str().trim_end_matches('/'))).ok()?;
        base.join(path).ok().filter(|url| self.has(url))
    }

    /// # Errors
    ///
    /// The request goes elsewhere. The client sends none there through this pipeline; a program's own policy may.
    pub(super) fn check(&self, request: &Request) -> azure_core::Result<()> {
        if self.has(request.url()) {
            return Ok(());
        }
        let message = "a request to another host than that of the service root is not signed in; nothing was sent";
        Err(azure_core::Error::with_message(ErrorKind::Other, message))
    }

    pub(super) fn has(&self, url: &Url) -> bool {
        // The origin of `blob:https://host` is that of the URL in it.
        url.scheme() == self.root.scheme()
            && url.origin() == self.root.origin()
            && url.username().is_empty()
            && url.password().is_none()
    }
}
