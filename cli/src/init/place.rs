//! Where the service goes: the workspace, the manifest and the folder of the crate.

use std::fs;
use std::path::{Path, PathBuf};

use odata_codegen::Manifest;

use super::args::Args;
use super::error::Error;
use super::way::{self, End};
use super::xtask;
use crate::inputs::manifest::{self, beside};
use crate::output::{WriteLock, tree};
use crate::paths;
use crate::workspace::{self, CargoToml, members};

/// Where the service goes.
#[derive(Clone, Debug)]
pub struct Place {
    /// The name of the crate and of the service.
    pub name: String,
    /// The `Cargo.toml` of the workspace, or of the package that becomes one.
    pub root: CargoToml,
    /// The service's manifest.
    pub manifest: PathBuf,
    /// The slice.
    pub csdl: PathBuf,
    /// The folder of the crate.
    pub crate_folder: PathBuf,
    /// The manifest that names this one as a member, and how; `None` if it is the first, or is named already.
    pub first: Option<First>,
    /// The members of the manifest that is replaced.
    pub members: Vec<String>,
    /// The command of the workspace's other crates.
    pub command: Option<String>,
    /// Whether the workspace has the tasks as its xtask.
    pub has_xtask: bool,
}

/// A manifest that gets a member.
#[derive(Clone, Debug)]
pub struct First {
    /// The manifest.
    pub path: PathBuf,
    /// The path of the member from its folder.
    pub member: String,
}

/// A service that the workspace has.
struct Service {
    path: PathBuf,
    manifest: Manifest,
}

impl Service {
    fn name(&self) -> &str {
        &self.manifest.package.name
    }

    fn crate_folder(&self) -> PathBuf {
        paths::full(&beside(&self.path, &self.manifest.package.path))
    }
}

impl Place {
    /// Finds the place of a service in the workspace that a folder is in.
    ///
    /// # Errors
    ///
    /// There is no workspace, or other files are in the place.
    pub fn find(here: &Path, name: String, args: &Args) -> Result<Self, Error> {
        let found = workspace::surroundings(here)?;
        let Some(root) = found.root else {
            return Err(Error::NoWorkspace { folder: here.to_owned(), excluding: found.excluding });
        };
        let anchor = root.folder().join("Cargo.toml");
        way::check(root.folder(), &anchor, End::File)?;
        if let Some((key, expected)) = root.wrong_form() {
            return Err(Error::Form { path: paths::tidy(&anchor), key, expected });
        }
        if WriteLock::is_pending(&anchor) {
            // A run was killed while it wrote; what it has left undone is done first.
            drop(WriteLock::acquire(&anchor)?);
            return Self::find(here, name, args);
        }
        let first = workspace::manifest_of(root.folder(), here);
        let services = first.as_deref().map(services).transpose()?.unwrap_or_default();
        let own = services.iter().find(|service| service.name() == name);

        let crate_folder = match (&args.path, own) {
            (Some(path), _) => named_folder(root.folder(), path),
            (None, Some(own)) => own.crate_folder(),
            (None, None) => members::folder_of_all(&root).unwrap_or(root.folder().to_owned()).join(&name),
        };
        check_folder(&root, &crate_folder)?;
        let other = services.iter().find(|service| service.name() != name && service.crate_folder() == crate_folder);
        if let Some(other) = other {
            return Err(Error::Crate { folder: paths::tidy(&crate_folder), service: other.name().to_owned() });
        }
        let packages = members::packages(&root);
        let same = packages.into_iter().find(|(package, folder)| *package == name && *folder != crate_folder);
        if let Some((name, folder)) = same {
            return Err(Error::Package { name, folder: paths::tidy(&folder) });
        }

        let command = services.iter().find_map(command);
        let mut commands = services.iter().filter_map(self::command);
        let has_xtask = commands.any(|command| command == xtask::COMMAND) || xtask::has_tasks(&root);
        let (manifest, csdl) = match (own, &first) {
            (Some(own), _) => (own.path.clone(), beside(&own.path, &own.manifest.source.csdl)),
            (None, first) => {
                let folder = metadata_folder(root.folder(), first.as_deref(), &name);
                (folder.join("codegen.toml"), folder.join(format!("{name}.csdl")))
            }
        };
        for path in [&manifest, &csdl].into_iter().chain(&first) {
            way::check(root.folder(), path, End::File)?;
        }
        let members = own.map(|own| own.manifest.members.iter().map(|member| member.get_ref().clone()).collect());
        let first = first
            .filter(|_| own.is_none())
            .map(|path| First { member: paths::relative(path.parent().unwrap_or(root.folder()), &manifest), path });
        let members = members.unwrap_or_default();
        Ok(Self { name, root, manifest, csdl, crate_folder, first, members, command, has_xtask })
    }

