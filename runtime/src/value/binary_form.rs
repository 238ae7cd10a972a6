//! How a service reads bytes.

/// How a service reads the values of `Edm.Binary` in JSON. Both are read from it, with padding or without; in URLs they are in
/// base64url.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum BinaryForm {
    /// base64url with padding, as the standard says (OData JSON Format 4.01, section 7.1).
    #[default]
    Base64Url,
    /// base64 with padding, as Graph and services of Microsoft's library have it.
    Base64,
}
