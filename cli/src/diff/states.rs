//! The two states: files, or the manifest's metadata and the same at a revision.

use std::path::Path;

use odata_codegen::Inputs;
use toml::Spanned;

use super::{args::Args, error::Error, git::Revision};
use crate::inputs::{Job, StandAlone, manifest};

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
    let described = StandAlone {
        csdl: vec![csdl.to_owned()],
        roots: roots.to_vec(),
        name: Some("diff".to_owned()),
        ..StandAlone::default()
    };
    Ok(Job::stand_alone(&described)?)
}

fn against(revision: &str, args: &Args) -> Result<(Job, Job), Error> {
    let path = manifest::find(args.manifest.as_deref())?;
    let mut new = Job::by_manifest(&path)?;
    let revision = Revision::find(revision, path.parent().unwrap_or(Path::new("")))?;
    let manifest_source = revision.source(&path)?;
    let manifest = manifest::parse(&manifest_source)?;
    let read = |file: &String| revision.source(&manifest::beside(&path, file));
    let files = |files: &[String]| files.iter().map(read).collect::<Result<Vec<_>, Error>>();
    let references = manifest.source.reference.iter().map(|entry| read(&entry.file));
    let inputs = Inputs {
        csdl: vec![read(&manifest.source.csdl)?],
        references: references.collect::<Result<_, _>>()?,
        overlays: files(&manifest.source.overlays)?,
    };
    let mut old = Job { inputs, manifest, manifest_source, path: None, target: new.target.clone() };
    if !args.root.is_empty() {
        new.manifest.roots = args.root.iter().map(|root| Spanned::new(0..0, root.clone())).collect();
    }
    // What the roots need is compared, not which there are.
    old.manifest.roots.clone_from(&new.manifest.roots);
    Ok((old, new))
}
