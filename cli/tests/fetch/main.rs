//! `fetch` against a server on this machine: good answers, bad ones, and what is on disk afterwards.
//!
//! The binary is run, so that nothing of the terminal or the environment of whoever runs the tests is in it.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod answers;
mod files;
mod kill;
mod places;
#[path = "../support/server.rs"]
mod server;
mod shop;
mod unchanged;
mod update;
