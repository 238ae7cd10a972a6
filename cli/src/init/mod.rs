//! `init`: a service in somebody's workspace, from the URL of its metadata to a crate that compiles.
//!
//! All is made in memory, and Cargo is asked about a copy of the workspace, until the last step, which writes all files or none.

pub mod args;
mod attributes;
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
mod xtask;

use std::io::IsTerminal as _;

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
    let tool = tool::find(args)?;
    check_runtime(args.runtime.as_ref())?;
    let place = Place::find(&here, name::name(args, &preset)?, args)?;
    let metadata = Metadata::read(args, &preset, terminal.err)?;
    let mut stdin = std::io::stdin().lock();
    // Without a terminal there is nobody to ask.
    let is_asked = terminal.is_interactive && stdin.is_terminal();

    let command = command(args, &place, &terminal.program);
    let filling = Filling {
        roots: &args.root,
        client: args.client.as_deref(),
        runtime: args.runtime.as_ref(),
        url: args.url.as_deref(),
        token_env: args.token_env.as_deref(),
        command: command.as_deref(),
    };
    let roots = service::roots(&metadata, &preset, &place, filling, is_asked.then_some(&mut stdin), terminal.err)?;
    let service = Service::make(&metadata, &preset, &place, Filling { roots: &roots, ..filling })?;
    terminal.warn(&service.warnings);

    let counts = service.counts;
    let has_url = filling.url.or(preset.get("source", "url")).is_some();
    let files = files(args, &place, (tool.as_ref(), has_url), service)?;
    let overwritten = files.overwritten();
    if !overwritten.is_empty() && !args.force {
        let exists = Error::Exists { paths: overwritten };
        let question = format!("{exists}. Overwrite?");
        let is_allowed = is_asked && choose::confirm(&question, &mut stdin, terminal.err);
        if !is_allowed {
            return Err(exists);
        }
    }
    let runtime = args
        .runtime
        .as_ref()
        .map_or_else(default_runtime, |runtime| runtime.value(place.manifest_folder()).to_string());
    if let Some(why) = cargo::ask(place.root.folder(), &files, &runtime, args.offline)? {
        terminal.note(format_args!("warning: whether odata-runtime resolves is not known: {why}"));
    }
    files.write(&place.manifest)?;
    terminal.print(&report::text(&place, &files, counts, &here));
    Ok(true)
}

fn default_runtime() -> String {
    Runtime::Version(VERSION.to_owned()).value(std::path::Path::new("")).to_string()
}

/// A folder is looked at: Cargo would say less of it.
fn check_runtime(runtime: Option<&Runtime>) -> Result<(), Error> {
    let Some(Runtime::Path(path)) = runtime else { return Ok(()) };
    let there = workspace::CargoToml::load(&paths::full(path))?;
    let is_runtime = there.is_some_and(|there| there.package() == Some("odata-runtime"));
    if is_runtime { Ok(()) } else { Err(Error::NoRuntime { folder: paths::tidy(path) }) }
}

/// The command that the headers of emitted files name, where it is not the default: that of the workspace.
fn command(args: &Args, place: &Place, program: &Program) -> Option<String> {
    if args.xtask {
        return Some(xtask::COMMAND.to_owned());
    }
    let called = (*program != Program::default() && program.is_of_cargo()).then(|| format!("{program} codegen"));
    place.command.clone().or(called)
}

/// All files beside those of the crate.
fn files(
    args: &Args,
    place: &Place,
    (tool, has_url): (Option<&Runtime>, bool),
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
    if let Some(tool) = tool.filter(|_| args.xtask) {
        xtask::add(&mut root, tool, &mut files)?;
    }
    let cargo_toml = root.folder().join("Cargo.toml");
    let edited = Error::Edited { path: paths::tidy(&cargo_toml) };
    files.edit(cargo_toml, |text| if text == root.text() { Ok(root.edited()) } else { Err(edited) })?;
    let folder = place.in_workspace(&place.crate_folder);
    files.edit(root.folder().join(".gitattributes"), |text| Ok(attributes::with_folder(text, &folder)))?;
    if args.ci.is_some() {
        let tool = tool.filter(|_| !args.xtask);
        ci::Workflows { root: root.folder(), tool, has_url, token_env: args.token_env.as_deref() }.add(&mut files);
    }
    Ok(files)
}
