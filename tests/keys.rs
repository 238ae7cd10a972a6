//! Keys in paths: whatever the text, one segment arrives that decodes to it.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use generated::{models::ManagedDeviceEncryptionState, runtime::client::Key};
use percent_encoding::percent_decode_str;
use tests::{
    client::graph,
    server::{Answer, Server},
};

const COLLECTION: &str = "/beta/deviceManagement/managedDeviceEncryptionStates";

/// The key that a server reads: from a segment, or from parentheses, where quotes are doubled.
fn decoded(target: &str) -> String {
    let rest = target.strip_prefix(COLLECTION).unwrap();
    let (text, quoted) = match rest.strip_prefix('/') {
        Some(segment) => (segment, false),
        None => (rest.strip_prefix("('").unwrap().strip_suffix("')").unwrap(), true),
    };
    assert!(!text.contains(['/', '?', '#']), "{target} is one segment");
    let key = percent_decode_str(text).decode_utf8().unwrap().into_owned();
    if quoted { key.replace("''", "'") } else { key }
}

#[tokio::test]
async fn a_key_arrives_as_one_segment() {
    let server = Server::start(vec![Answer::json(200, "{}")]).unwrap();
    let graph = graph(&server).unwrap();
    let keys = [
        "plain",
        "a/b",
        "/",
        "a'b",
        "'",
        "''",
        "100%",
        "%2F",
        "%2e%2e",
        "a?b=c",
        "a#b",
        ".",
        "..",
        "...",
        "a/../b",
        "../..",
        "with space",
        "+",
        "ключ",
        "鍵",
        "🔑",
        "a\\b",
        "a\tb",
        "",
        "(x)",
        "a,b=c",
        "@me",
        "~",
        "a;b",
        "a&b",
        "a:b",
        "$value",
    ];
    for (index, key) in keys.iter().enumerate() {
        graph.device_management().managed_device_encryption_states(key).get().send().await.unwrap();
        assert_eq!(decoded(&server.received()[index].target), *key);
    }
}

/// What a segment may have as it is (RFC 3986, section 3.3) is not encoded, but for the colon and parentheses.
#[tokio::test]
async fn nothing_is_encoded_that_need_not_be() {
    let server = Server::start(vec![Answer::json(200, "{}")]).unwrap();
    let graph = graph(&server).unwrap();
    let cases = [
        ("ann+b@x.example", "/ann+b@x.example"),
        ("host.example,1,2", "/host.example,1,2"),
        ("a!b$c&d'e(f)*;=~", "/a!b$c&d'e%28f%29*;=~"),
        ("a b#c?d%e/f:g\"[]", "/a%20b%23c%3Fd%25e%2Ff%3Ag%22%5B%5D"),
        // Behind a slash these would be words of OData, or be taken away.
        ("$value", "('$value')"),
        ("$it's", "('$it''s')"),
        ("..", "('..')"),
    ];
    for (key, _) in cases {
        graph.device_management().managed_device_encryption_states(key).get().send().await.unwrap();
    }
    let targets: Vec<_> = server.received().into_iter().map(|received| received.target).collect();
    assert_eq!(targets, cases.map(|(_, path)| format!("{COLLECTION}{path}")));
}

/// As emitted `by_` methods lead to an entity: by name, even where a service writes its keys as segments.
#[tokio::test]
async fn an_alternate_key_names_its_parts() {
    let server = Server::start(vec![Answer::json(200, "{}")]).unwrap();
    let graph = graph(&server).unwrap();
    let users = graph.service().resource("users");
    users.composite_key(&[("login", Key::text("it's"))]).get::<ManagedDeviceEncryptionState>().send().await.unwrap();
    let parts = [("type", Key::text("person")), ("no", Key::bare(7_i64))];
    users.composite_key(&parts).get::<ManagedDeviceEncryptionState>().send().await.unwrap();
    let targets: Vec<_> = server.received().iter().map(|received| received.target.clone()).collect();
    assert_eq!(targets, ["/beta/users(login='it''s')", "/beta/users(type='person',no=7)"]);
}
