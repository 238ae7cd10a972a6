//! Values in a form that the schema does not allow, and that leaves no doubt what is meant.

use super::lenient::string;
use crate::value::{Decimal, Token};

/// What became of a value.
pub(super) enum Converted {
    /// It is what the schema says.
    AsItIs,
    /// It is in another form, and nothing of it is lost.
    WithoutLoss,
    /// It is none.
    Not,
}

/// Offers the text of a value to what reads it, as it is and then in other forms, until one is taken.
pub(super) fn convert(text: &str, read: &mut dyn FnMut(Option<&Token<'_>>) -> bool) -> Converted {
    let Some(written) = Written::of(text) else { return Converted::Not };
    if written.offer(read) {
        return Converted::AsItIs;
    }
    let is_read = match &written {
        Written::Null | Written::Bool(_) => false,
        Written::Number(number) => read_number(number, read),
        Written::Text(text) => read_string(text, read),
    };
    if is_read { Converted::WithoutLoss } else { Converted::Not }
}

/// A value that is one token of JSON.
enum Written<'a> {
    Null,
    Bool(bool),
    Number(&'a str),
    Text(String),
}

impl<'a> Written<'a> {
    fn of(text: &'a str) -> Option<Self> {
        match text.as_bytes().first()? {
            b'n' => Some(Self::Null),
            b't' | b'f' => Some(Self::Bool(text == "true")),
            b'"' => string(text).map(Self::Text),
            b'-' | b'0'..=b'9' => Some(Self::Number(text)),
            _ => None,
        }
    }

    fn offer(&self, read: &mut dyn FnMut(Option<&Token<'_>>) -> bool) -> bool {
        match self {
            Self::Null => read(None),
            Self::Bool(value) => read(Some(&Token::Bool(*value))),
            Self::Number(number) => offer_number(number, read),
            Self::Text(text) => read(Some(&Token::from(text.as_str()))),
        }
    }
}

/// By its digits, then as the machine has it.
fn offer_number(number: &str, read: &mut dyn FnMut(Option<&Token<'_>>) -> bool) -> bool {
    read(Some(&Token::Number(number.into())))
        || match serde_json::from_str::<serde_json::Number>(number) {
            Ok(number) => {
                let whole = number.as_i64().map(Token::Int).or_else(|| number.as_u64().map(Token::UInt));
                whole.or_else(|| number.as_f64().map(Token::Float)).is_some_and(|token| read(Some(&token)))
            }
            Err(_) => false,
        }
}

/// A number for a whole one (`1.0`), or for a string.
fn read_number(number: &str, read: &mut dyn FnMut(Option<&Token<'_>>) -> bool) -> bool {
    read_whole(number, read) || read(Some(&Token::from(number)))
}

fn read_whole(number: &str, read: &mut dyn FnMut(Option<&Token<'_>>) -> bool) -> bool {
    let whole = number.parse::<Decimal>().ok().and_then(|number| number.to_whole());
    whole.and_then(|whole| i64::try_from(whole).ok()).is_some_and(|whole| read(Some(&Token::Int(whole))))
}

/// A string for a number or a Boolean, or one with blanks or line breaks, as in base64 of a mail.
fn read_string(text: &str, read: &mut dyn FnMut(Option<&Token<'_>>) -> bool) -> bool {
    let dense: String = text.split_ascii_whitespace().collect();
    if dense.is_empty() {
        return false;
    }
    (dense != text && read(Some(&Token::from(dense.as_str()))))
        || match dense.as_str() {
            "true" | "false" => read(Some(&Token::Bool(dense == "true"))),
            number => number.parse::<Decimal>().is_ok_and(|decimal| {
                decimal.is_finite() && (offer_number(&decimal.plain(), read) || read_whole(number, read))
            }),
        }
}
