//! Answers that are not what the schema says, on a real socket: what of them is read, set aside and told.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fmt::Debug;

use generated::{
    Error, GraphClient,
    runtime::client::{Change, List, Page, Response, TryStreamExt},
};
use odata_runtime::{Additional, Binary, Body, Date, Deviation, Model, OffsetDateTime, Patch, Uuid, from_str};
use serde_json::{Value, json};
use tests::{
    client::graph,
    server::{Answer, Server},
};
use voyages::models::{AnyPlace, AnyTraveller, Guide, Traveller, Voyage};

/// An entity with a property of each type that services write in odd forms.
pub struct Thing {
    /// When it was made.
    pub at: Option<OffsetDateTime>,
    /// Its content.
    pub data: Option<Binary>,
    /// The day.
    pub day: Option<Date>,
    /// Its key.
    pub key: Option<Uuid>,
    /// Its name.
    pub name: Option<String>,
    /// How many.
    pub number: Option<i32>,
    /// How much.
    pub size: Option<f64>,
    /// What it is called, too.
    pub tags: Option<Vec<String>>,
    /// What is not known.
    pub additional: Additional,
}

odata_runtime::entity_type! {
    Thing "ns.thing";

    at "at": Scalar, AT: Property(OffsetDateTime);
    data "data": Scalar, DATA: Property(Binary);
    day "day": Scalar, DAY: Property(Date);
    key "key": Scalar, KEY: Property(Uuid);
    name "name": Text, NAME: Property(String);
    number "number": Scalar, NUMBER: Property(i32);
    size "size": Scalar, SIZE: Property(f64);
    tags "tags": Scalars, TAGS: Property(Vec<String>);
    .. additional
}

fn start(bodies: &[&str]) -> (Server, GraphClient) {
    let server = Server::start(bodies.iter().map(|body| Answer::json(200, body)).collect()).unwrap();
    let graph = graph(&server).unwrap();
    (server, graph)
}

/// The entity that a service answers with.
async fn thing(body: &str) -> Response<Thing> {
    let (_server, graph) = start(&[body]);
    graph.service().resource("things").get::<Thing>().send_response().await.unwrap()
}

fn list<T>(graph: &GraphClient) -> List<T> {
    graph.service().resource("things").list()
}

async fn page(body: &str) -> Result<Page<Thing>, Error> {
    let (_server, graph) = start(&[body]);
    list(&graph).send().await
}

async fn travellers(body: &str) -> Page<AnyTraveller> {
    let (_server, graph) = start(&[body]);
    list(&graph).send().await.unwrap()
}

/// Path, what was expected and found, and whether it was converted.
fn told(deviations: &[Deviation]) -> Vec<(&str, &str, &str, bool)> {
    deviations.iter().map(|one| (one.path(), one.expected(), one.found(), one.is_converted())).collect()
}

fn aside(additional: &Additional) -> Vec<(&str, &Value)> {
    additional.set_aside().collect()
}

/// Asserts that one value is set aside, whatever its type.
async fn assert_set_aside(name: &str, value: &str, expected: &str) {
    let response = thing(&format!("{{\"number\": 7, \"{name}\": {value}}}")).await;
    assert_eq!(told(response.deviations()), [(name, expected, value, false)]);
    let thing = response.into_value().unwrap();
    assert_eq!(thing.number, Some(7), "what is right is read");
    let value: Value = serde_json::from_str(value).unwrap();
    assert_eq!(aside(&thing.additional), [(name, &value)]);
    assert_eq!(serde_json::to_value(&thing).unwrap(), json!({"number": 7, name: value}));
}

#[tokio::test]
async fn an_empty_string_is_no_guid_no_date_and_no_number() {
    assert_set_aside("key", "\"\"", "a GUID").await;
    assert_set_aside("day", "\"\"", "a date, YYYY-MM-DD").await;
    assert_set_aside("size", "\"\"", "a number, \"NaN\", \"INF\" or \"-INF\"").await;
}

