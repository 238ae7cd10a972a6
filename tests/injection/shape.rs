//! The tokens of a file without the texts of literals, without documentation, and independent of formatting.

use std::fmt::Write as _;

use proc_macro2::{Delimiter, LexError, TokenStream, TokenTree};

/// The names, marks and groups; a literal is `_`.
///
/// # Errors
///
/// It cannot be split into tokens.
pub fn of(text: &str) -> Result<String, LexError> {
    let mut shape = String::new();
    write(text.parse()?, &mut shape);
    Ok(shape)
}

/// The same, a name being `n`.
pub fn without_names(shape: &str) -> String {
    let is_name = |word: &str| word.starts_with(|c: char| c.is_alphabetic());
    shape.split(' ').map(|word| if is_name(word) { "n" } else { word }).collect::<Vec<_>>().join(" ")
}

fn write(tokens: TokenStream, shape: &mut String) {
    let mut tokens = tokens.into_iter().peekable();
    while let Some(token) = tokens.next() {
        match token {
            TokenTree::Punct(mark) if mark.as_char() == '#' && tokens.next_if(is_doc).is_some() => {}
            // Where a line is too long, the formatter adds a comma.
            TokenTree::Punct(mark) if mark.as_char() == ',' => {}
            TokenTree::Punct(mark) => shape.extend([mark.as_char(), ' ']),
            TokenTree::Ident(name) => {
                let _ = write!(shape, "{name} ");
            }
            TokenTree::Literal(_) => shape.push_str("_ "),
            TokenTree::Group(group) => {
                let (open, close) = match group.delimiter() {
                    Delimiter::Parenthesis => ("( ", ") "),
                    Delimiter::Brace => ("{ ", "} "),
                    Delimiter::Bracket => ("[ ", "] "),
                    Delimiter::None => ("", ""),
                };
                let mut inner = String::new();
                write(group.stream(), &mut inner);
                // A table's `{ _ = "shown"; "name" }`, or a block that the formatter puts around a long value.
                if inner == "_ = _ ; _ " || group.delimiter() == Delimiter::Brace && inner == "_ " {
                    shape.push_str("_ ");
                } else {
                    shape.extend([open, &inner, close]);
                }
            }
        }
    }
}

/// Whether a token is the group of an attribute `doc`.
fn is_doc(token: &TokenTree) -> bool {
    let TokenTree::Group(group) = token else { return false };
    group.delimiter() == Delimiter::Bracket
        && matches!(group.stream().into_iter().next(), Some(TokenTree::Ident(name)) if name == "doc")
}
