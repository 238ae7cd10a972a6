//! Several requests in one, in JSON.

use conformance_client::{
    models::Books,
    runtime::{Uuid, client::Batch},
};

use crate::{
    check::{Fault, holds, refused, same, some},
    journey::Journey,
    seed::{ADA, INK, RAIN},
};

/// The chapter.
pub async fn run(journey: &Journey) {
    journey.check("batch: reads of all kinds, one of them refused", &[200], reads(journey)).await;
    journey.check("batch: a function, and a collection by a filter", &[200], queries(journey)).await;
    journey.check("batch: create, change and delete", &[200, 200, 200, 404], changes(journey)).await;
    journey.check("batch: what depends on what failed is not done", &[200], dependencies(journey)).await;
    journey.check("batch: a group is done as a whole", &[200, 200], group(journey)).await;
    journey.check("batch: a group is left as a whole", &[200, 404], failed_group(journey)).await;
    journey.check("batch: in parts, where it is longer than the limit", &[200, 200, 200], parts(journey)).await;
}

async fn reads(journey: &Journey) -> Result<(), Fault> {
    let client = &journey.client;
    let mut batch = Batch::new(client.service());
    let ink = batch.add(client.books(INK).get().select(Books::TITLE).into_request()?)?;
    let absent = batch.add(client.books(Uuid::from_u128(9)).get().into_request()?)?;
    let shelf = batch.add(client.shelves("A/1 \"it's\"", 7).get().into_request()?)?;
    let readers = batch.add(client.readers_collection().list().count().into_request()?)?;
    let mut answers = batch.send().await?;
    let ink = answers.take(ink)?;
    holds("there is an ETag", ink.etag().is_some())?;
    same("title", ink.into_value()?.title.as_deref(), Some("Ink"))?;
    same("status", refused(answers.take(absent))?.status, 404)?;
    same("label", answers.take(shelf)?.into_value()?.label.as_deref(), Some("Slash and quotes"))?;
    let first = answers.take(readers)?;
    // The link is not one of the batch: it is followed by itself.
    holds("there is a next page", first.next_page()?.is_some())?;
    let page = first.into_value()?;
    same("count", page.count, Some(12))?;
    same("readers", page.value.len(), 5)
}

async fn queries(journey: &Journey) -> Result<(), Fault> {
    let client = &journey.client;
    let mut batch = Batch::new(client.service());
    let tags = batch.add(client.tags_of().books([RAIN, INK]).into_call().into_request()?)?;
    let list = client.books_collection().list().filter(Books::TITLE.eq("100% Wool & Linen"));
    let books = batch.add(list.into_request()?)?;
    let mut answers = batch.send().await?;
    let tags: Vec<_> = answers.take(tags)?.into_value()?.value.into_iter().map(|tag| tag.0).collect();
    same("tags", tags, ["black", "blue"])?;
    same("books", answers.take(books)?.into_value()?.value.len(), 1)
}

async fn changes(journey: &Journey) -> Result<(), Fault> {
    let client = &journey.client;
    let (one, two) = (Uuid::from_u128(0xb1), Uuid::from_u128(0xb2));
    let mut batch = Batch::new(client.service());
    let first = batch.add(client.authors_collection().create().id(one).name("One").into_request()?)?;
    let second = batch.add(client.authors_collection().create().id(two).name("Two").into_request()?)?;
    let renamed = batch.add_after(client.authors(one).patch().name("Öne \"1\"").into_request()?, &[first.id()])?;
    let gone = batch.add_after(client.authors(two).delete().into_request()?, &[second.id()])?;
    let mut answers = batch.send().await?;
    same("status of the first", answers.take(first)?.status(), 201)?;
    same("name of the second", answers.take(second)?.into_value()?.name.as_deref(), Some("Two"))?;
    let renamed = some("the first", answers.take(renamed)?.into_value()?)?;
    same("name of the first", renamed.name.as_deref(), Some("Öne \"1\""))?;
    same("status of the deletion", answers.take(gone)?.status(), 204)?;

    let mut batch = Batch::new(client.service());
    let read = batch.add(client.authors(one).get().into_request()?)?;
    let mut answers = batch.send().await?;
    same("name, read", answers.take(read)?.into_value()?.name.as_deref(), Some("Öne \"1\""))?;

    let mut batch = Batch::new(client.service());
    let gone = batch.add(client.authors(one).delete().into_request()?)?;
    batch.send().await?.take(gone)?;
    refused(client.authors(two).get().send().await).map(drop)
}

async fn dependencies(journey: &Journey) -> Result<(), Fault> {
    let client = &journey.client;
    let mut batch = Batch::new(client.service());
    let absent = batch.add(client.books(Uuid::from_u128(9)).get().into_request()?)?;
    let after = batch.add_after(client.authors(ADA).get().into_request()?, &[absent.id()])?;
    let mut answers = batch.send().await?;
    same("status of the first", refused(answers.take(absent))?.status, 404)?;
    same("status of the second", refused(answers.take(after))?.status, 424)
}

async fn group(journey: &Journey) -> Result<(), Fault> {
    let client = &journey.client;
    let id = Uuid::from_u128(0xb3);
    let mut batch = Batch::new(client.service());
    let mut group = batch.group();
    let created = group.add(client.authors_collection().create().id(id).name("Grouped").into_request()?)?;
    let changed = group.add_after(client.authors(id).patch().name("Group").into_request()?, &[created.id()])?;
    let mut answers = batch.send().await?;
    same("status", answers.take(created)?.status(), 201)?;
    let changed = some("the author", answers.take(changed)?.into_value()?)?;
    same("name", changed.name.as_deref(), Some("Group"))?;
    same("name, read", client.authors(id).get().send().await?.name.as_deref(), Some("Group"))
}

async fn failed_group(journey: &Journey) -> Result<(), Fault> {
    let client = &journey.client;
    let id = Uuid::from_u128(0xb4);
    let mut batch = Batch::new(client.service());
    let mut group = batch.group();
    let created = group.add(client.authors_collection().create().id(id).name("Left").into_request()?)?;
    let wrong = group.add(client.books_collection().create().title("Wrong").pages(0).into_request()?)?;
    let mut answers = batch.send().await?;
    holds("the first has no good answer", answers.take(created).is_err())?;
    holds("nor has the second", answers.take(wrong).is_err())?;
    refused(client.authors(id).get().send().await).map(drop)
}

async fn parts(journey: &Journey) -> Result<(), Fault> {
    let client = &journey.client;
    let mut batch = Batch::new(client.service()).limit(2);
    let mut handles = Vec::new();
    for number in 1..=5 {
        handles.push(batch.add(client.readers(number).get().into_request()?)?);
    }
    let mut answers = batch.send().await?;
    for (handle, number) in handles.into_iter().zip(1..) {
        let reader = answers.take(handle)?.into_value()?;
        same("number", some("number", reader.number)?, number)?;
    }
    Ok(())
}
