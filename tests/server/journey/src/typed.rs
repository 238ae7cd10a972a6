//! The same by constants and methods: each query must give the books that it should, in order.

use conformance_client::{
    models::{Authors, Books, Chapters},
    runtime::{
        Decimal, Uuid,
        client::{List, TryStreamExt, query::item},
    },
};
use time::macros::{date, datetime, time};

use crate::{
    check::{Fault, same, some},
    journey::Journey,
    queries::{INK, RAIN, UNIT, WOOL, titles},
    seed::ADA,
};

/// A query over books, and the titles that must come, the shortest book first where the query has no order.
struct Query {
    what: &'static str,
    options: fn(List<Books>) -> List<Books>,
    titles: &'static [&'static str],
}

const fn query(what: &'static str, options: fn(List<Books>) -> List<Books>, titles: &'static [&'static str]) -> Query {
    Query { what, options, titles }
}

const QUERIES: &[Query] = &[
    query("eq", |books| books.filter(Books::GENRE.eq("science")), &[WOOL, UNIT]),
    query("ne", |books| books.filter(Books::GENRE.ne("science")), &[RAIN, INK]),
    query("a quote", |books| books.filter(Books::TITLE.eq("It's raining?")), &[RAIN]),
    query("signs of URLs", |books| books.filter(Books::TITLE.eq("100% Wool & Linen")), &[WOOL]),
    query("letters beyond ASCII", |books| books.filter(Books::TITLE.eq("Ångström/Δ")), &[UNIT]),
    query(
        "and, or, not",
        |books| books.filter(Books::PAGES.gt(100).and(Books::PAGES.le(310)).not().or(Books::SOLD.eq(12))),
        &[RAIN, WOOL, UNIT],
    ),
    query(
        "or in and",
        |books| books.filter(Books::PAGES.lt(100).or(Books::PAGES.gt(300)).and(Books::PAGES.ne(990))),
        &[RAIN, INK],
    ),
    query("two filters", |books| books.filter(Books::PAGES.gt(100)).filter(Books::PAGES.lt(500)), &[WOOL, INK]),
    query("a decimal", |books| books.filter(Books::PRICE.ge(Decimal::new(1990, 2))), &[WOOL, INK, UNIT]),
    query("a double", |books| books.filter(Books::WEIGHT.lt(0.5)), &[RAIN, INK]),
    query("a double that is whole", |books| books.filter(Books::WEIGHT.gt(1.0)), &[UNIT]),
    query("an Int64", |books| books.filter(Books::SOLD.eq(9_007_199_254_740_991)), &[INK]),
    query("a date", |books| books.filter(Books::PUBLISHED.lt(date!(1980 - 01 - 01))), &[RAIN, INK]),
    query("a time", |books| books.filter(Books::READING.ge(time!(12:00))), &[WOOL, UNIT]),
    query(
        "a point in time",
        |books| books.filter(Books::CREATED_AT.gt(datetime!(2001-02-03 04:05:06 UTC))),
        &[RAIN, WOOL, INK, UNIT],
    ),
    query("a GUID", |books| books.filter(Books::AUTHOR_ID.eq(ADA)), &[INK, UNIT]),
    query("a Boolean", |books| books.filter(Books::IN_PRINT.eq(true)), &[RAIN, WOOL, INK, UNIT]),
    query("is_null", |books| books.filter(Books::READING.is_null()), &[RAIN]),
    query("is_not_null", |books| books.filter(Books::READING.is_not_null()), &[WOOL, INK, UNIT]),
    query("is_in", |books| books.filter(Books::GENRE.is_in(["novel", "poetry"])), &[RAIN, INK]),
    query("is_in, numbers", |books| books.filter(Books::PAGES.is_in([64, 990])), &[RAIN, UNIT]),
    query("is_in, GUIDs", |books| books.filter(Books::AUTHOR_ID.is_in([ADA, Uuid::from_u128(9)])), &[INK, UNIT]),
    query("contains", |books| books.filter(Books::TITLE.contains("%")), &[WOOL]),
    query(
        "starts_with, ends_with",
        |books| books.filter(Books::TITLE.starts_with("I").and(Books::TITLE.ends_with("?"))),
        &[RAIN],
    ),
    query("to_lower", |books| books.filter(Books::TITLE.to_lower().eq("ink")), &[INK]),
    query("to_upper", |books| books.filter(Books::TITLE.to_upper().eq("INK")), &[INK]),
    query("length", |books| books.filter(Books::TITLE.length().eq(3)), &[INK]),
    query("index_of", |books| books.filter(Books::TITLE.index_of("raining").eq(5)), &[RAIN]),
    query("substring", |books| books.filter(Books::TITLE.substring(1).eq("nk")), &[INK]),
    query("concat", |books| books.filter(Books::TITLE.concat("well").eq("Inkwell")), &[INK]),
    query("trim", |books| books.filter(Books::TITLE.trim().eq("Ink")), &[INK]),
    query(
        "year, month, day",
        |books| {
            let month = Books::PUBLISHED.month().eq(2);
            books.filter(Books::PUBLISHED.year().eq(2004).and(month).and(Books::PUBLISHED.day().eq(29)))
        },
        &[UNIT],
    ),
    query(
        "hour, minute",
        |books| books.filter(Books::READING.hour().eq(7).and(Books::READING.minute().eq(15))),
        &[INK],
    ),
    query(
        "floor, ceiling",
        |books| books.filter(Books::WEIGHT.floor().eq(Books::WEIGHT.ceiling()).not()),
        &[RAIN, WOOL, INK, UNIT],
    ),
    query("round", |books| books.filter(Books::WEIGHT.round().eq(2.0)), &[UNIT]),
    query("two properties", |books| books.filter(Books::TITLE.eq(Books::TITLE)), &[RAIN, WOOL, INK, UNIT]),
    query(
        "a property of another entity",
        |books| books.filter(Books::AUTHOR.then(Authors::NAME).eq("Ada Quill")),
        &[INK, UNIT],
    ),
    query("any entity", |books| books.filter(Books::CHAPTERS.any(Chapters::TITLE.eq("Blue"))), &[INK]),
    query("all entities", |books| books.filter(Books::CHAPTERS.all(Chapters::NUMBER.lt(4))), &[RAIN, WOOL, UNIT]),
    query("is_not_empty", |books| books.filter(Books::CHAPTERS.is_not_empty()), &[INK]),
    query("any string", |books| books.filter(Books::TAGS.any(item().eq("black"))), &[WOOL, INK]),
    query(
        "order_by twice",
        |books| books.order_by(Books::GENRE.desc()).order_by(Books::PAGES.desc()),
        &[UNIT, WOOL, RAIN, INK],
    ),
    query(
        "order_by another entity's",
        |books| books.order_by(Books::AUTHOR.then(Authors::NAME).asc()).order_by(Books::TITLE.length().desc()),
        &[UNIT, INK, WOOL, RAIN],
    ),
    query("top, skip", |books| books.order_by(Books::PAGES).top(2).skip(1), &[WOOL, INK]),
    query("search", |books| books.search("raining"), &[RAIN]),
];

/// The chapter.
pub async fn run(journey: &Journey) {
    for query in QUERIES {
        let step = async {
            let books = (query.options)(journey.client.books_collection().list());
            // Counts only where the query's own order finds no difference.
            let page = books.order_by(Books::PAGES).send().await?;
            same("titles", titles(&page.value), query.titles)
        };
        journey.check(&format!("typed query: {}", query.what), &[200], step).await;
    }
    journey.check("typed query: select", &[200], select(journey)).await;
    journey.check("typed query: select of one entity", &[200], select_of_one(journey)).await;
    journey.check("typed query: count", &[200], count(journey)).await;
    journey.check("typed query: expand with options", &[200], expand(journey)).await;
    journey.check("typed query: expand twice", &[200], expand_twice(journey)).await;
    journey.check("typed query: of a link's collection, in pages", &[200, 200, 200], pages(journey)).await;
}

async fn select(journey: &Journey) -> Result<(), Fault> {
    let list = journey.client.books_collection().list();
    let page = list.select((Books::TITLE, Books::GENRE)).order_by(Books::PAGES).top(1).send().await?;
    let book = some("a book", page.value.first())?;
    same("title", book.title.as_deref(), Some(RAIN))?;
    same("genre", book.genre.as_deref(), Some("poetry"))?;
    same("pages", book.pages, None)
}

async fn select_of_one(journey: &Journey) -> Result<(), Fault> {
    let get = journey.client.authors(ADA).get().select(Authors::NAME).expand(Authors::BOOKS);
    let author = get.send().await?;
    same("name", author.name.as_deref(), Some("Ada Quill"))?;
    same("born", author.born, None)?;
    same("books", author.books.map(|books| books.len()), Some(2))
}

async fn count(journey: &Journey) -> Result<(), Fault> {
    let page = journey.client.books_collection().list().count().filter(Books::PAGES.gt(100)).top(1).send().await?;
    same("count", page.count, Some(3))?;
    same("number of books", page.value.len(), 1)
}

async fn expand(journey: &Journey) -> Result<(), Fault> {
    let books = Authors::BOOKS.with(|books| {
        books.filter(Books::PAGES.gt(100)).order_by(Books::PAGES.desc()).select(Books::TITLE).top(1).count()
    });
    let page = journey.client.authors_collection().list().expand(books).order_by(Authors::NAME).send().await?;
    let books: Vec<_> = page.value.iter().map(|author| titles(author.books.as_deref().unwrap_or_default())).collect();
    same("longest books", books, [vec![UNIT], vec![WOOL], vec![]])
}

async fn expand_twice(journey: &Journey) -> Result<(), Fault> {
    let chapters = Books::CHAPTERS.with(|chapters| chapters.order_by(Chapters::NUMBER).skip(1).top(2));
    let list = journey.client.books_collection().list().expand(Books::AUTHOR).expand(chapters);
    let page = list.filter(Books::TITLE.eq(INK)).send().await?;
    let book = some("the book", page.value.into_iter().next())?;
    same("author", book.author.and_then(|author| author.name).as_deref(), Some("Ada Quill"))?;
    let chapters: Vec<_> = book.chapters.into_iter().flatten().filter_map(|chapter| chapter.title).collect();
    same("chapters", chapters, ["Black", "Sepia"])
}

async fn pages(journey: &Journey) -> Result<(), Fault> {
    let list = journey.client.books(crate::seed::INK).chapters_collection().list();
    let items: Vec<_> = list.select(Chapters::TITLE).order_by(Chapters::NUMBER.desc()).items().try_collect().await?;
    let titles: Vec<_> = items.into_iter().filter_map(|chapter| chapter.title).collect();
    same("titles", titles, ["Green", "Red", "Sepia", "Black", "Blue"])
}
