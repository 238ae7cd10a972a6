//! Content that is elsewhere.

use std::{
    pin::Pin,
    sync::Arc,
    task::{Context, Poll},
};

use azure_core::{
    error::ErrorKind,
    http::{AsyncRawResponse, HttpClient, Request, StatusCode, Transport, headers::Headers},
};
use generated::{
    ClientOptions, Error,
    runtime::client::{Batch, Bytes, Call, Content, Download, Limits, Service, Stream, http},
};
use serde_json::json;
use tests::{
    client,
    server::{Answer, Received, Server},
};

use super::{ETAG, client_with, download, download_of, has_token, read, rest, serve, start, text, whole};

const TEXT: &str = "0123456789";

/// A service that redirects to another server, and that one.
fn services(status: u16, elsewhere: Server) -> (Server, Server) {
    let location = format!("http://{}/file?tempauth=s-e-c-r-e-t", elsewhere.address());
    (Server::start(vec![Answer::empty(status).header("location", &location)]).unwrap(), elsewhere)
}

/// Nothing tells who asks.
fn assert_bare(request: &Received) {
    assert!(!has_token(request));
    for name in ["authorization", "cookie", "x-own", "prefer", "odata-version", "consistencylevel"] {
        assert_eq!(request.header(name), None, "{name}");
    }
    let known = [
        "accept",
        "accept-encoding",
        "range",
        "if-range",
        "host",
        "user-agent",
        "client-request-id",
        "x-ms-client-request-id",
    ];
    let unknown: Vec<_> = request.headers.iter().filter(|(name, _)| !known.contains(&&**name)).collect();
    assert!(unknown.is_empty(), "{unknown:?}");
}

#[tokio::test]
async fn a_redirect_to_another_host_is_followed_without_the_token() {
    for status in [302, 303, 307, 308] {
        let (server, elsewhere) = services(status, Server::start(vec![whole(TEXT)]).unwrap());
        let asked = || download(&server).header("cookie", "a=b").header("x-own", "1").prefer("x").follow_redirect();
        assert_eq!(asked().send().await.unwrap(), Content(TEXT.into()));
        let (found, result) = read(&mut asked().stream().await.unwrap()).await;
        result.unwrap();
        assert_eq!(found, TEXT);
        assert!(server.received().iter().all(has_token));
        let received = elsewhere.received();
        assert_eq!(received.len(), 2);
        received.iter().for_each(assert_bare);
        assert_eq!((&*received[0].method, &*received[0].target), ("GET", "/file?tempauth=s-e-c-r-e-t"));
        assert_eq!(received[0].header("accept"), Some("*/*"));
    }
}

#[tokio::test]
async fn a_redirect_is_refused_by_default() {
    let (server, elsewhere) = services(302, Server::start(vec![whole(TEXT)]).unwrap());
    assert!(matches!(download(&server).send().await, Err(Error::Redirect(_))));
    assert!(matches!(download(&server).stream().await, Err(Error::Redirect(_))));
    let call: Call<Content> = graph_call(&server);
    assert!(matches!(call.send().await, Err(Error::Redirect(_))));
    assert!(elsewhere.received().is_empty());
}

fn graph_call(server: &Server) -> Call<Content> {
    let graph = client_with(server, Limits::default());
    graph.service().resource("report").call_function()
}

#[tokio::test]
async fn the_content_of_a_function_may_be_elsewhere_too() {
    let (server, elsewhere) = services(302, Server::start(vec![whole(TEXT)]).unwrap());
    assert_eq!(graph_call(&server).follow_redirect().send().await.unwrap(), Content(TEXT.into()));
    elsewhere.received().iter().for_each(assert_bare);
}

#[tokio::test]
async fn a_redirect_that_leads_where_others_listen_is_refused() {
    // A service elsewhere may lead to https alone, and not to this machine.
    let elsewhere = Server::start(vec![whole(TEXT)]).unwrap();
    let here = format!("http://{}/s-e-c-r-e-t", elsewhere.address());
    for (status, location) in [
        (302, "http://files.example/s-e-c-r-e-t"),
        (302, &here),
        (302, "https://user:s-e-c-r-e-t@files.example/"),
        (302, "javascript:s-e-c-r-e-t"),
        (301, "https://files.example/s-e-c-r-e-t"),
    ] {
        let server = Server::start(vec![Answer::empty(status).header("location", location)]).unwrap();
        let asked = download_of(&client::graph(&server).unwrap()).follow_redirect();
        let errors = [asked.clone().send().await.unwrap_err(), asked.stream().await.unwrap_err()];
        for error in errors {
            let Error::Redirect(redirect) = &error else { panic!("{location}: {error:?}") };
            assert_eq!(redirect.location(), location);
            assert!(!format!("{error} {error:?}").contains("s-e-c-r-e-t"), "{error:?}");
        }
        assert_eq!(server.received().len(), 2, "each is sent once");
    }
    assert!(elsewhere.received().is_empty());

    // A service on this machine may lead to http on this machine, and nowhere else.
    let server = Server::start(vec![Answer::empty(302).header("location", "http://files.example/")]).unwrap();
    assert!(matches!(download(&server).follow_redirect().send().await, Err(Error::Redirect(_))));
}

