//! The bytes of an answer, no more than are wanted.

use std::io::{self, Read, Write};

use ureq::Body;

use super::error::Error;
use super::http::Request;
use super::progress::Progress;

/// All bytes, unpacked.
///
/// # Errors
///
/// They are too many, end early, or take too long.
pub(super) fn whole(request: &Request<'_>, body: Body, stderr: &mut dyn Write) -> Result<Vec<u8>, Error> {
    let length = body.content_length();
    let too_large = || Error::Size { url: request.url.to_owned(), limit: request.limit };
    if length.is_some_and(|length| length > request.limit) {
        return Err(too_large());
    }
    let mut progress = Progress::new(stderr, length);
    // One byte more tells a body that is too large from one that just fits.
    let mut reader = body.into_reader().take(request.limit + 1);
    let mut bytes = Vec::new();
    let mut piece = vec![0; 64 * 1024];
    loop {
        match reader.read(&mut piece) {
            Ok(0) if bytes.len() as u64 > request.limit => return Err(too_large()),
            Ok(0) => return Ok(bytes),
            Ok(length) => bytes.extend_from_slice(&piece[..length]),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) if is_timeout(&error) => return Err(request.late()),
            Err(error) => {
                let source = request.token.hide(&error.to_string()).into();
                return Err(Error::Cut { url: request.url.to_owned(), received: bytes.len(), source });
            }
        }
        progress.show(bytes.len() as u64);
    }
}

/// The beginning of a body that only a message needs; what is lost is not worth a second message.
pub(super) fn beginning(body: Body) -> Vec<u8> {
    let mut bytes = Vec::new();
    let _ = body.into_reader().take(64 * 1024).read_to_end(&mut bytes);
    bytes
}

fn is_timeout(error: &io::Error) -> bool {
    let inner = error.get_ref().and_then(|inner| inner.downcast_ref::<ureq::Error>());
    error.kind() == io::ErrorKind::TimedOut || matches!(inner, Some(ureq::Error::Timeout(_)))
}
