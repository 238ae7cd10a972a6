//! Over what the token goes.

use std::{
    io::{Read as _, Write as _},
    net::TcpListener,
    sync::Arc,
    thread,
};

use azure_core::http::RetryOptions;
use generated::{ClientOptions, Error, GraphClient};
use tests::{
    client::{FixedToken, TOKEN},
    server::{Answer, Server},
};

use super::{bystander, client, get, has_token};

fn signed_in(root: &str, http_on_loopback: bool) -> Result<GraphClient, Error> {
    let options = ClientOptions { token_over_http_on_loopback: http_on_loopback, ..ClientOptions::default() };
    GraphClient::with_service_root(root, &["s"], Arc::new(FixedToken::default()), options)
}

#[test]
fn http_is_refused_but_on_this_machine_and_by_an_option() {
    let local = ["http://localhost:1/beta", "http://127.0.0.1:1/beta", "http://127.1.2.3/beta", "http://[::1]:1/beta"];
    for root in local {
        let error = signed_in(root, false).unwrap_err();
        assert!(matches!(error, Error::InvalidRequest(_)), "{error}");
        assert!(error.to_string().contains("token_over_http_on_loopback"), "{error}");
        signed_in(root, true).unwrap();
    }
    let elsewhere = [
        "http://graph.microsoft.com/beta",
        "http://localhost.evil.example",
        "http://127.0.0.1.evil.example",
        "http://10.0.0.1",
        "http://0.0.0.0",
        "http://[::ffff:10.0.0.1]",
        "ftp://127.0.0.1",
        "https://name:password@graph.microsoft.com/beta",
        "https://name:password@graph.microsoft.com/beta?x=1",
        "https://name:pass#password@graph.microsoft.com",
        "https://name:pass password@graph.microsoft.com",
        "https://127.1/beta",
        "graph.microsoft.com",
        "",
    ];
    for root in elsewhere {
        for option in [false, true] {
            let error = signed_in(root, option).unwrap_err();
            assert!(matches!(error, Error::InvalidRequest(_)), "{root}: {error}");
            assert!(!error.to_string().contains("name:") && !error.to_string().contains("password@"), "{error}");
        }
    }
    signed_in("https://graph.microsoft.com/beta", false).unwrap();
}

#[tokio::test]
async fn the_token_goes_to_this_machine_by_the_option() {
    let server = Server::start(vec![Answer::json(200, "{}")]).unwrap();
    get(&client(&server)).await.unwrap();
    assert!(has_token(&server));
}

#[tokio::test]
async fn a_client_that_does_not_sign_in_may_use_http() {
    let server = bystander();
    let root = format!("http://{}/beta", server.address());
    get(&GraphClient::anonymous(&root, ClientOptions::default()).unwrap()).await.unwrap();
    assert!(!has_token(&server));
}

/// What answers has no TLS, and nothing is sent to it in the clear.
#[tokio::test]
async fn https_is_never_tried_without_tls() {
    let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let root = format!("https://{}/beta", listener.local_addr().unwrap());
    let sent = thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        let mut sent = vec![0; 10_000];
        let length = stream.read(&mut sent).unwrap();
        stream.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}").unwrap();
        sent.truncate(length);
        sent
    });
    let options =
        ClientOptions { retry: RetryOptions::none(), token_over_http_on_loopback: true, ..ClientOptions::default() };
    let graph = GraphClient::with_service_root(&root, &["s"], Arc::new(FixedToken::default()), options).unwrap();
    let error = get(&graph).await.unwrap_err();
    assert!(matches!(error, Error::Transport(_)), "{error}");
    let sent = sent.join().unwrap();
    assert_eq!(sent.first(), Some(&0x16), "a handshake of TLS");
    assert!(!String::from_utf8_lossy(&sent).contains(TOKEN));
}
