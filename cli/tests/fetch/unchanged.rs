//! When the file is asked for, and when it is only asked whether it changed.

use std::fs;

use crate::server::{Reply, Server};
use crate::shop::{Shop, csdl, record, slice};

#[test]
fn unchanged_is_one_conditional_request_and_touches_nothing() {
    let shop = Shop::stocked();
    let server = Server::start([Reply::new("304 Not Modified", b"")]);
    let manifest = shop.text("codegen.toml");
    let (before, rest) = manifest.split_once("url = \"").unwrap();
    let (_, rest) = rest.split_once('"').unwrap();
    shop.write("codegen.toml", &format!("{before}url = \"{}\"{rest}", server.url()));
    let before = shop.state();
    let said = shop.fetch(&[]);
    assert_eq!((said.code, said.err.as_str()), (Some(0), ""), "{said:?}");
    assert_eq!(said.out, format!("fetch: {} is unchanged\n", server.url()));
    assert_eq!(shop.state(), before);
    let requests = server.requests();
    assert_eq!(requests.len(), 1);
    assert!(requests[0].to_ascii_lowercase().contains("if-none-match: \"1\"\r\n"), "{}", requests[0]);
}

#[test]
fn nothing_is_conditional_where_the_file_is_wanted() {
    let shop = Shop::new();
    let text = csdl(&["Product"]);
    let reply = || Reply::xml(&text).header("ETag: \"1\"");
    let server = Server::start([reply(), reply(), reply(), reply(), reply(), reply(), reply()]);
    assert_eq!(shop.fetch(&["--url", &server.url()]).code, Some(0));
    let manifest = shop.text("codegen.toml");
    let saved = shop.path("full.csdl");

    assert_eq!(shop.fetch(&["--force"]).code, Some(0));
    assert_eq!(shop.fetch(&["--save", saved.to_str().unwrap()]).code, Some(0));
    assert_eq!(fs::read_to_string(&saved).unwrap(), text);
    assert_eq!(shop.fetch(&["--sha256", &"0".repeat(64)]).code, Some(1));
    shop.write("shop.csdl", &csdl(&["Edited"]));
    assert_eq!(shop.fetch(&[]).code, Some(0));
    assert_eq!(shop.text("shop.csdl"), slice("Product"));
    fs::remove_file(shop.path("shop.csdl")).unwrap();
    assert_eq!(shop.fetch(&[]).code, Some(0));
    let other = Server::start([reply()]);
    assert_eq!(shop.fetch(&["--url", &other.url()]).code, Some(0));
    assert!(!other.requests()[0].to_ascii_lowercase().contains("if-none-match"), "{:?}", other.requests());
    // A root that the slice does not have.
    shop.write("codegen.toml", &manifest.replace("\"*\"", "\"Orders\""));
    assert_eq!(shop.fetch(&[]).code, Some(1));

    let requests = server.requests();
    assert_eq!(requests.len(), 7);
    assert!(requests.iter().all(|request| !request.to_ascii_lowercase().contains("if-none-match")));
}

#[test]
fn the_file_that_is_meant() {
    let shop = Shop::new();
    let server = Server::start([Reply::xml(&csdl(&["Product"]))]);
    assert_eq!(shop.fetch(&["--url", &server.url()]).code, Some(0));
    let sha256 = record(&shop)[3].1.trim_matches('"').to_ascii_uppercase();

    let shop = Shop::new();
    let server = Server::start([Reply::xml(&csdl(&["Order"])), Reply::xml(&csdl(&["Product"]))]);
    let err = shop.refused(&["--url", &server.url(), "--sha256", &sha256]);
    assert!(err.contains("is not the file that is meant\n  its SHA-256 is  "), "{err}");
    assert!(err.contains(&format!("it should be    {}\n", sha256.to_ascii_lowercase())), "{err}");
    assert_eq!(shop.fetch(&["--url", &server.url(), "--sha256", &sha256]).code, Some(0));
    assert_eq!(shop.fetch(&["--sha256", "12"]).code, Some(2));
}
