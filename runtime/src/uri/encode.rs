//! Percent-encoding: what the ABNF of OData does not have as it is at a position, and what would end the text there.

use std::borrow::Cow;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// Everything but the unreserved characters of RFC 3986.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// The name of a query option: the signs of system query options and of parameter aliases are legal as they are.
const NAME: &AsciiSet = &RESERVED.remove(b'$').remove(b'@');

/// Strings and other literals in a path. The rule `pchar-no-SQUOTE` has three characters more: `&` would end the option, `+` is a blank for
/// services that decode as forms do, and `;` is `&` for some.
const LITERAL: &AsciiSet = &RESERVED
    .remove(b'!')
    .remove(b'$')
    .remove(b'\'')
    .remove(b'(')
    .remove(b')')
    .remove(b'*')
    .remove(b',')
    .remove(b':')
    .remove(b'=')
    .remove(b'@');

/// Literals in a path, where `&`, `+` and `;` stand for themselves. A colon may stand there too (RFC 3986, section 3.3), but not in
/// the relative URLs of a batch, where it would end a scheme (OData JSON Format 4.02, section 4.3), and to Microsoft Graph it means
/// something else.
const PATH_LITERAL: &AsciiSet = &LITERAL.add(b':').remove(b'&').remove(b'+').remove(b';');

/// Names and keys in a path. Parentheses are those of keys and arguments there.
const SEGMENT: &AsciiSet = &PATH_LITERAL.add(b'(').add(b')');

/// Strings in a query. The ABNF takes an encoded quote for a quote; URLs by WHATWG, on which clients stand, have none in a query
/// but encoded, and so the bytes are the same whichever client sends them.
const STRING: &AsciiSet = &LITERAL.add(b'\'');

/// The value of an option outside of strings: paths have slashes, and nested options semicolons between them.
const VALUE: &AsciiSet = &STRING.remove(b'/').remove(b'?').remove(b';');

/// Words of `$search`: the rule `searchWord` has no semicolon.
const SEARCH: &AsciiSet = &VALUE.add(b';');

/// A name or a key in a path, which cannot leave its segment.
pub(crate) fn segment(text: &str) -> Cow<'_, str> {
    utf8_percent_encode(text, SEGMENT).into()
}

/// A literal in a path: a key in parentheses, or an argument of a function.
pub(crate) fn literal(text: &str) -> String {
    utf8_percent_encode(text, PATH_LITERAL).to_string()
}

/// A query option: `name=value`. Text in quotes is a string, whose characters stand for nothing else.
pub(crate) fn option(name: &str, value: &str) -> String {
    let is_search = matches!(name, "$search" | "search");
    let outside = if is_search { SEARCH } else { VALUE };
    let mut encoded = format!("{}=", utf8_percent_encode(name, NAME));
    let mut string = None;
    let mut is_escaped = false;
    for (start, char) in value.char_indices() {
        let is_quote = char == '"' || char == '\'' && !is_search;
        let set = if string.is_some() { STRING } else { outside };
        encoded.extend(utf8_percent_encode(value.get(start..start + char.len_utf8()).unwrap_or_default(), set));
        string = match string {
            None if is_quote => Some(char),
            Some(quote) if quote == char && !is_escaped => None,
            unchanged => unchanged,
        };
        // Strings of JSON, in the value of a parameter alias, have quotes behind a backslash.
        is_escaped = string == Some('"') && char == '\\' && !is_escaped;
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn structure_stays_as_it_is() {
        for (name, value) in [
            ("$select", "id,address/city,*"),
            ("$expand", "states($select=id,name;$orderby=name;$count=true;$expand=owner($levels=max))"),
            ("$id", "https://service.example/v1/Orders(1)"),
            ("$format", "application/json;odata.metadata=full"),
            ("@ids", "3"),
        ] {
            assert_eq!(option(name, value), format!("{name}={value}"));
        }
    }

    #[test]
    fn what_ends_an_option_or_is_no_text_of_a_url_is_encoded_everywhere() {
        for (value, encoded) in [
            ("a eq 'b&c=d#e+f%20g h'", "a%20eq%20%27b%26c=d%23e%2Bf%2520g%20h%27"),
            ("a&b=c#d+e%26", "a%26b=c%23d%2Be%2526"),
            ("2024-01-01T00:00:00+02:00", "2024-01-01T00:00:00%2B02:00"),
            ("ä\u{1f511}\\\n\0", "%C3%A4%F0%9F%94%91%5C%0A%00"),
            ("<>\"{}|^`[]", "%3C%3E%22%7B%7D%7C%5E%60%5B%5D"),
        ] {
            assert_eq!(option("$filter", value), format!("$filter={encoded}"));
        }
    }

    #[test]
    fn a_slash_is_encoded_in_strings_alone() {
        for (name, value, encoded) in [
            ("$filter", "a/b eq 'c/d?''/;' and e/f", "a/b%20eq%20%27c%2Fd%3F%27%27%2F%3B%27%20and%20e/f"),
            ("@a", r#"["it's/","\"/"]"#, "%5B%22it%27s%2F%22,%22%5C%22%2F%22%5D"),
            ("$search", "it's a/b;c \"d/e\"", "it%27s%20a/b%3Bc%20%22d%2Fe%22"),
        ] {
            assert_eq!(option(name, value), format!("{name}={encoded}"));
        }
    }
}
