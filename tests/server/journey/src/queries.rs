//! Query options in the standard's own words: each query must give the books that it should, in order.

use conformance_client::{
    models::{Authors, Books},
    runtime::Json,
};

use crate::{
    check::{Fault, same, some},
    journey::Journey,
};

/// A query over books: what is asked for, in words and in options, and the titles that must come, the shortest book first
/// where the query has no order.
struct Query {
    what: Text,
    options: &'static [(Text, Text)],
    titles: &'static [Text],
}

type Text = &'static str;

const fn query(what: Text, options: &'static [(Text, Text)], titles: &'static [Text]) -> Query {
    Query { what, options, titles }
}

/// The shortest book.
pub const RAIN: &str = "It's raining?";
/// The next.
pub const WOOL: &str = "100% Wool & Linen";
/// The next but one.
pub const INK: &str = "Ink";
/// The longest.
pub const UNIT: &str = "Ångström/Δ";

const QUERIES: &[Query] = &[
    query("equal strings", &[("$filter", "genre eq 'science'")], &[WOOL, UNIT]),
    query("a quote in a string", &[("$filter", "title eq 'It''s raining?'")], &[RAIN]),
    query("signs of URLs in a string", &[("$filter", "title eq '100% Wool & Linen'")], &[WOOL]),
    query("letters beyond ASCII, and a slash", &[("$filter", "title eq 'Ångström/Δ'")], &[UNIT]),
    query(
        "numbers, and, or, not",
        &[("$filter", "not (pages gt 100 and pages le 310) or sold eq 12")],
        &[RAIN, WOOL, UNIT],
    ),
    query("a decimal", &[("$filter", "price ge 19.90 and price lt 120")], &[WOOL, INK]),
    query("a double", &[("$filter", "weight lt 0.5")], &[RAIN, INK]),
    query("the largest integer that a double holds", &[("$filter", "sold eq 9007199254740991")], &[INK]),
    query("a date", &[("$filter", "published lt 1980-01-01")], &[RAIN, INK]),
    query("a time", &[("$filter", "reading ge 12:00:00")], &[WOOL, UNIT]),
    query("a point in time", &[("$filter", "createdAt gt 2001-02-03T04:05:06Z")], &[RAIN, WOOL, INK, UNIT]),
    query("a GUID", &[("$filter", "author_ID eq 22222222-2222-4222-8222-222222222222")], &[RAIN, WOOL]),
    query("a Boolean", &[("$filter", "inPrint eq false")], &[]),
    query("null", &[("$filter", "reading eq null")], &[RAIN]),
    query("one of several", &[("$filter", "genre in ('novel','poetry')")], &[RAIN, INK]),
    query("contains", &[("$filter", "contains(title,'%')")], &[WOOL]),
    query("startswith, endswith", &[("$filter", "startswith(title,'I') and endswith(title,'?')")], &[RAIN]),
    query("tolower, length", &[("$filter", "tolower(title) eq 'ink' and length(title) eq 3")], &[INK]),
    query("year, month", &[("$filter", "year(published) eq 2004 and month(published) eq 2")], &[UNIT]),
    query("a property of another entity", &[("$filter", "author/name eq 'Ada Quill'")], &[INK, UNIT]),
    query("any entity", &[("$filter", "chapters/any(c:c/title eq 'Blue')")], &[INK]),
    query("any string", &[("$filter", "tags/any(t:t eq 'black')")], &[WOOL, INK]),
    query("two orders", &[("$orderby", "genre desc,pages desc")], &[UNIT, WOOL, RAIN, INK]),
    query("top and skip", &[("$orderby", "pages"), ("$top", "2"), ("$skip", "1")], &[WOOL, INK]),
    query("search", &[("$search", "raining")], &[RAIN]),
];

