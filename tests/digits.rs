//! Numbers with all their digits, and bytes, in both directions.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use generated::{
    GraphClient,
    runtime::{
        Binary, BinaryForm, Body, Decimal, Json, Scalar,
        client::{Call, Service, ServiceOptions, Single},
    },
};
use serde_json::json;
use tests::{
    client::graph,
    server::{Answer, Server},
};
use voyages::models::{AnyTraveller, Guide, Picture};

/// 23 digits, of which a double has 17.
const LONG: &str = "12345678901234567890.120";

fn start(answer: &str) -> (Server, GraphClient) {
    let server = Server::start(vec![Answer::json(200, answer)]).unwrap();
    let graph = graph(&server).unwrap();
    (server, graph)
}

/// The service with other options.
fn with(graph: &GraphClient, options: &'static ServiceOptions) -> Service {
    graph.service().clone().with_options(options)
}

async fn guide(text: &str) -> Guide {
    let (_, graph) = start(text);
    let read = graph.service().clone().strict().resource("guides").get::<AnyTraveller>().send().await.unwrap();
    let AnyTraveller::Guide(guide) = read else { unreachable!("no guide: {read:?}") };
    *guide
}

#[tokio::test]
async fn a_decimal_number_arrives_with_all_its_digits() {
    // Behind the type, before it, where it is read before its type is known, and as a string.
    for text in [
        format!(r##"{{"@odata.type":"#Voyages.Model.Guide","Fee":{LONG}}}"##),
        format!(r##"{{"Fee":{LONG},"@odata.type":"#Voyages.Model.Guide"}}"##),
        format!(r##"{{"@odata.type":"#Voyages.Model.Guide","Fee":"{LONG}"}}"##),
    ] {
        assert_eq!(guide(&text).await.fee.unwrap().as_str(), LONG, "{text}");
    }
    for (text, value) in [("1E3", "1000"), ("\"INF\"", "INF"), ("\"NaN\"", "NaN"), ("-0.10", "-0.1"), ("\"007\"", "7")]
    {
        let guide = guide(&format!(r##"{{"@odata.type":"#Voyages.Model.Guide","Fee":{text}}}"##)).await;
        assert_eq!(guide.fee, Some(value.parse().unwrap()), "{text}");
    }
    let (_, graph) = start(&format!(r#"{{"value":{LONG}}}"#));
    let call: Call<Single<Decimal>> = graph.service().resource("f").call_function();
    assert_eq!(call.send().await.unwrap().as_str(), LONG);
}

#[tokio::test]
async fn a_number_that_no_schema_knows_keeps_its_digits() {
    let text = format!(
        r##"{{"@odata.type":"#Voyages.Model.Guide","a":{LONG},"b":[1.10,{{"c":1e2}}],"d":0.5,"Home":{{"x":{LONG}}}}}"##
    );
    let guide = guide(&text).await;
    assert_eq!(guide.additional.text("a").unwrap(), LONG);
    assert_eq!(guide.additional.text("b").unwrap(), r#"[1.10,{"c":1e2}]"#);
    assert_eq!((guide.additional.get("d"), guide.additional.text("d").as_deref()), (Some(&json!(0.5)), Some("0.5")));
    let written = serde_json::to_string(&guide).unwrap();
    assert!(written.contains(&format!(r#""a":{LONG},"b":[1.10,{{"c":1e2}}],"d":0.5"#)), "{written}");
    assert!(written.contains(&format!(r#""x":{LONG}}}"#)), "{written}");
}

fn body(server: &Server, index: usize) -> String {
    String::from_utf8(server.received()[index].body.clone()).unwrap()
}

#[tokio::test]
async fn a_decimal_number_is_sent_as_a_number_without_an_exponent() {
    let (server, graph) = start("{}");
    for fee in [LONG, "1.10", "1E3", "12e-4", "-0.50", "+07", "INF"] {
        let patch = Body::<Guide, _>::new(graph.service().resource("guides").patch());
        patch.set("Fee", fee.parse::<Decimal>().unwrap()).send().await.unwrap();
    }
    let bodies: Vec<_> = (0..7).map(|index| body(&server, index)).collect();
    let sent = [LONG, "1.10", "1000", "0.0012", "-0.50", "7", "\"INF\""];
    let typed = |fee: &str| format!(r##"{{"@odata.type":"#Voyages.Model.Guide","Fee":{fee}}}"##);
    assert_eq!(bodies, sent.map(typed));
    assert_eq!(server.received()[0].header("content-type"), Some("application/json"));
}

#[tokio::test]
async fn what_is_read_and_changed_is_sent_with_its_digits() {
    let (server, graph) = start("{}");
    let before = guide(r##"{"@odata.type":"#Voyages.Model.Guide","Fee":1,"Home":{"Depth":1.10}}"##).await;
    let mut after = before.clone();
    after.fee = Some(LONG.parse().unwrap());
    let change = Body::between(&before, &after).with_operation(graph.service().resource("guides").patch());
    change.send().await.unwrap();
    assert_eq!(body(&server, 0), format!(r##"{{"@odata.type":"#Voyages.Model.Guide","Fee":{LONG}}}"##));

    let argument = graph.service().resource("f").call_action::<()>();
    argument.set("fee", LONG.parse::<Decimal>().unwrap()).set_model("place", after.home.unwrap()).send().await.unwrap();
    let sent = format!(r##"{{"fee":{LONG},"place":{{"@odata.type":"#Voyages.Model.Place","Depth":1.10}}}}"##);
    assert_eq!(body(&server, 1), sent);
}

#[tokio::test]
async fn numbers_of_64_bits_are_strings_where_the_service_has_them_so() {
    static OPTIONS: ServiceOptions = ServiceOptions::STANDARD.ieee754_compatible(true);

    let page = r#"{"@odata.count":"2","value":[{"Id":"9007199254740993","Title":"a"},{"Id":7}]}"#;
    let (server, graph) = start(page);
    let service = with(&graph, &OPTIONS).strict();
    let page = service.resource("pictures").list::<Picture>().count().send().await.unwrap();
    let ids: Vec<_> = page.value.iter().map(|picture| picture.id).collect();
    assert_eq!((page.count, ids), (Some(2), vec![Some(9_007_199_254_740_993), Some(7)]));
    let media_type = "application/json;IEEE754Compatible=true";
    assert_eq!(server.received()[0].header("accept"), Some(media_type));

    let create = Body::<Picture, _>::new(service.resource("pictures").create());
    create
        .set("Id", 9_007_199_254_740_993_i64)
        .set("Small", 7_i32)
        .set("Price", Decimal::new(110, 2))
        .send()
        .await
        .unwrap();
    assert_eq!(
        body(&server, 1),
        r##"{"@odata.type":"#Voyages.Model.Picture","Id":"9007199254740993","Price":"1.10","Small":7}"##
    );
    assert_eq!(server.received()[1].header("content-type"), Some(media_type));
}

#[tokio::test]
async fn a_count_in_a_string_loses_no_page() {
    let (_, graph) = start(r#"{"@odata.count":"2","value":[{"Id":"9"}]}"#);
    let page = graph.service().clone().strict().resource("pictures").list::<Picture>().send().await.unwrap();
    assert_eq!((page.count, page.value.len()), (Some(2), 1));
}

#[tokio::test]
async fn bytes_are_sent_in_the_form_that_the_service_reads() {
    static BASE64: ServiceOptions = ServiceOptions::STANDARD.binary(BinaryForm::Base64);

    let bytes = Binary(vec![0xfb, 0xff, 0xfe, 0x01]);
    for (service_options, written) in [(&ServiceOptions::STANDARD, "-__-AQ=="), (&BASE64, "+//+AQ==")] {
        let (server, graph) = start("{}");
        let service = with(&graph, service_options);
        let patch = Body::<Picture, _>::new(service.resource("pictures").patch());
        patch.set("Bytes", bytes.clone()).set_list("All", [bytes.clone()]).send().await.unwrap();
        let sent = json!({"@odata.type": "#Voyages.Model.Picture", "All": [written], "Bytes": written});
        assert_eq!(body(&server, 0), sent.to_string());
        let call: Call<Json> = service.resource("f").call_function();
        call.set("b", bytes.clone()).send().await.unwrap();
        assert!(server.received()[1].target.ends_with("/f(b=binary'-__-AQ==')"), "{}", server.received()[1].target);
        for text in ["-__-AQ==", "-__-AQ", "+//+AQ==", "+//+AQ"] {
            assert_eq!(Binary::from_token(&text.into()), Some(bytes.clone()), "{text}");
        }
    }
}
