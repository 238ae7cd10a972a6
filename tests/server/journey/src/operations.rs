//! Functions and actions, bound to an entity, to a collection and to nothing.

use conformance_client::{models::StacksAward, runtime::Decimal};
use time::macros::{date, datetime};

use crate::{
    check::{Fault, refused, same, some},
    journey::{Journey, Stop},
    seed::{INK, RAIN, UNIT, WOOL},
};

/// Functions, which change nothing.
pub async fn functions(journey: &Journey) {
    journey.check("function: a number", &[200], count_of(journey)).await;
    journey.check("function: an entity", &[200], newest(journey)).await;
    journey.check("function: entities, between dates", &[200], published_between(journey)).await;
    journey.check("function: strings, of a collection of GUIDs", &[200], tags_of(journey)).await;
    journey.check("function: without its optional parameter", &[200], all_tags(journey)).await;
    journey.check("function: a structure", &[200], statistics(journey)).await;
    journey.check("function of an entity: a decimal", &[200], price_in(journey)).await;
    journey.check("function of an entity: entities", &[200], similar(journey)).await;
    journey.check("function of a collection: an entity", &[200], longest(journey)).await;
}

/// Actions, which do.
pub async fn actions(journey: &Journey) -> Result<(), Stop> {
    journey.check("action: structures in, a structure out", &[200, 200], award(journey)).await;
    journey.check("action: numbers in, numbers out", &[200], renumber(journey)).await;
    journey.check("action: nothing in, nothing out", &[204, 200], reset(journey)).await;
    journey.step("action of an entity: the entity as it is now", &[200, 200], lend(journey)).await?;
    journey.check("action of an entity: refused by the program behind it", &[409], lent(journey)).await;
    journey.check("action of an entity: nothing in, nothing out", &[204, 200], shred(journey)).await;
    journey.check("action of a collection: a number", &[200, 200], reprice(journey)).await;
    Ok(())
}

async fn count_of(journey: &Journey) -> Result<(), Fault> {
    same("number", journey.client.count_of("science").send().await?, Some(2))
}

async fn newest(journey: &Journey) -> Result<(), Fault> {
    let book = some("the book", journey.client.newest().send().await?)?;
    same("title", book.title.as_deref(), Some("Ångström/Δ"))
}

async fn published_between(journey: &Journey) -> Result<(), Fault> {
    let call = journey.client.published_between(date!(1970 - 01 - 01), date!(1988 - 01 - 01));
    let titles: Vec<_> = call.send().await?.value.into_iter().filter_map(|book| book.title).collect();
    same("titles", titles, ["It's raining?", "100% Wool & Linen"])
}

async fn tags_of(journey: &Journey) -> Result<(), Fault> {
    same("tags", journey.client.tags_of().books([WOOL, UNIT]).send().await?, ["black"])
}

async fn all_tags(journey: &Journey) -> Result<(), Fault> {
    same("tags", journey.client.tags_of().send().await?, ["black", "blue"])
}

async fn statistics(journey: &Journey) -> Result<(), Fault> {
    let statistics = some("the structure", journey.client.statistics().send().await?)?;
    same("books", statistics.books, Some(4))?;
    same("pages", statistics.pages, Some(1484))?;
    same("mean", statistics.mean, Some(Decimal::from(371)))?;
    same("newest", statistics.newest, Some(date!(2004 - 02 - 29)))
}

async fn price_in(journey: &Journey) -> Result<(), Fault> {
    let price = journey.client.books(INK).price_in("it's €", Decimal::new(12_500, 4)).send().await?;
    same("price", price, Some(Decimal::new(2488, 2)))
}

async fn similar(journey: &Journey) -> Result<(), Fault> {
    let page = journey.client.books(WOOL).similar(3).send().await?;
    let ids: Vec<_> = page.value.iter().filter_map(|book| book.id).collect();
    same("IDs", ids, [UNIT])
}

async fn longest(journey: &Journey) -> Result<(), Fault> {
    let book = some("the book", journey.client.books_collection().longest().send().await?)?;
    same("ID", book.id, Some(UNIT))
}

async fn award(journey: &Journey) -> Result<(), Fault> {
    let awards = [
        StacksAward::new().title("Quill of the year").year(1999).sum(Decimal::new(1050, 2)),
        StacksAward::new().title("Inkwell").year(2001).sum(Decimal::new(20, 0)),
    ];
    let best = some("the best", journey.client.award(RAIN).awards(awards.clone()).send().await?)?;
    same("the best", best.title.as_deref(), Some("Inkwell"))?;
    same("its sum", best.sum, Some(Decimal::from(20)))?;
    let book = journey.client.books(RAIN).get().send().await?;
    same("awards", some("awards", book.awards)?, awards)
}

async fn renumber(journey: &Journey) -> Result<(), Fault> {
    same("numbers", journey.client.renumber().numbers([1, -2, 3]).send().await?, [-1, 2, -3])
}

async fn reset(journey: &Journey) -> Result<(), Fault> {
    journey.client.reset().send().await?;
    same("note", journey.client.hours().get().send().await?.note, None)
}

async fn lend(journey: &Journey) -> Result<(), Fault> {
    let until = datetime!(2031-02-03 04:05:06 UTC);
    let call = journey.client.books(INK).lend(until).note("with \"care\"").if_match("*");
    same("until", some("the book", call.send().await?)?.lent_until, Some(until))?;
    same("until, read", journey.client.books(INK).get().send().await?.lent_until, Some(until))
}

async fn lent(journey: &Journey) -> Result<(), Fault> {
    let call = journey.client.books(INK).lend(datetime!(2032-01-01 00:00 UTC)).if_match("*");
    let error = refused(call.send().await)?;
    same("code", error.code.as_str(), "LENT")?;
    same("message", error.message.as_str(), "lent until 2031-02-03T04:05:06Z")?;
    same("target", error.target.as_deref(), Some("until"))
}

async fn shred(journey: &Journey) -> Result<(), Fault> {
    journey.client.books(WOOL).shred().if_match("*").send().await?;
    same("in print", journey.client.books(WOOL).get().send().await?.in_print, Some(false))
}

async fn reprice(journey: &Journey) -> Result<(), Fault> {
    // Only seeds have a price by now.
    let changed = journey.client.books_collection().reprice(Decimal::new(200, 2)).if_match("*").send().await?;
    same("number of books", changed, Some(4))?;
    same("price", journey.client.books(UNIT).get().send().await?.price, Some(Decimal::from(240)))
}
