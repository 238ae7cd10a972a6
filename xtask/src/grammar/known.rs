//! Where the grammar and the runtime differ, and why.
//!
//! A difference is known by what it takes to remove it: a URL without the characters that a rule cannot read must match, and a value
//! without what no type holds must be read. So nothing else hides behind it.

use super::read::{Reader, is_read};

/// Differences, each with how many texts it was found in.
pub(super) struct Known(Vec<(Difference, usize)>);

/// A difference: why it is there, and the text without it; the same text if it is not there.
type Difference = (&'static str, fn(&str, &str) -> String);

impl Known {
    pub fn new() -> Self {
        Self(URLS.iter().chain(VALUES).map(|difference| (*difference, 0)).collect())
    }

    /// How often each was found, and its reason.
    pub fn counts(&self) -> impl Iterator<Item = (usize, &'static str)> {
        self.0.iter().map(|((reason, _), count)| (*count, *reason))
    }

    /// A URL that the grammar cannot read, without what is known of it.
    pub fn without_known(url: &str) -> String {
        URLS.iter().fold(url.to_owned(), |url, (_, without)| without("", &url))
    }

    /// Notes why a URL was not read that is read without what is known of it.
    pub fn count_url(&mut self, url: &str) {
        let found = self.0.iter_mut().take(URLS.len()).filter(|((_, without), _)| without("", url) != url);
        found.for_each(|(_, count)| *count += 1);
    }

    /// Whether it is known why a value is read, or is not, against the grammar.
    pub fn explains_value(&mut self, rule: &str, text: &str, is_wrongly_read: bool) -> bool {
        let found = self.0.iter_mut().skip(URLS.len()).find(|((_, without), _)| {
            let other = without(rule, text);
            other != text && (is_wrongly_read || is_read(rule, &other, Reader::Tolerant) == Some(true))
        });
        found.map(|(_, count)| *count += 1).is_some()
    }
}

const URLS: &[Difference] = &[
    (
        "the rule `pct-encoded-no-SQUOTE` leaves out `%7x`: strings have no braces, no vertical line and no DEL",
        |_, url| in_strings(url, |string| string.replace("%7", "%6")),
    ),
    (
        "the rule `searchChar` takes `%20` for a character, so that neither phrase nor group comes behind a word",
        |_, url| in_searches(url, |text| text.replace("%20%22", " %22").replace("%20(", " (")),
    ),
    ("the rule `format` takes `&` for a character, and the next options with it up to a slash", |_, url| {
        url.replace("$format=application/json;odata.metadata=full", "$format=json")
    }),
    ("a test searches for text that is no search expression: half a phrase, half a group", |_, url| {
        url.replace("$search=%22a%3Bb&", "$search=a&").replace("$search=a)%26b(&", "$search=a&")
    }),
];

const VALUES: &[Difference] = &[
    ("dates are of the years -999999 to 999999", |rule, text| {
        let digits = text.trim_start_matches('-').split('-').next().unwrap_or_default();
        if digits.len() > 6 && rule.starts_with("date") { text.replacen(digits, "2000", 1) } else { text.to_owned() }
    }),
    ("base64 in the standard's first alphabet is read, which services of OData 2 and 3 send", |rule, text| {
        if rule == "binaryValue" && !text.contains(['-', '_']) {
            text.replace('+', "-").replace('/', "_")
        } else {
            text.to_owned()
        }
    }),
];

/// With the strings of a URL changed: what stands in single quotes, unless these stand in double ones. A string goes over no
/// slash or question mark, nor over an ampersand of a query, which are encoded in it.
fn in_strings(url: &str, change: impl Fn(&str) -> String) -> String {
    let (path, query) = url.split_at(url.find('?').unwrap_or(url.len()));
    let (path, query) = (path.split_inclusive('/'), query.split_inclusive(['/', '?', '&']));
    path.chain(query).map(|part| in_strings_of(part, &change)).collect()
}

fn in_strings_of(mut rest: &str, change: &impl Fn(&str) -> String) -> String {
    let mut changed = String::new();
    let begin = |text: &str| ["'", "%27", "%22"].into_iter().filter_map(|quote| Some((text.find(quote)?, quote))).min();
    while let Some((start, quote)) = begin(rest) {
        let (before, string) = rest.split_at(start + quote.len());
        let (inside, behind) = string.split_at(string.find(quote).unwrap_or(string.len()));
        let (end, behind) = behind.split_at(quote.len().min(behind.len()));
        changed.extend([before, &if quote == "%22" { inside.to_owned() } else { change(inside) }, end]);
        rest = behind;
    }
    changed + rest
}

/// With the texts of the options `$search` changed, which go to the next option.
fn in_searches(url: &str, change: impl Fn(&str) -> String) -> String {
    let options = url.split_inclusive(['&', ';']);
    options
        .map(|option| match option.split_once("$search=") {
            Some((before, text)) => format!("{before}$search={}", change(text)),
            None => option.to_owned(),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_strings_are_changed() {
        let changed = |url| in_strings(url, |_| String::from("X"));
        assert_eq!(changed("a('b')/c(d='e',f=1)?g='h''i'&j=k"), "a('X')/c(d='X',f=1)?g='X''X'&j=k");
        assert_eq!(changed("a/%22b'c?$search=%22it's%22&d='%22'"), "a/%22b'c?$search=%22it's%22&d='X'");
    }

    #[test]
    fn a_difference_is_known_only_if_nothing_else_is_wrong() {
        let mut known = Known::new();
        assert!(known.explains_value("dateValue", "1234567-01-01", false));
        assert!(!known.explains_value("dateValue", "1234567-01-99", false));
        assert!(!known.explains_value("dateValue", "2024-01-99", false));
        assert!(known.explains_value("binaryValue", "Zm9/", true));
        assert_eq!(known.counts().map(|(count, _)| count).sum::<usize>(), 2);
    }
}
