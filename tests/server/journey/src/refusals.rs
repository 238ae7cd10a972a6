//! What the server refuses, and what its errors say.

use conformance_client::{models::Books, runtime::Uuid};

use crate::{
    check::{Fault, holds, refused, same},
    journey::Journey,
    seed::INK,
};

/// The chapter.
pub async fn run(journey: &Journey) {
    journey.check("refused: an entity that is not there", &[404], absent_entity(journey)).await;
    journey.check("refused: a part that is not there", &[404], absent_part(journey)).await;
    journey.check("refused: an entity set that is not there", &[404], absent_set(journey)).await;
    journey.check("refused: a filter by what is no property", &[400], bad_filter(journey)).await;
    journey.check("refused: a filter that is none", &[400], no_filter(journey)).await;
    journey.check("refused: one thing is wrong", &[400], one_problem(journey)).await;
    journey.check("refused: several things are wrong", &[400], several_problems(journey)).await;
    journey.check("refused: a change without If-Match", &[428], no_if_match(journey)).await;
}

async fn absent_entity(journey: &Journey) -> Result<(), Fault> {
    let error = refused(journey.client.books(Uuid::from_u128(9)).get().send().await)?;
    same("code", error.code.as_str(), "404")?;
    same("message", error.message.as_str(), "Not Found")
}

async fn absent_part(journey: &Journey) -> Result<(), Fault> {
    refused(journey.client.books(INK).chapters(Uuid::from_u128(9)).get().send().await).map(drop)
}

async fn absent_set(journey: &Journey) -> Result<(), Fault> {
    let nothing = journey.client.service().resource("Nothing");
    let error = refused(nothing.list::<Books>().send().await)?;
    holds("the message names the path", error.message.contains("Nothing"))
}

async fn bad_filter(journey: &Journey) -> Result<(), Fault> {
    let list = journey.client.books_collection().list().query("$filter", "nope eq 1");
    let error = refused(list.send().await)?;
    holds("the message names the property", error.message.contains("nope"))
}

async fn no_filter(journey: &Journey) -> Result<(), Fault> {
    refused(journey.client.books_collection().list().query("$filter", "title eq").send().await).map(drop)
}

async fn one_problem(journey: &Journey) -> Result<(), Fault> {
    let error = refused(journey.client.books_collection().create().title("Thin").pages(0).send().await)?;
    same("code", error.code.as_str(), "ASSERT_RANGE")?;
    same("target", error.target.as_deref(), Some("pages"))?;
    same("details", error.details.len(), 0)
}

async fn several_problems(journey: &Journey) -> Result<(), Fault> {
    let error = refused(journey.client.books_collection().create().pages(0).genre("cookery").send().await)?;
    same("code", error.code.as_str(), "MULTIPLE_ERRORS")?;
    let mut details: Vec<_> =
        error.details.iter().map(|detail| (detail.code.as_str(), detail.target.as_deref().unwrap_or("none"))).collect();
    details.sort_unstable();
    same("details", details, [("ASSERT_ENUM", "genre"), ("ASSERT_MANDATORY", "title"), ("ASSERT_RANGE", "pages")])?;
    holds("each has a message", error.details.iter().all(|detail| !detail.message.is_empty()))
}

async fn no_if_match(journey: &Journey) -> Result<(), Fault> {
    refused(journey.client.books(INK).patch().title("Blot").send().await).map(drop)
}
