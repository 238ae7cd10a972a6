//! Redirects: where they lead, nothing goes.

use generated::{
    Error,
    runtime::{
        Json,
        client::{Batch, Key, Monitor, UploadSession},
    },
};
use serde_json::json;
use tests::server::{Answer, Server};

use super::{State, bystander, get, has_token, shown, start, states};

const STATUSES: [u16; 5] = [301, 302, 303, 307, 308];

fn locations(evil: &Server) -> [String; 4] {
    let evil = evil.address();
    [
        format!("http://{evil}/x?secret=s-e-c-r-e-t"),
        format!("//{evil}/s-e-c-r-e-t"),
        String::from("http://evil.example/s-e-c-r-e-t"),
        String::from("/elsewhere/s-e-c-r-e-t"),
    ]
}

fn assert_redirect(error: &Error, status: u16, location: &str) {
    let Error::Redirect(redirect) = error else { panic!("{error:?}") };
    assert_eq!((redirect.status, error.status(), redirect.location()), (status, Some(status), location));
    assert!(!shown(error).contains("s-e-c-r-e-t"), "{}", shown(error));
}

#[tokio::test]
async fn no_request_is_redirected() {
    let evil = bystander();
    for status in STATUSES {
        for location in locations(&evil) {
            let (server, graph) = start(vec![Answer::empty(status).header("location", &location)]);
            assert_redirect(&get(&graph).await.unwrap_err(), status, &location);
            assert_redirect(&states(&graph).send().await.unwrap_err(), status, &location);
            let state = graph.device_management().managed_device_encryption_states("a");
            assert_redirect(&state.patch().device_name("x").send().await.unwrap_err(), status, &location);
            assert_redirect(&state.delete().send().await.unwrap_err(), status, &location);
            let photo = graph.service().resource("photos").key(&Key::text("a"));
            assert_redirect(&photo.content().send().await.unwrap_err(), status, &location);
            assert_redirect(&photo.upload("x", "text/plain").send().await.unwrap_err(), status, &location);
            assert_eq!(server.received().len(), 6, "each is sent once");
        }
    }
    assert!(evil.received().is_empty());
}

#[tokio::test]
async fn the_error_names_where_it_leads() {
    let shown = async |location: &str| {
        let (_, graph) = start(vec![Answer::empty(302).header("location", location)]);
        get(&graph).await.unwrap_err().to_string()
    };
    assert_eq!(
        shown("https://files.example/a/b?tempauth=c").await,
        "the service answered 302, a redirect to https://files.example, which is not followed; nothing was sent there"
    );
    assert!(shown("javascript:x").await.contains("a redirect to what is no https URL"));
}

#[tokio::test]
async fn a_status_of_redirects_that_leads_nowhere_is_a_refusal() {
    let (_, graph) = start(vec![Answer::empty(302)]);
    assert!(get(&graph).await.unwrap_err().as_service().is_some());
    let (_, graph) = start(vec![Answer::empty(304).header("location", "/x")]);
    assert!(get(&graph).await.unwrap_err().as_service().is_some());
}

#[tokio::test]
async fn an_answer_in_a_batch_is_not_redirected() {
    let evil = bystander();
    let location = format!("http://{}/s-e-c-r-e-t", evil.address());
    let part = json!({"id": "1", "status": 302, "headers": {"Location": location}});
    let (_, graph) = start(vec![Answer::json(200, &json!({"responses": [part]}).to_string())]);
    let mut batch = Batch::new(graph.service());
    let handle = batch.add(states(&graph).into_request().unwrap()).unwrap();
    assert_redirect(&batch.send().await.unwrap().take(handle).unwrap_err(), 302, &location);

    let (_, graph) = start(vec![Answer::empty(307).header("location", &location)]);
    let mut batch = Batch::new(graph.service());
    batch.add(states(&graph).into_request().unwrap()).unwrap();
    assert_redirect(&batch.send().await.unwrap_err(), 307, &location);
    assert!(evil.received().is_empty());
}

/// A monitor may lead to its result so, which then is read without the token if it is elsewhere.
#[tokio::test]
async fn a_monitor_leads_to_its_result_without_the_token() {
    let evil = Server::start(vec![Answer::json(200, r#"{"id": "a"}"#)]).unwrap();
    let location = format!("http://{}/x", evil.address());
    let (server, graph) = start(vec![
        Answer::empty(202).header("location", "/operations/1").header("retry-after", "0"),
        Answer::empty(303).header("location", &location),
    ]);
    let action = graph.service().resource("items").action::<()>("copy");
    let monitor: Monitor<Json> = action.send_response().await.unwrap().monitor().unwrap();
    assert_eq!(monitor.finish().await.unwrap()["id"], "a");
    assert!(has_token(&server));
    assert_eq!(evil.received().len(), 1);
    assert!(!has_token(&evil));
}

#[tokio::test]
async fn an_upload_is_not_redirected() {
    let evil = bystander();
    let location = format!("http://{}/s-e-c-r-e-t", evil.address());
    let (server, graph) = start(vec![Answer::empty(308).header("location", &location)]);
    let url = format!("http://{}/up", server.address());
    let mut session: UploadSession<State> = UploadSession::new(graph.service(), &url).unwrap();
    assert_redirect(&session.upload("content").await.unwrap_err(), 308, &location);
    assert!(evil.received().is_empty());
}
