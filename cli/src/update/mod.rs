//! `update`: from the service's metadata to a change that a person can judge.
//!
//! All is made in memory until the last step, which writes all files or none.

pub mod args;
mod changelog;
mod error;
mod lines;
mod pull_request;
mod service;
mod task;

pub use self::task::run;
