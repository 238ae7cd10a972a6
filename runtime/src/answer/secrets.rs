//! What a request was signed in with, which nothing that is shown may repeat: some services and proxies echo the request.

use std::sync::{Mutex, MutexGuard, PoisonError};

use http::HeaderMap;
use serde_json::Value;

const REDACTED: &str = "REDACTED";

/// Headers of answers that hold a secret whatever their value is.
const ALWAYS: [&str; 2] = ["set-cookie", "x-csrf-token"];

/// The secrets that a request was sent with, of all its tries.
#[derive(Default)]
pub(crate) struct Secrets(Mutex<Vec<String>>);

impl Secrets {
    /// Takes note of a secret.
    pub(crate) fn note(&self, secret: &str) {
        let mut kept = self.kept();
        if !secret.is_empty() && !kept.iter().any(|known| known == secret) {
            kept.push(secret.to_owned());
            // One that is part of another must not leave the rest of it.
            kept.sort_by_key(|secret| std::cmp::Reverse(secret.len()));
        }
    }

    /// Takes note of the value of a header `Authorization`, whose first word only says what the rest is.
    pub(crate) fn note_authorization(&self, value: &str) {
        self.note(value.split_once(' ').map_or(value, |(_, secret)| secret.trim()));
    }

    /// A body without the secrets.
    pub(crate) fn redact(&self, body: &[u8]) -> Vec<u8> {
        let secrets = self.kept();
        let text = String::from_utf8_lossy(body);
        let redacted = replace(&secrets, &text).map_or_else(|| body.to_vec(), String::into_bytes);
        // JSON may write any character as an escape, and reading it would bring the secret back.
        if secrets.is_empty() || !redacted.contains(&b'\\') {
            return redacted;
        }
        let mut json = serde_json::from_slice(&redacted).unwrap_or(Value::Null);
        if redact_json(&secrets, &mut json) { json.to_string().into_bytes() } else { redacted }
    }

    /// Marks the headers of an answer that hold a secret, so that no debug output shows them.
    pub(crate) fn mark(&self, headers: &mut HeaderMap) {
        let secrets = self.kept();
        for (name, value) in headers.iter_mut() {
            let text = String::from_utf8_lossy(value.as_bytes());
            if ALWAYS.contains(&name.as_str()) || secrets.iter().any(|secret| text.contains(secret)) {
                value.set_sensitive(true);
            }
        }
    }

    fn kept(&self) -> MutexGuard<'_, Vec<String>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// `None` if there is nothing to replace.
fn replace(secrets: &[String], text: &str) -> Option<String> {
    let found = |text: &str, secret: &String| text.contains(secret).then(|| text.replace(secret, REDACTED));
    secrets.iter().fold(None, |done: Option<String>, secret| found(done.as_deref().unwrap_or(text), secret).or(done))
}

/// Whether there was something to replace.
fn redact_json(secrets: &[String], json: &mut Value) -> bool {
    match json {
        Value::String(text) => replace(secrets, text).map(|redacted| *text = redacted).is_some(),
        Value::Array(items) => items.iter_mut().fold(false, |any, item| redact_json(secrets, item) || any),
        Value::Object(members) => {
            let mut any = false;
            *members = std::mem::take(members)
                .into_iter()
                .map(|(name, mut value)| {
                    any |= redact_json(secrets, &mut value);
                    let redacted = replace(secrets, &name);
                    any |= redacted.is_some();
                    (redacted.unwrap_or(name), value)
                })
                .collect();
            any
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => false,
    }
}
