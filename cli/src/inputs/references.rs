//! The files that metadata refers to: beside the file that refers to them, or where the manifest says.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use odata_codegen::{Limits, Source};

use super::error::Error;
use super::file;

/// Reads all files that the metadata leads to, one after another. A file that is not there is no error here: the
/// generator knows whether anything needs it.
///
/// # Errors
///
/// A file that is there and cannot be read.
pub fn read(
    metadata: &[(PathBuf, Source)],
    named: &BTreeMap<&str, PathBuf>,
    limits: Limits,
) -> Result<Vec<Source>, Error> {
    let mut seen: BTreeSet<PathBuf> = metadata.iter().filter_map(|(path, _)| path.canonicalize().ok()).collect();
    let mut found: Vec<(PathBuf, Source)> = Vec::new();
    for (path, source) in metadata {
        let mut next = found.len();
        follow(path, source, (named, limits), &mut seen, &mut found)?;
        while let Some((path, source)) = found.get(next).cloned() {
            follow(&path, &source, (named, limits), &mut seen, &mut found)?;
            next += 1;
        }
    }
    Ok(found.into_iter().map(|(_, source)| source).collect())
}

fn follow(
    path: &Path,
    source: &Source,
    (named, limits): (&BTreeMap<&str, PathBuf>, Limits),
    seen: &mut BTreeSet<PathBuf>,
    found: &mut Vec<(PathBuf, Source)>,
) -> Result<(), Error> {
    for path in files(path, source, named) {
        if seen.insert(path.canonicalize().unwrap_or_else(|_| path.clone())) {
            let source = file::source(&path, &file::read(&path, limits)?)?;
            found.push((path, source));
        }
    }
    Ok(())
}

/// The files beside it that metadata refers to.
#[must_use]
pub fn direct(path: &Path, source: &Source) -> Vec<PathBuf> {
    files(path, source, &BTreeMap::new())
}

fn files(path: &Path, source: &Source, named: &BTreeMap<&str, PathBuf>) -> Vec<PathBuf> {
    let uris = odata_codegen::references(source).into_iter();
    uris.filter_map(|uri| named.get(uri.as_str()).cloned().or_else(|| beside(path, &uri))).collect()
}

/// The file of that Uri, if it stands beside `path` or below: by its relative path, or by its last segment. Metadata is
/// not trusted: nothing outside that folder is ever opened, by way of a link neither.
#[must_use]
pub fn beside(path: &Path, uri: &str) -> Option<PathBuf> {
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let inside = folder.canonicalize().ok()?;
    candidates(uri)
        .map(|name| folder.join(name))
        .find(|file| file.canonicalize().is_ok_and(|file| file.is_file() && file.starts_with(&inside)))
}

fn candidates(uri: &str) -> impl Iterator<Item = PathBuf> {
    let path = uri.split(['?', '#']).next().unwrap_or_default();
    let relative = (!path.contains(':')).then(|| path.strip_prefix("./").unwrap_or(path));
    let last = path.rsplit('/').next();
    let legal = |path: &&str| path.split('/').all(is_plain);
    relative.into_iter().chain(last).filter(legal).map(PathBuf::from)
}

/// Whether a name is that of a file on every system: no way up, no drive, no device.
fn is_plain(name: &str) -> bool {
    const DEVICES: [&str; 6] = ["CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$"];
    let stem = name.split('.').next().unwrap_or_default().trim_end();
    let is_port = stem.get(..3).is_some_and(|start| ["COM", "LPT"].iter().any(|port| port.eq_ignore_ascii_case(start)))
        && stem.chars().count() == 4;
    !name.is_empty()
        && !name.ends_with(['.', ' '])
        && !name.contains(|c: char| c.is_control() || "\\/:*?\"<>|".contains(c))
        && !is_port
        && !DEVICES.iter().any(|device| device.eq_ignore_ascii_case(stem))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

    use std::fs;

    use super::*;

    #[test]
    fn a_file_is_found_by_its_relative_path_or_the_last_segment() {
        let folder = tempfile::tempdir().unwrap();
        let file = |name: &str| folder.path().join(name);
        fs::create_dir(file("sub")).unwrap();
        for name in ["main.xml", "Chassis_v1.xml", "sub/a.xml"] {
            fs::write(file(name), "").unwrap();
        }
        let find = |uri: &str| beside(&file("main.xml"), uri);
        assert_eq!(find("http://redfish.dmtf.org/schemas/v1/Chassis_v1.xml"), Some(file("Chassis_v1.xml")));
        assert_eq!(find("Chassis_v1.xml#fragment"), Some(file("Chassis_v1.xml")));
        assert_eq!(find("./sub/a.xml?x=1"), Some(file("sub/a.xml")));
        assert_eq!(find("http://host/sub/a.xml"), None);
        assert_eq!(find("gone.xml"), None);
        assert_eq!(find(""), None);
        assert_eq!(find("sub"), None, "a folder is no file");
    }

    #[test]
    fn nothing_outside_the_folder_is_found() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("secret.xml"), "").unwrap();
        fs::create_dir(folder.path().join("in")).unwrap();
        let main = folder.path().join("in/main.xml");
        fs::write(&main, "").unwrap();
        let absolute = folder.path().join("secret.xml").display().to_string();
        for uri in
            ["../secret.xml", "sub/../../secret.xml", "..\\secret.xml", &absolute, "file:///etc/passwd", "/dev/null"]
        {
            assert_eq!(beside(&main, uri), None, "{uri}");
        }
        #[cfg(unix)]
        {
            std::os::unix::fs::symlink("../secret.xml", folder.path().join("in/link.xml")).unwrap();
            assert_eq!(beside(&main, "link.xml"), None, "a link that leads out");
        }
    }

    #[test]
    fn device_names_are_no_files() {
        for name in ["con", "NUL.xml", "com1", "LPT9.csdl", "a.", "a ", "c:x", "a\\b", ".."] {
            assert!(!is_plain(name), "{name}");
        }
        for name in ["$metadata", "Resource_v1.xml", "company", "console.xml", "größe.xml"] {
            assert!(is_plain(name), "{name}");
        }
    }
}
