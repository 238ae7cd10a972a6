//! URLs to resolve links by.

use azure_core::http::Url;
use http::Uri;

/// The URL that a request goes to.
pub(crate) fn url_of(uri: &Uri) -> Option<Url> {
    Url::parse(&uri.to_string()).ok()
}
