//! How a page size is asked for.

/// How a service is asked for pages of so many items at most.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum PageSize {
    /// By the preference `odata.maxpagesize` (OData 4.01 Protocol, section 8.2.8.5), which a service may ignore.
    #[default]
    Preference,
    /// By the query option `$top`, which Microsoft Graph takes for the page size: behind so many items it has a link to the
    /// next page, where the standard has the end.
    Top,
}
