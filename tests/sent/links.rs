//! Links to further pages: where a relative one leads, and with which headers it is followed.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use generated::{
    Error, GraphClient,
    models::ManagedDeviceEncryptionState as State,
    runtime::{
        Json,
        client::{Batch, Call, Changes, Key, List, Page, TryStreamExt},
    },
};
use serde_json::json;
use tests::{
    client::graph,
    server::{Answer, Server},
};

fn start(answers: &[Json]) -> (Server, GraphClient) {
    let server = Server::start(answers.iter().map(|body| Answer::json(200, &body.to_string())).collect()).unwrap();
    let graph = graph(&server).unwrap();
    (server, graph)
}

fn messages(graph: &GraphClient) -> List<Json> {
    graph.service().resource("users").key(&Key::text("a")).property("messages").list()
}

fn targets(server: &Server) -> Vec<String> {
    server.received().into_iter().map(|received| received.target).collect()
}

/// Where the second request of each way to follow a link goes: the pages as a stream, and one response after the other.
async fn followed(context: Option<&str>, link: &str) -> Result<String, Error> {
    let mut first = json!({"value": [1], "@odata.nextLink": link});
    if let Some(context) = context {
        first["@odata.context"] = context.into();
    }
    let (server, graph) = start(&[first.clone(), json!({"value": [2]}), first, json!({"value": [2]})]);
    let items: Vec<Json> = messages(&graph).items().try_collect().await?;
    assert_eq!(items, [1, 2]);
    let response = messages(&graph).send_response().await?;
    let second = response.next_page()?.unwrap().send().await?.into_value()?;
    assert_eq!((second.value, second.next_link), (vec![json!(2)], None));
    let targets = targets(&server);
    assert_eq!((targets.len(), &targets[0], &targets[1]), (4, &targets[2], &targets[3]));
    assert!(server.received().iter().all(|received| received.header("authorization").is_some()));
    Ok(targets[1].clone())
}

#[tokio::test]
async fn a_relative_link_is_relative_to_the_context_or_else_to_the_request() {
    let metadata = "https://graph.microsoft.com/beta/$metadata#users('a')/messages";
    for (context, link, target) in [
        (None, "messages?$skip=1", "/beta/users/a/messages?$skip=1"),
        (None, "?$skip=1", "/beta/users/a/messages?$skip=1"),
        (None, "../../x?$skip=1", "/beta/x?$skip=1"),
        (Some(metadata), "users/a/messages?$skip=1", "/beta/users/a/messages?$skip=1"),
        (Some("../../$metadata#users"), "users/a/messages?$skip=1", "/beta/users/a/messages?$skip=1"),
        // As Graph writes what comes by a batch: from the service root.
        (None, "/users/a/messages?$skip=1", "/beta/users/a/messages?$skip=1"),
        (Some(metadata), "/beta/x?$skip=1", "/beta/x?$skip=1"),
        (Some("https://elsewhere.example/$metadata"), "https://graph.microsoft.com/beta/y?$skip=1", "/beta/y?$skip=1"),
    ] {
        assert_eq!(followed(context, link).await.unwrap(), target, "{context:?} {link}");
    }
}

#[tokio::test]
async fn a_link_that_the_context_leads_elsewhere_is_not_followed() {
    for (context, link) in [
        (Some("https://elsewhere.example/beta/$metadata#x"), "x?$skip=1"),
        (Some("//elsewhere.example/beta/$metadata#x"), "/beta/x"),
        (Some("http://graph.microsoft.com/beta/$metadata#x"), "x"),
        (None, "//elsewhere.example/x"),
    ] {
        let error = followed(context, link).await.unwrap_err();
        assert!(matches!(error, Error::InvalidRequest(_)), "{context:?} {link}: {error}");
    }
}

