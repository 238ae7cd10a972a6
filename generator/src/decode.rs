//! Bytes to text.

use crate::{
    codes::Code,
    error::{Diagnostic, Error},
    limits::{self, Limits},
    source::{Source, Sources},
};

impl Source {
    /// Reads a file's bytes: UTF-8, or UTF-16 with a byte order mark, which is taken off.
    ///
    /// # Errors
    ///
    /// What is wrong with the bytes.
    pub fn from_bytes(name: impl Into<String>, bytes: &[u8]) -> Result<Self, Error> {
        let name = name.into();
        let decoded = match bytes {
            [0xff, 0xfe, 0, 0, ..] | [0, 0, 0xfe, 0xff, ..] => Err(String::from("is UTF-32")),
            [0xff, 0xfe, rest @ ..] => utf16(rest, u16::from_le_bytes),
            [0xfe, 0xff, rest @ ..] => utf16(rest, u16::from_be_bytes),
            [b'<', 0, ..] | [0, b'<', ..] => Err(String::from("is UTF-16 without a byte order mark")),
            _ => utf8(bytes),
        };
        let problem = match decoded {
            Ok(text) if u32::try_from(text.len()).is_ok() => return Ok(Self { name, text }),
            Ok(text) => limits::too_large(None, &name, Some(text.len()), Limits::HIGHEST.file_bytes),
            Err(fault) => Diagnostic::new(Code::Encoding, format!("{name} {fault}"))
                .help("save the file as UTF-8, with or without a byte order mark"),
        };
        Err(Error { diagnostics: vec![problem], sources: Sources::default() })
    }
}

fn utf8(bytes: &[u8]) -> Result<String, String> {
    let text = std::str::from_utf8(bytes)
        .map_err(|error| format!("is not UTF-8: byte {} begins no character", error.valid_up_to()))?;
    Ok(text.strip_prefix('\u{feff}').unwrap_or(text).to_owned())
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Result<String, String> {
    let (pairs, rest) = bytes.as_chunks::<2>();
    if !rest.is_empty() {
        return Err(String::from("is not UTF-16: its last character is half there"));
    }
    let mut text = String::with_capacity(bytes.len() / 2);
    for (index, character) in char::decode_utf16(pairs.iter().map(|pair| unit(*pair))).enumerate() {
        text.push(character.map_err(|_| format!("is not UTF-16: character {} is half a pair", index + 1))?);
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refusal(bytes: &[u8]) -> String {
        let error = Source::from_bytes("in.xml", bytes).expect_err("refused");
        error.diagnostics[0].message.clone()
    }

    #[test]
    fn utf_16_with_a_mark_is_read() {
        let text = "<größe/>\u{1d11e}\r\n";
        let units: Vec<u16> = std::iter::once(0xfeff).chain(text.encode_utf16()).collect();
        for encode in [u16::to_le_bytes, u16::to_be_bytes] {
            let bytes: Vec<u8> = units.iter().flat_map(|unit| encode(*unit)).collect();
            assert_eq!(Source::from_bytes("in.xml", &bytes).expect("text").text, text);
        }
        assert_eq!(Source::from_bytes("in.xml", b"\xff\xfe").expect("text").text, "");
        assert_eq!(Source::from_bytes("in.xml", b"\xef\xbb\xbfa").expect("text").text, "a");
    }

    #[test]
    fn what_is_no_text_is_refused() {
        assert_eq!(refusal(b"<\xff>"), "in.xml is not UTF-8: byte 1 begins no character");
        assert_eq!(refusal(b"<\0a\0"), "in.xml is UTF-16 without a byte order mark");
        assert_eq!(refusal(b"\0<\0a"), "in.xml is UTF-16 without a byte order mark");
        assert_eq!(refusal(b"\xff\xfe<"), "in.xml is not UTF-16: its last character is half there");
        assert_eq!(refusal(b"\xff\xfe<\0\0\xd8a\0"), "in.xml is not UTF-16: character 2 is half a pair");
        assert_eq!(refusal(b"\xff\xfe\0\0<\0\0\0"), "in.xml is UTF-32");
    }
}
