//! Generation, beside reading the same XML and printing the same Rust.

use std::hint::black_box;
use std::path::Path;

use odata_codegen::{File, Source};
use quick_xml::{Reader, events::Event};

use super::args::Once;
use super::table::{Table, bytes, ratio, time};
use super::{child, input, measure};
use crate::error::Error;
use cargo_odata::inputs::Job;
use cargo_odata::output;

/// Everything in a file.
///
/// # Errors
///
/// The metadata is refused, or the files cannot be written.
pub(super) fn table(csdl: &Path, runs: u16) -> Result<Table, Error> {
    let peak = measure::process(&mut child::command(Once::Generate, csdl))?.peak;
    let job = input::whole(csdl)?;
    let output = input::generate(&job)?;
    let crates = crates()?;
    let mut written = 0..;
    let mut to_disk = || {
        let number: u32 = written.next().unwrap_or_default();
        generate_to_disk(&job, &crates.path().join(number.to_string()))
    };
    let mut failed = None;
    let [xml, printing, generating, writing] = measure::medians(
        runs,
        [
            &mut || read_xml(&job.inputs.csdl),
            &mut || print_again(&output.files),
            &mut || drop(black_box(input::generate(&job))),
            &mut || failed = to_disk().err().or(failed.take()),
        ],
    );
    if let Some(error) = failed {
        return Err(error);
    }

    let written: u64 = output.files.iter().map(|file| file.text.len() as u64).sum();
    let mut table = Table::new(&["what", "time", "beside printing", "beside reading", "peak memory"]);
    let mut row = |what: &str, seconds: f64, peak: String| {
        table.row([what.to_owned(), time(seconds), ratio(seconds / printing), ratio(seconds / xml), peak]);
    };
    row("quick-xml: all events and attributes of the input", xml, String::new());
    row("`syn::parse_file` and `prettyplease::unparse` of the output, one thread", printing, String::new());
    row("`generate()`: bytes in, files in memory", generating, bytes(peak));
    row("`generate()` and all files written", writing, String::new());
    table.note(format!(
        "{} in; {} types; {} files and {} out. Memory is the largest resident set of a process that generates once.",
        bytes(input::size(&job)),
        output.report.types_kept,
        output.files.len(),
        bytes(written),
    ));
    Ok(table)
}

/// The floor for all that reads the input.
pub(super) fn read_xml(sources: &[Source]) {
    let mut attributes = 0;
    for source in sources {
        let mut reader = Reader::from_str(&source.text);
        loop {
            match reader.read_event() {
                Ok(Event::Start(tag) | Event::Empty(tag)) => {
                    attributes += tag.attributes().flatten().map(|attribute| attribute.value.len()).sum::<usize>();
                }
                Ok(Event::Eof) | Err(_) => break,
                Ok(event) => drop(black_box(event)),
            }
        }
    }
    black_box(attributes);
}

/// The floor for all that prints the output.
fn print_again(files: &[File]) {
    for file in files.iter().filter(|file| Path::new(&file.path).extension().is_some_and(|end| end == "rs")) {
        if let Ok(syntax) = syn::parse_file(&file.text) {
            black_box(prettyplease::unparse(&syntax));
        }
    }
}

/// A folder for the crates of all runs: to remove one costs about as much as to write it, and is not our task.
fn crates() -> Result<tempfile::TempDir, Error> {
    let folder = input::folder();
    let cannot_write = |source| Error::Write { path: folder.clone(), source };
    std::fs::create_dir_all(&folder).map_err(cannot_write)?;
    tempfile::tempdir_in(&folder).map_err(cannot_write)
}

/// As `cargo xtask codegen` does, to a folder that is not there.
fn generate_to_disk(job: &Job, folder: &Path) -> Result<(), Error> {
    let output = input::generate(job)?;
    output::stand_alone(folder, &output.files)?;
    Ok(())
}
