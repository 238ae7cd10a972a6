//! What a service does that its metadata does not say.

use crate::uri::{KeyStyle, query::EnumLiterals};

/// What a service does that its metadata does not say; a generated client has it from its manifest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ServiceOptions {
    /// How keys are written.
    pub key_style: KeyStyle,
    /// How enumeration members are written in queries.
    pub enum_literals: EnumLiterals,
    /// Headers of each request.
    pub headers: &'static [(&'static str, &'static str)],
    /// Headers of a query that counts or searches.
    pub count_headers: &'static [(&'static str, &'static str)],
    /// The number of requests that a `$batch` may have.
    pub batch_limit: usize,
    /// Whether `Edm.Int64` and `Edm.Decimal` values are strings in bodies.
    pub ieee754_compatible: bool,
    /// How binary values are written.
    pub binary: crate::value::BinaryForm,
}

impl ServiceOptions {
    /// What the standard says.
    pub const STANDARD: Self = Self {
        key_style: KeyStyle::Parentheses,
        enum_literals: EnumLiterals::Qualified,
        headers: &[],
        count_headers: &[],
        batch_limit: 100,
        ieee754_compatible: false,
        binary: crate::value::BinaryForm::Base64Url,
    };

    /// With keys written so.
    #[must_use]
    pub const fn key_style(self, key_style: KeyStyle) -> Self {
        Self { key_style, ..self }
    }

    /// With enumeration members written so in queries.
    #[must_use]
    pub const fn enum_literals(self, enum_literals: EnumLiterals) -> Self {
        Self { enum_literals, ..self }
    }

    /// With these headers in each request.
    #[must_use]
    pub const fn headers(self, headers: &'static [(&'static str, &'static str)]) -> Self {
        Self { headers, ..self }
    }

    /// With these headers in a query that counts or searches.
    #[must_use]
    pub const fn count_headers(self, count_headers: &'static [(&'static str, &'static str)]) -> Self {
        Self { count_headers, ..self }
    }

    /// With so many requests in a `$batch` at most.
    #[must_use]
    pub const fn batch_limit(self, batch_limit: usize) -> Self {
        Self { batch_limit, ..self }
    }
}
