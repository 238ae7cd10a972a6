//! The files that go into a run.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use odata_codegen::error::{Diagnostic, Warnings};
use odata_codegen::{Inputs, Limits, Manifest, Source, diff::Metadata};

use super::error::Error;
use super::manifest::{self, beside, parse};
use super::stand_alone::StandAlone;
use super::{file, references};
use crate::digest::sha256;
use crate::{paths, workspace};

/// All that a run needs.
#[derive(Debug)]
pub struct Job {
    /// The metadata.
    pub inputs: Inputs,
    /// The manifest.
    pub manifest: Manifest,
    /// The manifest's text, for messages.
    pub manifest_source: Source,
    /// The file of the manifest; `None` if arguments stand for it.
    pub path: Option<PathBuf>,
    /// The folder of the crate to write.
    pub target: PathBuf,
}

impl Job {
    /// Reads metadata that arguments describe in place of a manifest.
    ///
    /// # Errors
    ///
    /// A file that cannot be read, or metadata or arguments that are refused.
    pub fn stand_alone(described: &StandAlone) -> Result<Self, Error> {
        Self::of_files(described.manifest(), &described.csdl, &described.out)
    }

    /// Reads what a manifest and its members name, or the one of them whose crate has that name.
    ///
    /// # Errors
    ///
    /// As for [`by_manifest`](Self::by_manifest).
    pub fn all(path: &Path, service: Option<&str>) -> Result<Vec<Self>, Error> {
        manifest::all(path, service)?.iter().map(|path| Self::by_manifest(path)).collect()
    }

    /// The warnings of a run, ready to be shown.
    #[must_use]
    pub fn located(&self, warnings: Vec<Diagnostic>) -> Warnings {
        if warnings.is_empty() {
            return Warnings::default();
        }
        Warnings::new(warnings, &self.inputs, &self.manifest_source)
    }

    /// Reads what a manifest names.
    ///
    /// # Errors
    ///
    /// A file that cannot be read, a manifest that is refused, or metadata that is not what the manifest means.
    pub fn by_manifest(path: &Path) -> Result<Self, Error> {
        let mut job = Self::described(path)?;
        let csdl = beside(path, &job.manifest.source.csdl);
        let bytes = file::read(&csdl, job.manifest.limits)?;
        if let Some(expected) = &job.manifest.source.sha256 {
            let found = sha256(&bytes);
            if !expected.eq_ignore_ascii_case(&found) {
                return Err(Error::Digest {
                    csdl: paths::tidy(&csdl),
                    manifest: paths::tidy(path),
                    found,
                    expected: expected.clone(),
                });
            }
        }
        let source = file::source(&csdl, &bytes)?;
        job.add_metadata(path, vec![(csdl, source)])?;
        Ok(job)
    }

    /// Reads a manifest, and other metadata than it names: full files that the one it names is, or will be, a slice of.
    ///
    /// # Errors
    ///
    /// As for [`by_manifest`](Self::by_manifest).
    pub fn of_other_files(manifest: &Path, csdl: &[PathBuf]) -> Result<Self, Error> {
        let mut job = Self::described(manifest)?;
        job.add_metadata(manifest, metadata(csdl, job.manifest.limits)?)?;
        Ok(job)
    }

    /// Takes a manifest and metadata that are in memory. `path` is where the manifest is or will be; the file that it names
    /// is or will be this metadata, or a slice of it.
    ///
    /// # Errors
    ///
    /// As for [`by_manifest`](Self::by_manifest).
    pub fn of_texts(path: &Path, manifest_source: Source, csdl: Source) -> Result<Self, Error> {
        let mut job = Self::of_manifest(path, parse(&manifest_source)?, manifest_source)?;
        let file = beside(path, &job.manifest.source.csdl);
        job.add_metadata(path, vec![(file, csdl)])?;
        Ok(job)
    }

