//! Ids, names and headers that are more than that.

use generated::{
    Error,
    runtime::client::{Batch, Key, Resource},
};
use percent_encoding::percent_decode_str;
use tests::server::Answer;

use super::{State, start, states};

const IDS: [&str; 14] = [
    "a\r\nx-evil: 1\r\n\r\nGET /evil HTTP/1.1",
    "a\nb",
    "a\0b",
    "a/b",
    "a?b=c",
    "a#b",
    "..",
    "../../evil",
    "%2e%2e",
    "%2e%2e%2fevil",
    "it's",
    "a\\b",
    "ä\u{202e}鍵",
    "",
];

fn refused<T>(result: &Result<T, Error>) -> bool {
    matches!(result, Err(Error::InvalidRequest(_)))
}

#[tokio::test]
async fn an_id_is_one_segment_and_one_request() {
    let (server, graph) = start(vec![Answer::json(200, "{}")]);
    for (number, id) in IDS.into_iter().enumerate() {
        graph.service().resource("items").key(&Key::text(id)).property("name").get::<State>().send().await.unwrap();
        let received = &server.received();
        assert_eq!(received.len(), number + 1, "{id:?} is one request");
        let request = &received[number];
        assert!(request.header("x-evil").is_none());
        let rest = request.target.strip_prefix("/beta/items").unwrap().strip_suffix("/name").unwrap();
        let text = rest.strip_prefix('/').map_or_else(
            || rest.strip_prefix("('").unwrap().strip_suffix("')").unwrap().replace("''", "'"),
            str::to_owned,
        );
        assert!(!text.contains(['/', '?', '#', '\\']), "{text}");
        assert_eq!(percent_decode_str(&text).decode_utf8().unwrap(), id);
    }
}

#[tokio::test]
async fn a_name_is_one_segment_or_refused() {
    let (server, graph) = start(vec![Answer::json(200, "{}")]);
    let client = graph.service();
    let items = client.resource("items");
    for name in IDS {
        let resources: [Resource; 3] = [client.resource(name), items.property(name), items.cast(name)];
        for resource in resources {
            let before = server.received().len();
            let result = resource.property("end").get::<State>().send().await;
            let received = server.received();
            if name == ".." {
                assert!(refused(&result) && received.len() == before, "{name:?}");
            } else {
                result.unwrap();
                assert_eq!(received.len(), before + 1);
                let segments: Vec<_> = received[before].target.split('/').collect();
                let [.., segment, "end"] = segments[..] else { panic!("{segments:?}") };
                assert_eq!(percent_decode_str(segment).decode_utf8().unwrap(), name);
            }
        }
    }
}

#[tokio::test]
async fn a_query_stays_in_its_option() {
    let (server, graph) = start(vec![Answer::json(200, r#"{"value": []}"#)]);
    for (number, text) in IDS.into_iter().enumerate() {
        states(&graph).query("$search", text).query(text, "x").send().await.unwrap();
        let target = server.received()[number].target.clone();
        let (_, query) = target.split_once('?').unwrap();
        let [search, other] = query.split('&').collect::<Vec<_>>()[..] else { panic!("{query}") };
        let decode = |text| percent_decode_str(text).decode_utf8().unwrap().into_owned();
        assert_eq!(decode(search.strip_prefix("$search=").unwrap()), text);
        assert_eq!(decode(other.strip_suffix("=x").unwrap()), text);
    }
}

#[tokio::test]
async fn a_header_is_one_line_or_refused() {
    let (server, graph) = start(vec![Answer::json(200, r#"{"value": []}"#)]);
    let state = graph.device_management().managed_device_encryption_states("a");
    for text in ["a\r\nx-evil: 1", "a\nb", "a\rb", "a\0b", "\u{7f}", "a\r\n\r\nGET /evil HTTP/1.1"] {
        for name in ["x-name", "client-request-id", "if-match", "prefer"] {
            assert!(refused(&states(&graph).header(name, text).send().await), "{name}: {text:?}");
        }
        assert!(refused(&states(&graph).header(text, "x").send().await), "{text:?}");
        assert!(refused(&states(&graph).prefer(text).send().await));
        assert!(refused(&state.get().if_none_match(text).send().await));
        assert!(refused(&state.delete().if_match(text).send().await));
        let upload = graph.service().resource("photo").upload("x", text);
        assert!(refused(&upload.send().await));
        assert!(refused(&states(&graph).changes().header("x-name", text).next_page().await));
        let request = states(&graph).header("x-name", text).into_request();
        assert!(refused(&request.map(|request| Batch::new(graph.service()).add(request).is_ok())));
    }
    assert!(refused(&states(&graph).header("", "x").send().await));
    assert!(refused(&states(&graph).header("x name", "x").send().await));
    assert!(refused(&states(&graph).header("naïve", "x").send().await));
    assert!(server.received().is_empty());

    // What is not ASCII is legal in a value, of an ETag say, and arrives as it is.
    states(&graph).header("x-name", "ä").send().await.unwrap();
    assert_eq!(server.received()[0].header("x-name"), Some("ä"));
}
