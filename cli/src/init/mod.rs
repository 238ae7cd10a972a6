//! `init`: adds a service to the user's workspace, from the URL of its metadata to a crate that compiles.
//!
//! All is made in memory, and Cargo is asked about a copy of the workspace, until the last step, which writes all files or none.

pub mod args;
mod attributes;
mod beside;
mod cargo;
mod choose;
mod ci;
mod error;
mod files;
mod manifest;
mod metadata;
mod name;
mod place;
mod presets;
mod report;
mod service;
mod stage;
mod tool;
mod variable;
mod way;
mod xtask;

use std::io::{BufRead, IsTerminal as _, Write};
use std::path::PathBuf;

use self::ci::Workflows;
pub use self::error::Error;
use self::files::Files;
use self::manifest::Filling;
use self::metadata::Metadata;
use self::place::Place;
use self::presets::Preset;
use self::service::Service;
use crate::codegen::version::VERSION;
use crate::inputs::Runtime;
use crate::paths;
use crate::program::Program;
use crate::terminal::Terminal;
use crate::workspace;
use args::Args;

/// Runs the task.
///
/// # Errors
///
/// The service has no place, its metadata is refused, or Cargo refuses the workspace with it; nothing was written.
pub fn run(args: &Args, terminal: &mut Terminal<'_>) -> Result<bool, Error> {
    let here = paths::current().map_err(workspace::Error::from)?;
    let preset = Preset::find(args.preset.as_deref())?;
    preset.check()?;
    let token_env = args.token_env.as_deref().or(preset.token_env()?);
    args.runtime.iter().try_for_each(Runtime::check)?;
    let place = Place::find(&here, name::name(args, &preset)?, args)?;
    let tool = tool::find(args, place.has_xtask)?;
    let metadata = Metadata::read(args, &preset, terminal.err)?;
    let mut stdin = std::io::stdin().lock();
    // Questions need a terminal.
    let mut input = if terminal.is_interactive && stdin.is_terminal() { Some(&mut stdin) } else { None };

    let command = command(args, &place, &terminal.program);
    let filling = Filling {
        roots: &args.root,
        client: args.client.as_deref(),
        runtime: args.runtime.as_ref(),
        url: args.url.as_deref(),
        token_env,
        command: command.as_deref(),
    };
    let roots = service::roots(&metadata, &preset, &place, filling, input.as_deref_mut(), terminal.err)?;
    let service = Service::make(&metadata, &preset, &place, Filling { roots: &roots, ..filling })?;
    terminal.warn(&service.warnings);

    let counts = service.counts;
    let workflows = args.ci.map(|_| Workflows {
        root: place.root.folder(),
        tool: tool.as_ref().filter(|_| !args.xtask),
        has_url: filling.url.or(preset.get("source", "url")).is_some(),
        token_env: filling.token_env,
    });
    let files = files(&place, tool.as_ref().filter(|_| args.xtask), workflows, service)?;
    files.check_ways(&root_of_all(args, &place))?;
    if !args.force {
        check_overwritten(&files, input, terminal.err)?;
    }
    ask_cargo(args, &place, &files, terminal)?;
    warn_of_folder(args, tool.as_ref(), &place, terminal);
    files.write(&place.anchors())?;
    terminal.print(&report::text(&place, &files, counts, &here));
    Ok(true)
}

/// The folder that all files are below: that of the workspace, or of the repository that has the workflows.
fn root_of_all(args: &Args, place: &Place) -> PathBuf {
    let root = place.root.folder();
    if args.ci.is_some() { ci::repository(root) } else { root.to_owned() }
}

/// A folder beside the repository is not there where a workflow runs.
fn warn_of_folder(args: &Args, tool: Option<&Runtime>, place: &Place, terminal: &mut Terminal<'_>) {
    if let (Some(_), false, Some(Runtime::Path(path))) = (args.ci, args.xtask, tool)
        && !paths::full(path).starts_with(place.root.folder())
    {
        terminal.note(format_args!(
            "warning: the workflows install cargo-odata from {}, which is outside of this repository and not there where they \
             run; name a repository with `--tool git=URL,rev=REV`",
            paths::tidy(path).display()
        ));
    }
}

/// What is there stays, unless a person says otherwise.
fn check_overwritten(files: &Files, input: Option<&mut impl BufRead>, err: &mut dyn Write) -> Result<(), Error> {
    let paths = files.overwritten();
    if paths.is_empty() {
        return Ok(());
    }
    let exists = Error::Exists { paths };
    let question = format!("{exists}. Overwrite?");
    let is_allowed = input.is_some_and(|input| choose::confirm(&question, input, err));
    if is_allowed { Ok(()) } else { Err(exists) }
}

fn ask_cargo(args: &Args, place: &Place, files: &Files, terminal: &mut Terminal<'_>) -> Result<(), Error> {
    let default = Runtime::Version(VERSION.to_owned());
    let runtime = args.runtime.as_ref().unwrap_or(&default).value(place.manifest_folder());
    let unknown = cargo::ask(place.root.folder(), files, &runtime.to_string(), args.offline)?;
    if let Some(why) = unknown {
        terminal.note(format_args!(
            "warning: cargo could not find out whether odata-runtime is there, without a network perhaps; if it is not, the \
             workspace does not load until `runtime` under [crate] is right\n{why}"
        ));
    }
    Ok(())
}

/// The command that the headers of emitted files name, where it is not the default: that of the workspace.
fn command(args: &Args, place: &Place, program: &Program) -> Option<String> {
    if args.xtask {
        return Some(xtask::COMMAND.to_owned());
    }
    let called = (*program != Program::default() && program.is_of_cargo()).then(|| format!("{program} codegen"));
    place.command.clone().or(called)
}

/// All files. `tool` is that of an xtask to make.
fn files(
    place: &Place,
    tool: Option<&Runtime>,
    workflows: Option<Workflows<'_>>,
    service: Service,
) -> Result<Files, Error> {
    let mut files = Files::new(&place.crate_folder, service.crate_files);
    files.make(place.manifest.clone(), service.manifest);
    files.make(place.csdl.clone(), service.slice);
    if let Some(first) = &place.first {
        files.edit(first.path.clone(), |text| manifest::with_member(&first.path, text, &first.member))?;
    }
    let mut root = place.root.clone();
    if !root.has_member(&place.crate_folder) {
        root.add_member(&place.in_workspace(&place.crate_folder));
    }
    if let Some(tool) = tool {
        xtask::add(&mut root, tool, &mut files)?;
    }
    let cargo_toml = root.folder().join("Cargo.toml");
    let edited = Error::Edited { path: paths::tidy(&cargo_toml) };
    files.edit(cargo_toml, |text| if text == root.text() { Ok(root.edited()) } else { Err(edited) })?;
    let folder = place.in_workspace(&place.crate_folder);
    files.edit(root.folder().join(".gitattributes"), |text| Ok(attributes::with_folder(text, &folder)))?;
    if let Some(workflows) = workflows {
        workflows.add(&mut files)?;
    }
    Ok(files)
}
