//! Pages without end.

use generated::{
    Error,
    runtime::client::{Limit, Limits, TryStreamExt},
};
use serde_json::json;
use tests::server::{Answer, Server};

use super::{client_with, soon, states};

/// A server whose `n`th page (from 0) has so many items and this link to the next one.
fn pages(items: usize, next: impl Fn(usize) -> Option<usize> + Send + Sync + 'static) -> Server {
    let server = Server::start_with(move |_, request, stream| {
        let number: usize =
            request.target.rsplit_once("page=").and_then(|(_, number)| number.parse().ok()).unwrap_or(0);
        let mut page = json!({"value": vec![json!({"id": "a"}); items]});
        if let Some(next) = next(number) {
            page["@odata.nextLink"] = json!(format!("/states?page={next}"));
        }
        Answer::json(200, &page.to_string()).write(stream)
    });
    server.unwrap()
}

/// What both ways to read pages come to: the number of pages, and the error that ends them, if any.
async fn read(server: &Server, limits: Limits) -> [(usize, Option<Error>); 2] {
    let graph = client_with(server, limits);
    let (mut pages, mut changes) = (states(&graph).pages(), states(&graph).changes());
    let by_stream = count(async || Ok(pages.try_next().await?.is_some())).await;
    [by_stream, count(async || Ok(changes.next_page().await?.is_some())).await]
}

async fn count(mut next: impl AsyncFnMut() -> Result<bool, Error>) -> (usize, Option<Error>) {
    for count in 0..1000 {
        match soon(next()).await {
            Ok(true) => {}
            Ok(false) => return (count, None),
            Err(error) => return (count, Some(error)),
        }
    }
    panic!("there is no end to the pages")
}

#[tokio::test]
async fn pages_that_lead_back_are_an_error() {
    let to_itself = pages(1, |_| Some(1));
    let there_and_back = pages(1, |page| Some(if page == 1 { 2 } else { 1 }));
    let to_the_first = pages(1, |_| Some(0));
    let late = pages(1, |page| Some(if page == 40 { 10 } else { page + 1 }));
    for (server, most) in [(to_itself, 3), (there_and_back, 6), (to_the_first, 3), (late, 120)] {
        for (count, error) in read(&server, Limits::default()).await {
            let error = error.unwrap();
            assert!(matches!(error, Error::UnexpectedAnswer(_)), "{error:?}");
            assert!(error.to_string().contains("leads back to a page that was read before"), "{error}");
            assert!(count <= most, "{count} pages were read");
        }
    }
}

#[tokio::test]
async fn empty_pages_come_to_an_end() {
    let server = pages(0, |page| Some(page + 1));
    for (count, error) in read(&server, Limits::default().empty_pages(50)).await {
        let Some(Error::Limit(error)) = error else { panic!("{error:?}") };
        assert_eq!((error.limit(), count), (Limit::EmptyPages(50), 51));
    }
}

#[tokio::test]
async fn pages_that_end_are_all_read() {
    for items in [0, 1] {
        let server = pages(items, |page| (page < 300).then_some(page + 1));
        for (count, error) in read(&server, Limits::default()).await {
            assert!(error.is_none(), "{error:?}");
            assert_eq!(count, 301);
        }
    }
}

/// After an error the same page is read again, which is no page that leads back.
#[tokio::test]
async fn a_page_that_is_read_again_is_no_loop() {
    let server = Server::start_with(|number, _, stream| {
        let page = json!({"value": [], "@odata.nextLink": format!("/states?page={number}")}).to_string();
        let answer = match number {
            0 => Answer::json(200, &page),
            1..5 => Answer::json(400, "{}"),
            _ => Answer::json(200, r#"{"value": []}"#),
        };
        answer.write(stream)
    });
    let graph = super::client(&server.unwrap());
    let mut changes = states(&graph).changes();
    changes.next_page().await.unwrap().unwrap();
    for _ in 0..4 {
        changes.next_page().await.unwrap_err();
    }
    assert!(changes.next_page().await.unwrap().is_some());
    assert!(changes.next_page().await.unwrap().is_none());
}
