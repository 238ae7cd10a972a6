//! The example `thousand_patches`.

use std::{collections::BTreeSet, fmt::Write as _, fs, process::Output};

use serde_json::{Value, json};

use crate::{
    TOKEN, program,
    server::{Answer, Received, Server},
};

const COUNT: usize = 1000;

fn run(server: &Server) -> Output {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("ids");
    let ids = (1..=COUNT).fold(String::new(), |mut ids, id| {
        let _ = writeln!(ids, "device-{id}");
        ids
    });
    fs::write(&file, ids).unwrap();
    program("thousand_patches", server).arg(file).output().unwrap()
}

/// The changes in a batch, by their devices.
fn changes(batch: &Received) -> Vec<(String, Value)> {
    let body: Value = serde_json::from_slice(&batch.body).unwrap();
    let requests = body["requests"].as_array().unwrap();
    requests.iter().map(|request| (device(request), request.clone())).collect()
}

fn device(request: &Value) -> String {
    request["url"].as_str().unwrap().rsplit('/').next().unwrap().to_owned()
}

/// Answers each change of a batch.
fn answer(batch: &Received, status: impl Fn(&str) -> u16) -> Answer {
    let answer = |(device, request): (String, Value)| {
        let error = json!({ "error": { "code": "Refused", "message": "No." } });
        match status(&device) {
            204 => json!({ "id": request["id"], "status": 204 }),
            429 => json!({ "id": request["id"], "status": 429, "headers": { "Retry-After": "0" }, "body": error }),
            status => json!({ "id": request["id"], "status": status, "body": error }),
        }
    };
    let responses: Vec<Value> = changes(batch).into_iter().map(answer).collect();
    Answer::json(200, &json!({ "responses": responses }).to_string())
}

fn lines(output: &Output) -> Vec<String> {
    let said = String::from_utf8(output.stdout.clone()).unwrap();
    assert!(!said.contains(TOKEN), "{said}");
    said.lines().map(str::to_owned).collect()
}

#[test]
fn it_changes_each_device_once_in_batches_of_twenty() {
    let server = Server::start_with(|_, batch, stream| answer(batch, |_| 204).write(stream)).unwrap();
    let output = run(&server);
    assert!(output.status.success(), "{output:?}");
    assert_eq!(lines(&output), ["1000 of 1000 changed"]);

    let batches = server.received();
    assert_eq!(batches.len(), 50);
    assert!(crate::asked(&server).iter().all(|line| line == "POST /beta/$batch"));
    let changes: Vec<(String, Value)> = batches.iter().flat_map(changes).collect();
    let devices: BTreeSet<&String> = changes.iter().map(|(device, _)| device).collect();
    assert_eq!((changes.len(), devices.len()), (COUNT, COUNT));
    for (_, change) in &changes {
        assert_eq!((&change["method"], &change["body"]["osVersion"]), (&json!("PATCH"), &json!("10.0.26100")));
        let headers = change["headers"].as_object().unwrap();
        assert!(!headers.keys().any(|name| name.eq_ignore_ascii_case("authorization")), "the batch has the token");
    }
}

#[test]
fn it_sends_again_what_was_put_off_and_lists_what_was_refused() {
    let server = Server::start_with(|number, batch, stream| {
        let status = |device: &str| match device {
            "device-7" | "device-500" => 403,
            "device-900" => 504,
            "device-3" | "device-4" if number < 50 => 429,
            _ => 204,
        };
        answer(batch, status).write(stream)
    });
    let server = server.unwrap();
    let output = run(&server);
    assert_eq!(output.status.code(), Some(1));
    let lines = lines(&output);
    assert_eq!(lines.len(), 4, "{lines:#?}");
    let expected = ["device-7 is not changed: ", "device-500 is not changed: ", "device-900 may be changed: "];
    assert!(lines.iter().zip(expected).all(|(line, start)| line.starts_with(start)), "{lines:#?}");
    assert_eq!(lines[3], "997 of 1000 changed");

    let batches = server.received();
    assert_eq!(batches.len(), 51);
    let again: Vec<String> = changes(&batches[50]).into_iter().map(|(device, _)| device).collect();
    assert_eq!(again, ["device-3", "device-4"]);
}

#[test]
fn it_sends_a_batch_again_that_is_put_off_as_a_whole() {
    let server = Server::start_with(|number, batch, stream| match number {
        10 | 11 => Answer::empty(429).header("retry-after", "0").write(stream),
        _ => answer(batch, |_| 204).write(stream),
    });
    let server = server.unwrap();
    assert_eq!(lines(&run(&server)), ["1000 of 1000 changed"]);
    let batches = server.received();
    assert_eq!(batches.len(), 52);
    assert!(batches[10].body == batches[11].body && batches[11].body == batches[12].body);
}

#[test]
fn it_says_what_may_be_changed_when_a_connection_breaks() {
    let server = Server::start_with(|number, batch, stream| match number {
        0 => answer(batch, |_| 204).write(stream),
        _ => Ok(()),
    });
    let server = server.unwrap();
    let lines = lines(&run(&server));
    let count = |text: &str| lines.iter().filter(|line| line.contains(text)).count();
    assert_eq!((count(" may be changed: "), count(" is not changed: ")), (20, 960));
    assert_eq!(lines.last().map(String::as_str), Some("20 of 1000 changed"));
    assert_eq!(server.received().len(), 2);
}
