//! Content that is not JSON: in chunks and in parts, broken and gone on with, elsewhere, and sent from a stream.

#![expect(clippy::panic, clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "content/broken.rs"]
mod broken;
#[path = "content/parts.rs"]
mod parts;
#[path = "content/redirects.rs"]
mod redirects;
#[path = "content/reports.rs"]
mod reports;
#[path = "content/uploads.rs"]
mod uploads;

use std::fmt::Write as _;

use generated::{
    Error, GraphClient,
    runtime::client::{ContentStream, Download, InterruptedError, Key, Limits, TryStreamExt as _},
};
use tests::{
    client::{TOKEN, on_this_machine},
    server::{Answer, Received, Server},
};

/// A text whose bytes tell where they stand.
fn text(length: usize) -> String {
    let mut text = String::new();
    for number in 0..=length / 8 {
        writeln!(text, "{number:07}").unwrap();
    }
    text.truncate(length);
    text
}

fn client_with(server: &Server, limits: Limits) -> GraphClient {
    on_this_machine(server, limits).unwrap()
}

fn download_of(graph: &GraphClient) -> Download {
    graph.service().resource("photos").key(&Key::text("a")).content()
}

fn download(server: &Server) -> Download {
    download_of(&client_with(server, Limits::default()))
}

/// A server whose answers depend on how many requests came before.
fn serve(answer: impl Fn(usize, &Received) -> Answer + Send + Sync + 'static) -> Server {
    Server::start_with(move |number, request, stream| answer(number, request).write(stream)).unwrap()
}

/// What the content is to be gone on with.
const ETAG: &str = "\"1\"";

/// All of a content.
fn whole(text: &str) -> Answer {
    Answer::json(200, text).header("content-type", "text/plain")
}

/// Where the part begins that a request asks for.
fn start(request: &Received) -> usize {
    let range = request.header("range").and_then(|range| range.strip_prefix("bytes="));
    range.and_then(|range| range.split('-').next()).map_or(0, |start| start.parse().unwrap())
}

/// The rest of a content, from where the request asks for it.
fn rest(text: &str, request: &Received) -> Answer {
    let (start, total) = (start(request), text.len());
    let place = format!("bytes {start}-{}/{total}", total - 1);
    Answer::json(206, &text[start..]).header("content-type", "text/plain").header("content-range", &place)
}

/// What came before the end or the error.
async fn read(stream: &mut ContentStream) -> (String, Result<(), Error>) {
    let mut bytes = Vec::new();
    let result = loop {
        match stream.try_next().await {
            Ok(Some(chunk)) => bytes.extend_from_slice(&chunk),
            Ok(None) => break Ok(()),
            Err(error) => break Err(error),
        }
    };
    (String::from_utf8(bytes).unwrap(), result)
}

fn interrupted(error: &Error) -> &InterruptedError {
    let Error::Interrupted(error) = error else { panic!("{error:?}") };
    error
}

fn has_token(request: &Received) -> bool {
    request.headers.iter().any(|(_, value)| value.contains(TOKEN))
}
