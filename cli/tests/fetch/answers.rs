//! Answers that are not the metadata.

use std::time::{Duration, Instant};

use crate::server::{Reply, gzip};
use crate::shop::{Shop, csdl};

#[test]
fn a_slow_server_is_given_up() {
    let shop = Shop::stocked();
    let manifest = shop.text("codegen.toml").replace("timeout-seconds = 20", "timeout-seconds = 1");
    shop.write("codegen.toml", &manifest);
    let late =
        "error: URL did not come within 1 s\nhelp: if the service is that slow, set `timeout-seconds` under [source]\n";
    let start = Instant::now();
    let text = csdl(&["Product"]);
    assert_eq!(shop.refuses([Reply::xml(&text).after(Duration::from_secs(9))]), late, "no head");
    assert_eq!(shop.refuses([Reply::xml(&text).pausing(Duration::from_secs(9))]), late, "no body");
    assert_eq!(shop.refuses([Reply::xml(&text).dripping(Duration::from_millis(50))]), late, "a byte now and then");
    assert!(start.elapsed() < Duration::from_secs(8), "{:?}", start.elapsed());
}

#[test]
fn half_an_answer_is_none() {
    let shop = Shop::stocked();
    let text = csdl(&["Product"]);
    let packed = gzip(text.as_bytes());
    let cut = Reply::xml(&text).cut(100);
    let err = shop.refuses([cut]);
    assert!(err.starts_with("error: URL is cut off or broken after "), "{err}");
    assert!(err.ends_with("help: run the command again\n"), "{err}");
    for reply in [
        Reply::chunked(text.as_bytes()).cut(20),
        Reply::chunked(text.as_bytes()).cut(5),
        Reply::xml_bytes(&packed[..packed.len() - 9]).header("Content-Encoding: gzip"),
        Reply::xml_bytes(&packed).header("Content-Encoding: gzip").cut(10),
        Reply::xml_bytes(b"no gzip").header("Content-Encoding: gzip"),
    ] {
        let err = shop.refuses([reply]);
        assert!(err.starts_with("error: URL is cut off or broken after "), "{err}");
    }
    assert!(shop.refuses([Reply::raw(b"HTTP/1.1 200")]).starts_with("error: cannot fetch URL\ncaused by: "));
    assert!(shop.refuses([Reply::raw(b"SSH-2.0-x\r\n\r\n")]).starts_with("error: cannot fetch URL\ncaused by: "));
}

#[test]
fn a_large_answer_is_not_read() {
    let shop = Shop::stocked();
    shop.write("codegen.toml", &shop.text("codegen.toml").replace("[source]\n", "[source]\nmax-bytes = 10000\n"));
    let large =
        "error: URL is larger than 10000 bytes\nhelp: if the metadata is that large, set `max-bytes` under [source]\n";
    let spaces = vec![b' '; 10_001];
    assert_eq!(shop.refuses([Reply::xml_bytes(&spaces)]), large, "by its length");
    assert_eq!(shop.refuses([Reply::chunked(&spaces)]), large, "by what came");
    let bomb = gzip(&vec![b' '; 64 << 20]);
    assert_eq!(shop.refuses([Reply::xml_bytes(&bomb).header("Content-Encoding: gzip")]), large, "unpacked");
}

#[test]
fn a_page_is_no_metadata() {
    let shop = Shop::stocked();
    let page = format!("<!DOCTYPE html>\n<title>Sign in</title>\x1b[2J{}", "x".repeat(300));
    let err = shop.refuses([Reply::new("200 OK", page.as_bytes()).header("Content-Type: text/html; charset=utf-8")]);
    assert!(
        err.starts_with(
            "error: URL is not XML but text/html; charset=utf-8\n  \
             it begins: <!DOCTYPE html>\\n<title>Sign in</title>\\u{1b}[2Jxxx"
        ),
        "{err}"
    );
    assert!(err.contains("xxx...\nhelp: is it the URL of `$metadata`?"), "{err}");
    let err = shop.refuses([Reply::new("200 OK", b"{}").header("Content-Type: application/json")]);
    assert!(err.starts_with("error: URL is not XML but application/json\n  it begins: {}\n"), "{err}");
    let err = shop.refuses([Reply::xml_bytes(b"<x>\xff</x>")]);
    assert!(err.starts_with("error: URL is not UTF-8\ncaused by: "), "{err}");
}

#[test]
fn metadata_that_is_invalid_is_refused_with_its_place() {
    let shop = Shop::stocked();
    let broken = csdl(&["Product"]).replace("Edm.String", "Edm.Strink");
    let err = shop.refuses([Reply::xml(&broken)]);
    assert!(err.contains("--> URL:4:"), "{err}");
    assert!(err.contains("Edm.Strink"), "{err}");
    let err = shop.refuses([Reply::xml("<edmx:Edmx")]);
    assert!(err.contains("--> URL:1:"), "{err}");
    assert!(!shop.refuses([Reply::xml("")]).is_empty());
}

#[test]
fn a_status_comes_with_what_the_service_says() {
    let shop = Shop::stocked();
    let said = br#"{"error":{"code":"InvalidAuthenticationToken","message":"Access token is empty.\u001b[2J"}}"#;
    let err = shop.refuses([Reply::new("401 Unauthorized", said).header("Content-Type: application/json")]);
    assert_eq!(
        err,
        "error: URL is answered with 401\n  it says: InvalidAuthenticationToken: Access token is empty.\\u{1b}[2J\n\
         help: the service wants a token: name the environment variable that holds it with `--token-env`\n"
    );
    assert_eq!(shop.refuses([Reply::new("503 Busy", b"")]), "error: URL is answered with 503\n");
    let err = shop.refuses([Reply::new("404 Not Found", b"<h1>gone</h1>")]);
    assert_eq!(err, "error: URL is answered with 404\n  it says: <h1>gone</h1>\n");
    assert_eq!(
        shop.refuses([Reply::new("304 Not Modified", b"")]),
        "error: URL is answered with 304\n",
        "nobody asked"
    );
    assert_eq!(shop.refuses([Reply::new("206 Partial Content", b"")]), "error: URL is answered with 206\n");
    assert_eq!(shop.refuses([Reply::new("302 Found", b"")]), "error: URL is answered with 302\n", "to nowhere");
}
