//! The bearer token, which nobody gets to see.

use ureq::http::HeaderValue;

use super::error::Error;

/// Longer than any name, shorter than a screen.
const SHOWN: usize = 200;

/// What the requests of a task authenticate with.
pub(super) struct Token(Option<String>);

impl Token {
    /// Reads the environment variable of that name; without a name there is no token.
    ///
    /// # Errors
    ///
    /// It is not set, or cannot be sent.
    pub(super) fn from_env(name: Option<&str>) -> Result<Self, Error> {
        let Some(name) = name else {
            return Ok(Self(None));
        };
        let bad = |problem| Error::Token { name: name.escape_debug().to_string(), problem };
        // The system's call panics on such names.
        if name.is_empty() || name.contains(['=', '\0']) {
            return Err(bad("can have no such name"));
        }
        let value = std::env::var(name).unwrap_or_default();
        let value = value.trim();
        if value.is_empty() {
            return Err(bad("is not set"));
        }
        if value.bytes().all(|byte| byte.is_ascii_graphic()) {
            Ok(Self(Some(value.to_owned())))
        } else {
            Err(bad("holds what is no token"))
        }
    }

    /// The value of the header `Authorization`.
    pub(super) fn header(&self) -> Option<HeaderValue> {
        let mut header = HeaderValue::from_str(&format!("Bearer {}", self.0.as_ref()?)).ok()?;
        header.set_sensitive(true);
        Some(header)
    }

    /// A server's words as they may be shown: their beginning, escaped for the terminal, and without the token, which the
    /// server may have repeated.
    pub(super) fn hide(&self, text: &str) -> String {
        let text = match &self.0 {
            Some(token) => text.replace(token.as_str(), "..."),
            None => text.to_owned(),
        };
        let text = text.trim();
        let shown: String = text.chars().take(SHOWN).flat_map(char::escape_debug).collect();
        if text.chars().nth(SHOWN).is_some() { format!("{shown}...") } else { shown }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_servers_words_are_cut_escaped_and_have_no_token() {
        let token = Token(Some("s3cret".to_owned()));
        assert_eq!(token.hide(" you sent s3cret\x1b[2J\n"), "you sent ...\\u{1b}[2J");
        assert_eq!(token.hide(&"ä".repeat(201)), format!("{}...", "ä".repeat(200)));
    }
}