#[tokio::test]
async fn on_https_a_redirect_is_followed_to_another_host() {
    let server = serve(|_, request| match request.header("x-forwarded-host") {
        Some("files.example") => whole(TEXT),
        _ => Answer::empty(302).header("location", "https://files.example/x"),
    });
    let asked = download_of(&client::graph(&server).unwrap()).follow_redirect();
    assert_eq!(asked.send().await.unwrap(), Content(TEXT.into()));
    let tokens: Vec<_> = server.received().iter().map(has_token).collect();
    assert_eq!(tokens, [true, false]);
}

#[tokio::test]
async fn three_redirects_are_followed_and_no_more_and_none_back_with_the_token() {
    let server = serve(|number, _| {
        let host = ["one.example", "graph.microsoft.com", "two.example"].get(number);
        match host {
            Some(host) => Answer::empty(302).header("location", &format!("https://{host}/beta/x")),
            None => whole(TEXT),
        }
    });
    let asked = || download_of(&client::graph(&server).unwrap()).follow_redirect();
    assert_eq!(asked().send().await.unwrap(), Content(TEXT.into()));
    let hosts: Vec<_> =
        server.received().iter().map(|it| (it.header("x-forwarded-host").unwrap().to_owned(), has_token(it))).collect();
    let expected =
        [("graph.microsoft.com", true), ("one.example", false), ("graph.microsoft.com", false), ("two.example", false)];
    assert_eq!(hosts, expected.map(|(host, token)| (host.to_owned(), token)));

    let endless = Server::start(vec![Answer::empty(302).header("location", "https://one.example/")]).unwrap();
    let asked = download_of(&client::graph(&endless).unwrap()).follow_redirect();
    assert!(matches!(asked.send().await, Err(Error::Redirect(_))));
    assert_eq!(endless.received().len(), 4);
}

#[tokio::test]
async fn a_redirect_within_the_service_is_followed_with_the_token_and_without_other_headers() {
    let server = serve(|_, request| match &*request.target {
        "/beta/x" => whole(TEXT),
        _ => Answer::empty(302).header("location", "/beta/x"),
    });
    let asked = download(&server).header("cookie", "a=b").follow_redirect();
    assert_eq!(asked.send().await.unwrap(), Content(TEXT.into()));
    let received = server.received();
    assert!(received.iter().all(has_token));
    assert_eq!((received[0].header("cookie"), received[1].header("cookie")), (Some("a=b"), None));
}

#[tokio::test]
async fn a_refusal_from_elsewhere_is_read_within_the_limit_of_responses() {
    let (server, _) = services(302, Server::start(vec![Answer::json(403, &"x".repeat(1001))]).unwrap());
    let graph = client_with(&server, Limits::default().response_size(1000));
    let error = download_of(&graph).follow_redirect().stream().await.unwrap_err();
    assert!(matches!(error, Error::Limit(_)), "{error:?}");
    let graph = client_with(&server, Limits::default().response_size(1001));
    let error = download_of(&graph).follow_redirect().stream().await.unwrap_err();
    assert_eq!(error.status(), Some(403));
}

#[tokio::test]
async fn what_is_elsewhere_is_gone_on_with_by_way_of_the_service() {
    let elsewhere = serve(|number, request| match number {
        0 => whole(&text(300_000)).header("etag", ETAG).cut_after(100_001),
        _ => rest(&text(300_000), request).header("etag", ETAG),
    });
    let (server, elsewhere) = services(302, elsewhere);
    let (found, result) = read(&mut download(&server).follow_redirect().stream().await.unwrap()).await;
    result.unwrap();
    assert!(found == text(300_000));
    // The link may have run out by now, so that the service is asked for a new one.
    assert_eq!(server.received().len(), 2);
    let received = elsewhere.received();
    received.iter().for_each(assert_bare);
    assert_eq!((start(&received[1]), received[1].header("if-range")), (100_001, Some(ETAG)));
}

/// A transport whose errors quote the URL, as some do.
#[derive(Debug)]
struct Quoting;

/// A body that breaks at once.
struct Broken(Option<String>);

impl Stream for Broken {
    type Item = azure_core::Result<Bytes>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Poll::Ready(self.0.take().map(|text| Err(azure_core::Error::with_message(ErrorKind::Io, text))))
    }
}

