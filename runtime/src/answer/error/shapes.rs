//! What the body of a refusal says, in whatever shape: OData's of all versions, and those of what stands before a service or signs in.

use serde_json::{Map, Value};

use super::{ErrorDetail, InnerError};
use crate::json::{nearest, without_mark};

/// Longer texts are cut, in bytes.
const LONGEST: usize = 1000;

/// The names of what holds an error, where it is not the body itself: OData 4, OData 3, and gateways.
const HOLDERS: [&str; 3] = ["error", "odata.error", "fault"];

/// The names of a code, in the order in which they count. The first is OData's.
const CODES: [&str; 4] = ["code", "errorCode", "error_code", "faultcode"];

/// The names of a message: of OData, OAuth (RFC 6749, section 5.2), gateways.
const MESSAGES: [&str; 5] = ["message", "error_description", "errorMessage", "faultstring", "description"];

/// What a body says of an error.
#[derive(Debug, Default)]
pub(super) struct Read {
    pub main: ErrorDetail,
    pub details: Vec<ErrorDetail>,
    pub inner: Option<InnerError>,
}

impl Read {
    /// Reads a body. One that is not JSON is a text, or nothing.
    pub(super) fn new(body: &[u8], media_type: &str) -> Self {
        let body = without_mark(body);
        match nearest(body) {
            Some(json) => Self::of_json(json),
            None => Self::of_message(text_body(body, media_type).unwrap_or_default()),
        }
    }

    fn of_json(json: Value) -> Self {
        match json {
            Value::Object(wire) => Self::of_body(wire),
            Value::Array(errors) => Self::of_several(errors),
            Value::String(text) => Self::of_message(shortened(text.trim())),
            Value::Null | Value::Bool(_) | Value::Number(_) => Self::default(),
        }
    }

    fn of_message(message: String) -> Self {
        Self { main: ErrorDetail { message, ..ErrorDetail::default() }, ..Self::default() }
    }

    /// The first of several errors, with the others as its details.
    fn of_several(errors: Vec<Value>) -> Self {
        let mut errors = errors.into_iter().filter_map(detail);
        let main = errors.next().unwrap_or_default();
        Self { main, details: errors.collect(), inner: None }
    }

    fn of_body(mut wire: Map<String, Value>) -> Self {
        let Some(held) = HOLDERS.iter().find_map(|name| take_object(&mut wire, name)) else {
            return Self::of_object(wire);
        };
        let mut read = Self::of_object(held);
        // What stands beside the error, annotations of the response, say.
        add(&mut read.main.additional, wire);
        read
    }

    fn of_object(mut wire: Map<String, Value>) -> Self {
        let inner = take_object(&mut wire, "innerError").map(InnerError::new);
        let mut details: Vec<_> =
            ["details", "errors", "error"].iter().filter_map(|name| take_list(&mut wire, name)).flatten().collect();
        let mut main = ErrorDetail::read(wire);
        if main.code.is_empty() && main.message.is_empty() && !details.is_empty() {
            let additional = main.additional;
            main = details.remove(0);
            add(&mut main.additional, additional);
        }
        Self { main, details, inner }
    }
}

impl ErrorDetail {
    /// Reads an error, and keeps all that has no field of its own.
    fn read(mut wire: Map<String, Value>) -> Self {
        let code = take_first(&mut wire, &CODES).or_else(|| take_gateway_code(&mut wire));
        let message = take_first(&mut wire, &MESSAGES);
        let (code, message) = match (code, message) {
            (code, None) => take_problem(&mut wire, code),
            found => found,
        };
        let (code, message) = match (code, message) {
            // OAuth has its code in `error`, and others the name of the status, or, where that is all, a sentence.
            (None, None) => take_text(&mut wire, "error").map_or((None, None), |text| {
                if text.contains(char::is_whitespace) { (None, Some(text)) } else { (Some(text), None) }
            }),
            (None, message) => (take_text(&mut wire, "error"), message),
            (code, None) => (code, take_text(&mut wire, "error")),
            found => found,
        };
        let target = take_text(&mut wire, "target");
        Self { code: code.unwrap_or_default(), message: message.unwrap_or_default(), target, additional: wire }
    }
}

/// The code that Apigee has in the `detail` of a fault.
fn take_gateway_code(wire: &mut Map<String, Value>) -> Option<String> {
    let name = key(wire, "detail")?;
    take_text(wire.get_mut(&name)?.as_object_mut()?, "errorcode")
}

/// The code and the message of a problem (RFC 9457, section 3.1). The type `about:blank` says no more than the status.
fn take_problem(wire: &mut Map<String, Value>, code: Option<String>) -> (Option<String>, Option<String>) {
    let texts: Vec<_> = ["title", "detail"].iter().filter_map(|name| take_text(wire, name)).collect();
    if texts.is_empty() {
        return (code, None);
    }
    let problem_type = |wire: &mut _| take_text(wire, "type").filter(|name| name != "about:blank");
    (code.or_else(|| problem_type(wire)), Some(texts.join(": ")))
}

