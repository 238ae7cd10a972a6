//! `Edm.Binary`.

use base64::{
    Engine,
    alphabet::{self, Alphabet},
    engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig},
};

use super::{Literal, Scalar, Token};

/// `Edm.Binary`: base64url on the wire, with or without padding; the standard alphabet, which OData 2 and 3 had, is read as well.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Binary(pub Vec<u8>);

const URL_SAFE: GeneralPurpose = engine(&alphabet::URL_SAFE, DecodePaddingMode::RequireCanonical);
const URL_SAFE_UNPADDED: GeneralPurpose = engine(&alphabet::URL_SAFE, DecodePaddingMode::RequireNone);
const STANDARD: GeneralPurpose = engine(&alphabet::STANDARD, DecodePaddingMode::RequireCanonical);
const STANDARD_UNPADDED: GeneralPurpose = engine(&alphabet::STANDARD, DecodePaddingMode::RequireNone);

const fn engine(alphabet: &Alphabet, padding: DecodePaddingMode) -> GeneralPurpose {
    GeneralPurpose::new(alphabet, GeneralPurposeConfig::new().with_decode_padding_mode(padding))
}

impl Scalar for Binary {
    const EXPECTED: &'static str = "base64url text";
    const LITERAL: Literal = Literal::Prefixed("binary");

    fn from_token(token: &Token<'_>) -> Option<Self> {
        match token {
            Token::Text(text) | Token::Base64(text) => read(text),
            _ => None,
        }
    }

    fn to_token(&self) -> Token<'_> {
        Token::Base64(URL_SAFE.encode(&self.0).into())
    }
}

/// By the rule `binaryValue` of the ABNF: all of the padding or none, in one alphabet, and without line breaks.
fn read(text: &str) -> Option<Binary> {
    let engine = match (text.contains(['+', '/']), text.ends_with('=')) {
        (false, true) => &URL_SAFE,
        (false, false) => &URL_SAFE_UNPADDED,
        (true, true) => &STANDARD,
        (true, false) => &STANDARD_UNPADDED,
    };
    engine.decode(text).ok().map(Binary)
}
