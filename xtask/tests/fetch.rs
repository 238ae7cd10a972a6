//! `cargo xtask fetch` against a server on this machine: good answers, bad ones, and what is on disk afterwards.
//!
//! The binary is run, so that nothing of the terminal or the environment of whoever runs the tests is in it.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod fetch_server;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread;
use std::time::{Duration, Instant, SystemTime};

use tempfile::TempDir;

use fetch_server::{Reply, Server, gzip};

const MANIFEST: &str = "\
# Ours.
roots = [\"*\"] # all of it

[source]
csdl = \"shop.csdl\"
overlays = [\"overlay.csdl\"]
timeout-seconds = 20

[crate]
name = \"shop\"
path = \"../shop\"
";

fn csdl(entity: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n\
         <edmx:Edmx Version=\"4.0\" xmlns:edmx=\"http://docs.oasis-open.org/odata/ns/edmx\">\n\
         <edmx:DataServices><Schema Namespace=\"shop\" xmlns=\"http://docs.oasis-open.org/odata/ns/edm\">\n\
         <EntityType Name=\"{entity}\"><Key><PropertyRef Name=\"Id\" /></Key>\
         <Property Name=\"Id\" Type=\"Edm.String\" Nullable=\"false\" /></EntityType>\n\
         <EntityContainer Name=\"Shop\"><EntitySet Name=\"{entity}s\" EntityType=\"shop.{entity}\" /></EntityContainer>\n\
         </Schema></edmx:DataServices>\n</edmx:Edmx>\n"
    )
}

/// A folder with a manifest and an overlay, and room for the metadata.
struct Shop(TempDir);

/// What a run said.
#[derive(Debug)]
struct Said {
    code: Option<i32>,
    out: String,
    err: String,
}

type Files = BTreeMap<PathBuf, Option<(Vec<u8>, SystemTime)>>;

impl Shop {
    fn new() -> Self {
        let shop = Self(tempfile::tempdir().unwrap());
        shop.write("codegen.toml", MANIFEST);
        shop.write(
            "overlay.csdl",
            "<edmx:Edmx Version=\"4.0\" xmlns:edmx=\"http://docs.oasis-open.org/odata/ns/edmx\"><edmx:DataServices>\
             <Schema Namespace=\"overlay\" xmlns=\"http://docs.oasis-open.org/odata/ns/edm\" /></edmx:DataServices></edmx:Edmx>\n",
        );
        shop
    }

    /// One that has fetched `Product` with the mark `"1"`.
    fn stocked() -> Self {
        let shop = Self::new();
        let server = Server::start([Reply::xml(&csdl("Product")).header("ETag: \"1\"")]);
        let said = shop.fetch(&["--url", &server.url()]);
        assert_eq!(said.code, Some(0), "{said:?}");
        shop
    }

    fn path(&self, path: &str) -> PathBuf {
        self.0.path().join(path)
    }

    fn write(&self, path: &str, text: &str) {
        fs::write(self.path(path), text).unwrap();
    }

    fn text(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).unwrap()
    }

    fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_xtask"));
        command.arg("fetch").arg("--manifest").arg(self.path("codegen.toml")).args(args);
        for name in
            ["ALL_PROXY", "HTTPS_PROXY", "HTTP_PROXY", "NO_PROXY", "all_proxy", "https_proxy", "http_proxy", "no_proxy"]
        {
            command.env_remove(name);
        }
        command
    }

    fn fetch(&self, args: &[&str]) -> Said {
        run(&mut self.command(args))
    }

    /// Every file and folder, with bytes and time.
    fn state(&self) -> Files {
        let mut state = Files::new();
        walk(self.0.path(), &mut state);
        state
    }

    /// Fetches what is refused: says why, and touches nothing.
    fn refused(&self, args: &[&str]) -> String {
        let before = self.state();
        let said = self.fetch(args);
        assert_eq!((said.code, said.out.as_str()), (Some(1), ""), "{said:?}");
        assert_eq!(self.state(), before);
        said.err
    }

    /// What is said about a server's bad answer, with the server's address left out.
    fn refuses(&self, replies: impl IntoIterator<Item = Reply>) -> String {
        let server = Server::start(replies);
        self.refused(&["--url", &server.url(), "--force"])
            .replace(&server.url(), "URL")
            .replace(&server.origin(), "ORIGIN")
    }
}

fn run(command: &mut Command) -> Said {
    let output = command.output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    Said { code: output.status.code(), out: text(output.stdout), err: text(output.stderr) }
}

