//! What a service does that its metadata does not say.

use super::{ODataVersion, PageSize};
use crate::uri::{KeyStyle, query::EnumLiterals};
use crate::value::BinaryForm;

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
    /// The version in which bodies are written, sent as `OData-Version` with each (OData 4.01 Protocol, section 8.1.5).
    pub odata_version: ODataVersion,
    /// The highest version in which a response may be, sent as `OData-MaxVersion` with each request (OData 4.01 Protocol,
    /// section 8.2.7).
    pub max_version: ODataVersion,
    /// How a page size is asked for.
    pub page_size: PageSize,
    /// Whether `Edm.Int64` and `Edm.Decimal` values are strings in bodies: media types have the parameter
    /// `IEEE754Compatible=true` then (OData JSON Format 4.01, section 3.2).
    pub ieee754_compatible: bool,
    /// How binary values are written.
    pub binary: BinaryForm,
}

impl ServiceOptions {
    /// What the standard says.
    pub const STANDARD: Self = Self {
        key_style: KeyStyle::Parentheses,
        enum_literals: EnumLiterals::Qualified,
        headers: &[],
        count_headers: &[],
        batch_limit: 100,
        odata_version: ODataVersion::V4_0,
        max_version: ODataVersion::V4_0,
        page_size: PageSize::Preference,
        ieee754_compatible: false,
        binary: BinaryForm::Base64Url,
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

    /// With bodies written in this version.
    #[must_use]
    pub const fn odata_version(self, odata_version: ODataVersion) -> Self {
        Self { odata_version, ..self }
    }

    /// With responses in this version at most.
    #[must_use]
    pub const fn max_version(self, max_version: ODataVersion) -> Self {
        Self { max_version, ..self }
    }

    /// With page sizes asked for so.
    #[must_use]
    pub const fn page_size(self, page_size: PageSize) -> Self {
        Self { page_size, ..self }
    }

    /// With `Edm.Int64` and `Edm.Decimal` values as strings in bodies, or not.
    #[must_use]
    pub const fn ieee754_compatible(self, ieee754_compatible: bool) -> Self {
        Self { ieee754_compatible, ..self }
    }

    /// With binary values written so.
    #[must_use]
    pub const fn binary(self, binary: BinaryForm) -> Self {
        Self { binary, ..self }
    }
}
