//! What a person says on a terminal.

use std::io::{BufRead, Write};

/// Lists what there is, and reads what is chosen of it, by number, name or pattern; `is_known` tells whether a name that is not
/// listed means something. `None` if the input ends.
pub fn choose(
    all: &[String],
    input: &mut dyn BufRead,
    out: &mut dyn Write,
    mut is_known: impl FnMut(&str) -> bool,
) -> Option<Vec<String>> {
    let width = all.len().to_string().len();
    for (index, name) in all.iter().enumerate() {
        let _ = writeln!(out, "{:>width$}  {name}", index + 1);
    }
    let _ = writeln!(out, "What do you use? Numbers, names or patterns (`*` is everything), with spaces between:");
    loop {
        let _ = write!(out, "> ");
        let _ = out.flush();
        let mut line = String::new();
        if input.read_line(&mut line).ok()? == 0 {
            return None;
        }
        let words = line.split([' ', ',', '\t', '\r', '\n']).filter(|word| !word.is_empty());
        let chosen: Result<Vec<String>, String> = words.map(|word| resolve(word, all, &mut is_known)).collect();
        match chosen {
            Ok(chosen) if chosen.is_empty() => {}
            Ok(mut chosen) => {
                let mut seen = std::collections::BTreeSet::new();
                chosen.retain(|name| seen.insert(name.clone()));
                return Some(chosen);
            }
            Err(problem) => {
                let _ = writeln!(out, "{problem}");
            }
        }
    }
}

fn resolve(word: &str, all: &[String], is_known: &mut impl FnMut(&str) -> bool) -> Result<String, String> {
    if let Ok(number) = word.parse::<usize>() {
        let name = number.checked_sub(1).and_then(|index| all.get(index)).cloned();
        return name.ok_or_else(|| format!("there is no number {number}"));
    }
    if word == "*" || all.iter().any(|name| name == word) || is_known(word) {
        return Ok(word.to_owned());
    }
    let nearest = odata_codegen::error::nearest(word, all.iter().map(String::as_str));
    Err(match nearest {
        Some(nearest) => format!("nothing is called `{word}`; did you mean `{nearest}`?"),
        None => format!("nothing is called `{word}`"),
    })
}

/// Asks a question whose answer is no unless it is yes.
pub fn confirm(question: &str, input: &mut dyn BufRead, out: &mut dyn Write) -> bool {
    let _ = write!(out, "{question} [y/N] ");
    let _ = out.flush();
    let mut line = String::new();
    let is_read = input.read_line(&mut line).is_ok();
    is_read && matches!(line.trim().to_ascii_lowercase().as_str(), "y" | "yes")
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

    use super::*;

    fn choosing(input: &str) -> (Option<Vec<String>>, String) {
        let all = ["Airlines", "Me", "People"].map(str::to_owned);
        let mut out = Vec::new();
        let chosen = choose(&all, &mut input.as_bytes(), &mut out, |word| word == "People/*" || word == "Trip.Person");
        (chosen, String::from_utf8(out).unwrap())
    }

    #[test]
    fn numbers_names_and_patterns_are_chosen() {
        for (input, chosen) in [
            ("3\n", vec!["People"]),
            (" 1, Me\t3 People\r\n", vec!["Airlines", "Me", "People"]),
            ("People/*,Trip.Person", vec!["People/*", "Trip.Person"]),
            ("*\n", vec!["*"]),
            ("\n\n2\n", vec!["Me"]),
        ] {
            assert_eq!(choosing(input).0.unwrap(), chosen, "{input:?}");
        }
    }

    #[test]
    fn the_list_is_shown_and_a_mistake_is_asked_about_again() {
        let (chosen, out) = choosing("0\n4 1\nPepole\nx.y.z\n3\n");
        assert_eq!(chosen.unwrap(), ["People"]);
        assert!(out.starts_with("1  Airlines\n2  Me\n3  People\nWhat do you use?"), "{out}");
        for said in [
            "there is no number 0\n",
            "there is no number 4\n",
            "`Pepole`; did you mean `People`?\n",
            "nothing is called `x.y.z`\n",
        ] {
            assert!(out.contains(said), "{said}: {out}");
        }
    }

    #[test]
    fn an_input_that_ends_chooses_nothing() {
        assert_eq!(choosing("").0, None);
        assert_eq!(choosing("\n9\n").0, None);
    }

    #[test]
    fn only_yes_is_yes() {
        let ask = |answer: &str| confirm("Overwrite?", &mut answer.as_bytes(), &mut Vec::new());
        assert!(ask("y\n") && ask("YES\n") && ask(" yes "));
        assert!(!ask("") && !ask("\n") && !ask("n\n") && !ask("yo\n"));
    }
}
