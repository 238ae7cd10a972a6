//! Real metadata, to be damaged.

use std::fs;
use std::path::{Path, PathBuf};

use fastrand::Rng;
use odata_codegen::{Inputs, Limits, Manifest, Source};

use crate::corpus::sets;
use crate::error::Error;
use crate::project;
use cargo_odata::inputs;

use super::manifest;

/// A service's files.
#[derive(Clone, Debug, Default)]
pub(super) struct Seed {
    pub(super) csdl: Vec<u8>,
    pub(super) references: Vec<Vec<u8>>,
    pub(super) overlays: Vec<Vec<u8>>,
    pub(super) manifest: Vec<u8>,
}

/// A file that is larger is not taken in whole.
const LARGE: usize = 200_000;

/// How many slices are taken of a large file.
const SLICES: usize = 12;

/// The metadata of this workspace, and that of a folder.
///
/// # Errors
///
/// A folder or file cannot be read.
pub(super) fn read(corpus: Option<&Path>) -> Result<Vec<Seed>, Error> {
    let mut seeds = vec![by_manifest(&project::manifest())?];
    seeds.push(by_manifest(&project::root().join("metadata/voyages/codegen.toml"))?);
    let mut files = Vec::new();
    sets::collect(&project::root().join("tests/cases"), &mut files)?;
    for file in files {
        seeds.push(beside(&file)?);
    }
    let mut files = Vec::new();
    corpus.map(|folder| sets::collect(folder, &mut files)).transpose()?;
    for file in files {
        let bytes = inputs::read(&file, Limits::default())?;
        if bytes.len() > LARGE {
            seeds.extend(slices(&file, &bytes));
        } else {
            seeds.push(Seed { csdl: bytes, manifest: manifest::plain("*"), ..Seed::default() });
        }
    }
    Ok(seeds)
}

fn by_manifest(path: &Path) -> Result<Seed, Error> {
    let (manifest, source) = inputs::manifest::read(path)?;
    let read = |file: &String| inputs::read(&inputs::manifest::beside(path, file), Limits::default());
    Ok(Seed {
        csdl: read(&manifest.source.csdl)?,
        references: Vec::new(),
        overlays: manifest.source.overlays.iter().map(read).collect::<Result<_, _>>()?,
        manifest: source.text.into_bytes(),
    })
}

fn beside(file: &Path) -> Result<Seed, Error> {
    let own = file.with_file_name("codegen.toml");
    let manifest = if own.exists() { inputs::read(&own, Limits::default())? } else { manifest::plain("*") };
    let mut others: Vec<PathBuf> = Vec::new();
    sets::collect(file.parent().unwrap_or(file), &mut others)?;
    let others = others.iter().filter(|other| *other != file);
    let references = others.map(|other| inputs::read(other, Limits::default())).collect::<Result<_, _>>()?;
    Ok(Seed { csdl: inputs::read(file, Limits::default())?, references, overlays: Vec::new(), manifest })
}

/// What some of a large file's roots need; none if it is refused.
fn slices(file: &Path, bytes: &[u8]) -> Vec<Seed> {
    let Ok(source) = inputs::source(file, bytes) else { return Vec::new() };
    let inputs = Inputs { csdl: vec![source], ..Inputs::default() };
    let Some((manifest, text)) = parsed("*") else { return Vec::new() };
    let roots: Vec<String> = odata_codegen::roots(&inputs, &manifest, text, "*").into_iter().flatten().collect();
    let mut random = Rng::with_seed(bytes.len() as u64);
    let count = SLICES.min(roots.len());
    let roots = (0..count).map(|_| &roots[random.usize(..roots.len())]).collect::<Vec<_>>();
    let slices = roots.into_iter().filter_map(|root| {
        let (manifest, text) = parsed(root)?;
        Some(odata_codegen::subset(&inputs, &manifest, text).ok()?.text.into_bytes())
    });
    let fit = slices.filter(|csdl| csdl.len() <= 2 * LARGE);
    fit.map(|csdl| Seed { csdl, manifest: manifest::plain("*"), ..Seed::default() }).collect()
}

fn parsed(root: &str) -> Option<(Manifest, Source)> {
    let text = Source::from_bytes("codegen.toml", &manifest::plain(root)).ok()?;
    Some((Manifest::parse(&text).ok()?, text))
}

/// Writes a seed, or what was made of it, to a folder.
pub(super) fn write(folder: &Path, seed: &Seed) -> std::io::Result<()> {
    fs::create_dir_all(folder)?;
    fs::write(folder.join("metadata.csdl"), &seed.csdl)?;
    fs::write(folder.join("codegen.toml"), &seed.manifest)?;
    for (number, text) in seed.references.iter().enumerate() {
        fs::write(folder.join(format!("reference-{number}.csdl")), text)?;
    }
    for (number, text) in seed.overlays.iter().enumerate() {
        fs::write(folder.join(format!("overlay-{number}.csdl")), text)?;
    }
    Ok(())
}
