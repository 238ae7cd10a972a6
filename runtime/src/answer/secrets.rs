//! What a request was signed in with, which nothing that is shown may repeat: some services and proxies echo the request.

use std::sync::{Mutex, MutexGuard, PoisonError};

use http::HeaderMap;
use serde_json::Value;

const REDACTED: &str = "REDACTED";

/// Headers of answers that hold a secret whatever their value is.
const ALWAYS: [&str; 2] = ["set-cookie", "x-csrf-token"];

/// The secrets that a request was sent with, of all its attempts.
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
    let mut found = false;
    match json {
        Value::String(text) => {
            if let Some(redacted) = replace(secrets, text) {
                (*text, found) = (redacted, true);
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| found |= redact_json(secrets, item)),
        Value::Object(members) => {
            for (name, mut value) in std::mem::take(members) {
                let redacted = replace(secrets, &name);
                found |= redact_json(secrets, &mut value) || redacted.is_some();
                members.insert(redacted.unwrap_or(name), value);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn redacted(secrets: &[&str], body: &str) -> String {
        let kept = Secrets::default();
        for secret in secrets {
            kept.note(secret);
        }
        String::from_utf8_lossy(&kept.redact(body.as_bytes())).into_owned()
    }

    #[test]
    fn a_secret_within_another_leaves_nothing_of_it() {
        assert_eq!(
            redacted(&["cret", "s3cret-long", "s3cret"], "s3cret-long s3cret cret"),
            "REDACTED REDACTED REDACTED"
        );
    }

    #[test]
    fn a_secret_in_escapes_of_json_is_found_in_values_and_names() {
        let body = r#"{"\u0073ecret": [1, {"x": "a \u0073ecret"}], "y": "\n"}"#;
        let json: Value = serde_json::from_str(&redacted(&["secret"], body)).unwrap();
        assert_eq!(json, serde_json::json!({"REDACTED": [1, {"x": "a REDACTED"}], "y": "\n"}));
    }

    #[test]
    fn a_body_without_secrets_stays_as_it_came() {
        let body = r#"{"a":   "\n"}"#;
        assert_eq!(redacted(&["secret", ""], body), body);
        assert_eq!(Secrets::default().redact(&[0xff, b'a']), [0xff, b'a']);
    }
}
