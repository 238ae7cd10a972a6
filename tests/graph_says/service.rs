//! A service that answers as the documentation of Microsoft Graph says: to what a request is, and not to how many came before.

use std::{
    net::TcpStream,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use percent_encoding::percent_decode_str;
use serde_json::{Map, Value, json};
use tests::{
    client::TOKEN,
    server::{Answer, Received, Server},
};

/// A fragment but for the last one is a multiple of this ("Upload bytes to the upload session").
const UNIT: u64 = 320 * 1024;

/// The service; it lives as long as the process.
pub struct Graph {
    server: Server,
    state: Arc<Mutex<State>>,
}

/// What the service keeps.
#[derive(Default)]
struct State {
    /// Whether the first request is put off, as any may be ("Microsoft Graph throttling guidance").
    throttles: bool,
    user: Map<String, Value>,
    version: u32,
    uploaded: Vec<u8>,
    polls: u32,
}

impl Graph {
    pub fn start(throttles: bool) -> Self {
        let state = Arc::new(Mutex::new(State { throttles, version: 1, ..State::default() }));
        let kept = Arc::clone(&state);
        let server = Server::start_with(move |_, received, stream| answer(&mut lock(&kept), received, stream));
        Self { server: server.unwrap(), state }
    }

    pub fn server(&self) -> &Server {
        &self.server
    }

    /// What was uploaded in fragments.
    pub fn uploaded(&self) -> Vec<u8> {
        lock(&self.state).uploaded.clone()
    }
}

fn lock(state: &Mutex<State>) -> MutexGuard<'_, State> {
    state.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A request, of its own or in a batch.
struct Request {
    method: String,
    /// Behind the version, without its encoding.
    path: String,
    query: String,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
    /// Where the service is, with its version.
    root: String,
    /// Where it has what needs no token.
    elsewhere: String,
}

impl Request {
    fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
    }

    fn prefers(&self, preference: &str) -> bool {
        self.header("prefer").is_some_and(|prefer| prefer.contains(preference))
    }

    /// The body; `None` if it is no JSON object.
    fn object(&self) -> Option<Map<String, Value>> {
        serde_json::from_slice(&self.body).ok()
    }
}

/// An answer, which a batch has as JSON.
#[derive(Default)]
struct Reply {
    status: u16,
    headers: Vec<(&'static str, String)>,
    body: Option<Value>,
    bytes: Option<Vec<u8>>,
}

fn empty(status: u16) -> Reply {
    Reply { status, ..Reply::default() }
}

fn with(status: u16, body: Value) -> Reply {
    Reply { body: Some(body), ..empty(status) }
}

/// "Microsoft Graph error responses and resource types".
fn error(status: u16, code: &str) -> Reply {
    let inner = json!({"date": "2026-01-01T00:00:00", "request-id": "r-1", "client-request-id": "c-1"});
    with(status, json!({"error": {"code": code, "message": format!("{code}, says the service."), "innerError": inner}}))
}

impl Reply {
    fn header(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.headers.push((name, value.into()));
        self
    }

