//! Items that only requests need, such as the constants for queries.

/// Items that only requests need: there, if this crate has the feature `requests`.
///
/// A condition in the body of a macro would ask for a feature of the crate that calls it.
#[cfg(feature = "requests")]
#[doc(hidden)]
#[macro_export]
macro_rules! with_requests {
    ($($items:item)*) => { $($items)* };
}

/// Items that only requests need: there, if this crate has the feature `requests`.
#[cfg(not(feature = "requests"))]
#[doc(hidden)]
#[macro_export]
macro_rules! with_requests {
    ($($items:tt)*) => {};
}
