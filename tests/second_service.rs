//! A service that is nothing like Microsoft Graph, generated beside it: keys in parentheses, qualified enumeration
//! members, derived types in its values, open types, functions with parameters, wide numbers.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use serde_json::{Value, json};
use voyages::{
    VoyagesClient,
    models::{Amenities, AnyLeg, AnyPlace, AnyTraveller, Mood, Place, Traveller},
    runtime::client::{
        Method,
        mock::{Answer, MockService},
        query::item,
    },
};

const ROOT: &str = "https://voyages.example/odata/v4";

/// What a request asked for.
#[derive(Debug, PartialEq)]
struct Asked(Method, String, Value);

async fn asked(answer: Value, request: impl AsyncFnOnce(VoyagesClient)) -> Asked {
    let service = MockService::new([Answer::json(200, &answer)]);
    request(VoyagesClient::anonymous(ROOT, service.options()).unwrap()).await;
    let received = service.received().into_iter().next().unwrap();
    let url = percent_encoding::percent_decode_str(&received.uri.to_string()).decode_utf8().unwrap().into_owned();
    let body = received.json().unwrap_or(Value::Null);
    Asked(received.method, url.strip_prefix(ROOT).unwrap().to_owned(), body)
}

#[tokio::test]
async fn a_path_has_keys_in_parentheses_and_casts() {
    let sent = asked(json!({"LegId": 1, "Seat": "12A"}), async |client| {
        let leg = client.travellers("o'neil").voyages(3).legs(1).as_flight().get().send().await.unwrap();
        assert_eq!(leg.seat.as_deref(), Some("12A"));
    });
    let path = "/Travellers('o''neil')/Voyages(3)/Legs(1)/Voyages.Model.Flight";
    assert_eq!(sent.await, Asked(Method::GET, path.to_owned(), Value::Null));
}

#[tokio::test]
async fn a_query_has_qualified_members_and_reaches_into_complex_values() {
    let sent = asked(json!({"value": []}), async |client| {
        let weary = Traveller::MOOD.eq(Mood::Weary).and(Traveller::EMAILS.any(item().eq("a@b.example")));
        let nearby = Traveller::HOME.then(Place::ADDRESS).starts_with("Main");
        client.travellers_collection().list().filter(weary.or(nearby)).top(5).send().await.unwrap();
    });
    let Asked(_, target, _) = sent.await;
    let filter =
        "Mood eq Voyages.Model.Mood'Weary' and Emails/any(x1:x1 eq 'a@b.example') or startswith(Home/Address,'Main')";
    assert!(target.contains(filter), "{target}");
}

#[tokio::test]
async fn values_of_derived_types_are_read_and_written_as_such() {
    let guide = json!({
        "@odata.type": "#Voyages.Model.Guide", "UserName": "g", "FirstName": "G", "Fee": "12.50", "Miles": 9_007_199_254_740_993_i64,
        "Home": {"@odata.type": "#Voyages.Model.Port", "Code": "OSL", "Harbour": true},
    });
    let sent = asked(json!({"value": [guide]}), async |client| {
        let page = client.me().friends_collection().list().send().await.unwrap();
        let [AnyTraveller::Guide(guide)] = &*page.value else { panic!("no guide: {:?}", page.value) };
        assert_eq!(
            (guide.miles, guide.fee.as_ref().unwrap().to_string()),
            (Some(9_007_199_254_740_993), "12.50".to_owned())
        );
        let Some(AnyPlace::Port(port)) = &guide.home else { panic!("no port") };
        assert_eq!(port.code.as_deref(), Some("OSL"));
        assert_eq!(port.additional.get("Harbour"), Some(&json!(true)), "the type is open");
    });
    assert_eq!(sent.await, Asked(Method::GET, "/Me/Friends".to_owned(), Value::Null));

    let sent = asked(json!({"UserName": "a"}), async |client| {
        let home = AnyPlace::from(voyages::models::Port::new().code("BGO"));
        let patch = client.travellers("a").patch().home(home).clear_mood().dynamic_property("nickname", "Al");
        patch.send().await.unwrap();
    });
    let body = json!({
        "@odata.type": "#Voyages.Model.Traveller",
        "Home": {"@odata.type": "#Voyages.Model.Port", "Code": "BGO"},
        "Mood": null,
        "nickname": "Al",
    });
    assert_eq!(sent.await, Asked(Method::PATCH, "/Travellers('a')".to_owned(), body));
}

#[tokio::test]
async fn functions_and_actions_are_called_by_qualified_name() {
    let sent = asked(json!({"Code": "OSL"}), async |client| {
        client.nearest_port(59.9, 10.7).send().await.unwrap();
    });
    let target = "/NearestPort(latitude=59.9,longitude=10.7)";
    assert_eq!(sent.await, Asked(Method::GET, target.to_owned(), Value::Null));

    let sent = asked(json!({}), async |client| {
        client.me().voyages(7).share("friend").note("see you").send().await.unwrap();
    });
    let body = json!({"with": "friend", "note": "see you"});
    assert_eq!(sent.await, Asked(Method::POST, "/Me/Voyages(7)/Voyages.Model.Share".to_owned(), body));
}

#[test]
fn flags_with_a_member_that_is_several_and_durations_survive() {
    let leg = json!({"@odata.type": "#Voyages.Model.Leg", "LegId": 1, "Amenities": "Meals,Wifi", "Lasts": "PT1H30M", "Departs": "2026-11-25T08:00:00Z"});
    let read: AnyLeg = voyages::runtime::from_str(&leg.to_string()).unwrap();
    let AnyLeg::Leg(own) = &read else { panic!("no leg: {read:?}") };
    assert_eq!(own.amenities, Some(Amenities::MEALS | Amenities::WIFI));
    assert_eq!(serde_json::to_value(&read).unwrap(), leg);
}
