//! The steps of the task.

use std::path::{Path, PathBuf};

use odata_codegen::Limits;

use super::args::Args;
use super::changelog;
use super::error::Error;
use super::lines::Lines;
use super::pull_request;
use super::service::Service;
use crate::codegen::version;
use crate::fetch::{self, Fetched, Update};
use crate::output::tree::{self, Tree};
use crate::output::{self, WriteLock};
use crate::program::cargo;
use crate::terminal::Terminal;
use crate::{inputs, paths, workspace};

/// Runs the task.
///
/// # Errors
///
/// The metadata cannot be fetched or is refused, the changelog has no place for an entry, or a file cannot be read or
/// written; nothing on disk has changed.
pub fn run(args: &Args, terminal: &mut Terminal<'_>) -> Result<bool, Error> {
    WriteLock::finish_killed_here()?;
    let manifest = inputs::manifest::find(args.fetch.manifest.as_deref())?;
    let changelog = match &args.changelog {
        Some(path) => path.clone(),
        None => workspace::require_root(&manifest)?.join("CHANGELOG.md"),
    };
    let mut lock = WriteLock::acquire(&manifest)?;
    let fetched = fetch::prepare(&manifest, &args.fetch, terminal.err)?;
    let mut services = fetched.iter().filter_map(Service::read_recorded).collect::<Result<Vec<_>, _>>()?;
    // Of the others only the record is new, which the crate may show.
    services.sort_by_key(|service| !service.has_new_slice);
    let changed = &services[..services.partition_point(|service| service.has_new_slice)];
    let mut updates: Vec<Update> = fetched.into_iter().map(|it: Fetched| it.update).collect();
    record_version(&mut updates, &services);

    let trees = services.iter().map(|service| tree::compare(&service.target, &service.files));
    let trees = trees.collect::<Result<Vec<_>, _>>()?;
    let others =
        if changed.is_empty() { Vec::new() } else { announcements(args, &manifest, &changelog, changed, &trees)? };
    let crates = services.iter().zip(&trees).map(|(service, tree)| output::part(&service.target, tree)).collect();
    fetch::apply(&mut lock, &updates, &others, crates)?;
    for (service, tree) in services.iter().zip(&trees) {
        output::remove_stale_folders(&service.target, tree);
    }

    if changed.is_empty() {
        let record = if services.is_empty() { "" } else { " in the slice; the record in the manifest is new" };
        terminal.line(format_args!("update: nothing changed{record}"));
        return Ok(true);
    }
    for (service, tree) in changed.iter().zip(&trees) {
        let output::Counts { written, unchanged, removed } = output::counts(tree);
        let (name, summary) = (&service.name, service.summary());
        terminal.line(format_args!("{name}: {summary}: {written} written, {unchanged} unchanged, {removed} removed"));
    }
    let written: Vec<String> = others.iter().map(|(path, _)| paths::tidy(path).display().to_string()).collect();
    terminal.line(format_args!("  written too: {}", written.join(", ")));
    if args.accept_snapshots { accept_snapshots(&manifest, changed) } else { Ok(true) }
}

/// The files that tell people what changed: the changelog, the pictures, and the text of the pull request.
fn announcements(
    args: &Args,
    manifest: &Path,
    changelog: &Path,
    changed: &[Service],
    trees: &[Tree<'_>],
) -> Result<Vec<(PathBuf, Vec<u8>)>, Error> {
    if args.accept_snapshots && changed.iter().all(|service| service.package.snapshots.is_empty()) {
        return Err(Error::Snapshots { manifest: paths::tidy(manifest) });
    }
    if args.pull_request.as_ref().is_some_and(|request| paths::full(request) == paths::full(changelog)) {
        return Err(Error::SameFile { path: paths::tidy(changelog) });
    }
    let before = if changelog.exists() {
        inputs::source(changelog, &inputs::read(changelog, Limits::default())?)?.text
    } else {
        changelog::NEW.to_owned()
    };
    let entries: String = changed.iter().map(changelog::entry).collect();
    let after =
        changelog::with_entry(&before, &entries).ok_or_else(|| Error::Changelog { path: paths::tidy(changelog) })?;
    let pictures = changed.iter().filter_map(|service| service.picture.clone());
    let request = match &args.pull_request {
        Some(path) => {
            let lines = changed.iter().zip(trees).map(|(service, tree)| Lines::count(&service.target, tree));
            let lines = lines.collect::<Result<Vec<_>, _>>()?;
            Some((path.clone(), pull_request::text(changed, &lines, args.accept_snapshots)))
        }
        None => None,
    };
    let files = [(changelog.to_owned(), after)].into_iter().chain(pictures).chain(request);
    Ok(files.map(|(path, text)| (path, text.into_bytes())).collect())
}

/// The manifests record which version of this command wrote their crates.
fn record_version(updates: &mut [Update], services: &[Service]) {
    let manifests: Vec<&Path> = services.iter().map(|service| service.manifest.as_path()).collect();
    for update in updates.iter_mut().filter(|update| manifests.contains(&update.manifest.as_path())) {
        let text = update.files.iter_mut().find(|(path, _)| *path == update.manifest);
        if let Some((_, bytes)) = text
            && let Some(recorded) = version::recorded(&String::from_utf8_lossy(bytes))
        {
            *bytes = recorded.into_bytes();
        }
    }
}

/// Runs the tests that compare emitted files, which then accept what they find.
fn accept_snapshots(manifest: &Path, services: &[Service]) -> Result<bool, Error> {
    let root = workspace::require_root(manifest)?;
    for service in services.iter().filter(|service| !service.package.snapshots.is_empty()) {
        let mut command = cargo();
        command.args(["test", "--quiet"]).args(&service.package.snapshots).env("INSTA_UPDATE", "always");
        let status = command.current_dir(&root).status();
        let status = status.map_err(|source| Error::Start { command: format!("{command:?}"), source })?;
        if !status.success() {
            return Err(Error::Failed { command: format!("{command:?}"), status });
        }
    }
    Ok(true)
}
