//! Calls of actions and functions, as emitted methods make them, on a real socket.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use generated::{
    Error, GraphClient,
    models::{DeviceTypes, EncryptionReportPolicyDetails, ManagedDeviceEncryptionState},
    runtime::{
        Json,
        client::{Call, Composable, Content, Key, Page, Resource, Several, Single, Untyped},
    },
};
use serde_json::json;
use tests::{
    client::graph,
    server::{Answer, Server},
};

fn server(answer: Answer) -> (Server, GraphClient) {
    let server = Server::start(vec![answer]).unwrap();
    let graph = graph(&server).unwrap();
    (server, graph)
}

fn robots(graph: &GraphClient) -> Resource {
    graph.service().resource("robots")
}

fn details() -> EncryptionReportPolicyDetails {
    EncryptionReportPolicyDetails::new().policy_id("it's")
}

#[tokio::test]
async fn an_action_is_a_post_with_its_parameters() {
    let (server, graph) = server(Answer::json(200, r#"{"id": "r", "novel": 1}"#));
    let call: Call<ManagedDeviceEncryptionState> = robots(&graph)
        .key(&Key::text("a/b"))
        .action("Case.Move")
        .set_model("To", details())
        .set("Gait", DeviceTypes::WindowsRt)
        .set_models("Via", [details()])
        .set_text("Note", "n")
        .clear("Never");
    let robot = call.send().await.unwrap();
    assert_eq!((robot.id.as_deref(), robot.additional.get("novel")), (Some("r"), Some(&json!(1))));

    let received = &server.received()[0];
    assert_eq!((received.method.as_str(), received.target.as_str()), ("POST", "/beta/robots/a%2Fb/Case.Move"));
    assert_eq!(received.header("content-type"), Some("application/json"));
    let to = json!({"@odata.type": "microsoft.graph.encryptionReportPolicyDetails", "policyId": "it's"});
    let body: Json = serde_json::from_slice(&received.body).unwrap();
    assert_eq!(body, json!({"To": to, "Gait": "windowsRT", "Via": [to], "Note": "n", "Never": null}));
}

#[tokio::test]
async fn an_action_without_parameters_and_result_sends_an_empty_object() {
    for answer in [Answer::empty(204), Answer::json(200, "not JSON")] {
        let (server, graph) = server(answer);
        let call: Call<()> = robots(&graph).key(&Key::text("a")).action("Case.Reset");
        call.send().await.unwrap();
        assert_eq!(server.received()[0].body, b"{}");
    }
}

#[tokio::test]
async fn a_function_is_a_get_with_literals_in_the_path() {
    let (server, graph) = server(Answer::json(200, r#"{"@odata.context": "x", "value": 1.5}"#));
    let call: Call<Single<f64>> = robots(&graph)
        .key(&Key::text("a"))
        .function("Case.Distance")
        .set_text("Unit", "foot's / %")
        .set("Digits", 3)
        .set("Near", true)
        .set("Gait", DeviceTypes::WindowsRt)
        .clear("Since");
    assert_eq!(call.send().await.unwrap().to_string(), "1.5");
    let received = &server.received()[0];
    assert_eq!((received.method.as_str(), received.body.as_slice()), ("GET", &b""[..]));
    assert_eq!(
        received.target,
        "/beta/robots/a/Case.Distance(Unit='foot''s%20%2F%20%25',Digits=3,Near=true,\
         Gait=microsoft.graph.deviceTypes'windowsRT',Since=null)"
    );
}

#[tokio::test]
async fn what_is_no_literal_goes_through_an_alias() {
    let (server, graph) = server(Answer::json(200, r#"{"value": [{"id": "a"}], "@odata.nextLink": "x"}"#));
    let call: Call<Page<ManagedDeviceEncryptionState>> =
        robots(&graph).function("Case.Near").set_list("Ids", [1, 2]).clear("Since").query("$top", "1");
    let page = call.send().await.unwrap();
    assert_eq!((page.value.len(), page.next_link.as_deref()), (1, Some("x")));
    let target = &server.received()[0].target;
    assert_eq!(target, "/beta/robots/Case.Near(Ids=@Ids,Since=null)?@Ids=%5B1,2%5D&$top=1");
}

#[tokio::test]
async fn a_string_that_is_given_as_json_is_a_literal_in_a_url() {
    let (server, graph) = server(Answer::json(200, r#"{"value": 1.5}"#));
    let call: Call<Single<f64>> = robots(&graph).function("Case.Near").set_json("Id", json!("it's"));
    call.send().await.unwrap();
    let target = server.received()[0].target.replace("%27", "'");
    assert_eq!(target, "/beta/robots/Case.Near(Id=@Id)?@Id='it''s'");
}

#[tokio::test]
async fn imports_are_called_by_their_names() {
    let (server, graph) = server(Answer::json(200, r#"{"value": ["windowsRT", "visionPro"]}"#));
    let call: Call<Several<DeviceTypes>> = graph.service().resource("GaitsFor").call_function().set("Legs", 2_u8);
    assert_eq!(call.send().await.unwrap(), [DeviceTypes::WindowsRt, DeviceTypes::from("visionPro")]);
    assert_eq!(server.received()[0].target, "/beta/GaitsFor(Legs=2)");
}

#[tokio::test]
async fn a_stream_is_bytes() {
    let (_, graph) = server(Answer::json(200, "a,b\r\n").header("content-type", "text/csv"));
    let call: Call<Content> = graph.service().resource("report").call_function();
    assert_eq!(call.send().await.unwrap(), Content(b"a,b\r\n".to_vec()));
}

#[tokio::test]
async fn a_result_that_is_missing_or_wrong_is_an_error() {
    let (_, graph) = server(Answer::empty(204));
    let call: Call<Single<i32>> = graph.service().resource("f").call_function();
    assert!(matches!(call.send().await.unwrap_err(), Error::NoContent { status: 204 }));

    let (_, graph) = server(Answer::json(200, r#"{"value": ["x"]}"#));
    let call: Call<Several<i32>> = graph.service().clone().strict().resource("f").call_function();
    let Err(Error::UnreadableBody(error)) = call.send().await else { panic!("a string is no number") };
    assert_eq!(error.read_error().path(), "value[0]");
}

#[tokio::test]
async fn a_null_item_of_a_result_is_passed_over() {
    for strict in [false, true] {
        let (_, graph) = server(Answer::json(200, r#"{"value": ["windowsRT", null, "visionPro", null]}"#));
        let service = graph.service().clone();
        let service = if strict { service.strict() } else { service };
        let call: Call<Several<DeviceTypes>> = service.resource("f").call_function();
        assert_eq!(call.send().await.unwrap(), [DeviceTypes::WindowsRt, DeviceTypes::from("visionPro")]);

        let (_, graph) = server(Answer::json(200, r#"{"value": [null, {"policyId": "1"}]}"#));
        let service = graph.service().clone();
        let service = if strict { service.strict() } else { service };
        let call: Call<Page<EncryptionReportPolicyDetails>> = service.resource("f").call_function();
        let page = call.send().await.unwrap();
        assert_eq!(page.value, [EncryptionReportPolicyDetails::new().policy_id("1")]);
        assert!(page.deviations.is_empty(), "a collection may have items that are null");

        // Any JSON has a value for null.
        let (_, graph) = server(Answer::json(200, r#"{"value": [null, 1]}"#));
        let service = graph.service().clone();
        let service = if strict { service.strict() } else { service };
        let page = service.resource("f").list::<Json>().send().await.unwrap();
        assert_eq!(page.value, [Json::Null, json!(1)]);
    }
}

#[tokio::test]
async fn a_result_that_may_be_null_is_none_however_the_service_says_it() {
    let nulls = [
        Answer::empty(204),
        Answer::json(200, r#"{"@odata.context": "x", "value": null}"#),
        Answer::json(200, r#"{"@odata.context": "x", "@odata.null": true}"#),
        Answer::json(200, "null"),
    ];
    for null in nulls {
        let (_, graph) = server(null);
        let resource = graph.service().resource("f");
        assert_eq!(resource.call_function::<Option<Single<String>>>().send().await.unwrap(), None);
        assert_eq!(resource.call_function::<Option<EncryptionReportPolicyDetails>>().send().await.unwrap(), None);
        assert_eq!(resource.call_function::<Option<Untyped>>().send().await.unwrap(), None);
    }
    let (_, graph) = server(Answer::json(200, r#"{"value": "null"}"#));
    let call: Call<Option<Single<String>>> = graph.service().resource("f").call_function();
    assert_eq!(call.send().await.unwrap().as_deref(), Some("null"));
}

#[tokio::test]
async fn a_result_without_a_type_is_the_value_and_not_what_is_around_it() {
    for (answer, value) in [
        // A point in geography, a collection, a number.
        (
            json!({"@odata.context": "x", "value": {"type": "Point", "coordinates": [1.5, 2]}}),
            json!({"type": "Point", "coordinates": [1.5, 2]}),
        ),
        (json!({"@context": "x", "value": [1, "a", null], "@count": 3}), json!([1, "a", null])),
        (json!({"value": 5}), json!(5)),
        // An object is its properties, one that is called `value` too.
        (json!({"value": 5, "unit": "m"}), json!({"value": 5, "unit": "m"})),
        (json!({"type": "Point", "coordinates": [1, 2]}), json!({"type": "Point", "coordinates": [1, 2]})),
        (json!([1]), json!([1])),
    ] {
        let (_, graph) = server(Answer::json(200, &answer.to_string()));
        let call: Call<Untyped> = graph.service().resource("f").call_function();
        assert_eq!(call.send().await.unwrap(), value);
    }
}

#[tokio::test]
async fn a_download_takes_whatever_the_stream_is() {
    let (server, graph) = server(Answer::json(200, "\u{0}\u{1}").header("content-type", "image/png"));
    let content = robots(&graph).key(&Key::text("a")).content().header("if-none-match", "W/\"1\"");
    assert_eq!(content.send().await.unwrap(), Content(vec![0, 1]));
    let received = &server.received()[0];
    assert_eq!((received.method.as_str(), received.target.as_str()), ("GET", "/beta/robots/a/$value"));
    assert_eq!((received.header("accept"), received.header("if-none-match")), (Some("*/*"), Some("W/\"1\"")));
}

#[tokio::test]
async fn a_cast_of_a_cast_takes_its_place() {
    let (server, graph) = server(Answer::json(200, "{}"));
    let robot = robots(&graph).cast("Case.Walker").cast("Case.Dog").key(&Key::text("a")).cast("Case.Puppy");
    robot.get::<ManagedDeviceEncryptionState>().send().await.unwrap();
    assert_eq!(server.received()[0].target, "/beta/robots/Case.Dog/a/Case.Puppy");
}

#[tokio::test]
async fn a_complex_value_has_operations_at_its_property() {
    let (server, graph) = server(Answer::json(200, r#"{"value": 2.5}"#));
    let place = robots(&graph).key(&Key::text("a")).property("Place");
    let call: Call<Single<f64>> = place.function("Case.Distance").set_text("Unit", "m");
    assert_eq!(call.send().await.unwrap().to_string(), "2.5");
    assert_eq!(server.received()[0].target, "/beta/robots/a/Place/Case.Distance(Unit='m')");
}

#[tokio::test]
async fn a_path_goes_on_behind_a_composable_function() {
    let (server, graph) = server(Answer::json(200, r#"{"id": "r"}"#));
    let near = || -> Call<Composable<ManagedDeviceEncryptionState, Resource>> {
        robots(&graph).key(&Key::text("a")).function("Case.Near").set_list("Ids", [1, 2]).query("$top", "1")
    };
    let robot = near().send().await.unwrap();
    assert_eq!(robot.id.as_deref(), Some("r"), "the call is a call as before");
    near().then().get::<ManagedDeviceEncryptionState>().send().await.unwrap();
    // The second function has a parameter of the same name.
    let second: Call<()> = near().then().property("Owner").function("Case.Near").set_list("Ids", [3]);
    second.send().await.unwrap();
    let targets: Vec<_> = server.received().iter().map(|received| received.target.clone()).collect();
    let near = "/beta/robots/a/Case.Near(Ids=@Ids)";
    assert_eq!(
        targets,
        [
            format!("{near}?@Ids=%5B1,2%5D&$top=1"),
            format!("{near}?@Ids=%5B1,2%5D"),
            format!("{near}/Owner/Case.Near(Ids=@Ids_)?@Ids=%5B1,2%5D&@Ids_=%5B3%5D"),
        ]
    );
}
