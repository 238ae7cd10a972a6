//! The steps of the task, for one manifest.

use std::fmt;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::Duration;
use std::{fs, io};

use generator::{Manifest, Source};
use time::OffsetDateTime;
use time::macros::format_description;

use super::address;
use super::answer::{self, Answer};
use super::args::Args;
use super::error::Error as Fetch;
use super::http::Request;
use super::record::{self, Record};
use super::slice::slice;
use super::token::Token;
use crate::error::Error;
use crate::write::{self, Change, Part};
use crate::{inputs, paths};

/// Eight times the largest metadata that is known, Graph's.
const MAX_BYTES: u32 = 64 << 20;
const TIMEOUT_SECONDS: u32 = 60;

/// What came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The service says that nothing changed; no file was touched.
    NotModified {
        /// From where.
        url: String,
    },
    /// The slice is what it was.
    Unchanged {
        /// The slice.
        csdl: PathBuf,
        /// Whether the record in the manifest changed: the rest of the metadata did, or it came from elsewhere.
        recorded: bool,
    },
    /// The slice is another one.
    Written {
        /// The slice.
        csdl: PathBuf,
        /// Its size in bytes.
        size: usize,
        /// The size of the whole metadata.
        whole: usize,
    },
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotModified { url } => write!(f, "{url} is unchanged"),
            Self::Unchanged { csdl, recorded: false } => write!(f, "{} is unchanged", csdl.display()),
            Self::Unchanged { csdl, recorded: true } => {
                write!(f, "{} is unchanged; the record in the manifest is new", csdl.display())
            }
            Self::Written { csdl, size, whole } => {
                write!(f, "{} is new: {size} of {whole} bytes; now run `cargo xtask codegen`", csdl.display())
            }
        }
    }
}

/// Where a manifest stands when the task begins.
struct State<'a> {
    path: &'a Path,
    manifest: Manifest,
    source: Source,
    csdl: PathBuf,
    /// The slice that is there.
    slice: Option<Vec<u8>>,
}

/// A file that came.
struct Download {
    bytes: Vec<u8>,
    etag: Option<String>,
    sha256: String,
}

/// Fetches the metadata of one manifest.
///
/// # Errors
///
/// The metadata cannot be fetched or is refused, or a file cannot be read or written; nothing on disk has changed.
pub fn run_one(manifest: &Path, args: &Args, stderr: &mut dyn Write) -> Result<Outcome, Error> {
    let state = State::read(manifest)?;
    let source = &state.manifest.source;
    let no_url = || Fetch::NoUrl { manifest: paths::tidy(manifest) };
    let url = args.url.as_deref().or(source.url.as_deref()).ok_or_else(no_url)?;
    let request = Request {
        uri: address::parse(url)?,
        url,
        token: &Token::from_env(args.token_env.as_deref().or(source.token_env.as_deref()))?,
        etag: state.etag(args),
        patience: Duration::from_secs(source.timeout_seconds.map_or(TIMEOUT_SECONDS, Into::into).into()),
        limit: source.max_bytes.map_or(MAX_BYTES, Into::into).into(),
    };
    let (bytes, etag) = match answer::get(&request, stderr)? {
        Answer::NotModified => return Ok(Outcome::NotModified { url: url.to_owned() }),
        Answer::File { bytes, etag } => (bytes, etag),
    };
    let download = Download { sha256: inputs::digest(&bytes), bytes, etag };
    if let Some(expected) = args.sha256.as_ref().filter(|expected| **expected != download.sha256) {
        return Err(Fetch::Digest { url: url.to_owned(), found: download.sha256, expected: expected.clone() }.into());
    }
    let slice = state.slice(url, &download)?;
    state.write(args, url, &download, &slice)
}

impl<'a> State<'a> {
    fn read(path: &'a Path) -> Result<Self, Error> {
        let (manifest, source) = inputs::manifest(path)?;
        let csdl = inputs::csdl(path, &manifest);
        let slice = match fs::read(&csdl) {
            Ok(bytes) => Some(bytes),
            Err(error) if error.kind() == io::ErrorKind::NotFound => None,
            Err(source) => return Err(Error::Read { path: paths::tidy(&csdl), source }),
        };
        Ok(Self { path, manifest, source, csdl, slice })
    }

