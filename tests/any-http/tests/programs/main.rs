//! What the examples send, and what they say, as the programs that they are, at a local server.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod blocking;
mod elsewhere;
mod guide;
mod nonblocking;
#[expect(dead_code, reason = "the other tests use all of it")]
#[path = "../../../src/server.rs"]
mod server;
mod thousand_patches;
mod web_service;
mod worker;

use std::{
    env, fs,
    path::Path,
    process::{Command, Output},
};

use server::{Received, Server};

const TOKEN: &str = "eyJ0eXAi.SECRET-TOKEN.c2lnbmF0dXJl";

/// Below the service root.
const DEVICES: &str = "/beta/deviceManagement/managedDeviceEncryptionStates";

/// An example, as cargo has built it beside the tests; it is told where the service is, and the token. The examples of all
/// packages of the workspace are in one folder, so that no two may have the same name.
fn program(name: &str, server: &Server) -> Command {
    let tests = env::current_exe().unwrap();
    let built =
        tests.ancestors().nth(2).unwrap().join("examples").join(name).with_extension(env::consts::EXE_EXTENSION);
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples").join(name).with_extension("rs");
    // A filter such as `--test programs` builds no examples.
    let time = |path: &Path| fs::metadata(path).and_then(|file| file.modified());
    assert!(
        time(&built).is_ok_and(|built| built > time(&source).unwrap()),
        "the example {name} is not built, or before it was changed; run `cargo test -p any-http`, or build with --examples"
    );
    let mut program = Command::new(built);
    program.env("SERVICE_ROOT", format!("http://{}/beta", server.address())).env("TOKEN", TOKEN);
    program
}

/// What a program has printed that succeeded.
fn printed(output: &Output) -> String {
    assert!(output.status.success(), "{output:?}");
    String::from_utf8(output.stdout.clone()).unwrap()
}

/// What a program has said that failed, without the token.
fn failure(output: &Output) -> String {
    assert!(!output.status.success(), "{output:?}");
    let said = String::from_utf8(output.stderr.clone()).unwrap();
    assert!(!said.contains(TOKEN), "{said}");
    said
}

/// The method and target of each request, all of which bear the token.
fn asked(server: &Server) -> Vec<String> {
    let line = |request: &Received| {
        assert_eq!(request.header("authorization"), Some(&*format!("Bearer {TOKEN}")), "{request:?}");
        format!("{} {}", request.method, request.target)
    };
    server.received().iter().map(line).collect()
}
