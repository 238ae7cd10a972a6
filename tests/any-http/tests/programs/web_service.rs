//! The example `axum`.

use std::{
    io::{BufRead, BufReader, Read, Write},
    net::TcpStream,
    process::{Child, Stdio},
};

use serde_json::{Value, json};

use crate::{
    DEVICES, asked, program,
    server::{Answer, Server},
};

/// The web service on its own port, until the end of the test.
struct WebService {
    process: Child,
    address: String,
}

impl WebService {
    fn start(upstream: &Server) -> Self {
        let mut program = program("axum", upstream);
        let mut process = program.arg("127.0.0.1:0").stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(process.stdout.as_mut().unwrap()).read_line(&mut line).unwrap();
        let address = line.trim_end().strip_prefix("listening at ").unwrap().to_owned();
        Self { process, address }
    }

    /// The status of a change, and its body.
    fn change(&self, id: &str, body: &str) -> (u16, String) {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        let length = body.len();
        let head = "host: localhost\r\nconnection: close\r\ncontent-type: application/json";
        write!(stream, "PATCH /devices/{id} HTTP/1.1\r\n{head}\r\ncontent-length: {length}\r\n\r\n{body}").unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        assert!(!answer.contains(crate::TOKEN), "{answer}");
        let (head, body) = answer.split_once("\r\n\r\n").unwrap();
        (head.split(' ').nth(1).unwrap().parse().unwrap(), body.to_owned())
    }
}

impl Drop for WebService {
    fn drop(&mut self) {
        let _ = self.process.kill().and_then(|()| self.process.wait().map(drop));
    }
}

const CHANGED: &str = r#"{"id": "a b", "osVersion": "2", "deviceName": "LAP-1"}"#;

#[test]
fn it_takes_a_model_and_answers_with_the_model_that_was_read() {
    let upstream = Server::start(vec![Answer::empty(204), Answer::json(200, CHANGED)]).unwrap();
    // What only the service sets is not sent to it.
    let (status, body) = WebService::start(&upstream).change("a%20b", r#"{"id": "a b", "osVersion": "2"}"#);
    assert_eq!(status, 200, "{body}");
    let body: Value = serde_json::from_str(&body).unwrap();
    assert_eq!((&body["id"], &body["osVersion"], &body["deviceName"]), (&json!("a b"), &json!("2"), &json!("LAP-1")));

    assert_eq!(asked(&upstream), [format!("PATCH {DEVICES}/a%20b"), format!("GET {DEVICES}/a%20b")]);
    let sent: Value = serde_json::from_slice(&upstream.received()[0].body).unwrap();
    assert_eq!(sent, json!({ "@odata.type": "#microsoft.graph.managedDeviceEncryptionState", "osVersion": "2" }));
}

#[test]
fn it_reads_nothing_that_the_change_was_answered_with() {
    let upstream = Server::start(vec![Answer::json(200, CHANGED)]).unwrap();
    let (status, body) = WebService::start(&upstream).change("a", r#"{"osVersion": "2"}"#);
    assert_eq!((status, asked(&upstream).len()), (200, 1), "{body}");
}

#[test]
fn it_asks_nothing_for_a_body_that_is_no_change() {
    let upstream = Server::start(vec![Answer::empty(204)]).unwrap();
    let service = WebService::start(&upstream);
    for (body, expected) in [("{", 400), (r#"{"osVersion": 2}"#, 422), ("{}", 400)] {
        assert_eq!(service.change("a", body).0, expected, "{body}");
    }
    assert!(upstream.received().is_empty());
}

#[test]
fn it_says_whose_error_it_is() {
    for (answer, expected) in [(404, 404), (400, 400), (401, 502), (500, 502), (302, 502)] {
        let refusal = Answer::json(answer, "{}").header("location", "http://127.0.0.1:9/");
        let upstream = Server::start(vec![refusal]).unwrap();
        let (status, _) = WebService::start(&upstream).change("a", r#"{"osVersion": "2"}"#);
        assert_eq!((status, asked(&upstream).len()), (expected, 1), "{answer}");
    }
}
