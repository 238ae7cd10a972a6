//! The two states: files, or the manifest's metadata and the same at a revision.

use std::path::Path;

use odata_codegen::Inputs;
use toml::Spanned;

use super::{args::Args, git::Revision};
use crate::args::Args as CodegenArgs;
use crate::error::Error;
use crate::inputs::{self, Job};
use crate::paths;

/// Reads what the arguments name.
pub(super) fn read(args: &Args) -> Result<(Job, Job), Error> {
    match (&args.old, &args.new, &args.against) {
        (Some(old), Some(new), _) => Ok((file(old, &args.root)?, file(new, &args.root)?)),
        (_, _, Some(revision)) => against(revision, args),
        _ => Err(Error::Revision {
            revision: String::new(),
            problem: "there is nothing to compare: name two files, or a revision with --against".to_owned(),
        }),
    }
}

fn file(csdl: &Path, roots: &[String]) -> Result<Job, Error> {
    let args = CodegenArgs {
        csdl: vec![csdl.to_owned()],
        all: roots.is_empty(),
        root: roots.to_vec(),
        out: Some(paths::workspace().join("target/diff")),
        name: Some("diff".to_owned()),
        ..CodegenArgs::default()
    };
    Job::read(&args)
}

fn against(revision: &str, args: &Args) -> Result<(Job, Job), Error> {
    let path = args.manifest.clone().unwrap_or_else(paths::manifest);
    let mut new = Job::by_manifest(&path)?;
    let revision = Revision::find(revision, path.parent().unwrap_or(Path::new("")))?;
    let manifest_source = revision.source(&path)?;
    let manifest = inputs::parse(&manifest_source)?;
    let read = |file: &String| revision.source(&inputs::beside(&path, file));
    let files = |files: &[String]| files.iter().map(read).collect::<Result<Vec<_>, Error>>();
    let references = manifest.source.reference.iter().map(|entry| read(&entry.file));
    let inputs = Inputs {
        csdl: vec![read(&manifest.source.csdl)?],
        references: references.collect::<Result<_, _>>()?,
        overlays: files(&manifest.source.overlays)?,
    };
    let mut old = Job { inputs, manifest, manifest_source, target: new.target.clone() };
    if !args.root.is_empty() {
        new.manifest.roots = args.root.iter().map(|root| Spanned::new(0..0, root.clone())).collect();
    }
    // What the roots need is compared, not which there are.
    old.manifest.roots.clone_from(&new.manifest.roots);
    Ok((old, new))
}
