//! The project's own roots out of a file, beside reading its XML.

use std::hint::black_box;
use std::path::Path;

use super::args::Once;
use super::table::{Table, bytes, ratio, time};
use super::{child, generate, input, measure};
use crate::error::Error;

/// The slice of a file.
///
/// # Errors
///
/// The metadata is refused: the roots may not be in it.
pub(super) fn table(csdl: &Path, runs: u16) -> Result<Table, Error> {
    let peak = measure::process(&mut child::command(Once::Slice, csdl))?.peak;
    let job = input::slice(csdl)?;
    let output = input::generate(&job)?;
    let [xml, slicing, generating] = measure::medians(
        runs,
        [
            &mut || generate::read_xml(&job.inputs.csdl),
            &mut || {
                drop(black_box(odata_codegen::subset(&job.inputs, &job.manifest, job.manifest_source.clone())));
            },
            &mut || drop(black_box(input::generate(&job))),
        ],
    );
    let mut table = Table::new(&["what", "time", "beside reading", "peak memory"]);
    let mut row = |what: &str, seconds: f64, peak: String| {
        table.row([what.to_owned(), time(seconds), ratio(seconds / xml), peak]);
    };
    row("quick-xml: all events and attributes of the input", xml, String::new());
    row("`subset()` with the same roots: the slice as CSDL", slicing, String::new());
    row("`generate()` with the roots of `metadata/codegen.toml`", generating, bytes(peak));
    let (kept, left) = (output.report.types_kept, output.report.types_left);
    table.note(format!("{} in; {kept} types kept, {left} left.", bytes(input::size(&job))));
    Ok(table)
}
