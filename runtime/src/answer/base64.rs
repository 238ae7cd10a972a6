//! Base64 as services write it.

use base64::{
    DecodeError, Engine as _, alphabet,
    engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig},
};

/// Decodes either alphabet, with and without padding: the standard has one and services the other.
///
/// # Errors
///
/// The text is neither.
pub(crate) fn decode(text: &str) -> Result<Vec<u8>, DecodeError> {
    const LENIENT: GeneralPurposeConfig = GeneralPurposeConfig::new()
        .with_decode_padding_mode(DecodePaddingMode::Indifferent)
        .with_decode_allow_trailing_bits(true);
    let is_url_safe = text.contains(['-', '_']);
    GeneralPurpose::new(if is_url_safe { &alphabet::URL_SAFE } else { &alphabet::STANDARD }, LENIENT).decode(text)
}
