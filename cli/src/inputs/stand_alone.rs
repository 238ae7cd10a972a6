//! A crate that no manifest describes: arguments stand for one.

use std::path::{Path, PathBuf};

use odata_codegen::manifest::toml_string;

use super::name::legal_name;
use super::runtime::Runtime;
use super::toml::toml_list;
use crate::paths;

/// What arguments say in place of a manifest.
#[derive(Clone, Debug, Default)]
pub struct StandAlone {
    /// The metadata; `-` is standard input.
    pub csdl: Vec<PathBuf>,
    /// What to keep; nothing named is everything.
    pub roots: Vec<String>,
    /// The folder of the crate.
    pub out: PathBuf,
    /// The name of the crate; the default is the folder's.
    pub name: Option<String>,
    /// Whether the crate has a feature for each resource; the default depends on its size.
    pub features: Option<bool>,
    /// Whether the types are a package of their own; the default depends on their number.
    pub split: Option<bool>,
    /// Where the crate takes the runtime from; the default is the version that the generator belongs to.
    pub runtime: Option<Runtime>,
}

impl StandAlone {
    /// The manifest that says the same; as text, so that a message can underline the root at fault.
    #[must_use]
    pub fn manifest(&self) -> String {
        let all = ["*".to_owned()];
        let roots = if self.roots.is_empty() { &all[..] } else { &self.roots };
        let name = self.name.clone().unwrap_or_else(|| name_of(&self.out));
        let csdl = self.csdl.first().map_or(Path::new("-"), PathBuf::as_path);
        let file = csdl.file_name().unwrap_or(csdl.as_os_str()).to_string_lossy();
        let runtime = self.runtime.as_ref().map(|runtime| format!("runtime = {}\n", runtime.value(&self.out)));
        let flag =
            |name: &str, value: Option<bool>| value.map(|value| format!("{name} = {value}\n")).unwrap_or_default();
        let (features, split) = (flag("features", self.features), flag("split", self.split));
        format!(
            "roots = {}\n\n[crate]\nname = {}\npath = \".\"\n{}{features}{split}\n[source]\ncsdl = {}\n",
            toml_list(roots),
            toml_string(&name),
            runtime.unwrap_or_default(),
            toml_string(&file),
        )
    }
}

/// A package name made of the folder's name.
fn name_of(folder: &Path) -> String {
    let folder = paths::full(folder);
    legal_name(&folder.file_name().unwrap_or_default().to_string_lossy())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_gives_a_package_name() {
        assert_eq!(name_of(Path::new("/tmp/My Crate")), "my-crate");
        assert_eq!(name_of(Path::new("/tmp/x/..")), "tmp");
    }
}
