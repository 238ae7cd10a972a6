//! The examples `reqwest` and `hyper`.

use crate::{
    DEVICES, asked, failure, printed, program,
    server::{Answer, Server},
};

const DEVICE: &str = r#"{"id": "a", "deviceName": "LAP-1", "osVersion": "1", "encryptionState": "encrypted"}"#;

fn etag() -> Answer {
    Answer::json(200, DEVICE).header("etag", "W/\"1\"")
}

#[test]
fn reqwest_changes_what_it_has_read() {
    let server = Server::start(vec![etag(), Answer::empty(204)]).unwrap();
    let output = program("reqwest", &server).arg("a").output().unwrap();
    assert_eq!(printed(&output), "LAP-1: 1\nchanged\n");
    assert_eq!(asked(&server), [format!("GET {DEVICES}/a"), format!("PATCH {DEVICES}/a")]);
    let received = server.received();
    assert!(received[0].body.is_empty(), "{received:?}");
    assert_eq!(received[1].header("if-match"), Some("W/\"1\""));
    let sent: serde_json::Value = serde_json::from_slice(&received[1].body).unwrap();
    let change = serde_json::json!({
        "@odata.type": "#microsoft.graph.managedDeviceEncryptionState",
        "osVersion": "10.0.26100",
    });
    assert_eq!(sent, change);
}

#[test]
fn reqwest_says_that_somebody_else_was_faster() {
    let server = Server::start(vec![etag(), Answer::empty(412)]).unwrap();
    let output = program("reqwest", &server).arg("a").output().unwrap();
    assert_eq!(printed(&output), "LAP-1: 1\nsomebody else has changed it; read again\n");
}

#[test]
fn neither_follows_a_redirect() {
    for name in ["reqwest", "hyper"] {
        let stranger = Server::start(vec![etag()]).unwrap();
        let there = format!("http://{}/beta", stranger.address());
        let server = Server::start(vec![Answer::empty(307).header("location", &there)]).unwrap();
        let said = failure(&program(name, &server).arg("a").output().unwrap());
        assert!(said.contains("Redirect"), "{name}: {said}");
        assert_eq!((asked(&server).len(), stranger.received().len()), (1, 0), "{name}");
    }
}

#[test]
fn hyper_reads_the_properties_that_it_selects() {
    let server = Server::start(vec![Answer::json(200, DEVICE)]).unwrap();
    let output = program("hyper", &server).arg("a").output().unwrap();
    assert_eq!(printed(&output), "Some(\"LAP-1\") is Some(encrypted)\n");
    assert_eq!(asked(&server), [format!("GET {DEVICES}/a?$select=deviceName,encryptionState")]);
    let received = server.received();
    assert_eq!(received[0].header("accept"), Some("application/json"));
    assert!(received[0].body.is_empty(), "{received:?}");
}
