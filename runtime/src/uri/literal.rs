//! Values in URLs (OData 4.01 URL Conventions, section 4.3 and 5.1.1.14).

use crate::value::{Json, Literal, Scalar, Token};

/// The text of a scalar in a URL, before it is percent-encoded.
pub(crate) fn literal<T: Scalar>(value: &T) -> String {
    let text = text(value);
    match T::LITERAL {
        Literal::Bare => text,
        Literal::Quoted => quoted(&text),
        Literal::Prefixed(word) | Literal::Member(word) => format!("{word}{}", quoted(&text)),
    }
}

/// The value without quotes.
pub(crate) fn text<T: Scalar>(value: &T) -> String {
    match value.to_token() {
        Token::Bool(value) => value.to_string(),
        Token::Int(value) | Token::Long(value) => value.to_string(),
        Token::UInt(value) => value.to_string(),
        Token::Float(value) => Json::from(value).to_string(),
        Token::Number(text) | Token::Text(text) | Token::Base64(text) => text.into_owned(),
    }
}

/// In quotes, which are doubled inside.
pub(crate) fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}
