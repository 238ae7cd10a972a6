//! Links that lead elsewhere.

use generated::{
    Error, GraphClient,
    runtime::client::{Batch, Changes, Monitor, TryStreamExt, UploadSession},
};
use serde_json::json;
use tests::server::{Answer, Server};

use super::{State, bystander, client, has_token, start, states};

/// Links that are not on the host of the service, each in another way. `OWN` is its address, and `EVIL` that of another
/// server.
const ELSEWHERE: [&str; 22] = [
    "http://EVIL/beta/x",
    "//EVIL/beta/x",
    r"\\EVIL/beta/x",
    r"http:\\EVIL\beta\x",
    "http:///EVIL/beta/x",
    "http://OWN@EVIL/beta/x",
    "http://OWN:x@EVIL/beta/x",
    "http://graph.microsoft.com@EVIL/beta/x",
    "http://OWN.evil.example/beta/x",
    "HTTP://EVIL/beta/x",
    " http://EVIL/beta/x",
    "ht\ntp://EVIL/beta/x",
    "https://OWN/beta/x",
    "http://127.0.0.1/beta/x",
    "http://user:password@OWN/beta/x",
    "http://user@OWN/beta/x",
    "blob:http://OWN/beta/x",
    "ftp://OWN/beta/x",
    "data:application/json,{}",
    "javascript:alert(1)",
    "http://127.0.0.1.evil.example/x",
    "http://LOCALHOST.EVIL.EXAMPLE/x",
];

/// A service that answers always the same, with these headers and this body, in which `OWN` is its own address.
fn service(status: u16, header: (&str, &str), body: &str) -> (Server, GraphClient) {
    let (name, value, body) = (header.0.to_owned(), header.1.to_owned(), body.to_owned());
    let server = Server::start_with(move |_, request, stream| {
        let own = request.header("host").unwrap_or_default();
        Answer::json(status, &body.replace("OWN", own)).header(&name, &value.replace("OWN", own)).write(stream)
    });
    let server = server.unwrap();
    let graph = client(&server);
    (server, graph)
}

fn at(link: &str, evil: &Server) -> String {
    link.replace("EVIL", &evil.address().to_string())
}

fn assert_refused(error: &Error, link: &str) {
    assert!(matches!(error, Error::InvalidRequest(_)), "{link}: {error:?}");
}

#[tokio::test]
async fn a_link_to_a_next_page_elsewhere_is_not_followed() {
    let evil = bystander();
    for link in ELSEWHERE {
        let page = json!({"value": [{"id": "a"}], "@odata.nextLink": at(link, &evil)}).to_string();
        let (server, graph) = service(200, ("x-none", ""), &page);

        let mut items = states(&graph).items();
        assert_eq!(items.try_next().await.unwrap().unwrap().id.as_deref(), Some("a"), "{link}");
        assert_refused(&items.try_next().await.unwrap_err(), link);

        let mut changes = states(&graph).changes();
        assert!(changes.next_page().await.unwrap().is_some());
        assert_refused(&changes.next_page().await.unwrap_err(), link);

        let response = states(&graph).send_response().await.unwrap();
        assert_refused(&response.next_page().unwrap_err(), link);
        assert_eq!(server.received().len(), 3, "{link}");
    }
    assert!(evil.received().is_empty());
}

#[tokio::test]
async fn a_link_to_changes_elsewhere_is_not_followed() {
    let evil = bystander();
    for link in ELSEWHERE {
        let (server, graph) = start(vec![Answer::json(200, "{}")]);
        let link = at(link, &evil).replace("OWN", &server.address().to_string());
        let mut changes: Changes<State> = Changes::resume(graph.service(), &link);
        assert_refused(&changes.next_page().await.unwrap_err(), &link);
        assert!(server.received().is_empty(), "{link}");
    }
    assert!(evil.received().is_empty());
}

