//! The files that go into a run.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use generator::{Inputs, Manifest, Source};
use sha2::{Digest, Sha256};

use crate::args::Args;
use crate::error::Error;
use crate::{paths, references};

/// All that a run needs.
#[derive(Debug)]
pub struct Job {
    /// The metadata.
    pub inputs: Inputs,
    /// The manifest.
    pub manifest: Manifest,
    /// The manifest's text, for messages.
    pub manifest_source: Source,
    /// The folder of the crate to write.
    pub target: PathBuf,
}

impl Job {
    /// Reads what the arguments name.
    ///
    /// # Errors
    ///
    /// A file that cannot be read, a manifest that is refused, or metadata that is not what the manifest means.
    pub fn read(args: &Args) -> Result<Self, Error> {
        match (&*args.csdl, &args.out) {
            ([first, ..], Some(out)) => Self::stand_alone(args, first, out),
            _ => match &args.manifest {
                Some(path) => Self::by_manifest(path),
                None => Self::by_manifest(&paths::workspace().join("metadata/codegen.toml")),
            },
        }
    }

    fn by_manifest(path: &Path) -> Result<Self, Error> {
        let manifest_source = source(path, &read(path)?)?;
        let manifest = parse(&manifest_source)?;
        let folder = path.parent().unwrap_or(Path::new(""));

        let csdl = folder.join(&manifest.source.csdl);
        let bytes = read(&csdl)?;
        if let Some(expected) = &manifest.source.sha256 {
            let found = digest(&bytes);
            if !expected.eq_ignore_ascii_case(&found) {
                return Err(Error::Digest {
                    csdl: paths::tidy(&csdl),
                    manifest: paths::tidy(path),
                    found,
                    expected: expected.clone(),
                });
            }
        }
        let overlays = manifest.source.overlays.iter().map(|overlay| {
            let overlay = folder.join(overlay);
            source(&overlay, &read(&overlay)?)
        });
        let overlays = overlays.collect::<Result<_, _>>()?;
        let named = &manifest.source.reference;
        let named = named.iter().map(|entry| (entry.uri.get_ref().as_str(), folder.join(&entry.file))).collect();
        let metadata = [(csdl.clone(), source(&csdl, &bytes)?)];
        let references = references::read(&metadata, &named)?;
        Ok(Self {
            inputs: Inputs { csdl: metadata.map(|(_, source)| source).into(), references, overlays },
            target: paths::tidy(&folder.join(&manifest.package.path)),
            manifest,
            manifest_source,
        })
    }

    fn stand_alone(args: &Args, first: &Path, out: &Path) -> Result<Self, Error> {
        let metadata = args.csdl.iter().map(|csdl| Ok((csdl.clone(), source(csdl, &read(csdl)?)?)));
        let metadata: Vec<_> = metadata.collect::<Result<_, Error>>()?;
        let references = references::read(&metadata, &BTreeMap::new())?;
        let csdl = metadata.into_iter().map(|(_, source)| source).collect();
        let inputs = Inputs { csdl, references, overlays: Vec::new() };
        let manifest_source = Source { name: "the command line".to_owned(), text: manifest_text(args, first, out) };
        Ok(Self { inputs, manifest: parse(&manifest_source)?, manifest_source, target: paths::tidy(out) })
    }
}

/// The manifest that the arguments stand for; as text, so that a message can underline the root at fault.
fn manifest_text(args: &Args, csdl: &Path, out: &Path) -> String {
    let all = ["*".to_owned()];
    let roots = if args.all { &all[..] } else { &args.root };
    let name = args.name.clone().unwrap_or_else(|| legal_name(out));
    let file = csdl.file_name().unwrap_or(csdl.as_os_str()).to_string_lossy();
    let runtime = paths::relative(out, &paths::workspace().join("runtime"));

    let features = args.features.map(|features| format!("features = {features}\n")).unwrap_or_default();

    let mut text = String::from("roots = [\n");
    for root in roots {
        let _ = writeln!(text, "    {},", toml_string(root));
    }
    let _ = write!(
        text,
        "]\n\n[crate]\nname = {}\npath = \".\"\nruntime = {}\n{features}\n[source]\ncsdl = {}\n",
        toml_string(&name),
        toml_string(&runtime),
        toml_string(&file),
    );
    text
}

fn toml_string(text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            c if c.is_control() => {
                let _ = write!(quoted, "\\u{:04X}", u32::from(c));
            }
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

/// A package name made of the folder's name.
fn legal_name(folder: &Path) -> String {
    let folder = paths::full(folder);
    let stem = folder.file_name().map(|name| name.to_string_lossy().into_owned());
    let mut name = String::new();
    for c in stem.unwrap_or_default().chars() {
        match c {
            c if c.is_ascii_alphanumeric() || c == '_' => name.push(c.to_ascii_lowercase()),
            _ if name.ends_with('-') => {}
            _ => name.push('-'),
        }
    }
    let name = name.trim_matches('-');
    if name.starts_with(|c: char| c.is_ascii_alphabetic()) {
        name.to_owned()
    } else {
        format!("odata-{name}").trim_end_matches('-').to_owned()
    }
}

pub(crate) fn parse(manifest: &Source) -> Result<Manifest, Error> {
    Manifest::parse(manifest).map_err(|refused| Error::Refused(Box::new(refused)))
}

pub(crate) fn read(path: &Path) -> Result<Vec<u8>, Error> {
    std::fs::read(path).map_err(|source| Error::Read { path: paths::tidy(path), source })
}

pub(crate) fn source(path: &Path, bytes: &[u8]) -> Result<Source, Error> {
    let text = str::from_utf8(bytes).map_err(|source| Error::Encoding { path: paths::tidy(path), source })?;
    Ok(Source { name: paths::tidy(path).display().to_string(), text: text.trim_start_matches('\u{feff}').to_owned() })
}

fn digest(bytes: &[u8]) -> String {
    let mut text = String::new();
    for byte in Sha256::digest(bytes) {
        let _ = write!(text, "{byte:02x}");
    }
    text
}

#[cfg(test)]
mod tests {
    use generator::manifest::is_package_name;

    use super::*;

    #[test]
    fn a_folder_gives_a_package_name() {
        for (folder, name) in [
            ("/tmp/My Crate", "my-crate"),
            ("/tmp/9.1 crm", "odata-9-1-crm"),
            ("/tmp/größe", "gr-e"),
            ("/tmp/__", "odata-__"),
            ("/tmp/x/..", "tmp"),
        ] {
            assert_eq!(legal_name(Path::new(folder)), name);
            assert!(is_package_name(name));
        }
    }

    #[test]
    fn a_string_is_quoted_for_toml() {
        assert_eq!(toml_string("a\"b\\c\n"), r#""a\"b\\c\u000A""#);
    }
}
