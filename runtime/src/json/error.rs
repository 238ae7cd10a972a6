//! JSON that is not what the schema says.

use std::fmt;

/// JSON that is not what the schema says.
#[derive(Debug)]
pub struct ReadError {
    pub(super) path: String,
    pub(super) error: serde_json::Error,
}

impl ReadError {
    /// The whole is no value, for a reason.
    #[cfg(feature = "requests")]
    pub(crate) fn whole(reason: &str) -> Self {
        Self { path: String::from("."), error: serde::de::Error::custom(reason) }
    }

    /// The path to the value at fault, `policyDetails[2].policyId`; `.` for the whole.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The line in the JSON text, from 1.
    #[must_use]
    pub fn line(&self) -> usize {
        self.error.line()
    }

    /// The column in that line, in bytes from 1.
    #[must_use]
    pub fn column(&self) -> usize {
        self.error.column()
    }
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.path, self.error)
    }
}

impl std::error::Error for ReadError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.error)
    }
}
