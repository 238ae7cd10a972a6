//! The grammar task where it cannot run.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::process::Command;

#[test]
fn without_the_grammar_it_says_so_and_exits_with_a_status_of_its_own() {
    let empty = tempfile::tempdir().unwrap();
    for folder in [None, Some(empty.path())] {
        let mut xtask = Command::new(env!("CARGO_BIN_EXE_xtask"));
        xtask.arg("grammar").env_remove("ODATA_GRAMMAR");
        folder.map(|folder| xtask.env("ODATA_GRAMMAR", folder));
        let output = xtask.output().unwrap();
        assert_eq!(output.status.code(), Some(3));
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(
            said,
            "error: the grammar is not on this machine\n\
             help: set ODATA_GRAMMAR to a folder with the files of oasis-tcs/odata-abnf, its rules and its test cases\n"
        );
    }
}

#[test]
fn without_node_it_says_so() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("odata-abnf-construction-rules.txt"), "").unwrap();
    let mut xtask = Command::new(env!("CARGO_BIN_EXE_xtask"));
    let output = xtask.arg("grammar").arg("--grammar").arg(folder.path()).env("PATH", "").output().unwrap();
    assert_eq!(output.status.code(), Some(3));
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(said, "error: node is not on this machine\nhelp: install Node 20 or later, which brings npm\n");
}
