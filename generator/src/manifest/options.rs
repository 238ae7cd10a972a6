//! Options of the service that say how bodies and pages are written.

use serde::Deserialize;

/// A version of OData, as headers have it (OData 4.01 Protocol, section 5).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub enum ODataVersion {
    /// 4.0.
    #[serde(rename = "4.0")]
    V4_0,
    /// 4.01.
    #[serde(rename = "4.01")]
    V4_01,
}

/// How the service is asked for pages of a size.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PageSize {
    /// By the preference `odata.maxpagesize` (OData 4.01 Protocol, section 8.2.8.5).
    #[default]
    Preference,
    /// By the query option `$top`, as Graph has it.
    Top,
}

/// How binary values are written in bodies (OData JSON Format 4.01, section 7.1).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum BinaryForm {
    /// base64url, as the standard has it.
    #[default]
    Base64Url,
    /// base64, as Graph has it.
    Base64,
}
