//! `slice`: full metadata in, the part of it that the roots need out.

pub mod args;
mod error;

use std::fmt::Write as _;
use std::path::Path;

use odata_codegen::{Subset, subset};

pub use self::error::Error;
use crate::inputs::{self, Job, toml_list};
use crate::terminal::Terminal;
use crate::{output, paths};
use args::Args;

/// Runs the task.
///
/// # Errors
///
/// The input is refused, the type asked for is not kept, or a file cannot be read or written.
pub fn run(args: &Args, terminal: &mut Terminal<'_>) -> Result<bool, Error> {
    let job = job(args)?;
    if let Some(pattern) = &args.list {
        let roots = odata_codegen::roots(&job.inputs, &job.manifest, job.manifest_source, pattern)?;
        for root in &roots {
            terminal.line(root);
        }
        return Ok(!roots.is_empty());
    }
    let subset = subset(&job.inputs, &job.manifest, job.manifest_source.clone())?;
    if let Some(ty) = &args.why {
        terminal.print(&why(&subset, ty)?);
        return Ok(true);
    }
    terminal.warn(&job.located(subset.warnings.clone()));
    match &args.out {
        Some(path) => output::file(path, &subset.text)?,
        None => terminal.print(&subset.text),
    }
    terminal.note(counts(&subset, args.out.as_deref()).trim_end());
    Ok(true)
}

fn job(args: &Args) -> Result<Job, Error> {
    let manifest = || inputs::manifest::find(args.manifest.as_deref());
    Ok(match (&*args.csdl, &*args.root) {
        ([], []) => Job::by_manifest(&manifest()?)?,
        // Nothing of the manifest matters, and the files may be another service's.
        (files, []) if args.list.is_some() && args.manifest.is_none() => {
            Job::of_files(manifest_text(&["*".to_owned()], args), files, Path::new("."))?
        }
        (files, []) => Job::of_other_files(&manifest()?, files)?,
        ([], roots) => {
            let mut job = Job::by_manifest(&manifest()?)?;
            let stand_in = Job::of_files(manifest_text(roots, args), &[], Path::new("."))?;
            (job.manifest.roots, job.manifest.slice) = (stand_in.manifest.roots, stand_in.manifest.slice);
            job.manifest_source = stand_in.manifest_source;
            job
        }
        (files, roots) => Job::of_files(manifest_text(roots, args), files, Path::new("."))?,
    })
}

/// The manifest that the arguments stand for; as text, so that a message can underline the pattern at fault.
fn manifest_text(roots: &[String], args: &Args) -> String {
    format!(
        "roots = {}\n\n[slice]\nexclude = {}\nderived-types = {}\nnavigation-targets = {}\n\n\
         [crate]\nname = \"slice\"\npath = \".\"\n\n[source]\ncsdl = \"-\"\n",
        toml_list(roots),
        toml_list(&args.exclude),
        args.derived_types,
        args.navigation_targets,
    )
}

/// What was kept and left, a line for each kind of element that there is.
fn counts(subset: &Subset, out: Option<&Path>) -> String {
    let mut text = format!("{:<20}{:>8}{:>8}{:>8}\n", "element", "read", "kept", "left");
    for count in subset.counts.iter().filter(|count| count.read > 0) {
        let left = count.read.saturating_sub(count.kept);
        let _ = writeln!(text, "{:<20}{:>8}{:>8}{:>8}", count.element, count.read, count.kept, left);
    }
    let bytes = subset.text.len();
    let _ = match out {
        Some(path) => writeln!(text, "slice: {bytes} bytes in {}", paths::tidy(path).display()),
        None => writeln!(text, "slice: {bytes} bytes"),
    };
    text
}

/// The way from a type to a root. The name may lack its namespace, if that is no question.
fn why(subset: &Subset, name: &str) -> Result<String, Error> {
    let unqualified = |qualified: &&String| qualified.rsplit_once('.').is_some_and(|(_, own)| own == name);
    let mut named = subset.reasons.keys().filter(unqualified);
    let qualified = match (named.next(), named.next()) {
        (Some(only), None) => only,
        _ => name,
    };
    let chain = subset.why(qualified);
    if chain.is_empty() {
        let unqualified = subset.reasons.keys().filter_map(|name| Some(name.rsplit_once('.')?.1));
        let known = subset.reasons.keys().map(String::as_str).chain(unqualified);
        let nearest = odata_codegen::error::nearest(name, known).map(str::to_owned);
        return Err(Error::NotKept { name: name.to_owned(), nearest });
    }
    let mut text = String::new();
    for (name, reason) in chain {
        let _ = writeln!(text, "{name}\n    because of {}", reason.because);
    }
    Ok(text)
}