fn walk(folder: &Path, state: &mut Files) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let time = fs::metadata(&path).unwrap().modified().unwrap();
        if path.is_dir() {
            state.insert(path.clone(), None);
            walk(&path, state);
        } else {
            state.insert(path.clone(), Some((fs::read(&path).unwrap(), time)));
        }
    }
}

/// The manifest's record, without what differs from run to run.
fn record(shop: &Shop) -> Vec<(String, String)> {
    let manifest = shop.text("codegen.toml");
    let lines = manifest.lines().filter_map(|line| line.split_once(" = "));
    let keys = ["url", "fetched", "upstream-sha256", "etag", "sha256"];
    lines.filter(|(key, _)| keys.contains(key)).map(|(key, value)| (key.to_owned(), value.to_owned())).collect()
}

#[test]
fn a_first_fetch_writes_the_slice_and_the_record_alone() {
    let shop = Shop::new();
    let overlay = shop.state()[&shop.path("overlay.csdl")].clone();
    let server = Server::start([Reply::xml(&csdl("Product")).header("ETag: W/\"a\"")]);
    let said = shop.fetch(&["--url", &server.url()]);
    assert_eq!((said.code, said.err.as_str()), (Some(0), ""), "{said:?}");
    assert!(said.out.starts_with("fetch: ") && said.out.ends_with("now run `cargo xtask codegen`\n"), "{}", said.out);
    assert_eq!(shop.text("shop.csdl"), csdl("Product"));

    let [(_, sha256), (_, url), (date, day), ..] = &record(&shop)[..] else { unreachable!() };
    assert_eq!((url.as_str(), date.as_str()), (format!("\"{}\"", server.url()).as_str(), "fetched"));
    assert_eq!(day.len(), "\"2026-11-25\"".len(), "{day}");
    let after = shop.text("codegen.toml");
    let (head, tail) = MANIFEST.split_once("\n[crate]").unwrap();
    assert_eq!(
        after,
        format!(
            "{head}sha256 = {sha256}\nurl = {url}\nfetched = {day}\nupstream-sha256 = {sha256}\netag = 'W/\"a\"'\n\n[crate]{tail}"
        )
    );
    assert_eq!(shop.state()[&shop.path("overlay.csdl")], overlay);
    assert_eq!(shop.state().len(), 3, "no folder is left");

    let requests = server.requests();
    assert_eq!(requests.len(), 1);
    let request = requests[0].to_ascii_lowercase();
    assert!(request.starts_with("get /v1/$metadata http/1.1\r\n"), "{request}");
    for header in ["accept: application/xml\r\n", "accept-encoding: gzip\r\n", "user-agent: cargo-xtask-fetch/"] {
        assert!(request.contains(header), "{request}");
    }
    assert!(!request.contains("authorization") && !request.contains("if-none-match"), "{request}");
}

#[test]
fn packed_and_chunked_answers_are_the_same_file() {
    let text = csdl("Product");
    for reply in [
        Reply::xml_bytes(&gzip(text.as_bytes())).header("Content-Encoding: gzip"),
        Reply::chunked(text.as_bytes()),
        Reply::chunked(&gzip(text.as_bytes())).header("Content-Encoding: gzip"),
        Reply::new("200 OK", text.as_bytes()).header("Content-Type: application/edmx+xml"),
        Reply::new("200 OK", text.as_bytes()),
    ] {
        let shop = Shop::new();
        let server = Server::start([reply]);
        let said = shop.fetch(&["--url", &server.url()]);
        assert_eq!(said.code, Some(0), "{said:?}");
        assert_eq!(shop.text("shop.csdl"), text);
    }
}

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
    let text = csdl("Product");
    let reply = || Reply::xml(&text).header("ETag: \"1\"");
    let server = Server::start([reply(), reply(), reply(), reply(), reply(), reply(), reply()]);
    assert_eq!(shop.fetch(&["--url", &server.url()]).code, Some(0));
    let manifest = shop.text("codegen.toml");
    let saved = shop.path("full.csdl");

    assert_eq!(shop.fetch(&["--force"]).code, Some(0));
    assert_eq!(shop.fetch(&["--save", saved.to_str().unwrap()]).code, Some(0));
    assert_eq!(fs::read_to_string(&saved).unwrap(), text);
    assert_eq!(shop.fetch(&["--sha256", &"0".repeat(64)]).code, Some(1));
    shop.write("shop.csdl", &csdl("Edited"));
    assert_eq!(shop.fetch(&[]).code, Some(0));
    assert_eq!(shop.text("shop.csdl"), text);
    fs::remove_file(shop.path("shop.csdl")).unwrap();
    assert_eq!(shop.fetch(&[]).code, Some(0));
    // A root that the slice does not have.
    shop.write("codegen.toml", &manifest.replace("\"*\"", "\"Orders\""));
    assert_eq!(shop.fetch(&[]).code, Some(1));

    let requests = server.requests();
    assert_eq!(requests.len(), 7);
    assert!(requests.iter().all(|request| !request.to_ascii_lowercase().contains("if-none-match")));
}

