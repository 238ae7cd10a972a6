//! The files that go into a run.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use odata_codegen::error::{Diagnostic, Warnings};
use odata_codegen::{Inputs, Limits, Manifest, Source, diff::Metadata};
use sha2::{Digest, Sha256};

use crate::args::Args;
use crate::bounded;
pub(crate) use crate::bounded::read;
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
                None => Self::by_manifest(&paths::manifest()),
            },
        }
    }

    /// Reads what the arguments name, and what the manifest's members do.
    ///
    /// # Errors
    ///
    /// As for [`read`](Self::read).
    pub fn read_all(args: &Args) -> Result<Vec<Self>, Error> {
        if !args.csdl.is_empty() {
            return Ok(vec![Self::read(args)?]);
        }
        let path = args.manifest.clone().unwrap_or_else(paths::manifest);
        manifests(&path, args.service.as_deref())?.iter().map(|path| Self::by_manifest(path)).collect()
    }

    /// The warnings of a run, ready to be shown.
    #[must_use]
    pub fn located(&self, warnings: Vec<Diagnostic>) -> Warnings {
        if warnings.is_empty() {
            return Warnings::default();
        }
        Warnings::new(warnings, &self.inputs, &self.manifest_source)
    }

    /// Reads what a manifest names.
    ///
    /// # Errors
    ///
    /// As for [`read`](Self::read).
    pub fn by_manifest(path: &Path) -> Result<Self, Error> {
        let mut job = Self::described(path)?;
        let csdl = beside(path, &job.manifest.source.csdl);
        let bytes = read(&csdl, job.manifest.limits)?;
        if let Some(expected) = &job.manifest.source.sha256 {
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
        let source = source(&csdl, &bytes)?;
        job.add_metadata(path, vec![(csdl, source)])?;
        Ok(job)
    }

    /// Reads a manifest, and other metadata than it names: full files that the one it names is, or will be, a slice of.
    ///
    /// # Errors
    ///
    /// As for [`read`](Self::read).
    pub fn of_other_files(manifest: &Path, csdl: &[PathBuf]) -> Result<Self, Error> {
        let mut job = Self::described(manifest)?;
        job.add_metadata(manifest, metadata(csdl, job.manifest.limits)?)?;
        Ok(job)
    }

    /// Reads a manifest, and takes metadata for it that is in memory already: the file that it names will be a slice of it.
    ///
    /// # Errors
    ///
    /// As for [`read`](Self::read).
    pub fn of_metadata(manifest: &Path, csdl: Source) -> Result<Self, Error> {
        let mut job = Self::described(manifest)?;
        let path = beside(manifest, &job.manifest.source.csdl);
        job.add_metadata(manifest, vec![(path, csdl)])?;
        Ok(job)
    }

    /// The same of a manifest that is in memory too; `path` is where it will be.
    ///
    /// # Errors
    ///
    /// As for [`read`](Self::read).
    pub fn of_texts(path: &Path, manifest_source: Source, csdl: Source) -> Result<Self, Error> {
        let mut job = Self::of_manifest(path, parse(&manifest_source)?, manifest_source)?;
        let file = beside(path, &job.manifest.source.csdl);
        job.add_metadata(path, vec![(file, csdl)])?;
        Ok(job)
    }

    /// Reads files that no manifest names; its text is made of arguments.
    ///
    /// # Errors
    ///
    /// As for [`read`](Self::read).
    pub fn of_files(manifest: String, csdl: &[PathBuf], out: &Path) -> Result<Self, Error> {
        let manifest_source = Source { name: "the command line".to_owned(), text: manifest };
        let limits = Limits::default();
        let metadata = metadata(csdl, limits)?;
        let references = references::read(&metadata, &BTreeMap::new(), limits)?;
        let csdl = metadata.into_iter().map(|(_, source)| source).collect();
        let inputs = Inputs { csdl, references, overlays: Vec::new() };
        Ok(Self { inputs, manifest: parse(&manifest_source)?, manifest_source, target: paths::tidy(out) })
    }

    /// What is compared of it.
    #[must_use]
    pub fn metadata(&self) -> Metadata<'_> {
        Metadata { inputs: &self.inputs, manifest: &self.manifest, manifest_source: &self.manifest_source }
    }

    /// Reads a manifest and its overlays.
    fn described(path: &Path) -> Result<Self, Error> {
        let (manifest, manifest_source) = manifest(path)?;
        Self::of_manifest(path, manifest, manifest_source)
    }

    fn of_manifest(path: &Path, manifest: Manifest, manifest_source: Source) -> Result<Self, Error> {
        let overlays = manifest.source.overlays.iter().map(|overlay| {
            let overlay = beside(path, overlay);
            source(&overlay, &read(&overlay, manifest.limits)?)
        });
        let inputs = Inputs { overlays: overlays.collect::<Result<_, _>>()?, ..Inputs::default() };
        let target = paths::tidy(&beside(path, &manifest.package.path));
        Ok(Self { inputs, manifest, manifest_source, target })
    }

    fn add_metadata(&mut self, manifest: &Path, metadata: Vec<(PathBuf, Source)>) -> Result<(), Error> {
        let named = &self.manifest.source.reference;
        let named = named.iter().map(|entry| (entry.uri.get_ref().as_str(), beside(manifest, &entry.file))).collect();
        self.inputs.references = references::read(&metadata, &named, self.manifest.limits)?;
        self.inputs.csdl = metadata.into_iter().map(|(_, source)| source).collect();
        Ok(())
    }

    fn stand_alone(args: &Args, first: &Path, out: &Path) -> Result<Self, Error> {
        Self::of_files(manifest_text(args, first, out), &args.csdl, out)
    }
}

