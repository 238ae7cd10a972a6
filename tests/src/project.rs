//! The project's own metadata, as `cargo xtask codegen` reads it.

use std::{
    fs,
    path::{Path, PathBuf},
};

use odata_codegen::{Error, Inputs, Manifest, Output, Source};

/// The workspace.
#[must_use]
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// A file as a source.
///
/// # Errors
///
/// The file cannot be read, or is not UTF-8.
pub fn source(path: &Path) -> Result<Source, Box<dyn std::error::Error>> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    Ok(Source::from_bytes(name, &fs::read(path)?)?)
}

/// Generates from the project's manifest, with its own metadata or another.
///
/// # Errors
///
/// A file cannot be read, or the generator refuses.
pub fn generate(csdl: Option<&Path>) -> Result<Output, Box<dyn std::error::Error>> {
    generate_by(&root().join("metadata/codegen.toml"), csdl)
}

/// Generates from a manifest, with its own metadata or another.
///
/// # Errors
///
/// A file cannot be read, or the generator refuses.
pub fn generate_by(manifest: &Path, csdl: Option<&Path>) -> Result<Output, Box<dyn std::error::Error>> {
    let folder = manifest.parent().unwrap_or(Path::new(""));
    let manifest_source = source(manifest)?;
    let manifest = Manifest::parse(&manifest_source)?;
    let own = folder.join(&manifest.source.csdl);
    let overlays = manifest.source.overlays.iter().map(|overlay| source(&folder.join(overlay)));
    let inputs = Inputs {
        csdl: vec![source(csdl.unwrap_or(&own))?],
        references: Vec::new(),
        overlays: overlays.collect::<Result<_, _>>()?,
    };
    Ok(odata_codegen::generate(&inputs, &manifest, manifest_source)?)
}

/// Generates everything that the metadata declares, by a manifest or without one, as a member of a workspace.
///
/// # Errors
///
/// The generator refuses.
pub fn everything(
    name: &str,
    csdl: Vec<Source>,
    references: Vec<Source>,
    manifest: Option<Source>,
) -> Result<Output, Error> {
    let manifest_source = manifest.unwrap_or_else(|| Source {
        name: String::from("codegen.toml"),
        text: format!(
            "roots = [\"*\"]\n[crate]\nname = \"{name}\"\npath = \".\"\ninherit = true\n[source]\ncsdl = \"metadata.csdl\"\n"
        ),
    });
    let manifest = Manifest::parse(&manifest_source)?;
    odata_codegen::generate(&Inputs { csdl, references, overlays: Vec::new() }, &manifest, manifest_source)
}
