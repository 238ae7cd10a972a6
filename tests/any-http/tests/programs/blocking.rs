//! The example `ureq`.

use crate::{
    DEVICES, asked, failure, printed, program,
    server::{Answer, Server},
};

const FIRST: &str = "/beta/deviceManagement/managedDeviceEncryptionStates\
                     ?$filter=encryptionState%20eq%20%27notEncrypted%27&$select=id,deviceName";

#[test]
fn it_lists_all_pages_and_sends_what_the_change_sets() {
    let next = r#"{"value": [{"id": "a", "deviceName": "LAP-1"}, {"id": "b"}],
                   "@odata.nextLink": "/deviceManagement/managedDeviceEncryptionStates?$skiptoken=2"}"#;
    let last = r#"{"value": [{"id": "c", "deviceName": "LAP-3"}]}"#;
    let server = Server::start(vec![Answer::json(200, next), Answer::json(200, last), Answer::empty(204)]).unwrap();
    let output = program("ureq", &server).arg("b").output().unwrap();
    assert_eq!(printed(&output), "a: LAP-1\nb: \nc: LAP-3\nchanged b: 204\n");

    let second = format!("GET {DEVICES}?$skiptoken=2");
    assert_eq!(asked(&server), [format!("GET {FIRST}"), second, format!("PATCH {DEVICES}/b")]);
    let received = server.received();
    assert!(received.iter().all(|request| request.header("accept") == Some("application/json")), "{received:?}");
    assert!(received[..2].iter().all(|request| request.body.is_empty()), "{received:?}");
    assert_eq!(received[2].header("content-type"), Some("application/json"));
    let sent: serde_json::Value = serde_json::from_slice(&received[2].body).unwrap();
    let change = serde_json::json!({
        "@odata.type": "#microsoft.graph.managedDeviceEncryptionState",
        "deviceName": null,
        "osVersion": "10.0.26100",
    });
    assert_eq!(sent, change);
}

#[test]
fn it_asks_nothing_of_another_host_that_a_link_leads_to() {
    let stranger = Server::start(vec![Answer::json(200, r#"{"value": []}"#)]).unwrap();
    let page = format!(r#"{{"value": [{{"id": "a"}}], "@odata.nextLink": "http://{}/beta"}}"#, stranger.address());
    let server = Server::start(vec![Answer::json(200, &page)]).unwrap();
    let output = program("ureq", &server).arg("b").output().unwrap();
    let said = failure(&output);
    assert!(said.contains("leads to another host"), "{said}");
    assert_eq!(output.stdout, b"a: \n", "the page before is the program's all the same");
    assert_eq!((asked(&server).len(), stranger.received().len()), (1, 0));
}

#[test]
fn it_follows_no_redirect() {
    let stranger = Server::start(vec![Answer::json(200, r#"{"value": []}"#)]).unwrap();
    let there = format!("http://{}/beta", stranger.address());
    let server = Server::start(vec![Answer::empty(302).header("location", &there)]).unwrap();
    let said = failure(&program("ureq", &server).arg("b").output().unwrap());
    assert!(said.contains("Redirect"), "{said}");
    assert_eq!((asked(&server).len(), stranger.received().len()), (1, 0));
}

#[test]
fn it_ends_with_what_the_service_refuses() {
    let refusal = r#"{"error": {"code": "Authorization_RequestDenied", "message": "Insufficient privileges."}}"#;
    let server = Server::start(vec![Answer::json(403, refusal)]).unwrap();
    let said = failure(&program("ureq", &server).arg("b").output().unwrap());
    assert!(said.contains("Authorization_RequestDenied"), "{said}");
}