#[tokio::test]
async fn a_link_in_the_answer_to_a_batch_is_not_followed_elsewhere() {
    let evil = bystander();
    for link in ELSEWHERE {
        let page = json!({"value": [], "@odata.nextLink": at(link, &evil)});
        let responses = json!({"responses": [{"id": "1", "status": 200, "body": page}]}).to_string();
        let (server, graph) = service(200, ("x-none", ""), &responses);
        let mut batch = Batch::new(graph.service());
        let handle = batch.add(states(&graph).into_request().unwrap()).unwrap();
        let response = batch.send().await.unwrap().take(handle).unwrap();
        assert_refused(&response.next_page().unwrap_err(), link);
        assert_eq!(server.received().len(), 1);
    }
    assert!(evil.received().is_empty());
}

#[tokio::test]
async fn a_link_within_the_service_is_followed_however_it_is_written() {
    for link in ["http://OWN/beta/x", "HTTP://OWN/beta/x", "//OWN/beta/x", "/beta/x", "/x", "../x"] {
        let page = json!({"value": [], "@odata.nextLink": link}).to_string();
        let (server, graph) = service(200, ("x-none", ""), &page);
        let next = states(&graph).send_response().await.unwrap().next_page().unwrap().unwrap();
        next.send().await.unwrap();
        assert_eq!(server.received()[1].target, "/beta/x", "{link}");
    }
}

#[tokio::test]
async fn a_monitor_elsewhere_gets_no_token() {
    let evil = Server::start(vec![Answer::json(200, r#"{"status": "completed"}"#)]).unwrap();
    for link in ELSEWHERE {
        let link = at(link, &evil);
        let (server, graph) = service(202, ("location", &link.replace('\n', "")), "{}");
        let action = graph.service().resource("items").action::<()>("copy");
        // It may be there, since a link to a monitor lets in whoever knows it, and both are on this machine.
        let monitor: Result<Monitor<()>, Error> = action.send_response().await.unwrap().monitor();
        match monitor {
            Ok(mut monitor) => drop(monitor.poll().await),
            Err(error) => {
                assert_refused(&error, &link);
                assert!(!link.contains("password") || !error.to_string().contains("password"), "{error}");
            }
        }
        assert_eq!(server.received().len(), 1, "{link}");
    }
    assert!(!evil.received().is_empty());
    assert!(!has_token(&evil));
    assert!(evil.received().iter().all(|request| request.header("authorization").is_none()));
}

#[tokio::test]
async fn a_result_elsewhere_gets_no_token() {
    let evil = Server::start(vec![Answer::json(200, r#"{"id": "a"}"#)]).unwrap();
    let done = json!({"status": "succeeded", "resourceLocation": at("http://EVIL/beta/x", &evil)}).to_string();
    let (server, graph) = service(200, ("operation-location", "/operations/1"), &done);
    let action = graph.service().resource("items").action::<()>("copy");
    let monitor: Monitor<generated::runtime::Json> = action.send_response().await.unwrap().monitor().unwrap();
    drop(monitor.finish().await);
    assert!(has_token(&server));
    assert_eq!(evil.received().len(), 1);
    assert!(!has_token(&evil));
}

#[tokio::test]
async fn an_upload_gets_no_token() {
    let evil = Server::start(vec![Answer::json(201, "{}")]).unwrap();
    let (server, graph) = start(vec![Answer::json(200, "{}")]);
    for link in [at("http://EVIL/up", &evil), format!("http://{}/up", server.address())] {
        let mut session: UploadSession<State> = UploadSession::new(graph.service(), &link).unwrap();
        session.upload("content").await.unwrap();
    }
    for link in
        ["http://upload.example/up", "https://user:password@upload.example/up", "//EVIL/up", "/up", "ftp://EVIL"]
    {
        let error = UploadSession::<State>::new(graph.service(), &at(link, &evil)).unwrap_err();
        assert_refused(&error, link);
    }
    assert_eq!((evil.received().len(), server.received().len()), (1, 1));
    assert!(!has_token(&evil) && !has_token(&server));
}
