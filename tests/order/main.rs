//! The order in which metadata declares things means nothing to what is emitted, but for that of properties, which is the
//! order of fields.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod document;

use std::{
    collections::BTreeSet,
    env, fs,
    path::{Path, PathBuf},
};

use document::{Element, Moved};
use fastrand::Rng;
use odata_codegen::{Code, File, Output, Source};
use tests::{cases, project};

/// How many orders are tried of a case; larger metadata has more that can change places.
const ORDERS: u64 = 8;

/// Files of the corpus that are larger take too long in a debug build.
const LARGE: u64 = 600_000;

/// The files of a run.
struct Files {
    name: String,
    csdl: Vec<Source>,
    references: Vec<Source>,
    manifest: Source,
}

impl Files {
    /// The cases, and the files of the corpus that generate by themselves.
    fn all() -> Vec<Self> {
        let mut all: Vec<Self> = cases::folders().unwrap().iter().map(|folder| Self::of_case(folder)).collect();
        let Some(corpus) = env::var_os("ODATA_CORPUS").map(PathBuf::from) else {
            println!("ODATA_CORPUS is not set: the cases alone are tried");
            return all;
        };
        for folder in ["graph", "services"] {
            let mut files: Vec<PathBuf> =
                fs::read_dir(corpus.join(folder)).unwrap().map(|entry| entry.unwrap().path()).collect();
            files.sort();
            let fits = |path: &PathBuf| path.is_file() && fs::metadata(path).unwrap().len() <= LARGE;
            let sources = files.iter().filter(|path| fits(path)).filter_map(|path| project::source(path).ok());
            all.extend(sources.map(|source| Self {
                name: source.name.clone(),
                manifest: manifest(None, &source),
                csdl: vec![source],
                references: Vec::new(),
            }));
        }
        all
    }

    fn of_case(folder: &Path) -> Self {
        let own = folder.join("codegen.toml");
        let own = own.exists().then(|| fs::read_to_string(&own).unwrap());
        let csdl = cases::sources(folder, "csdl").unwrap();
        Self {
            name: cases::name(folder),
            manifest: manifest(own, &csdl[0]),
            csdl,
            references: cases::sources(folder, "xml").unwrap(),
        }
    }

    /// What is emitted; nothing if the metadata is refused, as some of the corpus is.
    fn generate(&self) -> Option<Output> {
        let (csdl, references) = (self.csdl.clone(), self.references.clone());
        project::everything("order", csdl, references, Some(self.manifest.clone())).ok()
    }

    /// The same files and declarations in another order.
    fn shuffled(&self, random: &mut Rng, moved: Moved) -> Self {
        let mut one = |source: &Source| {
            let mut document = Element::of(&source.text);
            document.shuffle(random, moved);
            Source { name: source.name.clone(), text: document.write() }
        };
        let mut csdl: Vec<Source> = self.csdl.iter().map(&mut one).collect();
        let mut references: Vec<Source> = self.references.iter().map(&mut one).collect();
        random.shuffle(&mut csdl);
        random.shuffle(&mut references);
        Self { name: self.name.clone(), csdl, references, manifest: self.manifest.clone() }
    }
}

/// A manifest, or the one that keeps everything. It has what is otherwise that of the first schema or container: the namespace
/// whose types stand in `models` itself, and the service's title.
fn manifest(own: Option<String>, csdl: &Source) -> Source {
    let text = own.unwrap_or_else(|| {
        String::from("roots = [\"*\"]\n[crate]\nname = \"order\"\npath = \".\"\n[source]\ncsdl = \"x\"\n[service]\n")
    });
    let first = csdl.text.split("<Schema").nth(1).and_then(|rest| rest.split("Namespace=\"").nth(1));
    let first = first.and_then(|rest| rest.split('"').next()).unwrap_or_default();
    let text = if text.contains("[service]\n") { text } else { text + "[service]\n" };
    let text = text.replacen("[service]\n", &format!("[service]\nnamespace = \"{first}\"\ntitle = \"Order\"\n"), 1);
    Source { name: String::from("codegen.toml"), text }
}

/// The lines of a file. Those of the client and of resources' features stand in the order of the container.
fn lines(file: &File, moved: Moved) -> Vec<&str> {
    // The example of a change takes the first property that is a text.
    let is_example = |line: &&str| moved == Moved::Properties && line.starts_with("///     .");
    let mut lines: Vec<&str> = file.text.lines().filter(|line| !is_example(line)).collect();
    if moved == Moved::Properties
        || ["src/client.rs", "Cargo.toml", "README.md", "types/Cargo.toml"].contains(&&*file.path)
    {
        lines.sort_unstable();
    }
    lines
}

/// The first line of each file that another order changes.
fn differences(moved: Moved) -> Vec<String> {
    let mut found = Vec::new();
    let mut tried = 0;
    for files in Files::all() {
        let Some(emitted) = files.generate() else { continue };
        // Of two declarations of one name the first counts.
        let is_twice = emitted.report.warnings.iter().any(|warning| warning.code == Code::PropertyTwice);
        if is_twice && moved == Moved::Properties {
            continue;
        }
        let emitted = emitted.files;
        tried += 1;
        for number in 0..ORDERS {
            let Some(other) = files.shuffled(&mut Rng::with_seed(number), moved).generate() else {
                found.push(format!("{}, order {number}: refused", files.name));
                continue;
            };
            let other = other.files;
            let paths = |files: &[File]| files.iter().map(|file| file.path.clone()).collect::<BTreeSet<_>>();
            let (left, right) = (paths(&emitted), paths(&other));
            if left != right {
                let unequal: Vec<&String> = left.symmetric_difference(&right).collect();
                found.push(format!("{}, order {number}: other files, {unequal:?}", files.name));
                continue;
            }
            for (one, other) in emitted.iter().zip(&other) {
                let (left, right) = (lines(one, moved), lines(other, moved));
                if left != right {
                    let pair = left.iter().zip(&right).find(|(left, right)| left != right);
                    found.push(format!("{}, order {number}, {}: {pair:?}", files.name, one.path));
                }
            }
        }
    }
    assert!(tried > 20, "only {tried} were tried");
    found
}

#[test]
fn the_order_of_declarations_changes_nothing() {
    let found = differences(Moved::Declarations);
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn the_order_of_properties_changes_that_of_lines_alone() {
    let found = differences(Moved::Properties);
    assert!(found.is_empty(), "{}", found.join("\n"));
}
