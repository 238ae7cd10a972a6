//! Paths that lead on from one entity to others, keys of all kinds, and what is no entity.

use conformance_client::{Error, runtime::client::Content};
use time::macros::{date, time};

use crate::{
    check::{Fault, same, some},
    journey::Journey,
    seed::{ADA, BLUE, INK, RAIN},
};

/// The chapter.
pub async fn run(journey: &Journey) {
    journey.check("navigation: to one entity", &[200], author(journey)).await;
    journey.check("navigation: to entities", &[200], books(journey)).await;
    journey.check("navigation: to a part, by its key", &[200], part(journey)).await;
    journey.check("navigation: back from a part", &[200], whole(journey)).await;
    journey.check("navigation: two steps", &[200], two_steps(journey)).await;
    journey.check("key: two parts, with quotes and a slash", &[200], composite_key(journey)).await;
    journey.check("key: an integer", &[200], integer_key(journey)).await;
    journey.check("singleton", &[200], singleton(journey)).await;
    journey.check("stream: bytes", &[200], stream(journey)).await;
    journey.check("stream: none", &[204], no_stream(journey)).await;
}

async fn author(journey: &Journey) -> Result<(), Fault> {
    let author = journey.client.books(INK).author().get().send().await?;
    same("ID", author.id, Some(ADA))?;
    same("born", author.born, Some(date!(1901 - 02 - 03)))
}

async fn books(journey: &Journey) -> Result<(), Fault> {
    let page = journey.client.authors(ADA).books_collection().list().query("$orderby", "pages").send().await?;
    let titles: Vec<_> = page.value.iter().filter_map(|book| book.title.as_deref()).collect();
    same("titles", titles, ["Ink", "Ångström/Δ"])
}

async fn part(journey: &Journey) -> Result<(), Fault> {
    let chapter = journey.client.books(INK).chapters(BLUE).get().send().await?;
    same("title", chapter.title.as_deref(), Some("Blue"))?;
    same("number", chapter.number, Some(1))
}

async fn whole(journey: &Journey) -> Result<(), Fault> {
    let book = journey.client.chapters(BLUE).book().get().query("$select", "title").send().await?;
    same("title", book.title.as_deref(), Some("Ink"))
}

async fn two_steps(journey: &Journey) -> Result<(), Fault> {
    let author = journey.client.chapters(BLUE).book().author().get().send().await?;
    same("name", author.name.as_deref(), Some("Ada Quill"))
}

async fn composite_key(journey: &Journey) -> Result<(), Fault> {
    let shelf = journey.client.shelves("A/1 \"it's\"", 7).get().send().await?;
    same("label", shelf.label.as_deref(), Some("Slash and quotes"))?;
    same("books", shelf.books, Some(4_294_967_296))
}

async fn integer_key(journey: &Journey) -> Result<(), Fault> {
    let reader = journey.client.readers(12).get().send().await?;
    same("name", reader.name.as_deref(), Some("Reader 12"))
}

async fn singleton(journey: &Journey) -> Result<(), Fault> {
    let hours = journey.client.hours().get().send().await?;
    same("monday", hours.monday, Some(time!(08:00)))?;
    same("sunday", hours.sunday, None)
}

async fn stream(journey: &Journey) -> Result<(), Fault> {
    let response = journey.client.books(INK).cover().send_response().await?;
    same("content-type", response.header("content-type"), Some("image/png"))?;
    let Content(bytes) = some("content", response.value())?;
    same("bytes", bytes.as_slice(), b"\x89PNG\r\n\x1a\n")
}

async fn no_stream(journey: &Journey) -> Result<(), Fault> {
    match journey.client.books(RAIN).cover().send().await {
        Err(Error::NoContent { status: 204 }) => Ok(()),
        other => Err(Fault(format!("it should be no content, and is {other:?}"))),
    }
}
