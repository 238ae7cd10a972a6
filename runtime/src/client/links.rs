//! Links that a service gives, and which of them the token may go to.

use azure_core::http::Url;

use super::{Client, Error};

/// A link to the service itself, which gets the token.
///
/// # Errors
///
/// [`Error::InvalidRequest`] if the link leads to another host: the token is not for it.
pub(super) fn own(client: &Client, link: &str) -> Result<Url, Error> {
    resolve(client, link).filter(|url| client.is_same_origin(url)).ok_or_else(|| {
        Error::InvalidRequest(format!(
            "the link {link:?} leads to another host than {:?}, for which the token is not; nothing was sent",
            client.service_root()
        ))
    })
}

/// The URL of a link: relative to the service root, as is the context of what the service sends. Graph writes paths from
/// there with a slash in front, which to others means the host.
fn resolve(client: &Client, link: &str) -> Option<Url> {
    let root = client.service_root();
    let base = Url::parse(&format!("{root}/")).ok()?;
    let is_path = link.starts_with('/') && !link.starts_with("//");
    if is_path && !link.starts_with(base.path()) {
        Url::parse(&format!("{root}{link}")).ok()
    } else {
        base.join(link).ok()
    }
}
