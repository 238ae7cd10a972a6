//! An entity's life: created, read, changed in all three ways, deleted.

use conformance_client::{
    models::{Books, BooksPatch, Chapters, StacksAward},
    runtime::{
        Binary, Decimal, Uuid,
        client::{StreamExt, send_all},
    },
};
use time::macros::{date, datetime, time};

use crate::{
    check::{Fault, holds, refused, same, some},
    journey::{Journey, Stop},
    seed::{ADA, OTHER, RAIN},
};

/// The chapter.
pub async fn run(journey: &Journey) -> Result<(), Stop> {
    let book = journey.step("create: a value of each type", &[201], create(journey)).await?;
    let id = book.0;
    journey.check("read: what was created", &[200], read(journey, &book)).await;
    journey.check("patch: a value, null, and the rest absent", &[200, 200], patch(journey, id)).await;
    journey.check("patch: the difference of two values", &[200, 200, 200], patch_difference(journey, id)).await;
    journey.check("patch: collections", &[200, 200], patch_collections(journey, id)).await;
    journey.check("patch: an answer without a body", &[204, 200], patch_minimal(journey, id)).await;
    journey.check("create: a part of it", &[201, 200], create_part(journey, id)).await;
    journey.check("delete", &[204, 404], delete(journey, id)).await;
    journey.check("create: with its parts", &[201, 200], create_deep(journey)).await;
    journey.check("delete: with its parts", &[201, 200, 204, 404], delete_deep(journey)).await;
    journey.check("create: bound to what is there", &[201, 200, 200], bind(journey)).await;
    journey.check("create: many at a time", &[201; 6], create_many(journey)).await;
    journey.check("create: with a key of our own", &[201, 200, 204], create_with_key(journey)).await;
    journey.check("create: with a key of two parts", &[201, 200, 204, 404], create_shelf(journey)).await;
    journey.check("upsert: patch of a key that is new, and again", &[201, 200, 200], upsert(journey)).await;
    journey.check("upsert: only to create, only to change", &[201, 200, 412, 204], one_or_the_other(journey)).await;
    journey.check("stream: written", &[204, 200], write_stream(journey)).await;
    journey.check("patch: a singleton", &[200, 200], patch_singleton(journey)).await;
    Ok(())
}

/// What is created, as it must come back.
struct Created(Uuid, Vec<StacksAward>);

async fn create(journey: &Journey) -> Result<Created, Fault> {
    let awards = vec![
        StacksAward::new().title("Inkwell").year(2001).sum(Decimal::new(123_456_789, 2)),
        StacksAward::new().title("\"Quill\""),
    ];
    let body = journey.client.books_collection().create();
    let body = body.title("Tab\tand \u{1f4d6}").genre("travel").pages(411).price(Decimal::new(1995, 2)).weight(0.1);
    let body =
        body.sold(9_007_199_254_740_991).in_print(false).published(date!(1999 - 12 - 31)).reading(time!(06:07:08));
    let body = body.lent_until(datetime!(2030-01-02 03:04:05 +02:00)).digest(Binary(vec![0, 255, 254, 62, 63]));
    let body = body.tags(["a", "ß", "\""]).awards(awards.clone()).author_id(ADA);
    let response = body.send_response().await?;
    let location = response.header("location").unwrap_or("nowhere").to_owned();
    let book = response.into_value()?;
    let id = some("ID", book.id)?;
    same("location", location, format!("Books({id})"))?;
    let created = Created(id, awards);
    is_created(&book, &created)?;
    Ok(created)
}

async fn read(journey: &Journey, created: &Created) -> Result<(), Fault> {
    is_created(&journey.client.books(created.0).get().send().await?, created)
}

fn is_created(book: &Books, Created(id, awards): &Created) -> Result<(), Fault> {
    same("ID", book.id, Some(*id))?;
    same("title", book.title.as_deref(), Some("Tab\tand \u{1f4d6}"))?;
    same("genre", book.genre.as_deref(), Some("travel"))?;
    same("pages", book.pages, Some(411))?;
    same("price", book.price.clone(), Some(Decimal::new(1995, 2)))?;
    same("weight", book.weight, Some(0.1))?;
    same("sold", book.sold, Some(9_007_199_254_740_991))?;
    same("inPrint", book.in_print, Some(false))?;
    same("published", book.published, Some(date!(1999 - 12 - 31)))?;
    same("reading", book.reading, Some(time!(06:07:08)))?;
    same("lentUntil", book.lent_until, Some(datetime!(2030-01-02 01:04:05 UTC)))?;
    same("digest", book.digest.as_ref(), Some(&Binary(vec![0, 255, 254, 62, 63])))?;
    same("tags", book.tags.as_deref(), Some(&["a", "ß", "\""].map(String::from)[..]))?;
    same("awards", book.awards.as_ref(), Some(awards))?;
    same("author_ID", book.author_id, Some(ADA))?;
    holds("the server says when it was created", book.created_at.is_some())
}

