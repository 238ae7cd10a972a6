//! How a wire name is spelled in Rust. Each function here depends on its argument alone.

use std::fmt::Write as _;

use heck::ToSnakeCase;

use super::reserved::{KEYWORDS, NOT_RAW};

/// The name of a file has 255 bytes, with an ending and perhaps marks; so have the pages of the documentation, which are
/// named after types, with `CollectionRequestBuilder` behind them at worst.
const LONGEST: usize = 180;

/// For fields, methods, parameters and modules.
pub(super) fn snake(wire_name: &str) -> String {
    let snake = words(wire_name).to_snake_case();
    let legal = |c: &char| *c == '_' || unicode_ident::is_xid_continue(*c);
    start(snake.chars().filter(legal).collect(), "n")
}

/// For types and variants. An underscore between two digits stays: `v10_1` is not `v1_01`.
pub(super) fn upper_camel(wire_name: &str) -> String {
    let snake = snake(wire_name);
    let mut camel = String::with_capacity(snake.len());
    for word in snake.split('_') {
        let mut rest = word.chars();
        let Some(first) = rest.next() else { continue };
        if first.is_numeric() && camel.ends_with(char::is_numeric) {
            camel.push('_');
        }
        camel.extend(first.to_uppercase());
        camel.push_str(rest.as_str());
    }
    short_camel(camel, wire_name)
}

/// A name in upper camel case that is not too long for a page of the documentation; `whole` is what it is made of.
pub(super) fn short_camel(mut camel: String, whole: &str) -> String {
    if camel.len() > LONGEST {
        camel.truncate(camel.floor_char_boundary(LONGEST));
        let _ = write!(camel, "X{:016x}", digest(whole));
    }
    camel
}

/// What is the same for names that are the same in upper camel case, and cheaper to know: letters and digits.
pub(crate) fn folded(wire_name: &str) -> String {
    let starts_plain = wire_name.starts_with(|c: char| c.is_ascii_alphabetic());
    if starts_plain && wire_name.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        return wire_name.to_ascii_lowercase();
    }
    let is_plain = starts_plain
        && wire_name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
        // An escape, perhaps.
        && !wire_name.contains("_x");
    let mut name = if is_plain { wire_name.to_owned() } else { upper_camel(wire_name) };
    name.retain(|c| c != '_');
    name.make_ascii_lowercase();
    name
}

/// For constants.
pub(super) fn shouty(wire_name: &str) -> String {
    snake(wire_name).to_uppercase()
}

/// For the constant beside a method of that name, which it must differ from: some scripts have no capitals.
pub(super) fn constant(snake: &str) -> String {
    let name = snake.to_uppercase();
    if name == snake { format!("PROPERTY_{name}") } else { name }
}

/// For modules, since Rust finds no file of another name: a letter that is not of ASCII by its number.
pub(super) fn ascii_snake(wire_name: &str) -> String {
    let mut name = String::new();
    for c in snake(wire_name).chars() {
        if c.is_ascii() { name.push(c) } else { name.push_str(&number(c)) }
    }
    if name.len() > LONGEST {
        name.truncate(LONGEST);
        let _ = write!(name, "_{:016x}", digest(wire_name));
    }
    name
}

/// FNV-1a, which tells long names with the same beginning apart, in all releases alike.
fn digest(name: &str) -> u64 {
    name.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

/// For Cargo features.
pub(super) fn kebab(wire_name: &str) -> String {
    ascii_snake(wire_name).replace('_', "-")
}

/// Keywords are raw identifiers, and those that cannot be get a mark behind them.
pub(super) fn legal(name: String) -> String {
    if KEYWORDS.binary_search(&name.as_str()).is_err() {
        name
    } else if NOT_RAW.contains(&name.as_str()) {
        format!("{name}_")
    } else {
        format!("r#{name}")
    }
}

/// What the name says: escapes decoded, and a name without letter or digit by the numbers of its characters.
fn words(wire_name: &str) -> String {
    let decoded = decode(wire_name);
    if decoded.chars().any(|c| c.is_alphanumeric() && unicode_ident::is_xid_continue(c)) {
        return decoded;
    }
    decoded.chars().map(number).collect::<Vec<_>>().join(" ")
}

fn number(c: char) -> String {
    format!("x{:04x}", u32::from(c))
}

/// `_x0020_` is how services write a character that XML forbids in a name (ISO/IEC 9075-14, section 9.1).
fn decode(wire_name: &str) -> String {
    let mut decoded = String::with_capacity(wire_name.len());
    let mut rest = wire_name;
    while let Some(at) = rest.find("_x") {
        let (before, escape) = rest.split_at(at);
        decoded.push_str(before);
        let character = escape.get(2..6).filter(|_| escape[6..].starts_with('_')).and_then(|digits| {
            let number = digits.bytes().all(|digit| digit.is_ascii_hexdigit()).then_some(digits)?;
            char::from_u32(u32::from_str_radix(number, 16).ok()?)
        });
        let len = if character.is_some() { 7 } else { 2 };
        match character {
            Some(character) => decoded.push(character),
            None => decoded.push_str(&escape[..len]),
        }
        rest = &escape[len..];
    }
    decoded + rest
}

/// With a letter in front, if the name cannot start as it does.
fn start(name: String, letter: &str) -> String {
    if name.starts_with(unicode_ident::is_xid_start) { name } else { format!("{letter}{name}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_of_a_file_is_short() {
        let names =
            ["a".repeat(181), "a".repeat(182), "ö".repeat(500), "aB".repeat(250)].map(|name| ascii_snake(&name));
        for name in &names {
            assert_eq!(name.len(), LONGEST + 17, "{name}");
        }
        assert_ne!(names[0], names[1]);
        assert_eq!(ascii_snake(&"a".repeat(180)), "a".repeat(180));
        assert_eq!(upper_camel(&"ö".repeat(500)).len(), LONGEST + 17);
    }
}
