//! The files that go into a run.

mod error;
mod file;
mod job;
pub mod manifest;
mod name;
pub mod references;
mod runtime;
mod stand_alone;
mod toml;

pub use self::error::Error;
pub use self::file::{read, read_from, source, with_mark_of};
pub use self::job::Job;
pub use self::name::legal_name;
pub use self::runtime::{Reference, Runtime};
pub use self::stand_alone::StandAlone;
pub use self::toml::{edited, set, set_string, toml_list};
