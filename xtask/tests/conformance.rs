//! The conformance task where it cannot run.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::process::Command;

#[test]
fn without_node_it_says_so_and_exits_with_a_status_of_its_own() {
    let nothing = tempfile::tempdir().unwrap();
    let mut xtask = Command::new(env!("CARGO_BIN_EXE_xtask"));
    let output = xtask.arg("conformance").env("PATH", nothing.path()).output().unwrap();
    assert_eq!(output.status.code(), Some(3));
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(said, "error: node is not on this machine\nhelp: install Node 20 or later, which brings npm\n");
}