    fn write(self, stream: &mut TcpStream) -> std::io::Result<()> {
        let answer = match (self.body, self.bytes) {
            (Some(body), _) => Answer::json(self.status, &body.to_string()),
            (None, Some(bytes)) => Answer::json(self.status, &String::from_utf8(bytes).unwrap_or_default())
                .header("content-type", "image/jpeg"),
            (None, None) => Answer::empty(self.status),
        };
        let answer = answer.header("request-id", "r-1");
        self.headers.iter().fold(answer, |answer, (name, value)| answer.header(name, value)).write(stream)
    }
}

fn answer(state: &mut State, received: &Received, stream: &mut TcpStream) -> std::io::Result<()> {
    if std::mem::take(&mut state.throttles) {
        return error(429, "TooManyRequests").header("retry-after", "0").write(stream);
    }
    let (path, query) = received.target.split_once('?').unwrap_or((&received.target, ""));
    let decode = |text: &str| percent_decode_str(text).decode_utf8_lossy().into_owned();
    let (path, query) = (decode(path), decode(query));
    // Behind a proxy, it is where the client thinks that it is.
    let origins = if received.header("x-forwarded-host").is_some() {
        (String::from("https://graph.microsoft.com"), String::from("https://files.example"))
    } else {
        let host = received.header("host").unwrap_or_default();
        let port = host.rsplit_once(':').map_or("", |(_, port)| port);
        (format!("http://127.0.0.1:{port}"), format!("http://localhost:{port}"))
    };
    let version = ["/v1.0", "/beta"].into_iter().find(|version| path.starts_with(version));
    let request = Request {
        method: received.method.clone(),
        path: path.strip_prefix(version.unwrap_or_default()).unwrap_or(&path).to_owned(),
        query,
        headers: received.headers.clone(),
        body: received.body.clone(),
        root: format!("{}{}", origins.0, version.unwrap_or_default()),
        elsewhere: origins.1,
    };
    let has_token = received.header("authorization") == Some(&format!("Bearer {TOKEN}"));
    let reply = match version {
        Some(_) if has_token => state.reply(&request),
        // "If you include the Authorization header when issuing the PUT call, it may result in an HTTP 401".
        None if !has_token => state.reply_elsewhere(&request),
        _ => error(401, "InvalidAuthenticationToken"),
    };
    reply.write(stream)
}

impl State {
    fn reply(&mut self, request: &Request) -> Reply {
        let (path, name) = request.path.rsplit_once('/').unwrap_or_default();
        match (request.method.as_str(), name) {
            ("POST", "$batch") => self.batch(request),
            (_, "$ref") => reference(request),
            ("GET", "$value") => Reply { bytes: Some(b"image".to_vec()), ..empty(200) },
            ("PUT", "$value") if request.header("content-type").is_some() => empty(200),
            // "Download the contents of a DriveItem".
            ("GET", "content") => empty(302).header("location", format!("{}/content?tempauth=1", request.elsewhere)),
            ("GET", "manager") | ("DELETE", _) | ("POST", "microsoft.graph.changePassword") => empty(204),
            ("GET", "users" | "groups" | "messages") => list(request),
            // "Addressing resources in a drive on OneDrive".
            ("GET", "children") if path.contains(":/") && path.ends_with(':') => list(request),
            ("GET", name) if path.contains(":/") => with(200, json!({"id": "3", "name": name})),
            ("GET", "microsoft.graph.delta()" | "delta") => delta(request),
            ("GET", name) if name.starts_with("microsoft.graph.search(q='") => {
                with(200, json!({"value": [{"id": "2"}]}))
            }
            ("GET", id) if path == "/users" => self.user(id),
            ("PATCH", _) => self.patch(request),
            ("POST", "users" | "groups") => match request.object() {
                Some(mut entity) => {
                    entity.insert(String::from("id"), json!("new"));
                    with(201, Value::Object(entity))
                }
                None => error(400, "BadRequest"),
            },
            ("POST", "microsoft.graph.createUploadSession" | "createUploadSession") => {
                let url = format!("{}/session/1", request.elsewhere);
                with(
                    200,
                    json!({"uploadUrl": url, "expirationDateTime": "2026-01-01T00:00:00Z", "nextExpectedRanges": ["0-"]}),
                )
            }
            // "Working with long-running actions".
            ("POST", "microsoft.graph.copy" | "copy") => {
                empty(202).header("location", format!("{}/monitor/1", request.elsewhere))
            }
            _ => error(404, "itemNotFound"),
        }
    }

    fn user(&self, id: &str) -> Reply {
        let mut user = self.user.clone();
        user.insert(String::from("id"), json!(id));
        user.entry("displayName").or_insert_with(|| json!("Anne"));
        with(200, Value::Object(user)).header("etag", self.etag())
    }

    fn etag(&self) -> String {
        format!("W/\"{}\"", self.version)
    }

    /// 204, whatever is preferred, unless a condition does not hold.
    fn patch(&mut self, request: &Request) -> Reply {
        let is_new = self.version == 1;
        let holds = match (request.header("if-match"), request.header("if-none-match")) {
            (Some("*"), _) | (None, None) => true,
            (Some(etag), _) => etag == self.etag(),
            (None, Some(_)) => is_new,
        };
        let Some(changes) = request.object().filter(|changes| !changes.is_empty()) else {
            return error(400, "BadRequest");
        };
        if !holds {
            return error(412, "PreconditionFailed");
        }
        self.user.extend(changes);
        self.version += 1;
        empty(204).header("etag", self.etag())
    }

    /// "Combine multiple HTTP requests using JSON batching": in any order.
    fn batch(&mut self, batch: &Request) -> Reply {
        let requests = batch.object().and_then(|batch| batch.get("requests")?.as_array().cloned()).unwrap_or_default();
        if requests.is_empty() || requests.len() > 20 {
            return error(400, "BadRequest");
        }
        let mut responses: Vec<_> = requests.iter().map(|request| self.part(request, batch)).collect();
        responses.reverse();
        with(200, json!({ "responses": responses }))
    }

    fn part(&mut self, wire: &Value, batch: &Request) -> Value {
        let text = |name: &str| wire[name].as_str().unwrap_or_default().to_owned();
        let url = percent_decode_str(&text("url")).decode_utf8_lossy().into_owned();
        let (path, query) = url.split_once('?').unwrap_or((&url, ""));
        let headers = wire["headers"].as_object().cloned().unwrap_or_default();
        let reply = self.reply(&Request {
            method: text("method"),
            path: format!("/{path}"),
            query: query.to_owned(),
            headers: headers
                .iter()
                .map(|(name, value)| (name.clone(), value.as_str().unwrap_or_default().to_owned()))
                .collect(),
            body: wire["body"].to_string().into_bytes(),
            root: batch.root.clone(),
            elsewhere: batch.elsewhere.clone(),
        });
        let headers: Map<_, _> =
            reply.headers.into_iter().map(|(name, value)| (name.to_owned(), value.into())).collect();
        json!({"id": wire["id"], "status": reply.status, "headers": headers, "body": reply.body})
    }

