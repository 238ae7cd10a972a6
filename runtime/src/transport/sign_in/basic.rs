//! A name and a password (RFC 7617).

use azure_core::{base64, credentials::Secret};

use super::{Origin, header::FixedHeader};
use crate::answer::Error;

/// # Errors
///
/// [`Error::InvalidRequest`] if the name or the password has what the scheme does not allow; neither is shown.
pub(super) fn policy(origin: Origin, user: &str, password: Secret) -> Result<FixedHeader, Error> {
    // The first colon ends the name.
    if user.contains(':') || [user, password.secret()].iter().any(|text| text.contains(char::is_control)) {
        return Err(Error::InvalidRequest(String::from(
            "the sign-in has a name with a colon, or a control character in its name or password",
        )));
    }
    let encoded = base64::encode(format!("{user}:{}", password.secret()));
    FixedHeader::new(origin, "authorization", Secret::from(format!("Basic {encoded}")), Some(password))
}
