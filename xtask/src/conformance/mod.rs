//! `cargo xtask conformance`: a generated client against an OData v4 server that nobody here wrote.
//!
//! What a mock answers is what its author believes of the standard. A server of another maker has read the standard on its
//! own, and what the two agree on is likely to be in it. `tests/server` says which server, with a model of ours;
//! `tests/server/journey` is the program that uses the client as a user would.

pub mod args;
mod client;
mod http;
mod journey;
mod server;
mod table;

use std::io::Write;
use std::path::PathBuf;
use std::time::Duration;

use crate::error::Error;
use crate::{npm, project};
use args::Args;
use cargo_odata::paths;
use server::Server;

/// The path of the service on the server, as `tests/server/srv` has it.
const SERVICE: &str = "/library";

/// The server's package.
const PACKAGE: &str = "tests/server";

/// Runs the task; `false` if a step of the journey fails.
///
/// # Errors
///
/// Node or npm is absent, the server does not start, its metadata is refused, or the client or the journey does not compile.
pub fn run(args: &Args, stdout: &mut dyn Write, stderr: &mut dyn Write) -> Result<bool, Error> {
    let mut say = |what: &str| {
        let _ = writeln!(stderr, "conformance: {what}");
    };
    npm::install(PACKAGE, &mut say)?;
    let server = Server::start(Duration::from_secs(args.patience))?;
    say(&format!("a server listens on {}; its log is {}", server.address(), paths::tidy(&server::log()).display()));

    let metadata = http::get(server.address(), &format!("{SERVICE}/$metadata"))?;
    let client = client::generate(&metadata)?;
    for warning in &client.warnings {
        say(warning);
    }
    say(&format!("a client of {} types, and the journey: compiling", client.types));
    let rows = journey::run(&format!("http://{}{SERVICE}", server.address()))?;
    drop(server);

    let _ = stdout.write_all(table::markdown(&rows).as_bytes());
    let failed = rows.iter().filter(|row| !row.is_ok()).count();
    let _ = writeln!(stdout, "\n{} steps, {failed} failed", rows.len());
    Ok(failed == 0)
}

/// The folder of the server's package.
fn package() -> PathBuf {
    project::root().join(PACKAGE)
}

/// Where everything goes that a run makes, but for the packages of npm.
fn folder() -> PathBuf {
    project::root().join("target/conformance")
}
