//! What is on disk after a good answer, and after one that cannot be written.

use std::fs;
use std::thread;
use std::time::Duration;

use crate::server::{Reply, Server, gzip};
use crate::shop::{Files, MANIFEST, Shop, csdl, record, slice};

#[test]
fn a_first_fetch_writes_the_slice_and_the_record_alone() {
    let shop = Shop::new();
    let overlay = shop.state()[&shop.path("overlay.csdl")].clone();
    let server = Server::start([Reply::xml(&csdl(&["Product"])).header("ETag: W/\"a\"")]);
    let said = shop.fetch(&["--url", &server.url()]);
    assert_eq!((said.code, said.err.as_str()), (Some(0), ""), "{said:?}");
    assert!(said.out.starts_with("fetch: ") && said.out.ends_with("now run `cargo-odata codegen`\n"), "{}", said.out);
    assert_eq!(shop.text("shop.csdl"), slice("Product"));

    let [(_, sha256), (_, url), (date, day), (_, upstream), _] = &record(&shop)[..] else { unreachable!() };
    assert_eq!((url.as_str(), date.as_str()), (format!("\"{}\"", server.url()).as_str(), "fetched"));
    assert_ne!(sha256, upstream);
    assert_eq!(day.len(), "\"2026-11-25\"".len(), "{day}");
    let after = shop.text("codegen.toml");
    let (head, tail) = MANIFEST.split_once("\n[crate]").unwrap();
    assert_eq!(
        after,
        format!(
            "{head}sha256 = {sha256}\nurl = {url}\nfetched = {day}\nupstream-sha256 = {upstream}\netag = 'W/\"a\"'\n\n[crate]{tail}"
        )
    );
    assert_eq!(shop.state()[&shop.path("overlay.csdl")], overlay);
    assert_eq!(shop.state().len(), 3, "no folder is left");

    let requests = server.requests();
    assert_eq!(requests.len(), 1);
    let request = requests[0].to_ascii_lowercase();
    assert!(request.starts_with("get /v1/$metadata http/1.1\r\n"), "{request}");
    for header in ["accept: application/xml\r\n", "accept-encoding: gzip\r\n", "user-agent: cargo-odata/"] {
        assert!(request.contains(header), "{request}");
    }
    assert!(!request.contains("authorization") && !request.contains("if-none-match"), "{request}");
}

#[test]
fn the_manifest_keeps_its_byte_order_mark_and_ends_of_lines() {
    let shop = Shop::new();
    shop.write("codegen.toml", &format!("\u{feff}{}", MANIFEST.replace('\n', "\r\n")));
    for entity in ["Product", "Order"] {
        let server = Server::start([Reply::xml(&csdl(&[entity]))]);
        let said = shop.fetch(&["--url", &server.url()]);
        assert_eq!((said.code, said.err.as_str()), (Some(0), ""), "{said:?}");
        let manifest = shop.text("codegen.toml");
        assert!(manifest.starts_with("\u{feff}# Ours.\r\n") && manifest.contains("upstream-sha256"), "{manifest}");
        assert!(manifest.split_inclusive('\n').all(|line| line.ends_with("\r\n")), "{manifest}");
        assert_eq!(manifest.matches('\u{feff}').count(), 1);
    }
}

#[test]
fn packed_and_chunked_answers_are_the_same_file() {
    let text = csdl(&["Product"]);
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
        assert_eq!(shop.text("shop.csdl"), slice("Product"));
    }
}

#[test]
fn the_same_file_again_touches_nothing_and_another_one_does() {
    let shop = Shop::new();
    let server = Server::start([
        Reply::xml(&csdl(&["Product"])),
        Reply::xml(&csdl(&["Product"])),
        Reply::xml(&csdl(&["Order"])),
    ]);
    assert_eq!(shop.fetch(&["--url", &server.url()]).code, Some(0));
    let before = shop.state();
    let said = shop.fetch(&[]);
    assert_eq!(said.code, Some(0));
    assert!(said.out.ends_with("shop.csdl is unchanged\n"), "{}", said.out);
    assert_eq!(shop.state(), before);

    let old = record(&shop);
    assert_eq!(shop.fetch(&[]).code, Some(0));
    assert_eq!(shop.text("shop.csdl"), slice("Order"));
    assert_ne!(record(&shop), old);
}

#[cfg(unix)]
#[test]
fn a_link_stays_a_link() {
    let shop = Shop::new();
    fs::create_dir(shop.path("elsewhere")).unwrap();
    shop.write("elsewhere/real.csdl", "");
    std::os::unix::fs::symlink("elsewhere/real.csdl", shop.path("shop.csdl")).unwrap();
    let server = Server::start([Reply::xml(&csdl(&["Product"]))]);
    assert_eq!(shop.fetch(&["--url", &server.url()]).code, Some(0));
    assert_eq!(shop.text("elsewhere/real.csdl"), slice("Product"));
    assert!(fs::symlink_metadata(shop.path("shop.csdl")).unwrap().is_symlink());
}

