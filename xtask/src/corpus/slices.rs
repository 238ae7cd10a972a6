//! Slices of a set, for roots taken at random: each must hold all that it needs, and generate what the whole does.

use std::fs;
use std::path::Path;

use odata_codegen::manifest::toml_string;
use odata_codegen::{Code, Inputs, Manifest, Output, Source};

use super::outcome::check;
use super::sets::Set;
use crate::error::Error;
use cargo_odata::inputs::{Job, toml_list};
use cargo_odata::output;

/// Warnings of something that is not in the file.
const OPEN_ENDS: [Code; 4] = [Code::AbsentFile, Code::UnknownContainer, Code::UnknownTarget, Code::AlternateKey];

/// What became of the slices of a set.
pub struct Slices {
    /// How many there are.
    pub count: usize,
    /// Those that fall short: the root, and what is missing.
    pub short: Vec<(String, String)>,
}

/// Slices a set for `count` of its roots, or for all if there are no more.
///
/// # Errors
///
/// A file cannot be read or written, or cargo cannot be run.
pub fn of(set: &Set, count: usize, random: &mut Random, scratch: &Path, build: bool) -> Result<Slices, Error> {
    let all = Job::of_files(manifest_text("*"), &set.main, scratch)?;
    let mut roots = Vec::new();
    for pattern in ["*", "*/*", "*.*"] {
        let found = odata_codegen::roots(&all.inputs, &all.manifest, all.manifest_source.clone(), pattern);
        roots.extend(found?);
    }
    let roots = random.take(roots, count);
    let folder = scratch.join("slices");
    let _ = fs::remove_dir_all(&folder);
    let mut slices = Slices { count: roots.len(), short: Vec::new() };
    let mut members = Vec::new();
    for (index, root) in roots.into_iter().enumerate() {
        match prove(&all.inputs, &root) {
            // The whole is refused for that root too: it needs a file that is not here.
            Ok(None) => slices.count -= 1,
            Ok(Some(output)) => {
                let member = format!("slice{index}");
                let path = folder.join(&member);
                output::stand_alone(&path, &member_of(output, &member))?;
                members.push(member);
            }
            Err(problem) => slices.short.push((root, problem)),
        }
    }
    if build && !members.is_empty() {
        let manifest = format!("[workspace]\nresolver = \"3\"\nmembers = {}\n", toml_list(&members));
        output::file(&folder.join("Cargo.toml"), &manifest)?;
        slices.short.extend(check(&folder, scratch)?.map(|said| ("all of them".to_owned(), said)));
    }
    Ok(slices)
}

/// The crate of a slice, after what can be said of it without a compiler.
fn prove(whole: &Inputs, root: &str) -> Result<Option<Output>, String> {
    let refused = |refused: odata_codegen::Error| refused.to_string().lines().take(2).collect::<Vec<_>>().join(" ");
    let (manifest, source) = manifest(root).map_err(refused)?;
    let Ok(of_whole) = odata_codegen::generate(whole, &manifest, source.clone()) else {
        return Ok(None);
    };
    let slice = odata_codegen::subset(whole, &manifest, source.clone()).map_err(refused)?;
    let slice = Source { name: format!("the slice of {root}"), text: slice.text };
    let inputs = Inputs { csdl: vec![slice.clone()], ..Inputs::default() };

    let again = odata_codegen::subset(&inputs, &manifest, source.clone()).map_err(refused)?;
    if again.text != slice.text {
        return Err("to slice it again changes it".to_owned());
    }
    let (everything, everything_source) = self::manifest("*").map_err(refused)?;
    let everything = odata_codegen::generate(&inputs, &everything, everything_source).map_err(refused)?;
    let warnings = everything.report.warnings;
    if let Some(warning) = warnings.iter().find(|warning| OPEN_ENDS.contains(&warning.code)) {
        return Err(format!("it is not closed: {}", warning.message));
    }
    let of_slice = odata_codegen::generate(&inputs, &manifest, source).map_err(refused)?;
    match differing(&of_whole, &of_slice) {
        Some(line) => Err(format!("its crate is another one than that of the whole: {line}")),
        None => Ok(Some(of_slice)),
    }
}

/// A line of the one crate's API that the other has not; the order is of no matter.
fn differing(one: &Output, other: &Output) -> Option<String> {
    let lines = |output: &Output| {
        let mut lines: Vec<String> = output.report.summary.lines().map(str::to_owned).collect();
        lines.sort();
        lines
    };
    let (one, other) = (lines(one), lines(other));
    if one == other {
        return None;
    }
    let missing = one.iter().find(|line| other.binary_search(line).is_err()).map(|line| format!("without `{line}`"));
    missing.or_else(|| other.iter().find(|line| one.binary_search(line).is_err()).map(|line| format!("with `{line}`")))
}

/// The files of a crate, under the name that it has in the workspace.
fn member_of(output: Output, name: &str) -> Vec<odata_codegen::File> {
    let mut files = output.files;
    for file in files.iter_mut().filter(|file| file.path == "Cargo.toml") {
        file.text = file.text.replace("name = \"slice\"", &format!("name = \"{name}\""));
    }
    files
}

fn manifest(root: &str) -> Result<(Manifest, Source), odata_codegen::Error> {
    let source = Source { name: "the root".to_owned(), text: manifest_text(root) };
    Manifest::parse(&source).map(|manifest| (manifest, source))
}

fn manifest_text(root: &str) -> String {
    let runtime = crate::project::root().join("runtime").display().to_string();
    format!(
        "roots = [{}]\n[crate]\nname = \"slice\"\npath = \".\"\nruntime = {{ path = {} }}\n[source]\ncsdl = \"-\"\n",
        toml_string(root),
        toml_string(&runtime),
    )
}

/// Numbers that are the same for the same seed, on every machine (a linear congruential generator, Knuth's constants).
pub struct Random(pub u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        self.0 >> 33
    }

    /// A number less than that, which is more than 0.
    pub(crate) fn below(&mut self, count: usize) -> usize {
        let count = u64::try_from(count.max(1)).unwrap_or(u64::MAX);
        usize::try_from(self.next() % count).unwrap_or_default()
    }

    fn take<T>(&mut self, mut all: Vec<T>, count: usize) -> Vec<T> {
        let mut taken = Vec::new();
        while taken.len() < count && !all.is_empty() {
            let length = u64::try_from(all.len()).unwrap_or(u64::MAX);
            let index = usize::try_from(self.next() % length).unwrap_or_default();
            taken.push(all.swap_remove(index));
        }
        taken
    }
}
