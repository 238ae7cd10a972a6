//! `ETag`s: a change of what somebody else has changed is refused, and what has not changed is not sent again.

use conformance_client::{models::Books, runtime::Uuid};

use crate::{
    check::{Fault, holds, refused, same, some},
    journey::{Journey, Stop},
};

/// The chapter.
pub async fn run(journey: &Journey) -> Result<(), Stop> {
    let (id, first) = journey.step("ETag: of an entity that is created", &[201], create(journey)).await?;
    journey.check("ETag: in the header and in the body", &[200], read(journey, id, &first)).await;
    journey.check("ETag: If-None-Match holds not", &[304], unchanged(journey, id, &first)).await;
    let second = journey.step("ETag: If-Match holds", &[200], change(journey, id, &first)).await?;
    journey.check("ETag: If-Match holds not", &[412, 200], stale(journey, id, &first)).await;
    journey.check("ETag: If-None-Match holds", &[200], changed(journey, id, &first, &second)).await;
    journey.check("ETag: delete, If-Match holds not", &[412], stale_delete(journey, id, &first)).await;
    journey.check("ETag: delete, If-Match holds", &[204, 404], delete(journey, id, &second)).await;
    Ok(())
}

async fn create(journey: &Journey) -> Result<(Uuid, String), Fault> {
    let response = journey.client.books_collection().create().title("Draft").pages(1).send_response().await?;
    let etag = some("ETag", response.etag())?.to_owned();
    let book = response.into_value()?;
    Ok((some("ID", book.id)?, etag))
}

async fn read(journey: &Journey, id: Uuid, etag: &str) -> Result<(), Fault> {
    let response = journey.client.books(id).get().send_response().await?;
    same("ETag of the header", response.etag(), Some(etag))?;
    same("ETag of the body", response.into_value()?.additional.etag(), Some(etag))
}

async fn unchanged(journey: &Journey, id: Uuid, etag: &str) -> Result<(), Fault> {
    let error = refused(journey.client.books(id).get().if_none_match(etag).send().await)?;
    same("body", error.body.len(), 0)
}

async fn change(journey: &Journey, id: Uuid, etag: &str) -> Result<String, Fault> {
    let response = journey.client.books(id).patch().pages(2).if_match(etag).send_response().await?;
    let new = some("ETag", response.etag())?.to_owned();
    same("pages", some("the book", response.into_value()?)?.pages, Some(2))?;
    holds("the ETag is another one", new != etag)?;
    Ok(new)
}

async fn stale(journey: &Journey, id: Uuid, etag: &str) -> Result<(), Fault> {
    refused(journey.client.books(id).patch().pages(3).if_match(etag).send().await)?;
    same("pages", journey.client.books(id).get().send().await?.pages, Some(2))
}

async fn changed(journey: &Journey, id: Uuid, old: &str, new: &str) -> Result<(), Fault> {
    let book: Books = journey.client.books(id).get().if_none_match(old).send().await?;
    same("ETag", book.additional.etag(), Some(new))
}

async fn stale_delete(journey: &Journey, id: Uuid, etag: &str) -> Result<(), Fault> {
    refused(journey.client.books(id).delete().if_match(etag).send().await).map(drop)
}

async fn delete(journey: &Journey, id: Uuid, etag: &str) -> Result<(), Fault> {
    journey.client.books(id).delete().if_match(etag).send().await?;
    refused(journey.client.books(id).get().send().await).map(drop)
}