    /// The mark of what is here, if an answer without the file would do: the slice is the one that was recorded, and the
    /// manifest has not been given other roots since.
    fn etag(&self, args: &Args) -> Option<&str> {
        let source = &self.manifest.source;
        let bytes = self.slice.as_ref()?;
        let same_url = args.url.as_ref().is_none_or(|url| Some(url) == source.url.as_ref());
        let same_file = args.sha256.as_ref().is_none_or(|sha256| Some(sha256) == source.upstream_sha256.as_ref());
        let same_slice =
            source.sha256.as_ref().is_some_and(|sha256| sha256.eq_ignore_ascii_case(&inputs::digest(bytes)));
        if args.force || args.save.is_some() || !same_url || !same_file || !same_slice {
            return None;
        }
        let text = inputs::source(&self.csdl, bytes).ok()?;
        let again = slice(text, self.path, &self.manifest, &self.source).ok()?;
        if again.as_bytes() == bytes { source.etag.as_deref() } else { None }
    }

    fn slice(&self, url: &str, download: &Download) -> Result<String, Error> {
        let text = str::from_utf8(&download.bytes)
            .map_err(|source| Fetch::Encoding { url: url.to_owned(), source })?
            .trim_start_matches('\u{feff}');
        let full = Source { name: url.to_owned(), text: text.to_owned() };
        slice(full, self.path, &self.manifest, &self.source)
    }

    fn write(&self, args: &Args, url: &str, download: &Download, slice: &str) -> Result<Outcome, Error> {
        let sha256 = inputs::digest(slice.as_bytes());
        let changed = self.slice.as_deref() != Some(slice.as_bytes());
        let recorded = changed || !self.has_record(url, download, &sha256);
        let manifest = if recorded { self.manifest_with(url, download, &sha256)? } else { String::new() };

        let mut files: Vec<(&Path, &[u8])> = Vec::new();
        if changed {
            files.push((&self.csdl, slice.as_bytes()));
        }
        if recorded {
            files.push((self.path, manifest.as_bytes()));
        }
        if let Some(save) = &args.save {
            files.push((save, &download.bytes));
        }
        self.replace(&files)?;
        let csdl = paths::tidy(&self.csdl);
        Ok(if changed {
            Outcome::Written { csdl, size: slice.len(), whole: download.bytes.len() }
        } else {
            Outcome::Unchanged { csdl, recorded }
        })
    }

    /// Whether the manifest says all of it but the date, for which alone nobody wants a commit.
    fn has_record(&self, url: &str, download: &Download, sha256: &str) -> bool {
        let source = &self.manifest.source;
        source.url.as_deref() == Some(url)
            && source.etag == download.etag
            && source.upstream_sha256.as_ref() == Some(&download.sha256)
            && source.sha256.as_deref() == Some(sha256)
    }

    fn manifest_with(&self, url: &str, download: &Download, sha256: &str) -> Result<String, Error> {
        let today = OffsetDateTime::now_utc().date().format(format_description!("[year]-[month]-[day]"));
        let cannot = |source| Fetch::Record { manifest: paths::tidy(self.path), source };
        let record = Record {
            url,
            fetched: &today.map_err(|error| cannot(Box::new(error)))?,
            upstream_sha256: &download.sha256,
            etag: download.etag.as_deref(),
            sha256,
        };
        Ok(record::write(&self.source.text, &record).map_err(|error| cannot(Box::new(error)))?)
    }

    fn replace(&self, files: &[(&Path, &[u8])]) -> Result<(), Error> {
        let (_, now) = inputs::manifest(self.path)?;
        if now.text != self.source.text {
            return Err(Fetch::Edited { manifest: paths::tidy(self.path) }.into());
        }
        // What a link leads to is replaced, and not the link.
        let paths: Vec<PathBuf> =
            files.iter().map(|(path, _)| path.canonicalize().unwrap_or_else(|_| path.to_path_buf())).collect();
        let mut parts = Vec::new();
        for (path, (_, bytes)) in paths.iter().zip(files) {
            let there = fs::metadata(path);
            if there.as_ref().is_ok_and(|there| there.permissions().readonly()) {
                return Err(Fetch::ReadOnly { path: paths::tidy(path) }.into());
            }
            let replaces = there.is_ok_and(|there| there.is_file());
            parts.push(Part {
                beside: path,
                changes: vec![Change { path: path.clone(), replaces, bytes: Some(bytes) }],
            });
        }
        write::replace(&parts)
    }
}
