//! The snippets of README.md and docs/cookbook.md at a service that answers as Microsoft Graph documents it: each does what its page
//! says.

#![expect(clippy::panic, clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "graph_says/exchanges.rs"]
mod exchanges;
#[path = "cookbook/page.rs"]
mod page;
#[path = "stranger/service.rs"]
#[allow(dead_code, reason = "its metadata does not change here")]
mod trippin;

use std::{fmt::Write as _, fs};

use exchanges::service::Graph;
use odata_codegen::Source;
use page::{MARK, Snippet};
use percent_encoding::percent_decode_str;
use tests::{client::TOKEN, project};

/// What signs in, for snippets that have a `credential` of the program's own.
const SIGN_IN: &str = r"
#[derive(Debug)]
struct Fixed(&'static str);

#[graph::runtime::client::async_trait]
impl graph::TokenCredential for Fixed {
    async fn get_token(
        &self,
        _: &[&str],
        _: Option<graph::runtime::azure::TokenRequestOptions<'_>>,
    ) -> graph::runtime::azure::Result<graph::runtime::azure::AccessToken> {
        let end = std::time::SystemTime::now() + std::time::Duration::from_secs(3600);
        Ok(graph::runtime::azure::AccessToken::new(self.0, end.into()))
    }
}

fn credential() -> std::sync::Arc<dyn graph::TokenCredential> {
    std::sync::Arc::new(Fixed(TOKEN))
}

fn options() -> graph::ClientOptions {
    graph::ClientOptions { token_over_http_on_loopback: true, ..graph::ClientOptions::default() }
}
";

/// The Rust of a page, in order.
fn rust_of(page: &str) -> Vec<String> {
    let text = fs::read_to_string(project::root().join(page)).unwrap();
    text.split("```rust\n").skip(1).map(|rest| rest.split("```").next().unwrap_or_default().to_owned()).collect()
}

/// A snippet with a local address in place of the one that it has.
fn at(snippet: &str, written: &str, local: &str) -> String {
    assert_eq!(snippet.matches(written).count(), 1, "{written}: {snippet}");
    snippet.replace(written, local)
}

/// Runs each snippet at the service whose address stands at its place in the arguments, and tells what came of it.
fn program(snippets: &[Snippet]) -> String {
    let mut program = page::functions(snippets);
    let [start, change] = <[String; 2]>::try_from(rust_of("README.md")).unwrap();
    let service = "\"https://services.odata.org/V4/TripPinServiceRW\"";
    let start = at(&start, service, "&std::env::args().nth(1).unwrap()");
    let change = at(
        &change,
        "GraphClient::new(credential)",
        "GraphClient::with_service_root(root, &[\"s\"], credential, options())",
    );
    let _ = write!(
        program,
        "const TOKEN: &str = {TOKEN:?};\n{SIGN_IN}\n\
         mod start {{\n{}\n}}\n\n\
         async fn change(root: &str, credential: std::sync::Arc<dyn graph::TokenCredential>) -> Result<(), Box<dyn std::error::Error>> {{\n\
         {change}\nOk(())\n}}\n\n\
         fn told<E: std::fmt::Display>(outcome: Result<(), E>) {{\n    \
         println!(\"\\n{MARK}{{}}\", outcome.err().map_or(String::from(\"done\"), |error| error.to_string()));\n}}\n\n\
         fn main() {{\n    told(start::main());\n    told(at_graph());\n}}\n\n\
         #[tokio::main]\nasync fn at_graph() -> Result<(), std::convert::Infallible> {{\n    \
         let mut roots = std::env::args().skip(2);\n    \
         told(change(&roots.next().unwrap(), credential()).await);\n",
        at(&start, "async fn main()", "pub async fn main()"),
    );
    for index in 0..snippets.len() {
        let _ = write!(
            program,
            "    let graph = GraphClient::with_service_root(&roots.next().unwrap(), &[\"s\"], credential(), options()).unwrap();\n    \
             told(snippet_{index}(&graph).await);\n"
        );
    }
    program.push_str("    Ok(())\n}\n");
    program
}

/// The requests that a page shows, without the service that they go to. What is sent twice in a row, to ask how far the service is, is one.
fn shown(http: &str) -> Vec<String> {
    let without_origin = |target: &str| {
        let origins = ["https://graph.microsoft.com/v1.0", "https://files.example"];
        origins.iter().find_map(|origin| target.strip_prefix(origin)).unwrap_or(target).to_owned()
    };
    let first = |exchange: &str| exchange.lines().find(|line| !line.starts_with('<')).unwrap_or_default().to_owned();
    let mut lines: Vec<_> = http.split("\n\n").map(first).collect();
    lines.dedup();
    lines
        .iter()
        .filter_map(|line| line.split_once(' '))
        .map(|(method, target)| format!("{method} {}", without_origin(target)))
        .collect()
}

/// What arrived but for the first request, which is put off.
fn sent(service: &Graph) -> Vec<String> {
    let line = |received: &tests::server::Received| {
        let target = percent_decode_str(&received.target).decode_utf8().unwrap().into_owned();
        format!("{} {}", received.method, target.strip_prefix("/v1.0").unwrap_or(&target))
    };
    let mut lines: Vec<_> = service.server().received().iter().map(line).collect();
    let first = lines.remove(0);
    assert!(lines.contains(&first), "what is put off is sent again: {first}");
    lines.dedup();
    lines
}

#[test]
fn each_snippet_does_what_its_page_says() {
    let snippets = page::snippets();
    let people = trippin::Service::start();
    let services: Vec<_> = (0..=snippets.len()).map(|_| Graph::start(true)).collect();
    let csdl = Source { name: String::from("metadata.csdl"), text: String::from(trippin::METADATA) };
    let trippin = project::everything("trippin", vec![csdl], Vec::new(), None).unwrap();
    let own = (String::from("generated"), project::generate(None).unwrap());
    let crates = vec![page::graph(), own, (String::from("trippin"), trippin)];
    let roots = services.iter().map(|service| format!("http://{}/v1.0", service.server().address()));
    let arguments: Vec<_> = [people.root()].into_iter().chain(roots).collect();

    let ran = page::run("graph-says", crates, &program(&snippets), &arguments);
    let printed = String::from_utf8(ran.stdout).unwrap();
    assert!(ran.status.success(), "{}\n{printed}", String::from_utf8_lossy(&ran.stderr));
    let told: Vec<_> = printed.lines().filter_map(|line| line.strip_prefix(MARK)).collect();
    assert_eq!(told.len(), snippets.len() + 3, "{printed}");
    assert!(told.iter().all(|told| *told == "done"), "{told:#?}");

    assert!(printed.contains("Some(\"Ketchum\")"), "the program of README.md prints who is found: {printed}");
    let state = "/deviceManagement/managedDeviceEncryptionStates/f09b4ab6-4ab6-f09b-b64a-9bf0b64a9bf0";
    assert_eq!(sent(&services[0]), [format!("PATCH {state}")]);
    let received = services[0].server().received();
    let body: serde_json::Value = serde_json::from_slice(&received[1].body).unwrap();
    assert_eq!((&body["deviceType"], body.get("deviceName")), (&"windowsRT".into(), Some(&serde_json::Value::Null)));
    for (Snippet { title, http, rust }, service) in snippets.iter().zip(&services[1..]) {
        let (mut sent, mut shown) = (sent(service), shown(http));
        if rust.contains("send_all(") {
            // At a time, and so in any order.
            sent.sort();
            shown.sort();
        }
        assert_eq!(sent, shown, "{title}");
    }
}
