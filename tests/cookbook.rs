//! The snippets of docs/cookbook.md do what stands beside them: each is run, and sends the HTTP that is shown.

#![expect(clippy::panic, clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "cookbook/page.rs"]
mod page;

use std::fmt::Write as _;

use page::{MARK, Snippet, snippets};
use percent_encoding::percent_decode_str;
use serde_json::{Value, json};

const ROOT: &str = "https://graph.microsoft.com/v1.0";

/// The requests that are shown, as method, target, headers and body, and the answers to them.
fn exchanges(http: &str) -> (Vec<Value>, Vec<Value>) {
    let (mut requests, mut answers) = (Vec::new(), Vec::new());
    for exchange in http.split("\n\n") {
        let (answer, request): (Vec<&str>, Vec<&str>) = exchange.lines().partition(|line| line.starts_with('<'));
        let (line, rest) = request.split_first().unwrap();
        let (method, target) = line.split_once(' ').unwrap();
        let (headers, body) = headers_and_body(rest);
        requests.push(json!({ "method": method, "target": target, "headers": headers, "body": body }));
        let answer: Vec<&str> = answer.iter().map(|line| line.trim_start_matches('<').trim()).collect();
        answers.push(match answer.split_first() {
            None => json!({ "status": 200, "headers": {}, "body": { "value": [] } }),
            Some((status, rest)) => {
                let (headers, body) = headers_and_body(rest);
                json!({ "status": status.parse::<u16>().unwrap(), "headers": headers, "body": body })
            }
        });
    }
    (requests, answers)
}

fn headers_and_body(lines: &[&str]) -> (Value, Value) {
    let (body, headers): (Vec<&str>, Vec<&str>) =
        lines.iter().partition(|line| line.starts_with(['{', '[', ' ', '}', ']', '"']));
    let headers = headers.iter().filter_map(|line| line.split_once(": "));
    let headers = headers.map(|(name, value)| (name.to_lowercase(), json!(value))).collect();
    let body = body.join("\n");
    let body = if body.is_empty() { Value::Null } else { serde_json::from_str(&body).unwrap_or(json!(body)) };
    (Value::Object(headers), body)
}

/// A program that runs each snippet at a service that gives the answers shown, and prints what was sent.
fn program(snippets: &[Snippet]) -> String {
    let mut program = page::functions(snippets);
    program.push_str("use graph::runtime::client::mock::{Answer, MockService};\n\n");
    program.push_str(
        r#"fn service(answers: &str) -> MockService {
    let answers: Vec<serde_json::Value> = serde_json::from_str(answers).unwrap();
    MockService::new(answers.iter().map(|answer| {
        let status = answer["status"].as_u64().unwrap() as u16;
        let body = &answer["body"];
        let made = if body.is_null() { Answer::bytes(status, []) } else { Answer::json(status, body) };
        answer["headers"].as_object().unwrap().iter().fold(made, |made, (name, value)| {
            made.header(name.clone().leak(), value.as_str().unwrap())
        })
    }))
}

fn told(service: &MockService, outcome: Result<(), String>) {
    let requests: Vec<_> = service.received().iter().map(|request| {
        let headers: serde_json::Map<_, _> =
            request.headers.iter().map(|(name, value)| (name.as_str().to_owned(), value.to_str().unwrap().into())).collect();
        serde_json::json!({
            "method": request.method.as_str(),
            "url": request.uri.to_string(),
            "headers": headers,
            "body": request.json().unwrap_or_else(|_| String::from_utf8_lossy(&request.body).into()),
        })
    }).collect();
    println!("\n@told {}", serde_json::json!({ "error": outcome.err(), "requests": requests }));
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
"#,
    );
    for (index, snippet) in snippets.iter().enumerate() {
        let (_, answers) = exchanges(&snippet.http);
        let answers = Value::from(answers).to_string();
        let _ = write!(
            program,
            "    let service = service(r####\"{answers}\"####);\n    \
             let graph = GraphClient::anonymous(\"{ROOT}\", service.options()).unwrap();\n    \
             let outcome = snippet_{index}(&graph).await.map_err(|error| error.to_string());\n    \
             told(&service, outcome);\n"
        );
    }
    // Each is a variable of its own, which hides the function.
    program.push_str("}\n");
    program.replace("let service = service(", "let service = self::service(")
}

fn run(name: &str, program: &str) -> std::process::Output {
    page::run(name, vec![page::graph()], program, &[])
}

#[test]
fn each_snippet_sends_the_http_beside_it() {
    let snippets = snippets();
    let ran = run("cookbook", &program(&snippets));
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
    let printed = String::from_utf8(ran.stdout).unwrap();
    let told: Vec<Value> =
        printed.lines().filter_map(|line| serde_json::from_str(line.strip_prefix(MARK)?).ok()).collect();
    assert_eq!(told.len(), snippets.len());
    for (Snippet { title, http, .. }, told) in snippets.iter().zip(told) {
        assert_eq!(told["error"], Value::Null, "{title}: {http}");
        let (expected, _) = exchanges(http);
        let sent = told["requests"].as_array().unwrap();
        assert_eq!(sent.len(), expected.len(), "{title}: {sent:#?}");
        for (sent, expected) in sent.iter().zip(expected) {
            let url = percent_decode_str(sent["url"].as_str().unwrap()).decode_utf8().unwrap().into_owned();
            let target = url.strip_prefix(ROOT).unwrap_or(&url);
            assert_eq!((&sent["method"], &json!(target)), (&expected["method"], &expected["target"]), "{title}");
            for (name, value) in expected["headers"].as_object().unwrap() {
                assert_eq!(sent["headers"].get(name), Some(value), "{title}: {name}");
            }
            let no_body = sent["body"] == json!("") && expected["body"].is_null();
            assert!(no_body || sent["body"] == expected["body"], "{title}: {} {}", sent["body"], expected["body"]);
        }
    }
}

#[test]
fn an_action_without_a_required_parameter_does_not_compile() {
    let snippet = Snippet {
        title: String::from("an action"),
        http: String::from("POST /users/1/changePassword"),
        rust: String::from("graph.users(\"1\").change_password(\"old\").send().await?;"),
    };
    let ran = run("incomplete", &program(&[snippet]));
    let errors = String::from_utf8_lossy(&ran.stderr);
    assert!(!ran.status.success());
    assert!(errors.contains("this method takes 2 arguments but 1 argument was supplied"), "{errors}");
}