/// The chapter.
pub async fn run(journey: &Journey) {
    for query in QUERIES {
        let step = async {
            let books = books(journey, query.options).await?;
            same("titles", titles(&books), query.titles)
        };
        journey.check(&format!("query: {}", query.what), &[200], step).await;
    }
    journey.check("query: select", &[200], select(journey)).await;
    journey.check("query: count", &[200], count(journey)).await;
    journey.check("query: expand one and many", &[200], expand(journey)).await;
    journey.check("query: expand with options", &[200], expand_with_options(journey)).await;
    journey.check("query: any of many, from the other side", &[200], any(journey)).await;
    journey.check("query: apply", &[200], apply(journey)).await;
}

async fn books(journey: &Journey, options: &[(&str, &str)]) -> Result<Vec<Books>, Fault> {
    let mut list = journey.client.books_collection().list();
    for (name, value) in options {
        list = list.query(name, value);
    }
    if options.iter().all(|(name, _)| *name != "$orderby") {
        list = list.query("$orderby", "pages");
    }
    Ok(list.send().await?.value)
}

/// The titles of books.
pub fn titles(books: &[Books]) -> Vec<&str> {
    books.iter().map(|book| book.title.as_deref().unwrap_or("no title")).collect()
}

async fn select(journey: &Journey) -> Result<(), Fault> {
    let books = books(journey, &[("$select", "title,genre"), ("$top", "1")]).await?;
    let book = some("a book", books.first())?;
    same("title", book.title.as_deref(), Some(RAIN))?;
    same("genre", book.genre.as_deref(), Some("poetry"))?;
    same("pages", book.pages, None)?;
    same("price", book.price.clone(), None)
}

async fn count(journey: &Journey) -> Result<(), Fault> {
    let list = journey.client.books_collection().list();
    let page = list.query("$count", "true").query("$filter", "pages gt 100").query("$top", "1").send().await?;
    same("count", page.count, Some(3))?;
    same("number of books", page.value.len(), 1)
}

async fn expand(journey: &Journey) -> Result<(), Fault> {
    let books = books(journey, &[("$expand", "author,chapters"), ("$filter", "title eq 'Ink'")]).await?;
    let book = some("the book", books.first())?;
    let author = some("author", book.author.as_ref())?;
    same("author's name", author.name.as_deref(), Some("Ada Quill"))?;
    let chapters = some("chapters", book.chapters.as_deref())?;
    let mut titles: Vec<_> = chapters.iter().filter_map(|chapter| chapter.title.as_deref()).collect();
    titles.sort_unstable();
    same("titles of chapters", titles, ["Black", "Blue", "Green", "Red", "Sepia"])
}

async fn expand_with_options(journey: &Journey) -> Result<(), Fault> {
    let list = journey.client.authors_collection().list();
    let nested = "books($filter=pages gt 100;$orderby=pages desc;$select=title;$top=1;$count=true)";
    let page = list.query("$expand", nested).query("$orderby", "name").send().await?;
    same("names", names(&page.value), ["Ada Quill", "Børge \"Bo\" O'Hara", "Chiyo & Sons"])?;
    let books: Vec<_> = page.value.iter().map(|author| titles(author.books.as_deref().unwrap_or_default())).collect();
    same("longest books", books, [vec![UNIT], vec![WOOL], vec![]])
}

async fn any(journey: &Journey) -> Result<(), Fault> {
    let list = journey.client.authors_collection().list();
    let page = list.query("$filter", "books/any(b:b/pages gt 500 and b/genre eq 'science')").send().await?;
    same("names", names(&page.value), ["Ada Quill"])
}

fn names(authors: &[Authors]) -> Vec<&str> {
    authors.iter().map(|author| author.name.as_deref().unwrap_or("no name")).collect()
}

/// What an aggregation makes is no property of the type, and is kept with what the type does not know.
async fn apply(journey: &Journey) -> Result<(), Fault> {
    let list = journey.client.books_collection().list();
    let page = list.query("$apply", "groupby((genre),aggregate(pages with sum as total))").send().await?;
    let mut totals: Vec<_> = page
        .value
        .iter()
        .map(|group| {
            (group.genre.as_deref().unwrap_or("no genre"), group.additional.get("total").and_then(Json::as_i64))
        })
        .collect();
    totals.sort_unstable();
    same("totals", totals, [("novel", Some(310)), ("poetry", Some(64)), ("science", Some(1110))])
}