    /// Takes a manifest that is in memory, and reads files of metadata that the one it names will be a slice of.
    ///
    /// # Errors
    ///
    /// As for [`by_manifest`](Self::by_manifest).
    pub fn of_manifest_text(path: &Path, manifest_source: Source, csdl: &[PathBuf]) -> Result<Self, Error> {
        let mut job = Self::of_manifest(path, parse(&manifest_source)?, manifest_source)?;
        job.add_metadata(path, metadata(csdl, job.manifest.limits)?)?;
        Ok(job)
    }

    /// Reads files that no manifest names; its text is made of arguments.
    ///
    /// # Errors
    ///
    /// As for [`by_manifest`](Self::by_manifest).
    pub fn of_files(manifest: String, csdl: &[PathBuf], out: &Path) -> Result<Self, Error> {
        let manifest_source = Source { name: "the command line".to_owned(), text: manifest };
        let limits = Limits::default();
        let metadata = metadata(csdl, limits)?;
        let references = references::read(&metadata, &BTreeMap::new(), limits)?;
        let csdl = metadata.into_iter().map(|(_, source)| source).collect();
        let inputs = Inputs { csdl, references, overlays: Vec::new() };
        let manifest = parse(&manifest_source)?;
        Ok(Self { inputs, manifest, manifest_source, path: None, target: PathBuf::new() }.aimed_at(out))
    }

    /// What is compared of it.
    #[must_use]
    pub fn metadata(&self) -> Metadata<'_> {
        Metadata { inputs: &self.inputs, manifest: &self.manifest, manifest_source: &self.manifest_source }
    }

    /// Reads a manifest and its overlays.
    fn described(path: &Path) -> Result<Self, Error> {
        let (manifest, manifest_source) = manifest::read(path)?;
        Self::of_manifest(path, manifest, manifest_source)
    }

    fn of_manifest(path: &Path, manifest: Manifest, manifest_source: Source) -> Result<Self, Error> {
        let overlays = manifest.source.overlays.iter().map(|overlay| {
            let overlay = beside(path, overlay);
            file::source(&overlay, &file::read(&overlay, manifest.limits)?)
        });
        let inputs = Inputs { overlays: overlays.collect::<Result<_, _>>()?, ..Inputs::default() };
        let target = beside(path, &manifest.package.path);
        Ok(Self { inputs, manifest, manifest_source, path: Some(path.to_owned()), target: PathBuf::new() }
            .aimed_at(&target))
    }

    /// The same job for a crate in another folder than the manifest's `path`.
    #[must_use]
    pub fn moved_to(mut self, out: &Path) -> Self {
        if let Some(folder) = self.path.as_deref().and_then(Path::parent) {
            self.manifest.package.path = paths::relative(folder, out);
        }
        self.aimed_at(out)
    }

    /// Whether the crate is a workspace of its own depends on where it stands, if the manifest does not say: a crate that
    /// inherits from a workspace is in one.
    fn aimed_at(mut self, target: &Path) -> Self {
        let package = &mut self.manifest.package;
        package.standalone = package.standalone.or_else(|| Some(!package.inherits() && !workspace::contains(target)));
        self.target = paths::tidy(target);
        self
    }

    fn add_metadata(&mut self, manifest: &Path, metadata: Vec<(PathBuf, Source)>) -> Result<(), Error> {
        let named = &self.manifest.source.reference;
        let named = named.iter().map(|entry| (entry.uri.get_ref().as_str(), beside(manifest, &entry.file))).collect();
        self.inputs.references = references::read(&metadata, &named, self.manifest.limits)?;
        self.inputs.csdl = metadata.into_iter().map(|(_, source)| source).collect();
        Ok(())
    }
}

/// Reads files of metadata; `-` is standard input.
fn metadata(files: &[PathBuf], limits: Limits) -> Result<Vec<(PathBuf, Source)>, Error> {
    let files = files.iter().map(|path| {
        let source = if path.as_os_str() == "-" {
            let name = Path::new("standard input");
            Source::from_bytes("standard input", &file::read_from(name, std::io::stdin().lock(), limits)?)?
        } else {
            file::source(path, &file::read(path, limits)?)?
        };
        Ok((path.clone(), source))
    });
    files.collect()
}
