//! Files as they were at a revision of git.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use odata_codegen::Source;

use super::error::Error;
use crate::{inputs, paths};

/// A revision that git knows.
pub(super) struct Revision {
    /// The commit, so that nothing that was typed is taken for an option or a path.
    commit: String,
    /// The name as it was typed.
    name: String,
    folder: PathBuf,
}

impl Revision {
    /// Looks the revision up in the repository of a folder.
    pub(super) fn find(name: &str, folder: &Path) -> Result<Self, Error> {
        let folder = paths::full(folder);
        let commit = format!("{name}^{{commit}}");
        let output = git(&folder, &["rev-parse", "--verify", "--quiet", "--end-of-options", &commit])?;
        if !output.status.success() {
            let said = String::from_utf8_lossy(&output.stderr);
            let problem = match said.trim() {
                "" => "git knows no such revision here".to_owned(),
                said => format!("git says: {said}"),
            };
            return Err(Error::Revision { revision: name.to_owned(), problem });
        }
        let commit = String::from_utf8_lossy(&output.stdout).trim().to_owned();
        Ok(Self { commit, name: name.to_owned(), folder })
    }

    /// A file as it was.
    pub(super) fn source(&self, path: &Path) -> Result<Source, Error> {
        let relative = paths::relative(&self.folder, path);
        let output = git(&self.folder, &["show", &format!("{}:./{relative}", self.commit)])?;
        if !output.status.success() {
            return Err(Error::NotInRevision { revision: self.name.clone(), file: paths::tidy(path) });
        }
        let mut source = inputs::source(path, &output.stdout)?;
        source.name = format!("{}:{}", self.name, source.name);
        Ok(source)
    }
}

/// Variables by which git takes another repository than that of the folder. It sets them for its hooks.
const OF_ANOTHER_REPOSITORY: [&str; 5] = ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_COMMON_DIR"];

fn git(folder: &Path, args: &[&str]) -> Result<Output, Error> {
    let mut git = Command::new("git");
    for variable in OF_ANOTHER_REPOSITORY {
        git.env_remove(variable);
    }
    Ok(git.arg("-C").arg(folder).args(args).output()?)
}
