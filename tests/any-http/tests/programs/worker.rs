//! The example `worker`.

use std::{fs, path::Path, process::Output};

use crate::{
    DEVICES, asked, failure, printed, program,
    server::{Answer, Server},
};

fn link(token: &str) -> String {
    format!("/deviceManagement/managedDeviceEncryptionStates?$deltatoken={token}")
}

/// A page with one item that leads to what follows it.
fn page(item: &str, link: &str, to: &str) -> Answer {
    Answer::json(200, &format!(r#"{{"value": [{item}], "@odata.{link}": "{to}"}}"#))
}

fn run(server: &Server, file: &Path) -> Output {
    program("worker", server).arg(file).output().unwrap()
}

/// A folder, and what it has of a link.
fn file(text: Option<&str>) -> (tempfile::TempDir, std::path::PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("link");
    if let Some(text) = text {
        fs::write(&file, text).unwrap();
    }
    (folder, file)
}

/// The link as it is stored, for another run.
fn absolute(server: &Server, token: &str) -> String {
    format!("http://{}/beta{}", server.address(), link(token))
}

#[test]
fn it_goes_on_from_where_the_last_run_ended() {
    let (folder, file) = file(None);
    let server = Server::start(vec![
        page(r#"{"id": "a"}"#, "nextLink", &link("next")),
        page(r#"{"id": "b"}"#, "deltaLink", &link("one")),
        page(r#"{"id": "a", "@removed": {"reason": "deleted"}}"#, "deltaLink", &link("two")),
    ]);
    let server = server.unwrap();
    assert_eq!(printed(&run(&server, &file)), "changed a\nchanged b\n");
    assert_eq!(fs::read_to_string(&file).unwrap(), absolute(&server, "one"));
    assert_eq!(printed(&run(&server, &file)), "removed a\n");
    assert_eq!(fs::read_to_string(&file).unwrap(), absolute(&server, "two"));
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "nothing is left beside the link");

    let follow = |token: &str| format!("GET {DEVICES}?$deltatoken={token}");
    assert_eq!(asked(&server), [format!("GET {DEVICES}"), follow("next"), follow("one")]);
    assert_eq!(server.received()[0].header("prefer"), Some("odata.track-changes"));
}

#[test]
fn it_starts_anew_when_the_link_is_too_old() {
    for location in [Some("anew"), None] {
        let (_folder, file) = file(Some(&link("old")));
        let gone = Answer::empty(410);
        let gone = location.iter().fold(gone, |gone, token| gone.header("location", &link(token)));
        let server = Server::start(vec![gone, page(r#"{"id": "a"}"#, "deltaLink", &link("one"))]).unwrap();
        assert_eq!(printed(&run(&server, &file)), "anew\nchanged a\n");
        assert_eq!(fs::read_to_string(&file).unwrap(), absolute(&server, "one"));
        let anew = location.map_or(String::new(), |token| format!("?$deltatoken={token}"));
        assert_eq!(asked(&server), [format!("GET {DEVICES}?$deltatoken=old"), format!("GET {DEVICES}{anew}")]);
    }
}

#[test]
fn it_starts_anew_once() {
    let (_folder, file) = file(Some(&link("old")));
    let server = Server::start(vec![Answer::empty(410)]).unwrap();
    let said = failure(&run(&server, &file));
    assert!(said.contains("410"), "{said}");
    assert_eq!(asked(&server).len(), 2);
}

#[test]
fn it_keeps_the_link_until_all_has_come() {
    let (_folder, file) = file(Some(&link("old")));
    let server = Server::start(vec![page(r#"{"id": "a"}"#, "nextLink", &link("next")), Answer::empty(500)]).unwrap();
    failure(&run(&server, &file));
    assert_eq!(fs::read_to_string(&file).unwrap(), link("old"));
}

#[test]
fn it_takes_no_link_to_another_host_from_the_file() {
    let stranger = Server::start(vec![Answer::empty(500)]).unwrap();
    let (_folder, file) = file(Some(&format!("http://{}/beta", stranger.address())));
    let server = Server::start(vec![Answer::empty(500)]).unwrap();
    let said = failure(&run(&server, &file));
    assert!(said.contains("leads to another host"), "{said}");
    assert!(server.received().is_empty() && stranger.received().is_empty());
}
