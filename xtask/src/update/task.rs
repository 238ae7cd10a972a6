//! The steps of the task.

use std::io::Write;
use std::process::Command;

use odata_codegen::Limits;

use super::args::Args;
use super::changelog;
use super::pull_request;
use super::service::Service;
use crate::error::Error;
use crate::fetch::{self, Fetched, Update};
use crate::write::{self, Turn};
use crate::{inputs, paths, tree};

pub(super) fn run(args: &Args, stdout: &mut dyn Write, stderr: &mut dyn Write) -> Result<bool, Error> {
    let mut turn = Turn::take(&args.fetch.manifest())?;
    let fetched = fetch::prepare(&args.fetch, stderr)?;
    let services = fetched.iter().filter_map(Service::of).collect::<Result<Vec<_>, _>>()?;
    let updates: Vec<Update> = fetched.into_iter().map(|it: Fetched| it.update).collect();
    if services.is_empty() {
        fetch::apply(&mut turn, &updates, &[], Vec::new())?;
        let _ = writeln!(stdout, "update: nothing changed");
        return Ok(true);
    }

    let changelog = args.changelog.clone().unwrap_or_else(|| paths::workspace().join("CHANGELOG.md"));
    let before = inputs::source(&changelog, &inputs::read(&changelog, Limits::default())?)?.text;
    let entries: String = services.iter().map(changelog::entry).collect();
    let after =
        changelog::with_entry(&before, &entries).ok_or_else(|| Error::Changelog { path: paths::tidy(&changelog) })?;

    let trees = services.iter().map(|service| tree::compare(&service.target, &service.files));
    let trees = trees.collect::<Result<Vec<_>, _>>()?;
    let crates = services.iter().zip(&trees).map(|(service, tree)| write::part(&service.target, tree)).collect();
    let request = pull_request::text(&services, args.accept_snapshots);
    let pictures = services.iter().filter_map(|service| service.picture.clone());
    let request = args.pull_request.clone().map(|path| (path, request));
    let others = [(changelog, after)].into_iter().chain(pictures).chain(request);
    let others: Vec<_> = others.map(|(path, text)| (path, text.into_bytes())).collect();
    fetch::apply(&mut turn, &updates, &others, crates)?;

    for (service, tree) in services.iter().zip(&trees) {
        write::remove_stale_folders(&service.target, tree);
        let write::Counts { written, unchanged, removed } = write::counts(tree);
        let summary = service.summary();
        let name = &service.name;
        let _ = writeln!(stdout, "{name}: {summary}: {written} written, {unchanged} unchanged, {removed} removed");
    }
    if args.accept_snapshots { accept_snapshots() } else { Ok(true) }
}

/// The tests that compare emitted files write them instead.
fn accept_snapshots() -> Result<bool, Error> {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.args(["test", "--quiet", "--package", "tests", "--test", "snapshots"]).env("INSTA_UPDATE", "always");
    let status = command
        .current_dir(paths::workspace())
        .status()
        .map_err(|source| Error::Start { command: format!("{command:?}"), source })?;
    if status.success() { Ok(true) } else { Err(Error::Failed { command: format!("{command:?}"), status }) }
}
