//! Versions of OData.

/// A version of OData (OData 4.01 Protocol, section 5).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum ODataVersion {
    /// 4.0, which every service understands.
    #[default]
    V4_0,
    /// 4.01.
    V4_01,
}

impl ODataVersion {
    /// As headers have it: `4.0` or `4.01`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::V4_0 => "4.0",
            Self::V4_01 => "4.01",
        }
    }
}
