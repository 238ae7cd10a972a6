//! What a 401 asks for: the header `WWW-Authenticate` (RFC 9110, section 11.6.1).

use http::HeaderMap;
use serde::de::IgnoredAny;

use super::base64;

/// A challenge: its scheme, and parameters with names in lower case.
#[derive(Debug, Default, PartialEq, Eq)]
struct Challenge {
    scheme: String,
    parameters: Vec<(String, String)>,
}

impl Challenge {
    fn parameter(&self, name: &str) -> Option<&str> {
        self.parameters.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// The claims that a token has to have, as JSON; nothing else of the challenge is looked at.
    fn claims(&self) -> Option<String> {
        let is_claims = self.scheme.eq_ignore_ascii_case("bearer")
            && self.parameter("error").is_some_and(|error| error.eq_ignore_ascii_case("insufficient_claims"));
        decode(self.parameter("claims").filter(|_| is_claims)?)
    }
}

/// The claims that the headers of a 401 ask for, as JSON: Entra ID's claims challenge, with which a service says that a token
/// was withdrawn, or that the user has to prove more.
pub(crate) fn claims(headers: &HeaderMap) -> Option<String> {
    let values = headers.get_all("www-authenticate").iter().filter_map(|value| value.to_str().ok());
    values.flat_map(parse).find_map(|challenge| challenge.claims())
}

/// Base64 or base64url, with or without padding: services differ.
fn decode(claims: &str) -> Option<String> {
    let json = String::from_utf8(base64::decode(claims.trim()).ok()?).ok()?;
    serde_json::from_str::<IgnoredAny>(&json).is_ok().then_some(json)
}

/// The challenges of a header. What is no challenge is left out, and does not hide the others.
fn parse(header: &str) -> Vec<Challenge> {
    let mut reader = Reader(header);
    let mut challenges: Vec<Challenge> = Vec::new();
    while reader.skip_to_word() {
        let word = reader.take_while(is_token);
        if let Some(value) = reader.value() {
            if let Some(challenge) = challenges.last_mut() {
                challenge.parameters.push((word.to_ascii_lowercase(), value));
            }
        } else {
            challenges.push(Challenge { scheme: word.to_owned(), parameters: Vec::new() });
            reader.skip_token68();
        }
    }
    challenges
}

/// What is not read yet.
struct Reader<'h>(&'h str);

impl<'h> Reader<'h> {
    /// Whether there is another word.
    fn skip_to_word(&mut self) -> bool {
        while !self.0.is_empty() && !self.0.starts_with(is_token) {
            // The text of a string that nothing names may look like a challenge.
            if self.0.starts_with('"') {
                self.quoted();
            } else {
                self.0 = self.0.get(self.0.chars().next().map_or(0, char::len_utf8)..).unwrap_or_default();
            }
        }
        !self.0.is_empty()
    }

    fn take_while(&mut self, is_part: fn(char) -> bool) -> &'h str {
        let (taken, rest) = self.0.split_at(self.0.find(|c| !is_part(c)).unwrap_or(self.0.len()));
        self.0 = rest;
        taken
    }

    /// The value, if the word before it is the name of a parameter.
    fn value(&mut self) -> Option<String> {
        self.0 = self.0.trim_start().strip_prefix('=')?.trim_start();
        if self.0.starts_with('"') {
            return Some(self.quoted());
        }
        // Some services forget the quotes of base64.
        Some(self.take_while(|c| !c.is_whitespace() && c != ',').to_owned())
    }

    fn quoted(&mut self) -> String {
        let (mut text, mut is_escaped) = (String::new(), false);
        let start = self.0.strip_prefix('"').unwrap_or(self.0);
        for (place, c) in start.char_indices() {
            match c {
                '"' if !is_escaped => {
                    self.0 = start.get(place + 1..).unwrap_or_default();
                    return text;
                }
                '\\' if !is_escaped => is_escaped = true,
                _ => {
                    text.push(c);
                    is_escaped = false;
                }
            }
        }
        self.0 = "";
        text
    }

    /// Skips what some schemes have in place of parameters.
    fn skip_token68(&mut self) {
        let mut ahead = Reader(self.0.trim_start());
        ahead.take_while(|c| c.is_ascii_alphanumeric() || "-._~+/".contains(c));
        ahead.take_while(|c| c == '=');
        ahead.0 = ahead.0.trim_start();
        if ahead.0.is_empty() || ahead.0.starts_with(',') {
            self.0 = ahead.0;
        }
    }
}

fn is_token(c: char) -> bool {
    c.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(header: &str) -> Vec<(String, Vec<(String, String)>)> {
        parse(header).into_iter().map(|challenge| (challenge.scheme, challenge.parameters)).collect()
    }

    fn challenge(scheme: &str, parameters: &[(&str, &str)]) -> (String, Vec<(String, String)>) {
        let parameters = parameters.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        (scheme.to_owned(), parameters.collect())
    }

    #[test]
    fn several_challenges_stand_in_one_header() {
        let header = r#"Newauth realm="apps", type=1, title="Login to \"apps\"", Basic realm="simple""#;
        let apps = [("realm", "apps"), ("type", "1"), ("title", r#"Login to "apps""#)];
        assert_eq!(parsed(header), [challenge("Newauth", &apps), challenge("Basic", &[("realm", "simple")])]);
    }

    #[test]
    fn schemes_without_parameters_and_with_a_token_are_no_parameters() {
        let header = r#"Negotiate, NTLM TlRMTVNTUAAC==, BEARER Error = "x" ,, a=b/c=="#;
        let expected = [
            challenge("Negotiate", &[]),
            challenge("NTLM", &[]),
            challenge("BEARER", &[("error", "x"), ("a", "b/c==")]),
        ];
        assert_eq!(parsed(header), expected);
    }

    #[test]
    fn what_is_quoted_is_no_challenge() {
        let header = r#"Basic realm="Bearer error=insufficient_claims, claims=e30", "Bearer x=y" x"#;
        assert!(parse(header).iter().all(|challenge| challenge.claims().is_none()), "{:?}", parse(header));
    }

    #[test]
    fn any_text_ends() {
        for header in ["", "\"", "=", "é", "a=\"b\\", "Bearer é=\"é\", ü", ",,,", "Bearer claims=", "Bearer =\"x\""]
        {
            assert!(parse(header).iter().all(|challenge| challenge.claims().is_none()), "{header}");
        }
    }

    #[test]
    fn claims_are_read_in_each_alphabet_with_or_without_padding() {
        for (encoded, json) in [
            ("eyJhIjoiPz8/Pj4+In0=", r#"{"a":"???>>>"}"#),
            ("eyJhIjoiPz8_Pj4-In0=", r#"{"a":"???>>>"}"#),
            ("eyJhIjoiPz8_Pj4-In0", r#"{"a":"???>>>"}"#),
        ] {
            let header = format!(r#"bearer realm="", Error="insufficient_claims", CLAIMS="{encoded}""#);
            assert_eq!(parse(&header)[0].claims().as_deref(), Some(json), "{encoded}");
        }
        for encoded in ["e3", "%", "/w==", ""] {
            let header = format!(r#"Bearer error="insufficient_claims", claims="{encoded}""#);
            assert_eq!(parse(&header)[0].claims(), None, "{encoded}");
        }
    }
}
