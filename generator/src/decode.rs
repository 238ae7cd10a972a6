//! Bytes to text.

use crate::{
    codes::Code,
    error::{Diagnostic, Error},
    source::{Source, Sources},
};

impl Source {
    /// Reads a file's bytes, which must be UTF-8; a byte order mark is taken off.
    ///
    /// # Errors
    ///
    /// What is wrong with the bytes.
    pub fn from_bytes(name: impl Into<String>, bytes: &[u8]) -> Result<Self, Error> {
        let name = name.into();
        let fault = match std::str::from_utf8(bytes) {
            Ok(text) if u32::try_from(text.len()).is_ok() => {
                let text = text.strip_prefix('\u{feff}').unwrap_or(text).to_owned();
                return Ok(Self { name, text });
            }
            Ok(_) => "is larger than 4 GiB".to_owned(),
            Err(_) if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) => {
                "is UTF-16, not UTF-8".to_owned()
            }
            Err(error) => format!("is not UTF-8: byte {} begins no character", error.valid_up_to()),
        };
        Err(Error {
            diagnostics: vec![
                Diagnostic::new(Code::Encoding, format!("{name} {fault}"))
                    .help("save the file as UTF-8, with or without a byte order mark"),
            ],
            sources: Sources::default(),
        })
    }
}
