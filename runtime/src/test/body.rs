//! The body of a request that a test expects, and how another one differs from it.

use serde::Serialize;
use serde_json::{Map, Value};

/// The most characters that are shown of a value.
const SHOWN: usize = 120;

/// What a client adds to the values that a program gives it, by its version of the protocol.
const TYPE: [&str; 2] = ["@odata.type", "@type"];

#[derive(Clone, Debug)]
pub(super) enum Body {
    Any,
    /// If `is_part`, objects may have more members.
    Json {
        expected: Result<Value, String>,
        is_part: bool,
    },
    Bytes(Vec<u8>),
}

impl Body {
    pub fn json(body: &impl Serialize, is_part: bool) -> Self {
        Self::Json { expected: serde_json::to_value(body).map_err(|error| error.to_string()), is_part }
    }

    /// A line for each difference.
    pub fn difference(&self, found: &[u8]) -> Vec<String> {
        let mut lines = Vec::new();
        match self {
            Self::Any => {}
            Self::Json { expected: Err(error), .. } => {
                lines.push(format!("body: what is expected is no JSON: {error}"));
            }
            Self::Json { expected: Ok(expected), is_part } => match serde_json::from_slice(found) {
                Ok(found) => Comparison { is_part: *is_part, lines: &mut lines }.values("", expected, &found),
                Err(_) => lines.push(format!("body: expected {}, found {}", shown(expected), bytes(found))),
            },
            Self::Bytes(expected) if expected == found => {}
            Self::Bytes(expected) => {
                let (wanted, other) = (bytes(expected), bytes(found));
                // What is shown of both may be the same: their lengths, or how they begin.
                let place = if wanted == other {
                    let same = expected.iter().zip(found).take_while(|(expected, found)| expected == found).count();
                    format!("; they differ from byte {same}")
                } else {
                    String::new()
                };
                lines.push(format!("body: expected {wanted}, found {other}{place}"));
            }
        }
        lines
    }
}

struct Comparison<'a> {
    is_part: bool,
    lines: &'a mut Vec<String>,
}

impl Comparison<'_> {
    fn values(&mut self, path: &str, expected: &Value, found: &Value) {
        match (expected, found) {
            (Value::Object(expected), Value::Object(found)) => self.objects(path, expected, found),
            (Value::Array(expected), Value::Array(found)) => {
                for index in 0..expected.len().max(found.len()) {
                    self.members(&format!("{path}/{index}"), expected.get(index), found.get(index));
                }
            }
            _ if is_same(expected, found) => {}
            _ => self.note(path, &shown(expected), &shown(found)),
        }
    }

    fn objects(&mut self, path: &str, expected: &Map<String, Value>, found: &Map<String, Value>) {
        let below = |name: &str| format!("{path}/{}", name.replace('~', "~0").replace('/', "~1"));
        for (name, value) in expected {
            self.members(&below(name), Some(value), found.get(name));
        }
        if !self.is_part {
            let is_added = |name: &str| !expected.contains_key(name) && !TYPE.contains(&name);
            for (name, value) in found.iter().filter(|(name, _)| is_added(name)) {
                self.members(&below(name), None, Some(value));
            }
        }
    }

    fn members(&mut self, path: &str, expected: Option<&Value>, found: Option<&Value>) {
        if let (Some(expected), Some(found)) = (expected, found) {
            self.values(path, expected, found);
        } else {
            let text = |value: Option<&Value>| value.map_or_else(|| String::from("nothing"), shown);
            self.note(path, &text(expected), &text(found));
        }
    }

    fn note(&mut self, path: &str, expected: &str, found: &str) {
        let space = if path.is_empty() { "" } else { " " };
        self.lines.push(format!("body{space}{path}: expected {expected}, found {found}"));
    }
}

/// `1` is `1.0`: which of the two a number is written as depends on the type of the property alone.
fn is_same(expected: &Value, found: &Value) -> bool {
    expected == found
        || match (expected, found) {
            (Value::Number(expected), Value::Number(found)) if expected.is_f64() || found.is_f64() => {
                expected.as_f64() == found.as_f64()
            }
            _ => false,
        }
}

fn shown(value: &Value) -> String {
    shortened(&value.to_string())
}

fn bytes(body: &[u8]) -> String {
    match std::str::from_utf8(body) {
        _ if body.is_empty() => String::from("nothing"),
        Ok(text) => shortened(&format!("{text:?}")),
        Err(_) => format!("{} bytes", body.len()),
    }
}

fn shortened(text: &str) -> String {
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text.to_owned(),
    }
}
