//! The files that go into a run.

mod error;
mod file;
mod job;
pub mod manifest;
pub mod references;
mod runtime;
mod stand_alone;
mod toml;

pub use self::error::Error;
pub use self::file::{read, source};
pub use self::job::Job;
pub use self::runtime::{Reference, Runtime};
pub use self::stand_alone::StandAlone;
pub use self::toml::{toml_list, toml_string};
