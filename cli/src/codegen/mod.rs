//! `codegen`: metadata in, a crate on disk out.

pub mod args;
mod check;
mod counts;
mod error;
mod target;
pub(crate) mod version;

use std::path::PathBuf;
use std::time::Instant;

use odata_codegen::error::Warnings;
use odata_codegen::{File, Output};

pub use self::error::Error;
use self::target::Target;
use crate::inputs::{self, Job};
use crate::output::tree::{self, State, Tree};
use crate::output::{self, Change, Counts, Part, WriteLock};
use crate::terminal::Terminal;
use crate::{paths, workspace};
use args::Args;

/// Runs the task; `false` if a check found a difference. `mend` is the command that the message then names.
///
/// # Errors
///
/// The input is refused, or a file cannot be read or written.
pub fn run(args: &Args, mend: &str, terminal: &mut Terminal<'_>) -> Result<bool, Error> {
    let start = Instant::now();
    if !args.check {
        WriteLock::finish_killed_here()?;
    }
    let target = Target::find(args)?;
    let anchor = target.anchor();
    // A check writes nothing, so that it cannot finish what another run has left.
    let mut lock = if args.check { None } else { Some(WriteLock::acquire(anchor)?) };
    if args.check && WriteLock::is_pending(anchor) {
        return Err(Error::Pending { anchor: paths::tidy(anchor), mend: mend.to_owned() });
    }
    let jobs = target.read(args.service.as_deref())?;
    // Nothing is written unless all can be.
    let generated = jobs.into_iter().map(|job| Generated::new(job, &target, args.faults));
    let generated = generated.collect::<Result<Vec<_>, _>>()?;
    let trees = generated.iter().map(|item| tree::compare(&item.target, &item.output.files));
    let trees = trees.collect::<Result<Vec<_>, _>>()?;
    for item in &generated {
        terminal.warn(&item.warnings);
        if args.faults {
            terminal.list(&item.outside);
        }
    }
    if let Some(lock) = &mut lock {
        write(&generated, &trees, lock)?;
    }
    let mut is_current = true;
    for (item, tree) in generated.iter().zip(&trees) {
        if args.check {
            is_current &= item.check(tree, args, mend, start, terminal);
        } else {
            item.summarize(args, output::counts(tree), start, terminal);
            item.note_membership(tree, terminal);
        }
    }
    Ok(is_current)
}

/// Writes all crates, and the manifests that record this version, or nothing.
fn write(generated: &[Generated], trees: &[Tree<'_>], lock: &mut WriteLock) -> Result<(), Error> {
    let manifests = generated.iter().filter_map(|item| item.manifest.as_ref());
    let manifests = manifests.map(|(path, text)| Ok((path, Change::of_file(path, text.as_bytes())?)));
    let manifests = manifests.collect::<Result<Vec<_>, Error>>()?;
    let mut changed = generated.iter().zip(trees).filter(|(_, tree)| !tree.is_current());
    if let (true, Some((only, tree)), None) = (manifests.is_empty(), changed.next(), changed.next()) {
        output::apply(lock, &only.target, tree)?;
        return Ok(());
    }
    let crates = generated.iter().zip(trees).map(|(item, tree)| output::part(&item.target, tree));
    let manifests = manifests.into_iter().map(|(path, change)| Part { beside: path, changes: vec![change] });
    lock.replace(&crates.chain(manifests).collect::<Vec<_>>())?;
    for (item, tree) in generated.iter().zip(trees) {
        output::remove_stale_folders(&item.target, tree);
    }
    Ok(())
}

/// A crate, and where it goes.
struct Generated {
    name: String,
    target: PathBuf,
    output: Output,
    warnings: Warnings,
    /// The faults outside of what the roots need, if they are asked for.
    outside: Warnings,
    /// The manifest with the version of this command, if it is to be recorded.
    manifest: Option<(PathBuf, String)>,
    /// The version of this command that the manifest has, if it is another one.
    other_version: Option<String>,
}

impl Generated {
    fn new(job: Job, target: &Target, with_faults: bool) -> Result<Self, Error> {
        let mut output = odata_codegen::generate(&job.inputs, &job.manifest, job.manifest_source.clone())?;
        let warnings = job.located(std::mem::take(&mut output.report.warnings));
        let outside = std::mem::take(&mut output.report.outside);
        let outside = if with_faults { job.located(outside) } else { Warnings::default() };
        let other_version = version::other(&job.manifest).map(str::to_owned);
        let manifest = job.path.filter(|_| target.is_recorded()).and_then(|path| {
            let text = version::recorded(&job.manifest_source.text)?;
            Some((path.clone(), inputs::with_mark_of(&path, text)))
        });
        Ok(Self {
            name: job.manifest.package.name,
            target: job.target,
            output,
            warnings,
            outside,
            manifest,
            other_version,
        })
    }

    /// Says which files are not as they should be; `false` if there are any.
    fn check(&self, tree: &Tree<'_>, args: &Args, mend: &str, start: Instant, terminal: &mut Terminal<'_>) -> bool {
        if let Some(other) = &self.other_version {
            terminal.note(format_args!(
                "note: {} was generated by version {other} of this command, and this is version {}, which may generate \
                 other code",
                self.name,
                version::VERSION
            ));
        }
        if tree.is_current() {
            self.summarize(args, output::counts(tree), start, terminal);
            return true;
        }
        terminal.print(&check::report(&self.target, tree));
        let (one, more) = ("file is not what the metadata gives", "files are not what the metadata gives");
        let number = plural(check::count(tree), one, more);
        terminal.note(format_args!("error: {number} in {}\nhelp: run `{mend}`", self.target.display()));
        false
    }

    /// Says of a new crate that Cargo refuses it, unless something is done.
    fn note_membership(&self, tree: &Tree<'_>, terminal: &mut Terminal<'_>) {
        let is_new = |(file, state): &(&File, State)| file.path == "Cargo.toml" && *state == State::Missing;
        if tree.files.iter().any(is_new)
            && let Some(root) = workspace::without_member(&self.target)
        {
            terminal.note(format_args!(
                "note: {} is in the workspace of {} and not among its `members`: add it there, unless a member depends on it \
                 by path",
                self.target.display(),
                root.join("Cargo.toml").display()
            ));
        }
    }

    fn summarize(&self, args: &Args, counts: Counts, start: Instant, terminal: &mut Terminal<'_>) {
        let Output { files, report, .. } = &self.output;
        if args.all || args.counts {
            terminal.print(&counts::table(&report.elements));
        }
        let Counts { written, unchanged, removed } = counts;
        terminal.line(format_args!(
            "{}: {} kept, {} left, {}: {written} written, {unchanged} unchanged, {removed} removed, {} ms",
            self.name,
            plural(report.types_kept, "type", "types"),
            report.types_left,
            plural(files.len(), "file", "files"),
            start.elapsed().as_millis(),
        ));
    }
}

fn plural(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}