#[async_trait::async_trait]
impl HttpClient for Quoting {
    async fn execute_request(&self, request: &Request) -> azure_core::Result<AsyncRawResponse> {
        let (url, mut headers) = (request.url().to_string(), Headers::new());
        if url.contains("s-e-c-r-e-t") {
            let body = Broken(Some(format!("it broke at {url}")));
            return Ok(AsyncRawResponse::new(StatusCode::Ok, headers, Box::pin(body)));
        }
        headers.insert("location", "https://files.example/s-e-c-r-e-t?a=b");
        Ok(AsyncRawResponse::from_bytes(StatusCode::Found, headers, ""))
    }
}

#[tokio::test]
async fn a_connection_that_breaks_elsewhere_does_not_show_the_link() {
    let options = ClientOptions { transport: Some(Transport::new(Arc::new(Quoting))), ..ClientOptions::default() };
    let service = Service::anonymous("https://graph.example", options).unwrap();
    let asked = service.resource("photo").content().follow_redirect();
    let (_, result) = read(&mut asked.stream().await.unwrap()).await;
    let error = result.unwrap_err();
    let shown = format!("{error} {error:?} {error:#?}");
    assert!(shown.contains("https://files.example/REDACTED") && !shown.contains("s-e-c-r-e-t"), "{shown}");
}

/// A redirect as the answer to a request of the program's own, and what it is followed by.
fn followed(
    graph: &generated::GraphClient,
    request: Download,
    status: u16,
    location: &str,
) -> Result<http::Request<Bytes>, Error> {
    let (_, reader) = request.into_http().unwrap();
    let response = http::Response::builder().status(status).header("location", location).body(Vec::new()).unwrap();
    let Err(Error::Redirect(redirect)) = reader.read(response) else { panic!("{location} is a redirect") };
    redirect.request(graph.service())
}

#[tokio::test]
async fn a_program_follows_a_redirect_by_itself_by_the_same_rules() {
    let server = Server::start(vec![whole(TEXT)]).unwrap();
    let graph = client::graph(&server).unwrap();
    let asked = || download_of(&graph).range(2..).header("cookie", "a=b");
    let request = followed(&graph, asked(), 302, "https://files.example/x?y=z#here").unwrap();
    assert_eq!(
        (request.method().as_str(), request.uri().to_string()),
        ("GET", String::from("https://files.example/x?y=z"))
    );
    let headers: Vec<_> =
        request.headers().iter().map(|(name, value)| (name.as_str(), value.to_str().unwrap())).collect();
    assert_eq!(headers, [("accept", "*/*"), ("range", "bytes=2-")]);
    assert_eq!(followed(&graph, asked(), 307, "/x").unwrap().uri().to_string(), "https://graph.microsoft.com/x");
    for (status, location) in [(302, "http://files.example/s-e-c-r-e-t"), (301, "https://files.example/s-e-c-r-e-t")] {
        let error = followed(&graph, asked(), status, location).unwrap_err();
        assert!(matches!(error, Error::InvalidRequest(_)) && !error.to_string().contains("s-e-c-r-e-t"), "{error:?}");
    }
}

#[tokio::test]
async fn a_change_is_not_sent_elsewhere_but_its_result_may_be_read_there() {
    let server = Server::start(vec![whole(TEXT)]).unwrap();
    let graph = client::graph(&server).unwrap();
    let action: Call<Content> = graph.service().resource("report").call_action();
    for status in [302, 307, 308] {
        let error = followed(&graph, action.clone().into_download(), status, "https://files.example/").unwrap_err();
        assert!(matches!(error, Error::InvalidRequest(_)), "{status}: {error:?}");
    }
    let request = followed(&graph, action.into_download(), 303, "https://files.example/").unwrap();
    assert_eq!((request.method().as_str(), request.body().len()), ("GET", 0));
}

#[tokio::test]
async fn a_redirect_in_a_batch_is_that_of_its_part() {
    let part = json!({"id": "1", "status": 302, "headers": {"Location": "https://files.example/x"}});
    let server = Server::start(vec![Answer::json(200, &json!({"responses": [part]}).to_string())]).unwrap();
    let graph = client::graph(&server).unwrap();
    let mut batch = Batch::new(graph.service());
    let handle = batch.add(download_of(&graph).into_request().unwrap()).unwrap();
    let Err(Error::Redirect(redirect)) = batch.send().await.unwrap().take(handle) else { panic!("it is elsewhere") };
    let request = redirect.request(graph.service()).unwrap();
    assert_eq!((request.uri().host(), request.headers()["accept"].as_bytes()), (Some("files.example"), &b"*/*"[..]));
}
