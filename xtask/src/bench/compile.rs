//! Builds of a whole schema's crate, beside the same models with serde's derive. Dependencies are built before.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use odata_codegen::File;
use odata_codegen::unstable::{self, Crate, Item};

use super::args::{Args, Step};
use super::table::{Table, bytes, ratio, time};
use super::{derive_form, input, measure};
use crate::error::Error;
use crate::project;
use cargo_odata::paths;

/// A crate in `target/bench`, which may have its types in a package of their own.
struct Built {
    folder: PathBuf,
    packages: Vec<String>,
    /// The roots of the packages.
    libs: Vec<PathBuf>,
}

/// Everything in a file, in both forms.
///
/// # Errors
///
/// The metadata is refused, or a build fails.
pub(super) fn table(csdl: &Path, args: &Args) -> Result<Table, Error> {
    let job = input::whole(csdl)?;
    let files = input::generate(&job)?.files;
    let plan = unstable::plan(&job.inputs, &job.manifest, job.manifest_source.clone())?;
    let name = &job.manifest.package.name;
    let types = plan.package.types.iter().map(|types| types.name.clone());
    let ours = prepare([name.clone()].into_iter().chain(types).collect(), &files)?;
    let derived_name = format!("{name}-derive");
    let derived = prepare(vec![derived_name.clone()], &derive_form::files(&plan, &derived_name))?;

    let mut table =
        Table::new(&["build", "derive: models alone", "memory", "emitted: everything", "memory", "time", "memory"]);
    for step in &args.steps {
        let words: &[&str] = match step {
            Step::Check => &["check"],
            Step::Debug => &["build"],
            Step::Release => &["build", "--release"],
        };
        let (mut emitted, mut beside) = (Vec::new(), Vec::new());
        for _ in 0..args.builds {
            emitted.push(build(&ours, words, args.incremental)?);
            beside.push(build(&derived, words, args.incremental)?);
        }
        let (emitted, beside) = (summary(&emitted), summary(&beside));
        table.row([
            format!("`cargo {}`", words.join(" ")),
            time(beside.0),
            megabytes(beside.1),
            time(emitted.0),
            megabytes(emitted.1),
            ratio(emitted.0 / beside.0),
            ratio(emitted.1 / beside.1),
        ]);
    }
    table.note(counts(&plan));
    table.note(format!("Incremental compilation is {}.", if args.incremental { "on" } else { "off" }));
    table.note(format!(
        "Emitted: models, bodies, builders and operations, in `{}`. Derive: the same models alone, in `{}`. Memory is the \
         largest resident set of a process, which is rustc's.",
        paths::tidy(&ours.folder).display(),
        paths::tidy(&derived.folder).display(),
    ));
    Ok(table)
}

fn counts(plan: &Crate) -> String {
    let count = |is: fn(&Item) -> bool| plan.types.iter().filter(|file| is(&file.item)).count();
    let fields = plan.types.iter().map(|file| match &file.item {
        Item::Model(model) => model.fields.len(),
        _ => 0,
    });
    format!(
        "{} structs with {} fields, {} enums, {} flags types, {} builder files.",
        count(|item| matches!(item, Item::Model(_))),
        fields.sum::<usize>(),
        count(|item| matches!(item, Item::Enum(_))),
        count(|item| matches!(item, Item::Flags(_))),
        plan.client.builders.len(),
    )
}

/// Writes a crate. The workspace's lock file says which dependencies, so that both forms have the same.
fn prepare(packages: Vec<String>, files: &[File]) -> Result<Built, Error> {
    let folder = input::folder().join(&packages[0]);
    for sources in ["src", "types"].map(|name| folder.join(name)).iter().filter(|sources| sources.exists()) {
        fs::remove_dir_all(sources).map_err(cannot_stage(sources))?;
    }
    for file in files {
        let path = folder.join(&file.path);
        let parent = path.parent().unwrap_or(&folder);
        fs::create_dir_all(parent).map_err(cannot_stage(parent))?;
        fs::write(&path, &file.text).map_err(cannot_stage(&path))?;
    }
    let lock = folder.join("Cargo.lock");
    fs::copy(project::root().join("Cargo.lock"), &lock).map_err(cannot_stage(&lock))?;
    let libs = files.iter().filter(|file| file.path.ends_with("src/lib.rs")).map(|file| folder.join(&file.path));
    Ok(Built { libs: libs.collect(), folder, packages })
}

/// Builds a crate whose dependencies are built.
fn build(built: &Built, words: &[&str], incremental: bool) -> Result<measure::Process, Error> {
    let cargo = |words: &[&str]| {
        let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        command.args(words).current_dir(&built.folder).env("CARGO_TARGET_DIR", input::folder().join("target"));
        command.env("CARGO_INCREMENTAL", if incremental { "1" } else { "0" });
        command
    };
    // Dependencies are built with packages that are empty.
    let texts = built.libs.iter().map(|lib| fs::read(lib).map_err(cannot_stage(lib)));
    let texts: Vec<Vec<u8>> = texts.collect::<Result<_, _>>()?;
    let emptied = write_all(&built.libs, std::iter::repeat(&Vec::new()))
        .and_then(|()| measure::succeed(cargo(words).arg("--quiet")));
    write_all(&built.libs, &texts)?;
    emptied?;
    let mut clean = cargo(&["clean", "--quiet"]);
    for package in &built.packages {
        clean.args(["--package", package]);
    }
    measure::succeed(clean.args(&words[1..]))?;
    measure::process(cargo(words).arg("--quiet"))
}

fn write_all<'a>(paths: &[PathBuf], texts: impl IntoIterator<Item = &'a Vec<u8>>) -> Result<(), Error> {
    paths.iter().zip(texts).try_for_each(|(path, text)| fs::write(path, text).map_err(cannot_stage(path)))
}

fn cannot_stage(path: &Path) -> impl FnOnce(std::io::Error) -> Error {
    let path = path.to_owned();
    |source| Error::Write { path, source }
}

/// The medians of time in seconds and memory in bytes.
#[expect(clippy::cast_precision_loss, reason = "three figures are shown")]
fn summary(runs: &[measure::Process]) -> (f64, f64) {
    let times = runs.iter().map(|run| run.time.as_secs_f64()).collect();
    let peaks = runs.iter().map(|run| run.peak as f64).collect();
    (measure::median(times), measure::median(peaks))
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a number of bytes")]
fn megabytes(value: f64) -> String {
    bytes(value as u64)
}