    /// The folder that paths of the manifest are relative to.
    #[must_use]
    pub fn manifest_folder(&self) -> &Path {
        self.manifest.parent().unwrap_or(self.root.folder())
    }

    /// What a run is for that writes here: the workspace, whose `Cargo.toml` it changes, and the manifest.
    #[must_use]
    pub fn anchors(&self) -> [PathBuf; 2] {
        let manifest = self.first.as_ref().map_or(&self.manifest, |first| &first.path);
        [self.root.folder().join("Cargo.toml"), manifest.clone()]
    }

    /// A folder of the workspace as its `Cargo.toml` writes it.
    #[must_use]
    pub fn in_workspace(&self, path: &Path) -> String {
        let path = path.strip_prefix(self.root.folder()).unwrap_or(path);
        path.iter().map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/")
    }
}

/// The manifest and its members.
fn services(first: &Path) -> Result<Vec<Service>, Error> {
    let read = |path: PathBuf| Ok(Service { manifest: manifest::read(&path)?.0, path });
    manifest::all(first, None)?.into_iter().map(read).collect()
}

fn command(service: &Service) -> Option<String> {
    service.manifest.package.command.as_ref().map(|command| command.get_ref().clone())
}

/// The first service of a workspace has the folder `metadata` for itself, another one a folder of its own in there.
fn metadata_folder(root: &Path, first: Option<&Path>, name: &str) -> PathBuf {
    let Some(beside) = first.and_then(Path::parent) else { return root.join("metadata") };
    let is_metadata = beside.file_name().is_some_and(|own| own == "metadata") && beside != root;
    let metadata = if is_metadata { beside.to_owned() } else { beside.join("metadata") };
    metadata.join(name)
}

/// A folder that is named. Its path may go through a link that stands above the workspace.
fn named_folder(root: &Path, named: &Path) -> PathBuf {
    let path = paths::full(named);
    if path.starts_with(root) {
        return path;
    }
    let (there, rest) = paths::existing_ancestor(&path);
    let resolved = there.canonicalize().map(|there| there.join(rest));
    resolved.ok().filter(|resolved| resolved.starts_with(root)).unwrap_or(path)
}

/// The folder around that one which Cargo empties or git writes to, if there is one.
fn disposable(root: &Path, folder: &Path) -> Option<&'static str> {
    let below = folder.strip_prefix(root).unwrap_or(folder);
    if below.starts_with("target") {
        return Some("target");
    }
    below.iter().any(|part| part == ".git").then_some(".git")
}

fn check_folder(root: &CargoToml, folder: &Path) -> Result<(), Error> {
    let tidy = || paths::tidy(folder);
    if !folder.starts_with(root.folder()) || folder == root.folder() {
        return Err(Error::Outside { folder: tidy(), root: root.folder().to_owned() });
    }
    if let Some(above) = disposable(root.folder(), folder) {
        return Err(Error::Disposable { folder: tidy(), above });
    }
    if members::is_pattern(folder.strip_prefix(root.folder()).unwrap_or(folder)) {
        return Err(Error::Pattern { folder: tidy() });
    }
    if root.excludes(folder) {
        let cargo_toml = paths::tidy(&root.folder().join("Cargo.toml"));
        return Err(Error::Excluded { folder: tidy(), cargo_toml });
    }
    way::check(root.folder(), folder.parent().unwrap_or(folder), End::Folder)?;
    if folder.is_symlink() {
        return Err(Error::Link { path: tidy() });
    }
    let mut entries = fs::read_dir(folder).into_iter().flatten();
    let is_taken = folder.is_file() || entries.next().is_some();
    let cargo_toml = folder.join("Cargo.toml");
    // A pipe would keep us waiting.
    if is_taken && !(cargo_toml.is_file() && tree::is_generated(&cargo_toml)) {
        return Err(Error::Folder { folder: tidy() });
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_service_has_a_folder_of_its_own() {
        let root = Path::new("/w");
        for (first, folder) in [
            (None, "/w/metadata"),
            (Some("/w/metadata/codegen.toml"), "/w/metadata/shop"),
            (Some("/w/codegen.toml"), "/w/metadata/shop"),
            (Some("/w/api/codegen.toml"), "/w/api/metadata/shop"),
        ] {
            assert_eq!(metadata_folder(root, first.map(Path::new), "shop"), Path::new(folder));
        }
    }
}