async fn patch(journey: &Journey, id: Uuid) -> Result<(), Fault> {
    let book = journey.client.books(id);
    let answer = book.patch().title("Value").clear_price().if_match("*").send().await?;
    let answer = some("the answer", answer)?;
    let read = book.get().send().await?;
    for book in [&answer, &read] {
        same("title", book.title.as_deref(), Some("Value"))?;
        same("price", book.price.clone(), None)?;
        same("pages", book.pages, Some(411))?;
        same("published", book.published, Some(date!(1999 - 12 - 31)))?;
        same("tags", book.tags.as_ref().map(Vec::len), Some(3))?;
        same("author_ID", book.author_id, Some(ADA))?;
    }
    Ok(())
}

async fn patch_difference(journey: &Journey, id: Uuid) -> Result<(), Fault> {
    let book = journey.client.books(id);
    let before = book.get().send().await?;
    let mut after = before.clone();
    after.pages = Some(412);
    after.reading = None;
    let change = BooksPatch::between(&before, &after);
    same("what is sent", change.to_json(), serde_json::json!({ "pages": 412, "reading": null }))?;
    book.patch_with(change).if_match(some("ETag", before.additional.etag())?).send().await?;
    let read = book.get().send().await?;
    same("pages", read.pages, Some(412))?;
    same("reading", read.reading, None)?;
    same("weight", read.weight, Some(0.1))
}

async fn patch_collections(journey: &Journey, id: Uuid) -> Result<(), Fault> {
    let book = journey.client.books(id);
    let award = StacksAward::new().title("Second").year(-1);
    book.patch().tags(["z"]).awards([award.clone()]).if_match("*").send().await?;
    let read = book.get().send().await?;
    same("tags", read.tags.as_deref(), Some(&[String::from("z")][..]))?;
    same("awards", read.awards.as_deref(), Some(&[award][..]))
}

async fn patch_minimal(journey: &Journey, id: Uuid) -> Result<(), Fault> {
    let book = journey.client.books(id);
    let response = book.patch().pages(413).if_match("*").prefer("return=minimal").send_response().await?;
    holds("there is no body", response.raw_body().is_empty())?;
    same("Preference-Applied", response.header("preference-applied"), Some("return=minimal"))?;
    same("pages", book.get().send().await?.pages, Some(413))
}

async fn create_part(journey: &Journey, id: Uuid) -> Result<(), Fault> {
    let chapters = journey.client.books(id).chapters_collection();
    let chapter = chapters.create().number(1).title("The only one").send().await?;
    same("book_ID", chapter.book_id, Some(id))?;
    let read = journey.client.books(id).chapters(some("ID", chapter.id)?).get().send().await?;
    same("title", read.title.as_deref(), Some("The only one"))
}

async fn delete(journey: &Journey, id: Uuid) -> Result<(), Fault> {
    journey.client.books(id).delete().if_match("*").send().await?;
    refused(journey.client.books(id).get().send().await).map(drop)
}

async fn deep(journey: &Journey) -> Result<Uuid, Fault> {
    let chapter = |number, title: &str| {
        let mut chapter = Chapters::default();
        chapter.number = Some(number);
        chapter.title = Some(title.to_owned());
        chapter
    };
    let body = journey.client.books_collection().create().title("With parts");
    let book = body.insert_many(Books::CHAPTERS, [chapter(1, "One"), chapter(2, "Two")]).send().await?;
    same("number of chapters in the answer", book.chapters.map(|chapters| chapters.len()), Some(2))?;
    some("ID", book.id)
}

async fn create_deep(journey: &Journey) -> Result<(), Fault> {
    let id = deep(journey).await?;
    let book = journey.client.books(id).get().query("$expand", "chapters($orderby=number)").send().await?;
    let chapters = some("chapters", book.chapters)?;
    let titles: Vec<_> = chapters.iter().filter_map(|chapter| chapter.title.as_deref()).collect();
    same("titles", titles, ["One", "Two"])
}

