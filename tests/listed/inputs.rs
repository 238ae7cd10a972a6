//! The cases, and the files of the corpus.

use std::{
    env, fs,
    path::{Path, PathBuf},
};

use fastrand::Rng;
use odata_codegen::{Output, Source};
use tests::{cases, project};

use crate::{documents, metadata::Metadata, restricted};

/// Files of the corpus that are larger take too long in a debug build.
const LARGE: u64 = if cfg!(debug_assertions) { 600_000 } else { u64::MAX };

/// The files of a run.
pub struct Files {
    pub name: String,
    pub csdl: Vec<Source>,
    pub references: Vec<Source>,
    manifest: Option<Source>,
}

impl Files {
    /// The cases, and the files of the corpus.
    pub fn all() -> Vec<Self> {
        let mut all = Self::cases();
        let Some(corpus) = env::var_os("ODATA_CORPUS").map(PathBuf::from) else {
            println!("ODATA_CORPUS is not set: the cases alone are tried");
            return all;
        };
        for folder in ["graph", "services", "oasis"] {
            let mut files: Vec<PathBuf> =
                fs::read_dir(corpus.join(folder)).unwrap().map(|entry| entry.unwrap().path()).collect();
            files.sort();
            let fits = |path: &PathBuf| path.is_file() && fs::metadata(path).unwrap().len() <= LARGE;
            // Some are no UTF-8.
            let sources = files.iter().filter(|path| fits(path)).filter_map(|path| project::source(path).ok());
            all.extend(sources.map(|source| Self {
                name: source.name.clone(),
                csdl: vec![source],
                references: Vec::new(),
                manifest: None,
            }));
        }
        all
    }

    pub fn cases() -> Vec<Self> {
        cases::folders().unwrap().iter().map(|folder| Self::of_case(folder)).collect()
    }

    fn of_case(folder: &Path) -> Self {
        let manifest = folder.join("codegen.toml");
        Self {
            name: cases::name(folder),
            csdl: cases::sources(folder, "csdl").unwrap(),
            references: cases::sources(folder, "xml").unwrap(),
            manifest: manifest.exists().then(|| project::source(&manifest).unwrap()),
        }
    }

    /// The same with restrictions at random. They stand in the last schema of the first file.
    pub fn restricted(&self, random: &mut Rng) -> Self {
        let text = &self.csdl[0].text;
        let place = text.rfind("</Schema>").unwrap_or(text.len());
        let (documents, references) = (documents(&self.csdl), documents(&self.references));
        let annotations = restricted::annotations(&Metadata::read(&documents, &references), random);
        let mut csdl = self.csdl.clone();
        // One whose elements have a prefix stays as it is.
        if place < text.len() {
            csdl[0].text.insert_str(place, &annotations);
        }
        let (references, manifest) = (self.references.clone(), self.manifest.clone());
        Self { name: self.name.clone(), csdl, references, manifest }
    }

    /// What is emitted; nothing if the metadata is refused, as some of the corpus is.
    pub fn generate(&self) -> Option<Output> {
        project::everything("listed", self.csdl.clone(), self.references.clone(), self.manifest.clone()).ok()
    }
}