#[test]
fn the_same_file_again_touches_nothing_and_another_one_does() {
    let shop = Shop::new();
    let server =
        Server::start([Reply::xml(&csdl("Product")), Reply::xml(&csdl("Product")), Reply::xml(&csdl("Order"))]);
    assert_eq!(shop.fetch(&["--url", &server.url()]).code, Some(0));
    let before = shop.state();
    let said = shop.fetch(&[]);
    assert_eq!(said.code, Some(0));
    assert!(said.out.ends_with("shop.csdl is unchanged\n"), "{}", said.out);
    assert_eq!(shop.state(), before);

    let old = record(&shop);
    assert_eq!(shop.fetch(&[]).code, Some(0));
    assert_eq!(shop.text("shop.csdl"), csdl("Order"));
    assert_ne!(record(&shop), old);
}

#[test]
fn the_file_that_is_meant() {
    let shop = Shop::new();
    let server = Server::start([Reply::xml(&csdl("Product"))]);
    assert_eq!(shop.fetch(&["--url", &server.url()]).code, Some(0));
    let sha256 = record(&shop)[0].1.trim_matches('"').to_ascii_uppercase();

    let shop = Shop::new();
    let server = Server::start([Reply::xml(&csdl("Order")), Reply::xml(&csdl("Product"))]);
    let err = shop.refused(&["--url", &server.url(), "--sha256", &sha256]);
    assert!(err.contains("is not the file that is meant\n  its SHA-256 is  "), "{err}");
    assert!(err.contains(&format!("it should be    {}\n", sha256.to_ascii_lowercase())), "{err}");
    assert_eq!(shop.fetch(&["--url", &server.url(), "--sha256", &sha256]).code, Some(0));
    assert_eq!(shop.fetch(&["--sha256", "12"]).code, Some(2));
}

#[test]
fn a_slow_server_is_given_up() {
    let shop = Shop::stocked();
    let manifest = shop.text("codegen.toml").replace("timeout-seconds = 20", "timeout-seconds = 1");
    shop.write("codegen.toml", &manifest);
    let late =
        "error: URL did not come within 1 s\nhelp: if the service is that slow, set `timeout-seconds` under [source]\n";
    let start = Instant::now();
    let text = csdl("Product");
    assert_eq!(shop.refuses([Reply::xml(&text).after(Duration::from_secs(9))]), late, "no head");
    assert_eq!(shop.refuses([Reply::xml(&text).pausing(Duration::from_secs(9))]), late, "no body");
    assert_eq!(shop.refuses([Reply::xml(&text).dripping(Duration::from_millis(50))]), late, "a byte now and then");
    assert!(start.elapsed() < Duration::from_secs(8), "{:?}", start.elapsed());
}

#[test]
fn half_an_answer_is_none() {
    let shop = Shop::stocked();
    let text = csdl("Product");
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
    let bomb = gzip(&vec![b' '; 200 << 20]);
    assert_eq!(shop.refuses([Reply::xml_bytes(&bomb).header("Content-Encoding: gzip")]), large, "unpacked");
}

#[test]
fn a_page_is_no_metadata() {
    let shop = Shop::stocked();
    let page = format!("<!DOCTYPE html>\n<title>Sign in</title>\x1b[2J{}", "x".repeat(300));
    let err = shop.refuses([Reply::new("200 OK", page.as_bytes()).header("Content-Type: text/html; charset=utf-8")]);
    assert!(
        err.starts_with(
            "error: URL is no XML but text/html; charset=utf-8\n  \
             it begins: <!DOCTYPE html>\\n<title>Sign in</title>\\u{1b}[2Jxxx"
        ),
        "{err}"
    );
    assert!(err.contains("xxx...\nhelp: is it the URL of `$metadata`?"), "{err}");
    let err = shop.refuses([Reply::new("200 OK", b"{}").header("Content-Type: application/json")]);
    assert!(err.starts_with("error: URL is no XML but application/json\n  it begins: {}\n"), "{err}");
    let err = shop.refuses([Reply::xml_bytes(b"<x>\xff</x>")]);
    assert!(err.starts_with("error: URL is not UTF-8\ncaused by: "), "{err}");
}

