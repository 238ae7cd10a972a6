//! Collections that come in pages: the server gives five readers at a time, and two chapters.

use conformance_client::runtime::client::TryStreamExt;

use crate::{
    check::{Fault, same, some},
    journey::Journey,
    seed::INK,
};

/// The chapter.
pub async fn run(journey: &Journey) {
    journey.check("paging: pages", &[200, 200, 200], pages(journey)).await;
    journey.check("paging: items", &[200, 200, 200], items(journey)).await;
    journey.check("paging: only as far as items are taken", &[200, 200], some_items(journey)).await;
    journey.check("paging: with other options", &[200, 200], filtered(journey)).await;
    journey.check("paging: by hand", &[200, 200], by_hand(journey)).await;
    journey.check("paging: below the service root", &[200, 200, 200], below(journey)).await;
}

async fn pages(journey: &Journey) -> Result<(), Fault> {
    let list = journey.client.readers_collection().list().query("$count", "true");
    let pages: Vec<_> = list.pages().try_collect().await?;
    same("sizes", pages.iter().map(|page| page.value.len()).collect::<Vec<_>>(), [5, 5, 2])?;
    same("count", pages.first().and_then(|page| page.count), Some(12))?;
    same("links", pages.iter().filter(|page| page.next_link.is_some()).count(), 2)
}

async fn items(journey: &Journey) -> Result<(), Fault> {
    let readers: Vec<_> = journey.client.readers_collection().list().items().try_collect().await?;
    let numbers: Vec<_> = readers.iter().filter_map(|reader| reader.number).collect();
    same("numbers", numbers, (1..=12).collect::<Vec<_>>())
}

async fn some_items(journey: &Journey) -> Result<(), Fault> {
    let mut items = journey.client.readers_collection().list().items();
    let mut last = None;
    for _ in 0..6 {
        last = items.try_next().await?;
    }
    same("the sixth", last.and_then(|reader| reader.number), Some(6))
}

async fn filtered(journey: &Journey) -> Result<(), Fault> {
    let list = journey.client.readers_collection().list();
    let list = list.query("$filter", "number gt 4").query("$orderby", "number desc").query("$select", "number");
    let readers: Vec<_> = list.items().try_collect().await?;
    let numbers: Vec<_> = readers.iter().filter_map(|reader| reader.number).collect();
    same("numbers", numbers, (5..=12).rev().collect::<Vec<_>>())?;
    same("names", readers.iter().filter(|reader| reader.name.is_some()).count(), 0)
}

async fn by_hand(journey: &Journey) -> Result<(), Fault> {
    let first = journey.client.readers_collection().list().send_response().await?;
    let second = some("the second page", first.next_page()?)?.send().await?.into_value()?;
    same("the first of the second page", second.value.first().and_then(|reader| reader.number), Some(6))
}

/// The links of these pages are relative to the service root, and the request is not.
async fn below(journey: &Journey) -> Result<(), Fault> {
    let list = journey.client.books(INK).chapters_collection().list().query("$orderby", "number");
    let chapters: Vec<_> = list.items().try_collect().await?;
    let titles: Vec<_> = chapters.iter().filter_map(|chapter| chapter.title.as_deref()).collect();
    same("titles", titles, ["Blue", "Black", "Sepia", "Red", "Green"])
}
