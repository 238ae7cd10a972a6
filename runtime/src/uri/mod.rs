//! URLs of the service: paths, keys, literals and query options (OData 4.01 URL Conventions).

pub(crate) mod encode;
pub(crate) mod key;
pub(crate) mod link;
pub(crate) mod literal;
pub(crate) mod path;
pub mod query;

pub use key::{Key, KeyStyle, KeyValue};
