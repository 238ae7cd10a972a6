//! Support for the tests: a scripted server on a local socket, and a client that talks to it.

pub mod cases;
pub mod client;
pub mod flaky;
pub mod log;
pub mod patches;
pub mod plain;
pub mod project;
pub mod server;
pub mod workspace;
