//! Where a request goes: a path from the service root, or a whole URL.

use std::fmt;

use percent_encoding::percent_decode_str;

/// The segments of a path are decoded one by one, since a slash in a key stands between no segments.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Address {
    /// Scheme, host and port of a whole URL.
    origin: Option<String>,
    segments: Vec<String>,
}

/// The names and values of query options.
pub(super) type Query = Vec<(String, String)>;

impl Address {
    /// A path or URL, and the query behind it.
    pub fn parse(text: &str) -> (Self, Query) {
        let (address, query) = text.split_once('?').unwrap_or((text, ""));
        let url = address.split_once("://").map(|(scheme, rest)| (scheme.to_lowercase(), rest));
        let (origin, path) = match url {
            Some((scheme, rest)) if matches!(scheme.as_str(), "http" | "https") => {
                let (host, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
                let port = if scheme == "https" { ":443" } else { ":80" };
                let host = host.strip_suffix(port).unwrap_or(host).to_lowercase();
                (Some(format!("{scheme}://{host}")), path)
            }
            _ => (None, address),
        };
        let path = path.trim_matches('/');
        let segments = if path.is_empty() { Vec::new() } else { path.split('/').map(decoded).collect() };
        let options = query.split('&').filter(|option| !option.is_empty());
        let pair = |option: &str| {
            let (name, value) = option.split_once('=').unwrap_or((option, ""));
            (decoded(name), decoded(value))
        };
        (Self { origin, segments }, options.map(pair).collect())
    }

    /// The same from a root, if it lies below.
    fn below(&self, root: &Self) -> Option<Self> {
        let segments = self.segments.strip_prefix(root.segments.as_slice())?.to_vec();
        (self.origin == root.origin).then_some(Self { origin: None, segments })
    }

    /// A request's URL in the form in which it is compared to what is expected.
    pub fn beside(self, expected: &Self, root: Option<&Self>) -> Self {
        match root {
            Some(root) if expected.origin.is_none() => self.below(root).unwrap_or(self),
            _ => self,
        }
    }

    /// How far it is from what is expected: the number of segments that differ.
    pub fn distance(&self, expected: &Self, root: Option<&Self>) -> usize {
        let differing = |pairs: &mut dyn Iterator<Item = (&String, &String)>| pairs.filter(|(a, b)| a != b).count();
        let (found, wanted) = (&self.segments, &expected.segments);
        let from_end = differing(&mut found.iter().rev().zip(wanted.iter().rev()));
        let is_anywhere = root.is_none() && expected.origin.is_none();
        // Any root may stand in front. But every URL ends with a path of no segments.
        if is_anywhere && !wanted.is_empty() {
            return from_end + wanted.len().saturating_sub(found.len());
        }
        let is_elsewhere = !is_anywhere && self.origin != expected.origin;
        let nearer = from_end.min(differing(&mut found.iter().zip(wanted)));
        nearer + wanted.len().abs_diff(found.len()) + usize::from(is_elsewhere)
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.origin.as_deref().unwrap_or_default())?;
        if self.segments.is_empty() {
            return f.write_str("/");
        }
        self.segments.iter().try_for_each(|segment| write!(f, "/{}", segment.replace('%', "%25").replace('/', "%2F")))
    }
}

/// Lossily: what is no UTF-8 is only shown.
fn decoded(text: &str) -> String {
    percent_decode_str(text).decode_utf8_lossy().into_owned()
}