    fn reply_elsewhere(&mut self, request: &Request) -> Reply {
        match (request.method.as_str(), request.path.as_str()) {
            ("GET", "/content") => Reply { bytes: Some(b"content".to_vec()), ..empty(200) },
            ("GET", "/monitor/1") => {
                self.polls += 1;
                if self.polls == 1 {
                    let running = json!({"operation": "ItemCopy", "percentageComplete": 27.8, "status": "inProgress"});
                    return with(202, running).header("retry-after", "0");
                }
                with(200, json!({"percentageComplete": 100.0, "resourceId": "3", "status": "completed"}))
            }
            ("PUT", "/session/1") => self.fragment(request, false),
            ("PUT", "/outlook/1") => self.fragment(request, true),
            ("GET", "/session/1" | "/outlook/1") => {
                with(200, json!({"nextExpectedRanges": [format!("{}-", self.uploaded.len())]}))
            }
            _ => error(404, "itemNotFound"),
        }
    }

    /// "Upload bytes to the upload session", and "Attach large files to Outlook messages or events".
    fn fragment(&mut self, request: &Request, is_outlook: bool) -> Reply {
        let range = request.header("content-range").and_then(|range| {
            let (place, size) = range.strip_prefix("bytes ")?.split_once('/')?;
            let (start, last) = place.split_once('-')?;
            Some((start.parse::<u64>().ok()?, last.parse::<u64>().ok()? + 1, size.parse::<u64>().ok()?))
        });
        let Some((start, end, size)) = range else { return error(400, "invalidRequest") };
        let length = request.body.len() as u64;
        let is_whole = length == end - start && (end == size || length.is_multiple_of(UNIT));
        if !is_whole || request.header("content-type") != Some("application/octet-stream") {
            return error(400, "invalidRequest");
        }
        if start != self.uploaded.len() as u64 {
            return error(416, "invalidRange");
        }
        self.uploaded.extend(&request.body);
        match (end == size, is_outlook) {
            (false, false) => with(202, json!({"nextExpectedRanges": [format!("{end}-")]})),
            (false, true) => with(200, json!({"NextExpectedRanges": [end.to_string()]})),
            (true, false) => with(201, json!({"id": "2", "name": "a.txt", "size": size})),
            (true, true) => empty(201).header("location", format!("{}/attachments/1", request.elsewhere)),
        }
    }
}

/// "Paging Microsoft Graph data in your app", "Advanced query capabilities".
fn list(request: &Request) -> Reply {
    let is_advanced = request.query.contains("$count=true") || request.query.contains("$search=");
    if is_advanced && request.header("consistencylevel") != Some("eventual") {
        return error(400, "Request_UnsupportedQuery");
    }
    let url = |query: &str| format!("{}{}?{query}", request.root, request.path);
    // `$top` is the size of a page here, which may have fewer: more follows behind it.
    let top = request.query.split('&').find_map(|option| option.strip_prefix("$top=")?.parse::<usize>().ok());
    let first = if request.query.contains("$skiptoken=abc") { 2 } else { 1 };
    let users: Vec<_> = (first..)
        .take(top.unwrap_or(1).min(2))
        .map(|number| json!({"id": number.to_string(), "displayName": "Anne"}))
        .collect();
    let mut page = json!({"@odata.context": format!("{}/$metadata", request.root), "value": users});
    if top.is_some() {
        page["@odata.nextLink"] = json!(url("$skiptoken=abc"));
    }
    if request.query.contains("$count=true") {
        page["@odata.count"] = json!(2);
    }
    if request.prefers("odata.track-changes") {
        page["@odata.deltaLink"] = json!(url("$deltatoken=abc"));
    }
    with(200, page)
}

/// "Use delta query to track changes in Microsoft Graph data".
fn delta(request: &Request) -> Reply {
    let (value, token) = if request.query.contains("$deltatoken=") {
        (json!([]), "def")
    } else {
        (json!([{"id": "1"}, {"id": "2", "@removed": {"reason": "deleted"}}]), "abc")
    };
    with(200, json!({"value": value, "@odata.deltaLink": format!("{}/users/delta?$deltatoken={token}", request.root)}))
}

/// "Add members", "Remove member", "Assign manager".
fn reference(request: &Request) -> Reply {
    let leads_to = |reference: Map<String, Value>| {
        reference
            .get("@odata.id")
            .and_then(Value::as_str)
            .is_some_and(|id| id.starts_with("https://") || id.starts_with("http://"))
    };
    match request.method.as_str() {
        "DELETE" => empty(204),
        "POST" | "PUT" if request.object().is_some_and(leads_to) => empty(204),
        _ => error(400, "BadRequest"),
    }
}
