//! The digest of a file.

use std::fmt::Write as _;

use sha2::{Digest, Sha256};

/// The SHA-256 in hexadecimal, as the manifest has it.
#[must_use]
pub fn sha256(bytes: &[u8]) -> String {
    let mut text = String::new();
    for byte in Sha256::digest(bytes) {
        let _ = write!(text, "{byte:02x}");
    }
    text
}
