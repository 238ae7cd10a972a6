//! The difference of two files, beside reading the XML of both.

use std::hint::black_box;
use std::path::{Path, PathBuf};

use odata_codegen::diff::{Diff, compare};

use super::args::Args;
use super::table::{Table, bytes, ratio, time};
use super::{generate, input, measure};
use crate::error::Error;
use cargo_odata::inputs::Job;

/// The two files to compare, if there are.
pub(super) fn files(args: &Args) -> Option<[PathBuf; 2]> {
    if let [old, new] = &*args.csdl {
        return Some([old.clone(), new.clone()]);
    }
    let graph = Path::new(&std::env::var_os("ODATA_CORPUS")?).join("graph");
    args.csdl.is_empty().then(|| ["beta-2021-07-13.xml", "beta-Mooncake-2022-10-05.csdl"].map(|name| graph.join(name)))
}

/// Two files.
///
/// # Errors
///
/// The metadata is refused.
pub(super) fn table(args: &Args) -> Result<Table, Error> {
    let mut table = Table::new(&["what", "time", "beside quick-xml", "beside our reading"]);
    let Some([old, new]) = files(args) else { return Ok(table) };
    let (old, new) = (input::whole(&old)?, input::whole(&new)?);
    let found = differ(&old, &new)?;
    let both = [&old, &new];
    let [xml, modeling, comparing] = measure::medians(
        args.runs,
        [
            &mut || both.into_iter().for_each(|job| generate::read_xml(&job.inputs.csdl)),
            &mut || both.into_iter().for_each(read),
            &mut || drop(black_box(differ(&old, &new))),
        ],
    );
    let mut row = |what: &str, seconds: f64| {
        table.row([what.to_owned(), time(seconds), ratio(seconds / xml), ratio(seconds / modeling)]);
    };
    row("quick-xml: all events and attributes of both files", xml);
    row("our own reading: trees and model of both files, one after the other", modeling);
    row("`diff::compare()`", comparing);
    table.note(format!(
        "{} and {} in; {} changes.",
        bytes(input::size(&old)),
        bytes(input::size(&new)),
        found.changes.len()
    ));
    Ok(table)
}

/// As `generate()` reads: no pattern of roots is expanded to anything.
fn read(job: &Job) {
    drop(black_box(odata_codegen::roots(&job.inputs, &job.manifest, job.manifest_source.clone(), "")));
}

fn differ(old: &Job, new: &Job) -> Result<Diff, Error> {
    Ok(compare(old.metadata(), new.metadata())?)
}
