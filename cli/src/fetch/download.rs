//! The download of a service's metadata, whatever becomes of it.

use std::io::Write;
use std::num::NonZeroU32;
use std::time::Duration;

use odata_codegen::Source;

use super::address;
use super::answer::{self, Answer};
use super::error::Error;
use super::http::Request;
use super::token::Token;
use crate::digest;

/// Eight times the largest metadata that is known, Graph's.
const MAX_BYTES: u32 = 64 << 20;
const TIMEOUT_SECONDS: u32 = 60;

/// What is asked for.
#[derive(Clone, Copy, Debug, Default)]
pub struct Wanted<'a> {
    /// The URL of the metadata.
    pub url: &'a str,
    /// The environment variable that holds a bearer token.
    pub token_env: Option<&'a str>,
    /// The mark of what is here already.
    pub etag: Option<&'a str>,
    /// How long it may take; a minute by default.
    pub timeout_seconds: Option<NonZeroU32>,
    /// How much may come; 64 MiB by default.
    pub max_bytes: Option<NonZeroU32>,
}

/// A file that came.
#[derive(Clone, Debug)]
pub struct Download {
    /// From where.
    pub url: String,
    /// Its bytes, unpacked.
    pub bytes: Vec<u8>,
    /// The server's mark of this version.
    pub etag: Option<String>,
    /// The digest.
    pub sha256: String,
}

impl Wanted<'_> {
    /// Downloads the file; `None` if the server says that the one with the mark is still the newest.
    ///
    /// # Errors
    ///
    /// The server cannot be reached, or does not answer with the metadata.
    pub fn download(&self, stderr: &mut dyn Write) -> Result<Option<Download>, Error> {
        let url = self.url;
        let request = Request {
            uri: address::parse(url)?,
            url,
            token: &Token::from_env(self.token_env)?,
            etag: self.etag,
            patience: Duration::from_secs(self.timeout_seconds.map_or(TIMEOUT_SECONDS, Into::into).into()),
            limit: self.max_bytes.map_or(MAX_BYTES, Into::into).into(),
        };
        Ok(match answer::get(&request, stderr)? {
            Answer::NotModified => None,
            Answer::File { bytes, etag } => {
                Some(Download { url: url.to_owned(), sha256: digest::sha256(&bytes), bytes, etag })
            }
        })
    }
}

impl Download {
    /// The text, whose name in messages is the URL.
    ///
    /// # Errors
    ///
    /// It is not UTF-8.
    pub fn source(&self) -> Result<Source, Error> {
        let text = str::from_utf8(&self.bytes).map_err(|source| Error::Encoding { url: self.url.clone(), source })?;
        Ok(Source { name: self.url.clone(), text: text.trim_start_matches('\u{feff}').to_owned() })
    }
}
