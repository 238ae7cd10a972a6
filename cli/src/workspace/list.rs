//! A list of TOML that gets one entry more, and looks as before.

use toml_edit::{Array, Value};

/// Adds a string at the end of a list. A list that has a line for each entry gets one more line; comments stay where they are.
pub fn push(array: &mut Array, text: &str) {
    // What stands between the last entry and the bracket, be it before the comma or behind it.
    let mut tail = String::new();
    if let Some(last) = array.len().checked_sub(1).and_then(|last| array.get_mut(last)) {
        tail.push_str(last.decor().suffix().and_then(|suffix| suffix.as_str()).unwrap_or_default());
        last.decor_mut().set_suffix("");
    }
    tail.push_str(array.trailing().as_str().unwrap_or_default());
    let (prefix, trailing) = match tail.rsplit_once('\n') {
        Some((before, bracket)) => (format!("{before}\n{}", indentation(array)), format!("\n{bracket}")),
        None if array.is_empty() => (String::new(), tail),
        None => (" ".to_owned(), tail),
    };
    let mut value = Value::from(text);
    value.decor_mut().set_prefix(prefix);
    array.push_formatted(value);
    array.set_trailing(trailing);
}

/// The white space before the last entry on its line.
fn indentation(array: &Array) -> String {
    let prefix = array.iter().last().and_then(|value| value.decor().prefix()).and_then(|prefix| prefix.as_str());
    let last_line = prefix.and_then(|prefix| prefix.rsplit_once('\n')).map(|(_, indentation)| indentation);
    last_line.unwrap_or("    ").to_owned()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

    use toml_edit::DocumentMut;

    use super::*;

    #[test]
    fn an_entry_is_added_in_the_form_of_the_others() {
        for (before, after) in [
            ("[]", "[\"new\"]"),
            ("['a']", "['a', \"new\"]"),
            ("[ 'a', 'b' ]", "[ 'a', 'b', \"new\" ]"),
            ("[\n  'a', # one\n  'b', # two\n]", "[\n  'a', # one\n  'b', # two\n  \"new\",\n]"),
            ("[\n\t'a',\n\t# all of it\n\t'b'\n]", "[\n\t'a',\n\t# all of it\n\t'b',\n\t\"new\"\n]"),
            ("[\n    'a' # one\n  ]", "[\n    'a', # one\n    \"new\"\n  ]"),
            ("[\n    'a', 'b',\n    # 'c',\n]", "[\n    'a', 'b',\n    # 'c',\n    \"new\",\n]"),
            ("[\n]", "[\n    \"new\"\n]"),
        ] {
            let mut document: DocumentMut = format!("members = {before} # end\n").parse().unwrap();
            push(document["members"].as_array_mut().unwrap(), "new");
            assert_eq!(document.to_string(), format!("members = {after} # end\n"), "{before}");
        }
    }
}
