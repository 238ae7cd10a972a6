//! Values in a form that the schema does not allow, and that leaves no doubt what is meant.

use std::borrow::Cow;

use super::lenient::string;
use crate::value::{Decimal, Scalar, Token};

/// What became of a value.
pub(super) enum Converted {
    /// It is what the schema says.
    AsItIs,
    /// It is in another form, and nothing of it is lost.
    WithoutLoss,
    /// It is none.
    Not,
}

#[cfg(feature = "binary")]
const BASE64: &str = crate::value::Binary::EXPECTED;
#[cfg(not(feature = "binary"))]
const BASE64: &str = "base64";

/// What reads a value.
#[derive(Clone, Copy)]
pub(super) struct Wanted {
    /// What the schema says, in words.
    pub expected: &'static str,
    /// See [`Scalar::READS_DIGITS`].
    pub reads_digits: bool,
}

impl Wanted {
    /// A number is no name of an enumeration member, no GUID and no base64, though its digits may look like one.
    fn takes_number_as_text(self) -> bool {
        self.expected == String::EXPECTED
    }

    /// Lines of base64 are broken, in mails for one. Elsewhere `5 6` is not 56.
    fn has_blanks_within(self) -> bool {
        self.expected == BASE64
    }
}

/// Offers the text of a value to what reads it, as it is and then in other forms, until one is taken.
pub(super) fn convert(text: &str, wanted: Wanted, read: &mut dyn FnMut(Option<&Token<'_>>) -> bool) -> Converted {
    let Some(written) = Written::of(text) else { return Converted::Not };
    if written.offer(wanted, read) {
        return Converted::AsItIs;
    }
    let is_read = match &written {
        Written::Null | Written::Bool(_) => false,
        Written::Number(number) => read_number(number, wanted, read),
        Written::Text(text) => read_string(text, wanted, read),
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

    fn offer(&self, wanted: Wanted, read: &mut dyn FnMut(Option<&Token<'_>>) -> bool) -> bool {
        match self {
            Self::Null => read(None),
            Self::Bool(value) => read(Some(&Token::Bool(*value))),
            Self::Number(number) => offer_number(number, wanted, read),
            Self::Text(text) => read(Some(&Token::from(text.as_str()))),
        }
    }
}

/// As a strict reading offers it: by its digits where they matter, otherwise as the machine has it. A number beyond the range of a
/// double is none: infinity is another value.
fn offer_number(number: &str, wanted: Wanted, read: &mut dyn FnMut(Option<&Token<'_>>) -> bool) -> bool {
    if wanted.reads_digits {
        return read(Some(&Token::Number(number.into())));
    }
    let Ok(number) = serde_json::from_str::<serde_json::Number>(number) else { return false };
    let whole = number.as_i64().map(Token::Int).or_else(|| number.as_u64().map(Token::UInt));
    let token = whole.or_else(|| number.as_f64().filter(|number| number.is_finite()).map(Token::Float));
    token.is_some_and(|token| read(Some(&token)))
}

/// A number for a whole one (`1.0`), or for a string.
fn read_number(number: &str, wanted: Wanted, read: &mut dyn FnMut(Option<&Token<'_>>) -> bool) -> bool {
    read_whole(number, read) || (wanted.takes_number_as_text() && read(Some(&Token::from(number))))
}

fn read_whole(number: &str, read: &mut dyn FnMut(Option<&Token<'_>>) -> bool) -> bool {
    let whole = number.parse::<Decimal>().ok().and_then(|number| number.to_whole());
    whole.and_then(|whole| i64::try_from(whole).ok()).is_some_and(|whole| read(Some(&Token::Int(whole))))
}

/// A string for a number or a Boolean, or one with blanks or line breaks around it.
fn read_string(text: &str, wanted: Wanted, read: &mut dyn FnMut(Option<&Token<'_>>) -> bool) -> bool {
    let bare = if wanted.has_blanks_within() {
        Cow::Owned(text.split_ascii_whitespace().collect())
    } else {
        Cow::Borrowed(text.trim_ascii())
    };
    if bare.is_empty() {
        return false;
    }
    (bare != text && read(Some(&Token::from(&*bare))))
        || match &*bare {
            "true" | "false" => read(Some(&Token::Bool(bare == "true"))),
            number => number.parse::<Decimal>().is_ok_and(|decimal| {
                decimal.is_finite() && (offer_number(&decimal.plain(), wanted, read) || read_whole(number, read))
            }),
        }
}