#[tokio::test]
async fn a_delta_link_can_be_stored_without_the_answer_that_it_came_with() {
    let page = json!({"value": [], "@odata.deltaLink": "delta?$deltatoken=1"});
    let context = json!({"value": [], "@odata.deltaLink": "x?$deltatoken=2", "@context": "/beta/y/$metadata#x"});
    let (server, graph) = start(&[page, context, json!({"value": []})]);
    let call: Call<Page<State>> = graph.service().resource("users").function("delta");
    let mut changes = call.changes();
    let page = changes.next_page().await.unwrap().unwrap();
    assert_eq!(page.delta_link.as_deref(), Some("delta?$deltatoken=1"), "a page is as it came");
    assert_eq!(changes.delta_link(), Some("https://graph.microsoft.com/beta/users/delta?$deltatoken=1"));
    let mut changes: Changes<Json> = Changes::resume(graph.service(), changes.delta_link().unwrap());
    changes.next_page().await.unwrap().unwrap();
    assert_eq!(changes.delta_link(), Some("https://graph.microsoft.com/beta/y/x?$deltatoken=2"));
    let mut changes: Changes<Json> = Changes::resume(graph.service(), changes.delta_link().unwrap());
    changes.next_page().await.unwrap().unwrap();
    let expected = ["/beta/users/delta()", "/beta/users/delta?$deltatoken=1", "/beta/y/x?$deltatoken=2"];
    assert_eq!(targets(&server), expected);
}

#[tokio::test]
async fn the_next_page_is_asked_for_with_the_headers_of_the_first() {
    let first = json!({"value": [1], "@odata.nextLink": "messages?$skip=1"});
    let (server, graph) = start(&[first.clone(), first, json!({"value": [2]})]);
    let list = messages(&graph).prefer("IdType=\"ImmutableId\"").prefer("odata.include-annotations=\"*\"").count();
    let first = list.header("x-tenant", "t").send_response().await.unwrap();
    let second = first.next_page().unwrap().unwrap().send().await.unwrap();
    let third = second.next_page().unwrap().unwrap().send().await.unwrap();
    assert_eq!(third.value().unwrap().value, [2]);

    let received = server.received();
    let headers = |index: usize| {
        let own = ["authorization", "host", "content-length", "accept-encoding", "connection"];
        let is_sent = |name: &str| !own.contains(&name) && !name.contains("client-request-id") && name != "user-agent";
        let mut headers = received[index].headers.clone();
        headers.retain(|(name, _)| is_sent(name));
        headers.sort();
        headers
    };
    let names: Vec<_> =
        headers(0).into_iter().map(|(name, _)| name).filter(|name| name != "x-forwarded-host").collect();
    assert_eq!(names, ["accept", "consistencylevel", "odata-maxversion", "prefer", "x-tenant"]);
    assert_eq!((headers(1), headers(2)), (headers(0), headers(0)));
    assert_eq!(received[2].header("prefer"), Some("IdType=\"ImmutableId\", odata.include-annotations=\"*\""));
}

#[tokio::test]
async fn the_pages_of_an_action_are_read_without_what_is_about_its_body() {
    let first = json!({"value": [{"id": "a"}], "@odata.nextLink": "found?$skip=1"});
    let (server, graph) = start(&[first, json!({"value": [{"id": "b"}]})]);
    let action: Call<Page<State>> = graph.service().resource("users").action("find");
    let action = action.set("n", 1).header("x-tenant", "t").if_match("*").prefer("return=minimal").prefer("a=b");
    let next = action.send_response().await.unwrap().next_page().unwrap().unwrap();
    assert_eq!(next.send().await.unwrap().into_value().unwrap().value[0].id.as_deref(), Some("b"));
    let received = &server.received()[1];
    assert_eq!((received.method.as_str(), received.target.as_str()), ("GET", "/beta/users/found?$skip=1"));
    assert_eq!((received.header("x-tenant"), received.header("prefer")), (Some("t"), Some("a=b")));
    for name in ["if-match", "content-type", "odata-version"] {
        assert_eq!(received.header(name), None, "{name}");
    }
}

#[tokio::test]
async fn the_part_of_a_batch_is_read_on_from_where_it_went() {
    let page = json!({"value": [1], "@odata.nextLink": "messages?$skip=1"});
    let answer = json!({"responses": [{"id": "1", "status": 200, "body": page}]});
    let (server, graph) = start(&[answer, json!({"value": [2]})]);
    let mut batch = Batch::new(graph.service());
    let handle = batch.add(messages(&graph).header("x-tenant", "t").into_request().unwrap()).unwrap();
    let first = batch.send().await.unwrap().take(handle).unwrap();
    let second = first.next_page().unwrap().unwrap().send().await.unwrap();
    assert_eq!(second.value().unwrap().value, [2]);
    let received = server.received();
    assert_eq!((received[1].method.as_str(), received[1].target.as_str()), ("GET", "/beta/users/a/messages?$skip=1"));
    assert_eq!((received[1].header("x-tenant"), received[1].header("odata-maxversion")), (Some("t"), Some("4.0")));
}
