//! `init` in temporary workspaces: what is made compiles, and what is refused leaves the folder as it was, byte for byte.
//!
//! The binary is run, so that the current folder is that of a workspace, and nobody can be asked.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod cargo;
mod files;
mod folder;
mod metadata;
mod names;
mod places;
mod presets;
#[path = "../support/server.rs"]
#[allow(dead_code, reason = "`fetch` uses the rest")]
mod server;
#[cfg(unix)]
mod ways;