/// The errors of a list; one by itself; or those of an object by what each is about, as ASP.NET has them:
/// `{"Name": ["is missing"]}`. What is neither stays where it is.
fn take_list(wire: &mut Map<String, Value>, name: &str) -> Option<Vec<ErrorDetail>> {
    if let Some(Value::Array(errors)) = take_if(wire, name, Value::is_array) {
        return Some(errors.into_iter().filter_map(detail).collect());
    }
    let errors = take_object(wire, name)?;
    let by_target: Option<Vec<_>> =
        errors.iter().map(|(target, messages)| Some((target.clone(), text(messages)?))).collect();
    let is_error = CODES.iter().chain(&MESSAGES).any(|name| key(&errors, name).is_some());
    match by_target {
        _ if is_error => Some(vec![ErrorDetail::read(errors)]),
        Some(errors) if !errors.is_empty() => {
            let about = |(target, message)| ErrorDetail { message, target: Some(target), ..ErrorDetail::default() };
            Some(errors.into_iter().map(about).collect())
        }
        _ => {
            wire.insert(name.to_owned(), Value::Object(errors));
            None
        }
    }
}

fn detail(wire: Value) -> Option<ErrorDetail> {
    match wire {
        Value::Object(wire) => Some(ErrorDetail::read(wire)),
        value => text(&value).map(|message| ErrorDetail { message, ..ErrorDetail::default() }),
    }
}

/// A text, in whatever form: a number, several texts, or one with its language (OData 2 and 3).
fn text(wire: &Value) -> Option<String> {
    match wire {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Array(texts) => {
            let texts: Option<Vec<_>> = texts.iter().map(Value::as_str).collect();
            texts.filter(|texts| !texts.is_empty()).map(|texts| texts.join("; "))
        }
        Value::Object(wire) => wire.get(&key(wire, "value")?)?.as_str().map(str::to_owned),
        Value::Null | Value::Bool(_) => None,
    }
}

/// Adds members, where there is none of that name yet.
fn add(known: &mut Map<String, Value>, others: Map<String, Value>) {
    for (name, value) in others {
        known.entry(name).or_insert(value);
    }
}

/// The name of a member as it is written: services differ in its case.
fn key(wire: &Map<String, Value>, name: &str) -> Option<String> {
    if wire.contains_key(name) {
        return Some(name.to_owned());
    }
    wire.keys().find(|known| known.eq_ignore_ascii_case(name)).cloned()
}

fn take_if(wire: &mut Map<String, Value>, name: &str, is_wanted: fn(&Value) -> bool) -> Option<Value> {
    let name = key(wire, name)?;
    if wire.get(&name).is_some_and(is_wanted) { wire.remove(&name) } else { None }
}

fn take_object(wire: &mut Map<String, Value>, name: &str) -> Option<Map<String, Value>> {
    match take_if(wire, name, Value::is_object)? {
        Value::Object(object) => Some(object),
        _ => None,
    }
}

/// A member that is text; null is none. One of another form stays where it is.
fn take_text(wire: &mut Map<String, Value>, name: &str) -> Option<String> {
    let name = key(wire, name)?;
    let value = wire.get(&name)?;
    let text = text(value);
    if text.is_some() || value.is_null() {
        wire.remove(&name);
    }
    text.filter(|text| !text.is_empty())
}

/// The first of some members that is text.
fn take_first(wire: &mut Map<String, Value>, names: &[&str]) -> Option<String> {
    names.iter().find_map(|name| take_text(wire, name))
}

/// What a body says that is no JSON: a text as it is, or the title of a page.
fn text_body(body: &[u8], media_type: &str) -> Option<String> {
    let is_text = media_type.is_empty() || ["text/", "json", "xml"].iter().any(|known| media_type.contains(known));
    let is_hidden = |c: char| c.is_control() && !c.is_whitespace();
    let text = String::from_utf8_lossy(body);
    let text = Some(text.trim()).filter(|text| is_text && !text.contains(is_hidden))?;
    // JSON that is cut off, or too deep, is no text for people.
    if text.starts_with(['{', '[']) {
        return None;
    }
    Some(shortened(title(text).unwrap_or(text)))
}

/// The title of a page of HTML.
fn title(text: &str) -> Option<&str> {
    let lower = text.to_ascii_lowercase();
    let start = lower.find("<title")?;
    let start = start + lower.get(start..)?.find('>')? + 1;
    let end = start + lower.get(start..)?.find("</title")?;
    text.get(start..end).map(str::trim).filter(|title| !title.is_empty())
}

fn shortened(text: &str) -> String {
    if text.len() <= LONGEST {
        return text.to_owned();
    }
    let end = (0..=LONGEST).rev().find(|&end| text.is_char_boundary(end)).unwrap_or_default();
    format!("{}…", text.get(..end).unwrap_or_default())
}
