//! Input files, of which no more comes into memory than the limits allow.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use odata_codegen::{Limits, Source, limits};

use super::error::Error;
use crate::paths;

/// Reads a file. A pipe that nobody writes to would keep us waiting, and a device may have no end: both are refused.
///
/// # Errors
///
/// It is no file, cannot be read, or is too large.
pub fn read(path: &Path, limits: Limits) -> Result<Vec<u8>, Error> {
    let cannot = |source| Error::Read { path: paths::tidy(path), source };
    let metadata = path.metadata().map_err(cannot)?;
    if !metadata.is_file() {
        return Err(Error::NoFile { path: paths::tidy(path) });
    }
    if metadata.len() > limits.file_bytes.into() {
        return Err(too_large(path, usize::try_from(metadata.len()).ok(), limits));
    }
    read_from(path, File::open(path).map_err(cannot)?, limits)
}

/// Reads to the end, if it comes in time; the path is for messages.
///
/// # Errors
///
/// It cannot be read, or is too large.
pub fn read_from(path: &Path, reader: impl Read, limits: Limits) -> Result<Vec<u8>, Error> {
    let mut bytes = Vec::new();
    let most = u64::from(limits.file_bytes);
    let read = reader.take(most + 1).read_to_end(&mut bytes);
    read.map_err(|source| Error::Read { path: paths::tidy(path), source })?;
    if bytes.len() as u64 > most { Err(too_large(path, None, limits)) } else { Ok(bytes) }
}

/// The text of a file, whose name in messages is its path.
///
/// # Errors
///
/// It is not UTF-8.
pub fn source(path: &Path, bytes: &[u8]) -> Result<Source, Error> {
    Ok(Source::from_bytes(paths::tidy(path).display().to_string(), bytes)?)
}

/// Text that replaces a file, with a byte order mark if the file has one: [`source`] takes it off.
#[must_use]
pub fn with_mark_of(path: &Path, text: String) -> String {
    let mut beginning = [0; 3];
    let begins = File::open(path).and_then(|mut file| file.read_exact(&mut beginning));
    let has_mark = begins.is_ok() && beginning == BYTE_ORDER_MARK.as_bytes();
    if has_mark && !text.starts_with(BYTE_ORDER_MARK) { format!("{BYTE_ORDER_MARK}{text}") } else { text }
}

const BYTE_ORDER_MARK: &str = "\u{feff}";

fn too_large(path: &Path, bytes: Option<usize>, limits: Limits) -> Error {
    let name = paths::tidy(path).display().to_string();
    let problem = limits::too_large(None, &name, bytes, limits.file_bytes);
    odata_codegen::Error { diagnostics: vec![problem], sources: odata_codegen::source::Sources::default() }.into()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

    use std::fs;
    use std::io;

    use super::*;

    #[test]
    fn no_more_is_read_than_the_limit() {
        let limits = Limits { file_bytes: 4, ..Limits::default() };
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a.csdl");
        fs::write(&file, "abcd").unwrap();
        assert_eq!(read(&file, limits).unwrap(), b"abcd");
        fs::write(&file, "abcde").unwrap();
        assert!(read(&file, limits).unwrap_err().to_string().contains("has 5 bytes, more than 4"));
        let endless = read_from(Path::new("standard input"), io::repeat(b'a'), limits).unwrap_err();
        assert!(endless.to_string().starts_with("error[CSDL007]: standard input has more than 4 bytes"), "{endless}");
    }

    #[test]
    #[cfg(unix)]
    fn a_folder_a_device_and_a_pipe_are_no_files() {
        let folder = tempfile::tempdir().unwrap();
        let pipe = folder.path().join("pipe");
        assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
        for path in [folder.path(), Path::new("/dev/zero"), &pipe] {
            assert!(matches!(read(path, Limits::default()), Err(Error::NoFile { .. })), "{}", path.display());
        }
    }
}