#[tokio::test]
async fn a_date_and_time_without_a_zone_is_set_aside() {
    let expected = "a date and time with an offset, YYYY-MM-DDThh:mm:ssZ";
    assert_set_aside("at", "\"2026-01-02T03:04:05\"", expected).await;
}

#[tokio::test]
async fn what_looks_like_another_type_is_not_taken_for_it() {
    assert_set_aside("key", "12345678901234567890123456789012", "a GUID").await;
    assert_set_aside("data", "1234", "base64url text").await;
    assert_set_aside("size", "\"1e400\"", "a number, \"NaN\", \"INF\" or \"-INF\"").await;
    assert_set_aside("day", "\"2026-01- 02\"", "a date, YYYY-MM-DD").await;
    let response = thing(r#"{"name": "a", "number": "5 6"}"#).await;
    assert_eq!(told(response.deviations()), [("number", "a whole number of 32 bits", "\"5 6\"", false)]);
}

#[tokio::test]
async fn a_number_beyond_a_double_is_no_infinity() {
    let response = thing(r#"{"number": 7, "size": 1e400, "novel": [1e400]}"#).await;
    let size = ("size", "a number, \"NaN\", \"INF\" or \"-INF\"", "1e400", false);
    assert_eq!(told(response.deviations()), [size, ("novel", "JSON that a program can read", "[1e400]", false)]);
    let thing = response.into_value().unwrap();
    assert_eq!((thing.number, thing.size), (Some(7), None));
    assert_eq!(thing.additional.text("size").as_deref(), Some("1e400"));
    assert_eq!(serde_json::to_string(&thing).unwrap(), r#"{"number":7,"size":1e400,"novel":[1e400]}"#);
}

#[tokio::test]
async fn values_in_another_form_are_converted() {
    let body = r#"{"number": 1.0, "name": 5.50, "data": "AQID\r\nBAUG", "size": " 2.5", "tags": [1, "b"]}"#;
    let response = thing(body).await;
    assert_eq!(
        told(response.deviations()),
        [
            ("number", "a whole number of 32 bits", "1.0", true),
            ("name", "a string", "5.50", true),
            ("data", "base64url text", r#""AQID\r\nBAUG""#, true),
            ("size", "a number, \"NaN\", \"INF\" or \"-INF\"", "\" 2.5\"", true),
            ("tags[0]", "a string", "1", true),
        ]
    );
    let thing = response.into_value().unwrap();
    assert_eq!((thing.number, thing.name.as_deref(), thing.size), (Some(1), Some("5.50"), Some(2.5)));
    assert_eq!(thing.data, Some(Binary(vec![1, 2, 3, 4, 5, 6])));
    assert_eq!(thing.tags.as_deref().unwrap(), ["1", "b"]);
    assert!(thing.additional.is_empty(), "what was converted is not kept twice");

    let response = thing_with_number("\"5\"").await;
    assert_eq!(told(response.deviations()), [("number", "a whole number of 32 bits", "\"5\"", true)]);
    assert_eq!(response.into_value().unwrap().number, Some(5));
}

async fn thing_with_number(number: &str) -> Response<Thing> {
    thing(&format!("{{\"number\": {number}}}")).await
}

#[tokio::test]
async fn a_lone_surrogate_spoils_its_property_alone() {
    let response = thing(r#"{"name": "a\ud800", "number": 7, "novel": {"x": "\udc00"}, "k\ud800": 1}"#).await;
    let paths: Vec<_> = response.deviations().iter().map(|one| (one.path(), one.is_converted())).collect();
    let replaced = "k\u{fffd}\u{fffd}\u{fffd}";
    assert_eq!(paths, [("name", false), ("novel", false), (replaced, false)]);
    assert_eq!(response.deviations()[0].found(), r#""a\ud800""#);
    let thing = response.into_value().unwrap();
    assert_eq!((thing.name.as_deref(), thing.number), (None, Some(7)));
    let names: Vec<_> = thing.additional.set_aside().map(|(name, _)| name).collect();
    assert_eq!(names, ["name", "novel", replaced]);
    let written = format!("{{\"number\":7,\"name\":\"a\\ud800\",\"novel\":{{\"x\": \"\\udc00\"}},\"{replaced}\":1}}");
    assert_eq!(serde_json::to_string(&thing).unwrap(), written, "nothing is lost");
}

#[tokio::test]
async fn an_item_that_is_no_object_is_left_out_of_its_page() {
    let page = page(r#"{"value": [null, {"number": 1}, "x", {"number": 2}]}"#).await.unwrap();
    let expected = "an object (ns.thing)";
    assert_eq!(told(&page.deviations), [("value[0]", expected, "null", false), ("value[2]", expected, "\"x\"", false)]);
    let numbers: Vec<_> = page.value.iter().map(|thing| thing.number).collect();
    assert_eq!(numbers, [Some(1), Some(2)]);
}

#[tokio::test]
async fn a_count_is_read_in_other_forms() {
    let count = async |count: &str| page(&format!("{{\"@odata.count\": {count}, \"value\": []}}")).await.unwrap();
    for (text, value, is_converted) in
        [("2", Some(2), None), ("\"2\"", Some(2), None), ("2.0", Some(2), Some(true)), ("\"x\"", None, Some(false))]
    {
        let page = count(text).await;
        assert_eq!(page.count, value, "{text}");
        let expected: Vec<_> = is_converted
            .map(|is_converted| ("@odata.count", "a number of items", text, is_converted))
            .into_iter()
            .collect();
        assert_eq!(told(&page.deviations), expected);
    }
}

#[tokio::test]
async fn an_answer_that_is_no_page_is_unreadable() {
    for body in [
        r#"{"@odata.context": "$metadata#things/$entity", "number": 1}"#,
        r#"{"@odata.context": "$metadata", "resources": [{"name": "things", "url": "things"}]}"#,
        "<?xml version=\"1.0\"?><feed/>",
        r#"{"error": {"code": "x", "message": "No."}}"#,
        r#"{"message": "No."}"#,
        r#"{"@odata.count": "x"}"#,
        "[]",
        "\"x\"",
    ] {
        let error = page(body).await.unwrap_err();
        assert!(matches!(&error, Error::UnreadableBody(error) if error.body == body.as_bytes()), "{body}: {error}");
    }
}

#[tokio::test]
async fn an_answer_with_a_link_or_a_count_alone_is_an_empty_page() {
    let next = page(r#"{"@odata.nextLink": "things?$skiptoken=1"}"#).await.unwrap();
    assert_eq!((next.value.len(), next.next_link.as_deref()), (0, Some("things?$skiptoken=1")));
    let delta = page(r#"{"@odata.deltaLink": "things?$deltatoken=1"}"#).await.unwrap();
    assert_eq!((delta.value.len(), delta.delta_link.as_deref()), (0, Some("things?$deltatoken=1")));
    let count = page(r#"{"@odata.count": 0}"#).await.unwrap();
    assert_eq!((count.value.len(), count.count, &*count.deviations), (0, Some(0), &[][..]));
}

#[tokio::test]
async fn an_empty_next_link_ends() {
    let (server, graph) = start(&[r#"{"value": [{"number": 1}], "@odata.nextLink": ""}"#]);
    let items: Vec<Thing> = list(&graph).items().try_collect().await.unwrap();
    assert_eq!((items.len(), server.received().len()), (1, 1));
    let page = list::<Thing>(&graph).send_response().await.unwrap();
    assert!(page.next_page().unwrap().is_none());
}

#[tokio::test]
async fn a_byte_order_mark_is_passed_over() {
    assert_eq!(thing("\u{feff}{\"number\": 1}").await.into_value().unwrap().number, Some(1));
    let odd = thing("\u{feff}{\"number\": 1.0}").await;
    assert_eq!((odd.deviations().len(), odd.value().unwrap().number), (1, Some(1)));
    assert_eq!(page("\u{feff}{\"value\": [{}]}").await.unwrap().value.len(), 1);
    let (_server, graph) = start(&["\u{feff}42"]);
    let count: u64 = graph.service().resource("things").property("$count").get().send().await.unwrap();
    assert_eq!(count, 42);
}

/// A traveller, of a schema that has an alias.
enum Guest {
    Traveller(Box<Traveller>),
    Guide(Box<Guide>),
    Unrecognized(Box<Traveller>),
}

odata_runtime::union! {
    Guest "Travel" = "Voyages.Model";
    Traveller(Traveller) "Voyages.Model.Traveller";
    Guide(Guide) "Voyages.Model.Guide";
    .. Unrecognized(Traveller), default Traveller
}

#[tokio::test]
async fn a_type_is_known_by_its_alias_behind_its_properties_and_by_its_short_name() {
    // On the second page something else does not fit, so that it is read once more.
    for (miles, told) in [("1", 0), ("true", 1)] {
        let body = format!(
            r##"{{"value": [
                {{"@odata.type": "#Travel.Guide", "Fee": 1.50, "Miles": {miles}}},
                {{"Fee": 2.50, "Home": {{"Code": "OSL", "@type": "#Voyages.Model.Port"}}, "@odata.type": "#Voyages.Model.Guide"}},
                {{"@type": "https://h/$metadata#Travel.Guide", "Fee": "3.50"}},
                {{"@odata.type": "#Travel.Pilot", "UserName": "p"}}
            ]}}"##
        );
        let (_server, graph) = start(&[&body]);
        let page = list::<Guest>(&graph).send().await.unwrap();
        assert_eq!(page.deviations.len(), told);
        let [Guest::Guide(one), Guest::Guide(two), Guest::Guide(three), Guest::Unrecognized(four)] = &page.value[..]
        else {
            panic!("{page:?}")
        };
        let fees = [one, two, three].map(|guide| guide.fee.as_ref().unwrap().as_str());
        assert_eq!((fees, four.user_name.as_deref()), (["1.50", "2.50", "3.50"], Some("p")));
        assert!(matches!(&two.home, Some(AnyPlace::Port(port)) if port.code.as_deref() == Some("OSL")), "{two:?}");
        assert_eq!(aside(&one.additional).len(), told);
    }
}

#[tokio::test]
async fn items_and_changes_go_on_behind_odd_pages() {
    let next = "https://graph.microsoft.com/beta/things?$skiptoken=";
    let odd = [
        format!("{{\"value\": [null, {{\"number\": []}}, 5], \"@odata.nextLink\": \"{next}1\"}}"),
        format!("{{\"value\": [\"x\"], \"@odata.count\": \"x\", \"@odata.nextLink\": \"{next}2\"}}"),
        String::from(r#"{"value": [{"number": 3}], "@odata.deltaLink": "things?$deltatoken=1"}"#),
    ];
    let odd: Vec<&str> = odd.iter().map(String::as_str).collect();
    let (server, graph) = start(&odd);
    let items: Vec<Thing> = list(&graph).items().try_collect().await.unwrap();
    let numbers: Vec<_> = items.iter().map(|thing| thing.number).collect();
    assert_eq!((numbers, server.received().len()), (vec![None, Some(3)], 3));

    let (_server, graph) = start(&odd);
    let mut changes = list::<Thing>(&graph).changes();
    let (mut read, mut deviations) = (0, 0);
    while let Some(page) = changes.next_page().await.unwrap() {
        read += page.value.len();
        deviations += page.deviations.len();
    }
    assert_eq!(
        (read, deviations, changes.delta_link()),
        (2, 5, Some("https://graph.microsoft.com/beta/things?$deltatoken=1"))
    );
}

#[tokio::test]
async fn a_removed_entity_with_unreadable_values_is_still_removed() {
    let body = r#"{"value": [{"@removed": {"reason": "deleted"}, "id": "a", "name": "\ud800"}, {"source": 1, "@odata.context": "x/$link"}]}"#;
    let (_server, graph) = start(&[body]);
    let page = list::<Thing>(&graph).changes().next_page().await.unwrap().unwrap();
    let [Change::Removed(removed)] = &page.value[..] else { panic!("{page:?}") };
    assert_eq!((removed.id.as_deref(), removed.reason.as_deref()), (Some("a"), Some("deleted")));
    let paths: Vec<_> = page.deviations.iter().map(Deviation::path).collect();
    assert_eq!(paths, ["value[0].name", "value[1].source"]);
}

#[tokio::test]
async fn what_nobody_reads_of_a_page_does_not_spoil_it() {
    let body = r#"{"value": [{"number": "x"}], "@odata.novel": "\ud800", "other": [1e400]}"#;
    let page = page(body).await.unwrap();
    assert_eq!((page.value.len(), page.deviations.len()), (1, 1));
}

/// Deeper than any program's stack, read on a small one.
#[tokio::test]
async fn what_is_nested_too_deeply_is_refused() {
    for depth in [128, 5_000, 100_000] {
        let friends = format!("{}5{}", "{\"BestFriend\":".repeat(depth), "}".repeat(depth));
        let unknown = format!("{{\"novel\":{}5{}}}", "[".repeat(depth), "]".repeat(depth));
        for deep in [friends, unknown] {
            let (_server, graph) = start(&[&format!("{{\"value\": [{deep}, {{\"Miles\": \"\"}}]}}")]);
            let error = graph.service().resource("travellers").list::<AnyTraveller>().send().await.unwrap_err();
            assert!(matches!(error, Error::UnreadableBody(_)), "{error}");
        }
    }
}

#[tokio::test]
async fn a_strict_service_refuses_with_the_first_path_whole_inside_unions_too() {
    let body = r##"{"value": [
        {"UserName": "a"},
        {"Home": {"Country": {"Code": "NO"}, "@odata.type": "#Voyages.Model.Port", "Code": 7}, "@odata.type": "#Voyages.Model.Guide", "Fee": true}
    ]}"##;
    let (_server, graph) = start(&[body]);
    let strict = graph.service().clone().strict();
    let error = strict.resource("travellers").list::<AnyTraveller>().send().await.unwrap_err();
    let Error::UnreadableBody(error) = &error else { panic!("{error}") };
    assert_eq!(error.read_error().path(), "value[1].Home.Code");

    let page = travellers(body).await;
    let paths: Vec<_> = page.deviations.iter().map(Deviation::path).collect();
    assert_eq!(paths, ["value[1].Home.Code", "value[1].Fee"]);

    let (_server, graph) = start(&[r#"{"value": [{"UserName": "a"}]}"#]);
    let strict = graph.service().clone().strict();
    let page: Page<AnyTraveller> = strict.resource("travellers").list().send().await.unwrap();
    assert_eq!((page.value.len(), page.deviations.len()), (1, 0));
}

/// What a change of a value to another one would send, without its type.
fn change<M: Model + Debug>(before: &M, after: &M) -> Value {
    let mut sent = Body::<M, Patch>::between(before, after).to_json();
    sent.as_object_mut().unwrap().remove("@odata.type");
    sent
}

#[test]
fn dynamic_properties_of_an_open_type_are_compared() {
    let read = |text: &str| from_str::<Traveller>(text).unwrap();
    let before = read(r#"{"UserName": "a", "kept": 1.10, "changed": "x", "removed": [1], "@odata.etag": "1"}"#);
    let after = read(r#"{"UserName": "a", "kept": 1.10, "changed": "y", "added": {"n": 1}, "@odata.etag": "2"}"#);
    assert_eq!(change(&before, &after), json!({"added": {"n": 1}, "changed": "y", "removed": null}));
    assert_eq!(change(&before, &before.clone()), json!({}));
    let mut inserted = before.clone();
    inserted.additional.insert("changed", 5);
    assert_eq!(change(&before, &inserted), json!({"changed": 5}));

    let closed = |text: &str| from_str::<Voyage>(text).unwrap();
    let (before, after) = (closed(r#"{"novel": 1, "gone": 2}"#), closed(r#"{"novel": 2, "more": 3, "Name": "n"}"#));
    assert_eq!(change(&before, &after), json!({"Name": "n"}), "a type that is not open has no dynamic properties");
}

#[tokio::test]
async fn what_was_set_aside_is_not_sent_back() {
    let body = r#"{"value": [{"UserName": "a", "Miles": [], "Emails": ["x", {"y": 1}], "LastName": {}, "mine": 1, "Home": {"Address": [], "Country": 5}}]}"#;
    let page = travellers(body).await;
    let AnyTraveller::Traveller(before) = &page.value[0] else { panic!("{page:?}") };
    assert_eq!(
        aside(&before.additional).iter().map(|(name, _)| *name).collect::<Vec<_>>(),
        ["Miles", "Emails[1]", "LastName"]
    );
    let mut after = before.clone();
    after.first_name = Some(String::from("A"));
    assert_eq!(change(&**before, &*after), json!({"FirstName": "A"}));
    let whole = Body::<Traveller, Patch>::of(&after).to_json();
    assert_eq!(
        whole,
        json!({
            "@odata.type": "#Voyages.Model.Traveller", "FirstName": "A", "Emails": ["x"], "mine": 1,
            "Home": {"@odata.type": "#Voyages.Model.Place"},
        })
    );
}

/// What a program sets takes the place of what was set aside, wherever the entity is written.
#[tokio::test]
async fn a_property_that_was_set_aside_and_is_set_again_is_written_once() {
    let (_server, graph) = start(&[r#"{"Ends":"","Name":"a"}"#]);
    let mut voyage = graph.service().resource("voyages").get::<Voyage>().send().await.unwrap();
    assert_eq!(serde_json::to_string(&voyage).unwrap(), r#"{"Name":"a","Ends":""}"#);
    let other = serde_json::to_value(&voyage).unwrap();
    assert_eq!(other, json!({"Name": "a", "Ends": ""}));
    voyage.ends = Some(Date::MIN);
    assert_eq!(serde_json::to_string(&voyage).unwrap(), r#"{"Ends":"-999999-01-01","Name":"a"}"#);
    assert_eq!(serde_json::to_value(&voyage).unwrap(), json!({"Ends": "-999999-01-01", "Name": "a"}));
}

/// Serde's own errors say what they found, which may be personal.
#[tokio::test]
async fn what_is_told_of_an_item_of_the_programs_own_type_shows_nothing_of_it() {
    let body = r#"{"value":[["ann@example.com"],[5]]}"#;
    let (_server, graph) = start(&[body]);
    let page = graph.service().resource("numbers").list::<(u32,)>().send().await.unwrap();
    assert_eq!(page.value, [(5,)]);
    let [deviation] = &*page.deviations else { panic!("{:?}", page.deviations) };
    assert_eq!((deviation.path(), deviation.found()), ("value[0][0]", r#""ann@example.com""#));
    assert!(!format!("{deviation} {deviation:?}").contains("ann"), "{deviation}");
}

#[tokio::test]
async fn a_number_beyond_its_type_is_no_infinity() {
    for budget in ["1e39", "1e400", "\"1e400\""] {
        let (_server, graph) = start(&[&format!(r#"{{"Budget":{budget},"Name":"a"}}"#)]);
        let response = graph.service().resource("voyages").get::<Voyage>().send_response().await.unwrap();
        assert_eq!(response.deviations().iter().map(Deviation::path).collect::<Vec<_>>(), ["Budget"], "{budget}");
        let voyage = response.into_value().unwrap();
        assert_eq!((voyage.budget, voyage.name.as_deref()), (None, Some("a")), "{budget}");
    }
}