#[test]
fn metadata_that_is_invalid_is_refused_with_its_place() {
    let shop = Shop::stocked();
    let broken = csdl("Product").replace("Edm.String", "Edm.Strink");
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

#[test]
fn redirects_stay_on_the_host() {
    let to = |place: &str| Reply::new("302 Found", b"").header(&format!("Location: {place}"));
    let shop = Shop::stocked();
    let other = Server::start([Reply::xml(&csdl("Evil"))]);
    let err = shop.refuses([to(&other.url())]);
    let expected = format!(
        "error: URL redirects to {}: it is followed on the same host alone\nhelp: if you trust that place, name it with `--url`\n",
        other.url()
    );
    assert_eq!(err, expected);
    assert!(other.requests().is_empty());
    for place in ["http://example.org/x", "https://127.0.0.1/x", "//evil"] {
        let err = shop.refuses([to(place)]);
        assert!(err.contains("it is followed on the same host alone"), "{err}");
    }

    let err = shop.refuses(std::iter::repeat_with(|| to("again")).take(7));
    assert!(err.starts_with("error: URL redirects to ORIGIN/v1/again: that is one redirect too many\n"), "{err}");

    let server = Server::start([to("/v2/$metadata"), to("new"), Reply::xml(&csdl("Order"))]);
    let said = shop.fetch(&["--url", &server.url()]);
    assert_eq!(said.code, Some(0), "{said:?}");
    let lines: Vec<_> = server.requests().iter().map(|request| request.lines().next().unwrap().to_owned()).collect();
    assert_eq!(lines, ["GET /v1/$metadata HTTP/1.1", "GET /v2/$metadata HTTP/1.1", "GET /v2/new HTTP/1.1"]);
    assert!(record(&shop).contains(&("url".to_owned(), format!("\"{}\"", server.url()))), "where it was asked for");
}

#[test]
fn a_token_goes_to_its_service_and_is_never_shown() {
    const TOKEN: &str = "s3cr3t.t0ken";
    let other = Server::start([Reply::xml(&csdl("Evil"))]);
    let moved = Reply::new("302 Found", b"").header(&format!("Location: {}?t={TOKEN}", other.url()));
    let echo = Reply::new("403 Forbidden", format!("you sent Bearer {TOKEN}").as_bytes());
    let here = Reply::new("302 Found", b"").header("Location: /v2");
    let server = Server::start([here, Reply::xml(&csdl("Product")), moved, echo]);
    let shop = Shop::new();
    shop.write("codegen.toml", &MANIFEST.replace("[source]\n", "[source]\ntoken-env = \"SHOP_TOKEN\"\n"));
    let fetch = || run(shop.command(&["--url", &server.url(), "--force"]).env("SHOP_TOKEN", format!("{TOKEN}\n")));
    let said = [fetch(), fetch(), fetch()];
    assert_eq!(said.each_ref().map(|said| said.code), [Some(0), Some(1), Some(1)], "{said:?}");
    for said in &said {
        assert!(!said.out.contains(TOKEN) && !said.err.contains(TOKEN), "{said:?}");
    }
    assert!(said[2].err.contains("it says: you sent Bearer ..."), "{said:?}");
    assert!(!shop.text("codegen.toml").contains(TOKEN));
    let requests = server.requests();
    assert_eq!(requests.len(), 4);
    let header = format!("authorization: bearer {TOKEN}\r\n");
    assert!(requests.iter().all(|request| request.to_ascii_lowercase().contains(&header)));
    assert!(other.requests().is_empty());

    let err = shop.refused(&["--url", &server.url()]);
    assert!(
        err.starts_with("error: the environment variable SHOP_TOKEN is not set\nhelp: put a bearer token "),
        "{err}"
    );
    for (name, value) in [("OTHER", " \n"), ("OTHER", "a b"), ("", "x"), ("A=B", "x")] {
        let mut command = shop.command(&["--url", &server.url(), "--token-env", name]);
        let said = run(command.env("OTHER", value));
        assert_eq!(said.code, Some(1), "{said:?}");
        assert!(said.err.starts_with("error: the environment variable "), "{said:?}");
    }
    assert_eq!(server.requests().len(), 4);
}

#[test]
fn only_safe_places_are_asked() {
    let shop = Shop::stocked();
    let err = shop.refused(&["--url", "http://example.org/$metadata"]);
    assert_eq!(
        err,
        "error: cannot fetch from http://example.org/$metadata: only https is safe; http is for servers on this machine\n"
    );
    let err = shop.refused(&["--url", "https://me:s3cret@example.org/"]);
    assert!(!err.contains("s3cret"), "{err}");
    let shop = Shop::new();
    let err = shop.refused(&[]);
    assert!(err.contains("codegen.toml has no `url` under [source]\nhelp: name it with `--url`"), "{err}");
}

#[test]
fn https_goes_through_the_proxy_and_this_machine_does_not() {
    let shop = Shop::stocked();
    let proxy = Server::start([Reply::new("407 Proxy Authentication Required", b"")]);
    let mut command = shop.command(&["--url", "https://service.invalid/$metadata"]);
    let before = shop.state();
    let said = run(command.env("HTTPS_PROXY", proxy.origin().replace("http://", "http://me:s3cret@")));
    assert_eq!(said.code, Some(1), "{said:?}");
    assert!(said.err.starts_with("error: cannot fetch https://service.invalid/$metadata\ncaused by: "), "{said:?}");
    assert!(!said.err.contains("s3cret"), "{said:?}");
    assert!(proxy.requests()[0].starts_with("CONNECT service.invalid:443 "), "{:?}", proxy.requests());
    assert_eq!(shop.state(), before);

    let server = Server::start([Reply::xml(&csdl("Order"))]);
    let said = run(shop.command(&["--url", &server.url()]).env("HTTP_PROXY", proxy.origin()));
    assert_eq!(said.code, Some(0), "{said:?}");
}

#[test]
fn nobody_there() {
    let shop = Shop::stocked();
    let url = Server::start([]).url();
    let err = shop.refused(&["--url", &url]);
    assert!(err.starts_with(&format!("error: cannot fetch {url}\ncaused by: ")), "{err}");
}

#[test]
fn files_that_cannot_be_written_leave_all_as_it_was() {
    let shop = Shop::stocked();
    let order = csdl("Order");
    for path in ["shop.csdl", "codegen.toml"] {
        let file = shop.path(path);
        let writable = fs::metadata(&file).unwrap().permissions();
        let mut readonly = writable.clone();
        readonly.set_readonly(true);
        fs::set_permissions(&file, readonly).unwrap();
        let err = shop.refuses([Reply::xml(&order)]);
        assert!(
            err.contains(&format!("{path} is read-only; nothing was changed\nhelp: make the file writable")),
            "{err}"
        );
        fs::set_permissions(&file, writable).unwrap();
    }

    // The slice and the manifest are in place when the last file cannot be.
    fs::create_dir(shop.path("folder")).unwrap();
    shop.write("folder/x", "");
    let files = |state: Files| state.into_iter().filter(|(path, _)| path.is_file()).collect::<Vec<_>>();
    let before = files(shop.state());
    let server = Server::start([Reply::xml(&order)]);
    let said = shop.fetch(&["--url", &server.url(), "--save", shop.path("folder").to_str().unwrap()]);
    assert_eq!(said.code, Some(1), "{said:?}");
    assert!(said.err.contains("folder in place; everything is as it was\ncaused by: "), "{said:?}");
    assert_eq!(files(shop.state()), before);
}

#[test]
fn a_manifest_that_is_edited_meanwhile_is_left_alone() {
    let shop = Shop::stocked();
    let server = Server::start([Reply::xml(&csdl("Order")).after(Duration::from_millis(500))]);
    let url = server.url();
    let said = thread::scope(|scope| {
        let fetching = scope.spawn(|| shop.fetch(&["--url", &url]));
        while server.requests().is_empty() {
            thread::sleep(Duration::from_millis(5));
        }
        shop.write("codegen.toml", &format!("{}# mine\n", shop.text("codegen.toml")));
        let before = shop.state();
        let said = fetching.join().unwrap();
        assert_eq!(shop.state(), before);
        said
    });
    assert_eq!(said.code, Some(1), "{said:?}");
    assert!(
        said.err.contains("codegen.toml was edited meanwhile; nothing was changed\nhelp: run the command again"),
        "{said:?}"
    );
}

#[cfg(unix)]
#[test]
fn a_link_stays_a_link() {
    let shop = Shop::new();
    fs::create_dir(shop.path("elsewhere")).unwrap();
    shop.write("elsewhere/real.csdl", "");
    std::os::unix::fs::symlink("elsewhere/real.csdl", shop.path("shop.csdl")).unwrap();
    let server = Server::start([Reply::xml(&csdl("Product"))]);
    assert_eq!(shop.fetch(&["--url", &server.url()]).code, Some(0));
    assert_eq!(shop.text("elsewhere/real.csdl"), csdl("Product"));
    assert!(fs::symlink_metadata(shop.path("shop.csdl")).unwrap().is_symlink());
}
