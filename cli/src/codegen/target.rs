//! What a run is for.

use std::path::{Path, PathBuf};

use super::args::Args;
use crate::inputs::{self, Job, Runtime, StandAlone, manifest};
use crate::paths;

/// What a run is for.
pub(super) enum Target {
    /// The crates that a manifest and its members describe.
    Manifest(PathBuf),
    /// One of these crates, in another folder.
    Elsewhere {
        /// The manifest.
        manifest: PathBuf,
        /// The folder of the crate.
        out: PathBuf,
    },
    /// A crate that the arguments describe.
    StandAlone(StandAlone),
}

impl Target {
    /// Finds it in the arguments, and the manifest on disk.
    ///
    /// # Errors
    ///
    /// There is no manifest.
    pub(super) fn find(args: &Args) -> Result<Self, inputs::Error> {
        if let Some(described) = args.stand_alone() {
            described.runtime.iter().try_for_each(Runtime::check)?;
            return Ok(Self::StandAlone(described));
        }
        let manifest = manifest::find(args.manifest.as_deref())?;
        Ok(match args.out.clone() {
            Some(out) => Self::Elsewhere { manifest, out },
            None => Self::Manifest(manifest),
        })
    }

    /// The file or folder that stands for the run: of two with the same anchor, one waits.
    pub(super) fn anchor(&self) -> &Path {
        match self {
            Self::Manifest(path) => path,
            Self::Elsewhere { out, .. } => out,
            Self::StandAlone(described) => &described.out,
        }
    }

    /// Whether the manifest records which version of this command wrote its crate. It knows nothing of other folders.
    pub(super) fn is_recorded(&self) -> bool {
        matches!(self, Self::Manifest(_))
    }

    /// Reads the input.
    ///
    /// # Errors
    ///
    /// It cannot be read, or is refused.
    pub(super) fn read(&self, service: Option<&str>) -> Result<Vec<Job>, inputs::Error> {
        match self {
            Self::Manifest(path) => Job::all(path, service),
            Self::Elsewhere { manifest, out } => {
                let mut services = manifest::all(manifest, service)?;
                services.truncate(1);
                refuse_crate_of_another(manifest, &services, out)?;
                services.iter().map(|path| Ok(Job::by_manifest(path)?.moved_to(out))).collect()
            }
            Self::StandAlone(described) => Ok(vec![Job::stand_alone(described)?]),
        }
    }
}

/// Two services do not write to one folder.
fn refuse_crate_of_another(first: &Path, chosen: &[PathBuf], out: &Path) -> Result<(), inputs::Error> {
    for path in manifest::all(first, None)?.into_iter().filter(|path| !chosen.contains(path)) {
        let package = manifest::read(&path)?.0.package;
        if paths::full(&manifest::beside(&path, &package.path)) == paths::full(out) {
            return Err(inputs::Error::Taken { folder: paths::tidy(out), name: package.name });
        }
    }
    Ok(())
}
