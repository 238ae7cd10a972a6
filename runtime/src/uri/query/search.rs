//! The text of `$search` among the options of an expansion (OData 4.01 URL Conventions, section 5.1.8).

/// Text that ends neither the option nor the list of options that it stands in. Percent-encoding does not help there: a
/// service decodes the whole list before it looks for semicolons and parentheses.
pub(super) fn nested(text: &str) -> String {
    let parts: Vec<&str> = text.split('"').collect();
    // An even number of quotes leaves every second part between two of them.
    if parts.len().is_multiple_of(2) || !is_balanced(parts.iter().step_by(2)) {
        return phrase(&text.replace('"', " "));
    }
    let parts = parts.iter().enumerate();
    parts.map(|(index, part)| if index % 2 == 0 { words(part) } else { phrase(part) }).collect()
}

/// Whether each parenthesis has its other half.
fn is_balanced<'a>(parts: impl Iterator<Item = &'a &'a str>) -> bool {
    let mut open = 0_usize;
    for parenthesis in parts.flat_map(|part| part.chars()) {
        match parenthesis {
            '(' => open += 1,
            ')' if open == 0 => return false,
            ')' => open -= 1,
            _ => {}
        }
    }
    open == 0
}

/// Words, of which those with a semicolon or a quote become phrases: the rule `searchWord` of the ABNF has no semicolon, and
/// a quote would begin a string, in which the end of the list is none.
fn words(text: &str) -> String {
    let is_border = |char: char| char.is_whitespace() || matches!(char, '(' | ')');
    let word = |word: &str| {
        let (word, border) = word.split_at(word.trim_end_matches(is_border).len());
        let word = if word.contains([';', '\'']) { phrase(word) } else { word.to_owned() };
        word + border
    };
    text.split_inclusive(is_border).map(word).collect()
}

fn phrase(text: &str) -> String {
    format!("\"{text}\"")
}

#[cfg(test)]
mod tests {
    use super::nested;

    #[test]
    fn an_expression_stays_as_it_is() {
        for text in ["a", "a AND (b OR NOT c)", "\"a (;' b\" OR c", "", "a:b*"] {
            assert_eq!(nested(text), text);
        }
    }

    #[test]
    fn no_text_ends_the_option() {
        for (text, written) in [
            ("a;$top=1 OR b", "\"a;$top=1\" OR b"),
            ("(it's OR c)", "(\"it's\" OR c)"),
            ("a),b(", "\"a),b(\""),
            ("a)", "\"a)\""),
            ("(a", "\"(a\""),
            ("\"a;b", "\" a;b\""),
            ("\"a\" ; \"", "\" a  ;  \""),
        ] {
            assert_eq!(nested(text), written, "{text}");
        }
    }
}
