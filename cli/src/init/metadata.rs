//! The whole metadata, from the service or from a file.

use std::io::Write;
use std::path::{Path, PathBuf};

use odata_codegen::{Limits, Source};

use super::args::Args;
use super::error::Error;
use super::presets::Preset;
use crate::fetch::{self, Download, Wanted, record};
use crate::inputs::{self, Job};
use crate::paths;

/// The whole metadata.
#[derive(Debug)]
pub enum Metadata {
    /// What came from the service.
    Download(Download),
    /// A file, read with those that it refers to.
    File(PathBuf),
    /// What came from standard input, which can be read once.
    Input(Source),
}

impl Metadata {
    /// Downloads the metadata, if it is not in a file.
    ///
    /// # Errors
    ///
    /// Nothing says from where, or it cannot be downloaded.
    pub fn read(args: &Args, preset: &Preset, stderr: &mut dyn Write) -> Result<Self, Error> {
        match &args.csdl {
            Some(file) if file.as_os_str() == "-" => {
                let name = Path::new("standard input");
                let bytes = inputs::read_from(name, std::io::stdin().lock(), Limits::default())?;
                return Ok(Self::Input(Source::from_bytes("standard input", &bytes)?));
            }
            Some(file) => return Ok(Self::File(file.clone())),
            None => {}
        }
        let url = args.url.as_deref().or(preset.get("source", "url"));
        let url = url.ok_or_else(|| Error::NoMetadata { preset: preset.name.clone() })?;
        let token_env = args.token_env.as_deref().or(preset.get("source", "token-env"));
        let wanted = Wanted {
            url,
            token_env,
            etag: None,
            timeout_seconds: preset.number("source", "timeout-seconds"),
            max_bytes: preset.number("source", "max-bytes"),
        };
        let download = wanted.download(stderr)?;
        // Without a mark in the request, no server says that nothing changed.
        download.map(Self::Download).ok_or_else(|| Error::NoMetadata { preset: preset.name.clone() })
    }

    /// The metadata with a manifest that is in memory and will be at `path`.
    ///
    /// # Errors
    ///
    /// The manifest is refused, or a file cannot be read.
    pub fn job(&self, path: &Path, manifest: &str) -> Result<Job, Error> {
        let manifest = named(path, manifest);
        Ok(match self {
            Self::Download(download) => Job::of_texts(path, manifest, download.source()?)?,
            Self::File(file) => Job::of_manifest_text(path, manifest, std::slice::from_ref(file))?,
            Self::Input(source) => Job::of_texts(path, manifest, source.clone())?,
        })
    }

    /// The manifest with the record of what came, as `fetch` writes it. What is in a file has no record: the file may be
    /// edited by hand.
    ///
    /// # Errors
    ///
    /// The manifest is not TOML.
    pub fn recorded(&self, path: &Path, manifest: String, slice_sha256: &str) -> Result<String, Error> {
        match self {
            Self::File(_) | Self::Input(_) => Ok(manifest),
            Self::Download(download) => {
                let written = record::add(&manifest, download, slice_sha256);
                Ok(written.map_err(|source| fetch::Error::Record { manifest: paths::tidy(path), source })?)
            }
        }
    }

    /// How to list all that may be a root.
    #[must_use]
    pub fn listing(&self, pattern: &str) -> String {
        match self {
            Self::File(file) => {
                format!("`cargo odata slice {} --list '{pattern}'` lists all", paths::tidy(file).display())
            }
            Self::Input(_) => format!("`cargo odata slice - --list '{pattern}'` lists all"),
            Self::Download(download) => format!(
                "save the metadata (`curl --location --output FILE '{}'`), and `cargo odata slice FILE --list '{pattern}'` \
                 lists all",
                download.url
            ),
        }
    }
}

/// A manifest in memory, with the name that messages give it.
#[must_use]
pub fn named(path: &Path, text: &str) -> Source {
    Source { name: paths::tidy(path).display().to_string(), text: text.to_owned() }
}
