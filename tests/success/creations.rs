//! A creation, answered with the entity and without.

use generated::Error;

use super::*;

#[tokio::test]
async fn an_entity_that_is_created_is_the_result() {
    let (server, graph) = server(vec![Answer::json(201, ENTITY).header("location", "https://evil.example/a")]);
    let created = states(&graph).create().os_version("1").send().await.unwrap();
    assert_eq!(created.id.as_deref(), Some("a"));
    assert_eq!(lines(&server), [format!("POST {PATH}")]);
}

#[tokio::test]
async fn an_entity_that_is_created_and_does_not_come_is_read_where_it_is() {
    let absolute = format!("https://graph.microsoft.com{PATH}('a')");
    let places = [
        ("location", absolute.as_str(), format!("GET {PATH}('a')")),
        ("location", "managedDeviceEncryptionStates/a", format!("GET {PATH}/a")),
        ("location", "/deviceManagement/managedDeviceEncryptionStates/a", format!("GET {PATH}/a")),
        ("location", "/beta/x/a?token=1", String::from("GET /beta/x/a?token=1")),
        ("odata-entityid", absolute.as_str(), format!("GET {PATH}('a')")),
    ];
    for (header, value, read) in places {
        for status in [201, 204] {
            let (server, graph) = server(vec![Answer::empty(status).header(header, value), Answer::json(200, ENTITY)]);
            let created = states(&graph).create().os_version("1").return_representation().send().await.unwrap();
            assert_eq!(created.id.as_deref(), Some("a"));
            assert_eq!(lines(&server), [format!("POST {PATH}"), read.clone()]);
            assert_eq!(headers(&server.received()[1]), [("accept", "application/json"), ("odata-maxversion", "4.0")]);
        }
    }
}

#[tokio::test]
async fn what_was_asked_of_an_entity_that_is_created_is_asked_in_reading_it() {
    let answer = Answer::empty(204).header("location", "managedDeviceEncryptionStates/a?v=1");
    let (server, graph) = server(vec![answer, Answer::json(200, ENTITY)]);
    let create = states(&graph).create().os_version("1").query("$select", "id").query("v", "2").header("x-tenant", "t");
    create.send().await.unwrap();
    assert_eq!(lines(&server), [format!("POST {PATH}?$select=id&v=2"), format!("GET {PATH}/a?v=1&$select=id")]);
    assert_eq!(
        headers(&server.received()[1]),
        [("accept", "application/json"), ("odata-maxversion", "4.0"), ("x-tenant", "t")]
    );
}

#[tokio::test]
async fn an_entity_that_is_created_and_cannot_be_read_is_an_error_that_says_so() {
    let answers = [
        (Answer::empty(204), "the response has neither the entity nor a Location"),
        (
            Answer::empty(204).header("location", "https://evil.example/a"),
            "the link \"https://evil.example/a\" leads to another host",
        ),
        (
            Answer::empty(201).header("location", "http://graph.microsoft.com/beta/a"),
            "the link \"http://graph.microsoft.com/beta/a\" leads to another host",
        ),
    ];
    for (answer, text) in answers {
        let (server, graph) = server(vec![answer]);
        let error = states(&graph).create().os_version("1").send().await.unwrap_err();
        assert!(error.to_string().starts_with("the entity was created (the service answered 20"), "{error}");
        assert!(error.to_string().contains(text), "{error}");
        assert!(matches!(error, Error::ReadBack(_)) && error.was_applied());
        assert_eq!(server.received().len(), 1, "the token goes nowhere else");
    }

    let (server, graph) = server(vec![Answer::empty(204).header("location", "a"), Answer::json(403, "{}")]);
    let Error::ReadBack(error) = states(&graph).create().os_version("1").send().await.unwrap_err() else { panic!() };
    assert_eq!((error.status, error.location(), error.read_error().status()), (204, Some("a"), Some(403)));
    assert_eq!(lines(&server), [format!("POST {PATH}"), String::from("GET /beta/deviceManagement/a")]);
}
