//! Which tables there are, and a process for each.

use std::io::Write;
use std::path::{Path, PathBuf};

use super::args::{Args, Section};
use super::{compile, diff, features, generate, json, measure, once, patches, scale, slice};
use crate::error::Error;
use crate::project;
use cargo_odata::paths;

/// A table.
struct Table {
    section: Section,
    csdl: Option<PathBuf>,
}

/// Prints the tables that the arguments select.
///
/// # Errors
///
/// Those of the tables.
pub(super) fn run(args: &Args, stdout: &mut dyn Write) -> Result<(), Error> {
    if let Some(once) = args.once {
        return once::run(once, args.csdl.first().map(PathBuf::as_path));
    }
    let tables = tables(args);
    if let [table] = &*tables {
        return print(table, args, stdout);
    }
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let _ = writeln!(stdout, "{cores} cores, {} {}", std::env::consts::OS, std::env::consts::ARCH);
    for table in tables {
        let words = words(&table, args);
        let _ = writeln!(stdout, "\n$ cargo xtask bench {}\n", words.join(" "));
        let _ = stdout.flush();
        let mut command = measure::this_program();
        measure::succeed(command.args(&words).arg("--built"))?;
    }
    Ok(())
}

fn print(table: &Table, args: &Args, stdout: &mut dyn Write) -> Result<(), Error> {
    let csdl = table.csdl.as_deref().unwrap_or(Path::new(""));
    let rows = match table.section {
        Section::Generate => generate::table(csdl, args.runs)?,
        Section::Slice => slice::table(csdl, args.runs)?,
        Section::Diff => diff::table(args)?,
        Section::Scale => scale::table(csdl, args.runs)?,
        Section::Json => json::table(args.runs)?,
        Section::Patches => patches::table(args.runs)?,
        Section::Features => features::table(args.runs)?,
        Section::Compile => compile::table(csdl, args)?,
    };
    let _ = write!(stdout, "{rows}");
    Ok(())
}

fn tables(args: &Args) -> Vec<Table> {
    let all = [
        Section::Generate,
        Section::Slice,
        Section::Diff,
        Section::Scale,
        Section::Json,
        Section::Patches,
        Section::Features,
        Section::Compile,
    ];
    let mut tables = Vec::new();
    for section in all.into_iter().filter(|section| args.only.is_empty() || args.only.contains(section)) {
        let inputs = match section {
            Section::Json | Section::Patches | Section::Features => vec![None],
            // Without two files there is nothing to compare.
            Section::Diff => vec![None; usize::from(diff::files(args).is_some())],
            _ if args.csdl.is_empty() => defaults(section).into_iter().map(Some).collect(),
            _ => args.csdl.iter().cloned().map(Some).collect(),
        };
        tables.extend(inputs.into_iter().map(|csdl| Table { section, csdl }));
    }
    tables
}

/// The project's own metadata, and Graph's where this machine has it.
fn defaults(section: Section) -> Vec<PathBuf> {
    let own = project::root().join("metadata/managed-device-encryption-state.csdl");
    let Some(corpus) = std::env::var_os("ODATA_CORPUS") else { return vec![own] };
    let graph = Path::new(&corpus).join("graph");
    let (v1, beta) = (graph.join("v1.0-Prod.csdl"), graph.join("beta-2021-07-13.xml"));
    match section {
        Section::Generate => vec![own, v1, beta],
        Section::Slice => vec![own, beta],
        Section::Scale => vec![v1],
        Section::Compile => vec![v1, beta],
        Section::Diff | Section::Json | Section::Patches | Section::Features => Vec::new(),
    }
}

/// The command line of one table.
fn words(table: &Table, args: &Args) -> Vec<String> {
    let name =
        |value: Option<clap::builder::PossibleValue>| value.map_or_else(String::new, |v| v.get_name().to_owned());
    let section = name(clap::ValueEnum::to_possible_value(&table.section));
    let mut words = vec![String::from("--only"), section];
    if let Some(csdl) = &table.csdl {
        words.extend([String::from("--csdl"), paths::tidy(csdl).display().to_string()]);
    }
    if table.section == Section::Diff {
        for csdl in &args.csdl {
            words.extend([String::from("--csdl"), paths::tidy(csdl).display().to_string()]);
        }
    }
    if table.section == Section::Compile {
        let steps: Vec<_> = args.steps.iter().map(|step| name(clap::ValueEnum::to_possible_value(step))).collect();
        words.extend([String::from("--builds"), args.builds.to_string(), String::from("--steps"), steps.join(",")]);
    } else {
        words.extend([String::from("--runs"), args.runs.to_string()]);
    }
    words
}