async fn delete_deep(journey: &Journey) -> Result<(), Fault> {
    let id = deep(journey).await?;
    let part = journey.client.books(id).chapters_collection().list().send().await?;
    let part = some("a chapter", part.value.first().and_then(|chapter| chapter.id))?;
    journey.client.books(id).delete().if_match("*").send().await?;
    refused(journey.client.chapters(part).get().send().await).map(drop)
}

async fn create_with_key(journey: &Journey) -> Result<(), Fault> {
    let id = Uuid::from_u128(0x7777_7777_7777_4777_8777_7777_7777_7777);
    let created = journey.client.authors_collection().create().id(id).name("Keyed").send().await?;
    same("ID", created.id, Some(id))?;
    same("name", journey.client.authors(id).get().send().await?.name.as_deref(), Some("Keyed"))?;
    Ok(journey.client.authors(id).delete().send().await?)
}

async fn create_shelf(journey: &Journey) -> Result<(), Fault> {
    let room = "50% & 'more'/=?#+;";
    let body = journey.client.shelves_collection().create().room(room).number(-3).books(1 << 40);
    body.send().await?;
    let shelf = journey.client.shelves(room, -3);
    let read = shelf.get().send().await?;
    same("room", read.room.as_deref(), Some(room))?;
    same("books", read.books, Some(1 << 40))?;
    shelf.delete().send().await?;
    refused(shelf.get().send().await).map(drop)
}

async fn upsert(journey: &Journey) -> Result<(), Fault> {
    let author = journey.client.authors(Uuid::from_u128(0x8888_8888_8888_4888_8888_8888_8888_8888));
    author.patch().name("New").born(date!(2000 - 01 - 01)).send().await?;
    author.patch().name("Not new").send().await?;
    let read = author.get().send().await?;
    same("name", read.name.as_deref(), Some("Not new"))?;
    same("born", read.born, Some(date!(2000 - 01 - 01)))
}

async fn bind(journey: &Journey) -> Result<(), Fault> {
    let author = journey.client.authors(ADA);
    let body = journey.client.books_collection().create().title("Bound").bind(Books::AUTHOR, &author);
    let book = body.send().await?;
    same("author_ID", book.author_id, Some(ADA))?;
    let book = journey.client.books(some("ID", book.id)?);
    let other = journey.client.authors(OTHER);
    book.patch().bind(Books::AUTHOR, &other).update_only().send().await?;
    same("author", book.author().get().send().await?.id, Some(OTHER))
}

async fn create_many(journey: &Journey) -> Result<(), Fault> {
    let create = |number| journey.client.shelves_collection().create().room("Many").number(number).send();
    let mut created = Vec::new();
    let mut results = send_all((0..6).map(create), 3);
    while let Some((index, result)) = results.next().await {
        created.push((index, result?.number));
    }
    created.sort_unstable();
    same("numbers", created, (0..6).map(|number| (number, i32::try_from(number).ok())).collect::<Vec<_>>())
}

async fn one_or_the_other(journey: &Journey) -> Result<(), Fault> {
    let book = journey.client.books(Uuid::from_u128(0x99));
    book.patch().title("Created").create_only().send().await?;
    let changed = book.patch().title("Changed").update_only().return_representation().send().await?;
    same("title", changed.title.as_deref(), Some("Changed"))?;
    let nothing = journey.client.books(Uuid::from_u128(0x98));
    refused(nothing.patch().title("Nothing").update_only().send().await)?;
    Ok(book.delete().if_match("*").send().await?)
}

async fn write_stream(journey: &Journey) -> Result<(), Fault> {
    let cover = journey.client.books(RAIN).cover();
    let written = cover.clone().replace_with(&b"\x89PNG\0\xff"[..], "image/png").if_match("*").send().await?;
    holds("the ETag is told", written.etag().is_some())?;
    same("bytes", cover.send().await?.0.as_slice(), b"\x89PNG\0\xff")
}

async fn patch_singleton(journey: &Journey) -> Result<(), Fault> {
    journey.client.hours().patch().sunday(time!(10:30)).clear_note().send().await?;
    let hours = journey.client.hours().get().send().await?;
    same("monday", hours.monday, Some(time!(08:00)))?;
    same("sunday", hours.sunday, Some(time!(10:30)))?;
    same("note", hours.note, None)
}
