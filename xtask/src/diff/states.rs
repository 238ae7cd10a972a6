//! The two states: files, or the manifest's metadata and the same at a revision.

use std::path::Path;

use generator::{Inputs, Manifest, Source, diff::Metadata};
use toml::Spanned;

use super::{args::Args, git::Revision};
use crate::args::Args as CodegenArgs;
use crate::error::Error;
use crate::inputs::{self, Job};
use crate::paths;

/// A state of the metadata.
pub(super) struct State {
    inputs: Inputs,
    manifest: Manifest,
    manifest_source: Source,
}

impl State {
    pub(super) fn metadata(&self) -> Metadata<'_> {
        Metadata { inputs: &self.inputs, manifest: &self.manifest, manifest_source: &self.manifest_source }
    }
}

impl From<Job> for State {
    fn from(job: Job) -> Self {
        Self { inputs: job.inputs, manifest: job.manifest, manifest_source: job.manifest_source }
    }
}

/// Reads what the arguments name.
pub(super) fn read(args: &Args) -> Result<(State, State), Error> {
    match (&args.old, &args.new, &args.against) {
        (Some(old), Some(new), _) => Ok((file(old, &args.root)?, file(new, &args.root)?)),
        (_, _, Some(revision)) => against(revision, args),
        _ => Err(Error::Revision {
            revision: String::new(),
            problem: "there is nothing to compare: name two files, or a revision with --against".to_owned(),
        }),
    }
}

fn file(csdl: &Path, roots: &[String]) -> Result<State, Error> {
    let args = CodegenArgs {
        csdl: vec![csdl.to_owned()],
        all: roots.is_empty(),
        root: roots.to_vec(),
        out: Some(paths::workspace().join("target/diff")),
        name: Some("diff".to_owned()),
        ..CodegenArgs::default()
    };
    Job::read(&args).map(State::from)
}

fn against(revision: &str, args: &Args) -> Result<(State, State), Error> {
    let path = args.manifest.clone().unwrap_or_else(|| paths::workspace().join("metadata/codegen.toml"));
    let mut new = State::from(Job::read(&CodegenArgs { manifest: Some(path.clone()), ..CodegenArgs::default() })?);
    let revision = Revision::find(revision, path.parent().unwrap_or(Path::new("")))?;
    let manifest_source = revision.source(&path)?;
    let manifest = inputs::parse(&manifest_source)?;
    let folder = path.parent().unwrap_or(Path::new(""));
    let read = |file: &String| revision.source(&folder.join(file));
    let files = |files: &[String]| files.iter().map(read).collect::<Result<Vec<_>, Error>>();
    let references = manifest.source.reference.iter().map(|entry| read(&entry.file));
    let inputs = Inputs {
        csdl: vec![read(&manifest.source.csdl)?],
        references: references.collect::<Result<_, _>>()?,
        overlays: files(&manifest.source.overlays)?,
    };
    let mut old = State { inputs, manifest, manifest_source };
    if !args.root.is_empty() {
        new.manifest.roots = args.root.iter().map(|root| Spanned::new(0..0, root.clone())).collect();
    }
    // What the roots need is compared, not which there are.
    old.manifest.roots.clone_from(&new.manifest.roots);
    Ok((old, new))
}