/// A manifest, and its text for messages.
///
/// # Errors
///
/// It cannot be read, or is refused.
pub(crate) fn manifest(path: &Path) -> Result<(Manifest, Source), Error> {
    let source = source(path, &read(path, Limits::default())?)?;
    Ok((parse(&source)?, source))
}

/// A manifest and its members, or the one of them whose crate has that name.
///
/// # Errors
///
/// A manifest cannot be read or is refused, or no crate has that name.
pub fn manifests(path: &Path, service: Option<&str>) -> Result<Vec<PathBuf>, Error> {
    let first = manifest(path)?.0;
    let mut all = vec![(path.to_owned(), first.package.name)];
    for member in &first.members {
        let member = beside(path, member.get_ref());
        let name = manifest(&member)?.0.package.name;
        all.push((member, name));
    }
    let Some(service) = service else { return Ok(all.into_iter().map(|(path, _)| path).collect()) };
    if let Some((path, _)) = all.iter().find(|(_, name)| name == service) {
        return Ok(vec![path.clone()]);
    }
    let nearest = odata_codegen::error::nearest(service, all.iter().map(|(_, name)| name.as_str())).map(str::to_owned);
    Err(Error::NoService { name: service.to_owned(), manifest: paths::tidy(path), nearest })
}

/// A file that a manifest names by its path from the manifest's folder.
pub(crate) fn beside(manifest: &Path, file: &str) -> PathBuf {
    manifest.parent().unwrap_or(Path::new("")).join(file)
}

/// Reads files of metadata; `-` is standard input.
fn metadata(files: &[PathBuf], limits: Limits) -> Result<Vec<(PathBuf, Source)>, Error> {
    let files = files.iter().map(|file| {
        let source = if file.as_os_str() == "-" {
            let path = Path::new("standard input");
            Source::from_bytes("standard input", &bounded::read_from(path, std::io::stdin().lock(), limits)?)?
        } else {
            source(file, &read(file, limits)?)?
        };
        Ok((file.clone(), source))
    });
    files.collect()
}

/// The manifest that the arguments stand for; as text, so that a message can underline the root at fault.
fn manifest_text(args: &Args, csdl: &Path, out: &Path) -> String {
    let all = ["*".to_owned()];
    let roots = if args.all { &all[..] } else { &args.root };
    let name = args.name.clone().unwrap_or_else(|| legal_name(out));
    let file = csdl.file_name().unwrap_or(csdl.as_os_str()).to_string_lossy();
    let runtime = paths::relative(out, &paths::workspace().join("runtime"));

    let flag = |name: &str, value: Option<bool>| value.map(|value| format!("{name} = {value}\n")).unwrap_or_default();
    let (features, split) = (flag("features", args.features), flag("split", args.split));

    format!(
        "roots = {}\n\n[crate]\nname = {}\npath = \".\"\nruntime = {{ path = {} }}\nstandalone = true\n{features}{split}\n[source]\ncsdl = {}\n",
        toml_list(roots),
        toml_string(&name),
        toml_string(&runtime),
        toml_string(&file),
    )
}

/// An array, a line for each text.
pub(crate) fn toml_list(texts: &[String]) -> String {
    let lines = texts.iter().map(|text| format!("    {},\n", toml_string(text)));
    format!("[\n{}]", lines.collect::<Vec<_>>().concat())
}

pub(crate) fn toml_string(text: &str) -> String {
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
    Ok(Manifest::parse(manifest)?)
}

pub(crate) fn source(path: &Path, bytes: &[u8]) -> Result<Source, Error> {
    Ok(Source::from_bytes(paths::tidy(path).display().to_string(), bytes)?)
}

/// The SHA-256, as the manifest has it.
pub(crate) fn digest(bytes: &[u8]) -> String {
    let mut text = String::new();
    for byte in Sha256::digest(bytes) {
        let _ = write!(text, "{byte:02x}");
    }
    text
}

#[cfg(test)]
mod tests {
    use odata_codegen::manifest::is_package_name;

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
