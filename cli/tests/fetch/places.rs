//! Who is asked, who is not, and who is told the token.

use crate::server::{Reply, Server};
use crate::shop::{MANIFEST, Shop, csdl, record, run};

#[test]
fn redirects_stay_on_the_host() {
    let to = |place: &str| Reply::new("302 Found", b"").header(&format!("Location: {place}"));
    let shop = Shop::stocked();
    let other = Server::start([Reply::xml(&csdl(&["Evil"]))]);
    let err = shop.refuses([to(&other.url())]);
    let expected = format!(
        "error: URL redirects to {}: it is followed on the same host alone\nhelp: if you know that place to be right, name it with `--url`\n",
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

    let server = Server::start([to("/v2/$metadata"), to("new"), Reply::xml(&csdl(&["Order"]))]);
    let said = shop.fetch(&["--url", &server.url()]);
    assert_eq!(said.code, Some(0), "{said:?}");
    let lines: Vec<_> = server.requests().iter().map(|request| request.lines().next().unwrap().to_owned()).collect();
    assert_eq!(lines, ["GET /v1/$metadata HTTP/1.1", "GET /v2/$metadata HTTP/1.1", "GET /v2/new HTTP/1.1"]);
    assert!(record(&shop).contains(&("url".to_owned(), format!("\"{}\"", server.url()))), "where it was asked for");
}

#[test]
fn a_token_goes_to_its_service_and_is_never_shown() {
    const TOKEN: &str = "s3cr3t.t0ken";
    let other = Server::start([Reply::xml(&csdl(&["Evil"]))]);
    let moved = Reply::new("302 Found", b"").header(&format!("Location: {}?t={TOKEN}", other.url()));
    let echo = Reply::new("403 Forbidden", format!("you sent Bearer {TOKEN}").as_bytes());
    let here = Reply::new("302 Found", b"").header("Location: /v2");
    let server = Server::start([here, Reply::xml(&csdl(&["Product"])), moved, echo]);
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

    let server = Server::start([Reply::xml(&csdl(&["Order"]))]);
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
