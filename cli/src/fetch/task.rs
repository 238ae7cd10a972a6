//! The steps of the task, for one manifest.

use std::fmt;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::{fs, io};

use odata_codegen::{Manifest, Source};

use super::args::Args;
use super::download::{Download, Wanted};
use super::error::Error;
use super::record;
use super::slice::slice;
use super::store::Update;
use crate::digest;
use crate::inputs::{self, manifest};
use crate::paths;

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
                write!(
                    f,
                    "{} is unchanged; the record in the manifest is new: run `cargo odata codegen`",
                    csdl.display()
                )
            }
            Self::Written { csdl, size, whole } => {
                write!(f, "{} is new: {size} of {whole} bytes; now run `cargo odata codegen`", csdl.display())
            }
        }
    }
}

/// What came for one service.
pub struct Fetched {
    /// In words.
    pub outcome: Outcome,
    /// The slice that was there, and the one that came, if the manifest is to be written.
    pub slices: Option<Slices>,
    /// What is to be written because of it.
    pub update: Update,
}

/// Two states of a slice, each with the manifest that describes it.
pub struct Slices {
    /// The manifest that was there.
    pub old_manifest: Source,
    /// The slice that was there.
    pub old: Option<Source>,
    /// The manifest with the record of what came.
    pub new_manifest: Source,
    /// The slice that came.
    pub new: Source,
}

impl Slices {
    /// Whether the slice that came is another one.
    #[must_use]
    pub fn has_changed(&self) -> bool {
        self.old.as_ref().is_none_or(|old| old.text != self.new.text)
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

/// Fetches the metadata of the services that the arguments mean: of all that have a `url`, or of one. Writes nothing.
///
/// # Errors
///
/// Metadata cannot be fetched or is refused, or a file cannot be read.
pub fn prepare(path: &Path, args: &Args, stderr: &mut dyn Write) -> Result<Vec<Fetched>, Error> {
    let mut manifests = manifest::all(path, args.service.as_deref())?;
    if args.concern_one_service() {
        manifests.truncate(1);
    }
    let mut states = manifests.iter().map(|path| State::read(path)).collect::<Result<Vec<_>, _>>()?;
    if states.iter().any(|state| state.manifest.source.url.is_some()) && !args.concern_one_service() {
        // What has none was written by hand.
        states.retain(|state| state.manifest.source.url.is_some());
    }
    states.iter().map(|state| state.fetch(args, stderr)).collect()
}

impl<'a> State<'a> {
    fn read(path: &'a Path) -> Result<Self, Error> {
        let (manifest, source) = manifest::read(path)?;
        let csdl = manifest::beside(path, &manifest.source.csdl);
        let slice = match fs::read(&csdl) {
            Ok(bytes) => Some(bytes),
            Err(error) if error.kind() == io::ErrorKind::NotFound => None,
            Err(source) => return Err(inputs::Error::Read { path: paths::tidy(&csdl), source }.into()),
        };
        Ok(Self { path, manifest, source, csdl, slice })
    }

    /// What came, and what is to be written because of it.
    fn fetch(&self, args: &Args, stderr: &mut dyn Write) -> Result<Fetched, Error> {
        let source = &self.manifest.source;
        let no_url = || Error::NoUrl { manifest: paths::tidy(self.path) };
        let url = args.url.as_deref().or(source.url.as_deref()).ok_or_else(no_url)?;
        let wanted = Wanted {
            url,
            token_env: args.token_env.as_deref().or(source.token_env.as_deref()),
            etag: self.etag(args),
            timeout_seconds: source.timeout_seconds,
            max_bytes: source.max_bytes,
        };
        let Some(download) = wanted.download(stderr)? else {
            let outcome = Outcome::NotModified { url: url.to_owned() };
            return Ok(Fetched { outcome, slices: None, update: self.update(Vec::new()) });
        };
        if let Some(expected) = args.sha256.as_ref().filter(|expected| **expected != download.sha256) {
            let (url, found, expected) = (url.to_owned(), download.sha256, expected.clone());
            return Err(Error::Digest { url, found, expected });
        }
        let slice = slice(download.source()?, &self.source, self.path)?;
        self.compare(args, download, slice)
    }

    fn update(&self, files: Vec<(PathBuf, Vec<u8>)>) -> Update {
        Update { manifest: self.path.to_owned(), text: self.source.text.clone(), files }
    }

    /// The mark of what is here, if an answer without the file would do: the slice is the one that was recorded, and the
    /// manifest has not been given other roots since.
    fn etag(&self, args: &Args) -> Option<&str> {
        let source = &self.manifest.source;
        let bytes = self.slice.as_ref()?;
        let same_url = args.url.as_ref().is_none_or(|url| Some(url) == source.url.as_ref());
        let same_file = args.sha256.as_ref().is_none_or(|sha256| Some(sha256) == source.upstream_sha256.as_ref());
        let same_slice =
            source.sha256.as_ref().is_some_and(|sha256| sha256.eq_ignore_ascii_case(&digest::sha256(bytes)));
        if args.force || args.save.is_some() || !same_url || !same_file || !same_slice {
            return None;
        }
        let text = inputs::source(&self.csdl, bytes).ok()?;
        let again = slice(text, &self.source, self.path).ok()?;
        if again.as_bytes() == bytes { source.etag.as_deref() } else { None }
    }

    fn compare(&self, args: &Args, download: Download, slice: String) -> Result<Fetched, Error> {
        let sha256 = digest::sha256(slice.as_bytes());
        let changed = self.slice.as_deref() != Some(slice.as_bytes());
        let recorded = changed || !self.has_record(&download, &sha256);
        let csdl = paths::tidy(&self.csdl);
        let outcome = if changed {
            Outcome::Written { csdl, size: slice.len(), whole: download.bytes.len() }
        } else {
            Outcome::Unchanged { csdl, recorded }
        };

        let (mut files, mut slices) = (Vec::new(), None);
        if recorded {
            let manifest = self.manifest_with(&download, &sha256)?;
            slices = Some(self.slices(manifest.clone(), slice.clone())?);
            files.push((self.path.to_owned(), inputs::with_mark_of(self.path, manifest).into_bytes()));
        }
        if changed {
            files.push((self.csdl.clone(), slice.into_bytes()));
        }
        if let Some(save) = &args.save {
            files.push((save.clone(), download.bytes));
        }
        Ok(Fetched { outcome, slices, update: self.update(files) })
    }

    fn slices(&self, manifest: String, slice: String) -> Result<Slices, Error> {
        let old = self.slice.as_ref().map(|bytes| inputs::source(&self.csdl, bytes)).transpose()?;
        let name = paths::tidy(&self.csdl).display().to_string();
        Ok(Slices {
            old_manifest: self.source.clone(),
            old,
            new_manifest: Source { name: self.source.name.clone(), text: manifest },
            new: Source { name, text: slice },
        })
    }

    /// Whether the manifest says all of it but the date, for which alone nobody wants a commit.
    fn has_record(&self, download: &Download, sha256: &str) -> bool {
        let source = &self.manifest.source;
        source.url.as_ref() == Some(&download.url)
            && source.etag == download.etag
            && source.upstream_sha256.as_ref() == Some(&download.sha256)
            && source.sha256.as_deref() == Some(sha256)
    }

    fn manifest_with(&self, download: &Download, sha256: &str) -> Result<String, Error> {
        let written = record::add(&self.source.text, download, sha256);
        written.map_err(|source| Error::Record { manifest: paths::tidy(self.path), source })
    }
}
