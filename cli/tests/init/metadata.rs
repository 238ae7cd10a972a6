//! Where the metadata comes from, and what is kept of it.

use std::fmt::Write as _;

use crate::folder::{Folder, run, runtime, travel};
use crate::server::{Reply, Server};

/// `init` with a URL.
fn args<'a>(url: &'a str, runtime: &'a str) -> Vec<&'a str> {
    vec!["--url", url, "--runtime", runtime, "--root", "People"]
}

#[test]
fn a_download_is_recorded_as_fetch_records_it() {
    let folder = Folder::workspace();
    let reply = || Reply::xml(&travel("Travel")).header("ETag: W/\"1\"");
    let server = Server::start([reply(), Reply::new("304 Not Modified", b"")]);
    let (url, runtime) = (server.url(), runtime());
    let mut command = folder
        .command("", &[&["init", "--name", "travel", "--token-env", "TRAVEL_TOKEN"], &*args(&url, &runtime)].concat());
    let said = run(command.env("TRAVEL_TOKEN", "s3cret"));
    assert_eq!(said.code, Some(0), "{said:?}");
    let request = server.requests()[0].to_ascii_lowercase();
    assert!(request.starts_with("get /v1/$metadata http/1.1\r\n"), "{request}");
    assert!(request.contains("authorization: bearer s3cret\r\n"), "{request}");

    let manifest = folder.text("metadata/codegen.toml");
    assert!(!manifest.contains("s3cret"), "{manifest}");
    let (_, source) = manifest.split_once("[source]\n").unwrap();
    let source = source.split("\n\n").next().unwrap();
    let keys: Vec<&str> =
        source.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split(" = ").next()).collect();
    assert_eq!(keys, ["csdl", "url", "token-env", "sha256", "fetched", "upstream-sha256", "etag"]);
    for line in [&*format!("url = \"{url}\""), "token-env = \"TRAVEL_TOKEN\"", "etag = 'W/\"1\"'"] {
        assert!(source.contains(line), "{line} in {source}");
    }
    assert!(!folder.text("metadata/travel.csdl").contains("Airline"), "only what People needs");
    folder.check(&["travel"]);

    let said = run(folder.command("", &["fetch"]).env("TRAVEL_TOKEN", "s3cret"));
    assert_eq!((said.code, said.out.as_str()), (Some(0), &*format!("fetch: {url} is unchanged\n")), "{said:?}");
    assert!(server.requests()[1].to_ascii_lowercase().contains("if-none-match: w/\"1\"\r\n"));
}

#[test]
fn a_service_that_does_not_give_its_metadata_changes_nothing() {
    for (reply, said) in [
        (Reply::new("404 Not Found", b"gone"), "is answered with 404\n  it says: gone\n"),
        (Reply::xml("<edmx:Edmx"), ":1:"),
        (Reply::xml(&travel("Travel")).cut(40), "is cut off or broken after "),
    ] {
        let folder = Folder::workspace();
        let server = Server::start([reply]);
        let (url, runtime) = (server.url(), runtime());
        let err = folder.refused(1, || folder.init_in("", &args(&url, &runtime)));
        assert!(err.contains(said), "{err}");
    }
}

#[test]
fn without_a_root_what_there_is_is_listed() {
    let folder = Folder::workspace();
    let err = folder.refused(2, || folder.init(&[]));
    assert_eq!(
        err,
        "error: no `--root` is given; the service has\n  Airlines\n  Me\n  People\nhelp: name what you use with `--root`, or \
         keep everything with `--root '*'`; `cargo odata slice travel.xml --list '*'` lists all\n"
    );
    let server = Server::start([Reply::xml(&travel("Travel"))]);
    let (url, runtime) = (server.url(), runtime());
    let err = folder.refused(2, || folder.init_in("", &["--url", &url, "--runtime", &runtime]));
    let help = format!(
        "save the metadata (`curl --location --output FILE '{url}'`), and `cargo odata slice FILE --list '*'` lists all\n"
    );
    assert!(err.ends_with(&help), "{err}");
}

