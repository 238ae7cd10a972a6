//! What the new metadata of one service leads to.

use std::path::{Path, PathBuf};

use odata_codegen::diff::{self, Class, Diff};
use odata_codegen::manifest::Package;
use odata_codegen::{File, Source};

use super::error::Error;
use crate::fetch::{Fetched, Slices};
use crate::inputs::{Job, manifest};
use crate::show::{args::Theme, mermaid, picture, selection};

/// A service whose slice is another one.
pub(super) struct Service {
    /// The manifest.
    pub(super) manifest: PathBuf,
    /// Whether the slice is another one.
    pub(super) has_new_slice: bool,
    /// The name of the crate.
    pub(super) name: String,
    /// The name in documentation.
    pub(super) title: String,
    /// Where the metadata came from, and its digest.
    pub(super) source: Option<(String, String)>,
    /// What the manifest says about the crate.
    pub(super) package: Package,
    /// The folder of the crate.
    pub(super) target: PathBuf,
    /// The crate.
    pub(super) files: Vec<File>,
    /// What differs for its users.
    pub(super) diff: Diff,
    /// The slice as a diagram, if it is small enough for one.
    pub(super) diagram: Option<String>,
    /// The picture that the manifest names, drawn anew.
    pub(super) picture: Option<(PathBuf, String)>,
}

impl Service {
    /// `None` if the manifest is what it was.
    pub(super) fn read_recorded(fetched: &Fetched) -> Option<Result<Self, Error>> {
        let slices = fetched.slices.as_ref()?;
        Some(Self::read(&fetched.update.manifest, slices))
    }

    fn read(path: &Path, slices: &Slices) -> Result<Self, Error> {
        let new = Job::of_texts(path, slices.new_manifest.clone(), slices.new.clone())?;
        let diff = match &slices.old {
            Some(old) if slices.has_changed() => {
                let old = Job::of_texts(path, slices.old_manifest.clone(), old.clone())?;
                diff::compare(old.metadata(), new.metadata())?
            }
            _ => Diff::default(),
        };
        let manifest_source: Source = new.manifest_source.clone();
        let output = odata_codegen::generate(&new.inputs, &new.manifest, manifest_source.clone())?;
        let outline = odata_codegen::outline(&new.inputs, &new.manifest, manifest_source)?;
        let types = selection::types(&outline, None).ok();
        let diagram = types.as_ref().map(|types| mermaid::text(&outline, types));
        let package = &new.manifest.package;
        let picture = package.picture.as_ref().zip(types).map(|(file, types)| {
            let svg = picture::text(&picture::picture(&outline, &types), Theme::Auto);
            (manifest::beside(path, file), svg)
        });
        let source = &new.manifest.source;
        Ok(Self {
            manifest: path.to_owned(),
            has_new_slice: slices.has_changed(),
            name: package.name.clone(),
            package: package.clone(),
            title: new.manifest.service.title.clone().unwrap_or_else(|| package.name.clone()),
            source: source.url.clone().zip(source.upstream_sha256.clone()),
            target: new.target,
            files: output.files,
            diff,
            diagram,
            picture,
        })
    }

    /// How many changes of each class there are: `1 breaking change, 2 compatible ones`.
    pub(super) fn summary(&self) -> String {
        let count = |class: Class| self.diff.of_class(class).count();
        let counts = Class::ALL.map(|class| (count(class), class.name()));
        let counts: Vec<String> =
            counts.iter().filter(|(count, _)| *count > 0).map(|(count, name)| format!("{count} {name}")).collect();
        if counts.is_empty() { "no change for users".to_owned() } else { counts.join(", ") }
    }
}
