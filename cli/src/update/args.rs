//! The arguments of `update`.

use std::path::PathBuf;

use crate::fetch;

/// Fetches, slices, generates, and writes the changelog entry and the text of the pull request, or changes nothing
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
#[group(skip)]
pub struct Args {
    /// Where the metadata comes from.
    #[command(flatten)]
    pub fetch: fetch::args::Args,
    /// Where the entry goes, below `## [Unreleased]` [default: CHANGELOG.md of the workspace, made if there is none]
    #[arg(long, value_name = "FILE")]
    pub changelog: Option<PathBuf>,
    /// Write the text of the pull request to this file, its title in the first line; it is not touched if nothing changed
    #[arg(long, value_name = "FILE")]
    pub pull_request: Option<PathBuf>,
    /// Accept the snapshots of the emitted files, by the tests that `snapshots` of the manifest names; the pull request shows
    /// what differs
    #[arg(long)]
    pub accept_snapshots: bool,
}

const EXAMPLES: &str = "\
Examples:
  cargo odata update
  cargo odata update --accept-snapshots --pull-request pull-request.md
  cargo odata update --service generated --url 'https://graph.microsoft.com/beta/$metadata'

It does what these do, all of it or nothing:
  cargo odata fetch && cargo odata codegen && cargo odata diff --against HEAD --format markdown";