#[test]
fn a_long_list_is_cut_and_an_empty_one_asks_for_types() {
    let folder = Folder::workspace();
    let mut sets = String::new();
    for number in 100..140 {
        let _ = writeln!(sets, "<EntitySet Name=\"Set{number}\" EntityType=\"Travel.Airline\" />");
    }
    let whole = travel("Travel");
    let many =
        whole.replace("<EntityContainer Name=\"Container\">", &format!("<EntityContainer Name=\"Container\">{sets}"));
    folder.write("travel.xml", &many);
    let err = folder.refused(2, || folder.init(&[]));
    assert!(err.contains("\n  Set126\n  and 13 more\nhelp: "), "{err}");

    let (before, rest) = whole.split_once("<EntityContainer").unwrap();
    let (_, after) = rest.split_once("</EntityContainer>").unwrap();
    folder.write("travel.xml", &format!("{before}{after}"));
    let err = folder.refused(2, || folder.init(&[]));
    assert!(
        err.contains(
            "has neither entity sets nor singletons nor imports\nhelp: name a type with `--root`: `cargo odata slice"
        ),
        "{err}"
    );
    folder.made(&["--root", "Travel.Person"]);
}

#[test]
fn a_root_that_matches_nothing_gets_the_nearest() {
    let folder = Folder::workspace();
    let err = folder.refused(1, || folder.init(&["--root", "Peple"]));
    assert!(err.contains("--> metadata/codegen.toml:"), "{err}");
    assert!(err.contains("did you mean `People`?"), "{err}");
}

#[test]
fn files_beside_the_metadata_are_read_into_the_slice() {
    let folder = Folder::workspace();
    let whole = travel("Travel");
    let schema = |text: &str| {
        format!("<edmx:Edmx Version=\"4.0\" xmlns:edmx=\"http://docs.oasis-open.org/odata/ns/edmx\">{text}</edmx:Edmx>")
    };
    let (head, tail) = ("<ComplexType Name=\"Place\">", "</ComplexType>");
    let (before, rest) = whole.split_once(head).unwrap();
    let (place, after) = rest.split_once(tail).unwrap();
    let parts = format!(
        "<edmx:DataServices><Schema Namespace=\"Parts\" xmlns=\"http://docs.oasis-open.org/odata/ns/edm\">{head}{place}{tail}\
         </Schema></edmx:DataServices>"
    );
    folder.write("in/parts.xml", &schema(&parts));
    let reference = "<edmx:Reference Uri=\"https://example.org/parts.xml\"><edmx:Include Namespace=\"Parts\" /></edmx:Reference>\
                     <edmx:DataServices>";
    let main =
        format!("{before}{after}").replace("Travel.Place", "Parts.Place").replace("<edmx:DataServices>", reference);
    folder.write("in/main.xml", &main);
    let runtime = runtime();
    let said = folder.init_in("", &["--csdl", "in/main.xml", "--root", "People", "--runtime", &runtime]);
    assert_eq!(said.code, Some(0), "{said:?}");
    assert!(folder.text("metadata/main.csdl").contains("Namespace=\"Parts\""));
    folder.check(&["main"]);
}

#[test]
fn something_says_where_the_metadata_is() {
    let folder = Folder::workspace();
    let err = folder.refused(2, || folder.init_in("", &["--root", "People"]));
    assert!(err.contains("--url <URL>") && err.contains("--csdl <FILE>") && err.contains("--preset"), "{err}");
    let err = folder.refused(2, || folder.init_in("", &["--preset", "odata", "--root", "People"]));
    assert_eq!(
        err,
        "error: the preset `odata` has no URL to download metadata from\nhelp: name it with `--url URL` or `--csdl FILE`\n"
    );
    let err = folder.refused(1, || folder.init_in("", &["--csdl", "gone.xml", "--root", "People", "--offline"]));
    assert!(err.starts_with("error: cannot read gone.xml\n"), "{err}");
}

#[test]
fn metadata_may_come_from_standard_input() {
    let folder = Folder::workspace();
    let runtime = runtime();
    let args = ["init", "--csdl", "-", "--root", "People", "--name", "travel", "--runtime", &runtime];
    let mut command = folder.command("", &args);
    let said = run(command.stdin(std::fs::File::open(folder.path("travel.xml")).unwrap()));
    assert_eq!(said.code, Some(0), "{said:?}");
    assert!(folder.text("metadata/travel.csdl").contains("Name=\"Person\""));
}