#[test]
fn files_that_cannot_be_written_leave_all_as_it_was() {
    let shop = Shop::stocked();
    let order = csdl(&["Order"]);
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
    let slice = shop.text("shop.csdl");
    let server = Server::start([Reply::xml(&csdl(&["Order"])).after(Duration::from_millis(500))]);
    let url = server.url();
    let said = thread::scope(|scope| {
        let fetching = scope.spawn(|| shop.fetch(&["--url", &url]));
        while server.requests().is_empty() {
            thread::sleep(Duration::from_millis(5));
        }
        let edited = format!("{}# mine\n", shop.text("codegen.toml"));
        shop.write("codegen.toml", &edited);
        let said = fetching.join().unwrap();
        assert_eq!(shop.text("codegen.toml"), edited);
        assert_eq!(shop.text("shop.csdl"), slice);
        said
    });
    assert_eq!(said.code, Some(1), "{said:?}");
    assert!(
        said.err.contains("codegen.toml was edited meanwhile; nothing was changed\nhelp: run the command again"),
        "{said:?}"
    );
}

#[test]
fn only_what_the_roots_need_is_kept() {
    let shop = Shop::new();
    let manifest = MANIFEST.replace("[\"*\"]", "[\"Products\"]");
    shop.write("codegen.toml", &manifest);
    let reply = |entities: &[&str]| Reply::xml(&csdl(entities)).header("ETag: \"1\"");
    let server = Server::start([
        reply(&["Order", "Product"]),
        reply(&["Invoice", "Product"]),
        reply(&["Invoice", "Product"]),
        reply(&["Invoice", "Product"]),
    ]);
    assert_eq!(shop.fetch(&["--url", &server.url()]).code, Some(0));
    assert_eq!(shop.text("shop.csdl"), slice("Product"));

    let (before, old) = (shop.state(), record(&shop));
    let said = shop.fetch(&["--force"]);
    assert!(
        said.out.contains("is unchanged; the record in the manifest is new: run `cargo-odata codegen`"),
        "{said:?}"
    );
    assert_eq!(shop.state()[&shop.path("shop.csdl")], before[&shop.path("shop.csdl")]);
    let new = record(&shop);
    let differ: Vec<_> =
        old.iter().zip(&new).filter(|(old, new)| old != new).map(|((key, _), _)| key.as_str()).collect();
    assert_eq!(differ, ["upstream-sha256"]);

    // The service has not changed, but what is wanted of it has.
    shop.write("codegen.toml", &shop.text("codegen.toml").replace("\"Products\"", "\"Products\", \"Invoices\""));
    assert_eq!(shop.fetch(&[]).code, Some(0));
    assert!(shop.text("shop.csdl").contains("\"shop.Invoice\""));
    shop.write("codegen.toml", &shop.text("codegen.toml").replace(", \"Invoices\"", ""));
    assert_eq!(shop.fetch(&[]).code, Some(0));
    assert_eq!(shop.text("shop.csdl"), slice("Product"));
    assert!(server.requests().iter().all(|request| !request.to_ascii_lowercase().contains("if-none-match")));
}

#[test]
fn services_are_fetched_together_or_not_at_all() {
    let shop = Shop::new();
    for folder in ["bar", "own"] {
        fs::create_dir(shop.path(folder)).unwrap();
        let manifest = MANIFEST.replace("name = \"shop\"", &format!("name = \"{folder}\""));
        shop.write(&format!("{folder}/codegen.toml"), &manifest.replace("overlays = [\"overlay.csdl\"]\n", ""));
    }
    shop.write("own/shop.csdl", "by hand");
    let here = Server::start([Reply::xml(&csdl(&["Product"])), Reply::xml(&csdl(&["Product"]))]);
    let there =
        Server::start([Reply::new("404 Not Found", b""), Reply::xml(&csdl(&["Order"])), Reply::xml(&csdl(&["Item"]))]);
    let with = |path: &str, line: &str| {
        shop.write(path, &shop.text(path).replace("[source]\n", &format!("[source]\nurl = \"{line}\"\n")));
    };
    with("codegen.toml", &here.url());
    with("bar/codegen.toml", &there.url());
    let members = "members = [\"bar/codegen.toml\", \"own/codegen.toml\"]\n";
    shop.write("codegen.toml", &format!("{members}{}", shop.text("codegen.toml")));

    let err = shop.refused(&[]);
    assert!(err.contains(&format!("{} is answered with 404", there.url())), "{err}");
    let said = shop.fetch(&[]);
    assert_eq!((said.code, said.out.lines().count()), (Some(0), 2), "{said:?}");
    assert_eq!(shop.text("shop.csdl"), slice("Product"));
    assert_eq!(shop.text("bar/shop.csdl"), slice("Order"));
    assert_eq!(shop.text("own/shop.csdl"), "by hand");
    assert_eq!(shop.fetch(&["--service", "bar"]).code, Some(0));
    assert_eq!(shop.text("bar/shop.csdl"), slice("Item"));
    let err = shop.refused(&["--service", "own"]);
    assert!(err.contains("own/codegen.toml has no `url` under [source]"), "{err}");
    assert_eq!((here.requests().len(), there.requests().len()), (2, 3));
}
