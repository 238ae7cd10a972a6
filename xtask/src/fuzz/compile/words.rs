//! Names that are likely to clash with what emitted code has: each word of the runtime's macros, and the forms that the
//! generator gives to a schema's names.

use std::collections::BTreeSet;
use std::fs;

use fastrand::Rng;
use odata_codegen::unstable::reserved;

use crate::error::Error;
use crate::fuzz::names::NAMES;
use crate::project;

/// The words, sorted.
///
/// # Errors
///
/// A file of the macros cannot be read.
pub(super) fn read() -> Result<Vec<String>, Error> {
    let mut words: BTreeSet<String> = reserved::KEYWORDS.iter().map(|word| (*word).to_owned()).collect();
    let folder = project::root().join("runtime/src/emitted");
    let fail = |source| Error::Read { path: folder.clone(), source };
    for entry in fs::read_dir(&folder).map_err(fail)? {
        let path = entry.map_err(fail)?.path();
        let text = fs::read_to_string(&path).map_err(|source| Error::Read { path, source })?;
        words.extend(text.lines().flat_map(of_line).map(str::to_owned));
    }
    let spelled = NAMES.iter().filter(|name| is_identifier(name));
    words.extend(spelled.map(|name| (*name).to_owned()));
    Ok(words.into_iter().collect())
}

/// The words of a line of Rust that is no comment.
fn of_line(line: &str) -> impl Iterator<Item = &str> {
    let code = if line.trim_start().starts_with("//") { "" } else { line };
    code.split(|c: char| !c.is_alphanumeric() && c != '_').filter(|word| is_identifier(word))
}

fn is_identifier(word: &str) -> bool {
    word.starts_with(|c: char| c.is_alphabetic() || c == '_')
        && word.chars().all(|c| c.is_alphanumeric() || c == '_')
        && word.contains(char::is_alphabetic)
}

/// A word as a schema may write it.
pub(super) fn form(random: &mut Rng, word: &str) -> String {
    match random.u8(..16) {
        0 => camel(word),
        1 => pascal(word),
        2 => format!("{word}_"),
        3 => format!("clear_{word}"),
        4 => format!("as_{word}"),
        5 => format!("{word}_collection"),
        6 => format!("by_{word}"),
        7 => format!("{word}_property"),
        8 => format!("Any{}", pascal(word)),
        9 => format!("{}Call", pascal(word)),
        10 => word.to_uppercase(),
        _ => word.to_owned(),
    }
}

fn pascal(word: &str) -> String {
    let parts = word.split('_').map(|part| {
        let mut letters = part.chars();
        letters.next().map_or_else(String::new, |first| first.to_uppercase().collect::<String>() + letters.as_str())
    });
    parts.collect()
}

fn camel(word: &str) -> String {
    let text = pascal(word);
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().collect::<String>() + letters.as_str())
}
