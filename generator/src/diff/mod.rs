//! What differs between two states of a service's metadata, by what it means for a user of the generated crate.
//!
//! Elements are compared by qualified wire name: neither order nor aliases nor white space make a difference.

mod access;
mod annotations;
mod bases;
mod by_name;
mod class;
mod containers;
mod kind;
mod meaning;
mod members;
mod modeled;
mod named;
mod navigation;
mod offers;
mod operations;
mod paths;
mod properties;
mod renames;
mod requests;
mod roots;
mod rust;
mod state;
mod text;
mod touched;
mod types;
mod values;
mod ways;

use std::collections::BTreeMap;

pub use class::{Class, Meaning};
pub use meaning::Kind;

use self::{modeled::Modeled, state::State, touched::Touched};
use crate::{Error, Inputs, Manifest, Source, model::OperationId, trees::Trees};

/// One of the two states.
#[derive(Clone, Copy, Debug)]
pub struct Metadata<'a> {
    /// The metadata.
    pub inputs: &'a Inputs,
    /// What to compare of it: all that the manifest's roots need.
    pub manifest: &'a Manifest,
    /// The manifest's text, for messages.
    pub manifest_source: &'a Source,
}

/// What differs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Diff {
    /// The changes, by path and kind.
    pub changes: Vec<Change>,
    /// Remarks: a root that only one of the states has, say.
    pub notes: Vec<String>,
}

impl Diff {
    /// The changes of a class.
    pub fn of_class(&self, class: Class) -> impl Iterator<Item = &Change> {
        self.changes.iter().filter(move |change| change.kind.class() == class)
    }
}

/// One change.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Change {
    /// The element: `microsoft.graph.user/displayName`.
    pub path: String,
    /// What has happened to it.
    pub kind: Kind,
    /// What the metadata said; for an element that is removed, its declaration in short.
    pub before: Option<String>,
    /// What the metadata says; for an element that is added, its declaration in short.
    pub after: Option<String>,
    /// The public item of the crate: `User::display_name`; `None` if there is none, or nothing but its documentation changes.
    pub rust: Option<String>,
    /// What the removed element was perhaps renamed to.
    pub renamed_to: Option<String>,
}

/// Compares two states.
///
/// # Errors
///
/// Everything that is wrong with the metadata or the manifest of one of them, as [`crate::generate`] has it; a root that
/// neither has.
pub fn compare(old: Metadata, new: Metadata) -> Result<Diff, Error> {
    let (old_trees, new_trees) = rayon::join(
        || Trees::read(old.inputs, old.manifest_source, old.manifest.limits),
        || Trees::read(new.inputs, new.manifest_source, new.manifest.limits),
    );
    let (old_trees, new_trees) = (old_trees?, new_trees?);
    let main = state::main_namespace(&old_trees, &new_trees);
    let (old, new) = rayon::join(|| Modeled::of(&old_trees, old.manifest), || Modeled::of(&new_trees, new.manifest));
    let (old, new) = (old?, new?);
    let found = between(&old, &new, main);
    // To give back the memory of large models takes as long as to compare them.
    rayon::join(|| drop(old), || drop(new));
    rayon::join(|| drop(old_trees), || drop(new_trees));
    found
}

fn between(old: &Modeled, new: &Modeled, main: Option<&str>) -> Result<Diff, Error> {
    let roots = roots::of(old, new)?;
    let (mut old, mut new) = rayon::join(|| State::new(&roots.old), || State::new(&roots.new));
    // Once to find out what needs a name, and again for those.
    let touched = differences(&old, &new, None).touched;
    rayon::join(|| old.assign(&touched.old, main), || new.assign(&touched.new, main));
    let mut changes = differences(&old, &new, Some(&touched)).changes;
    changes.sort();
    renames::suggest(&mut changes, &old, &new);
    Ok(Diff { changes, notes: roots.notes })
}

fn differences<'a>(old: &'a State<'a>, new: &'a State<'a>, only: Option<&'a Touched>) -> Differ<'a> {
    let start = || Differ {
        old,
        new,
        only,
        changes: Vec::new(),
        touched: Touched::default(),
        same_operations: BTreeMap::new(),
    };
    let (mut types, mut operations) = (start(), start());
    let of_types = || {
        types.types();
        types.bases();
    };
    rayon::join(of_types, || operations.operations());
    operations.container();
    operations.offers();
    types.changes.append(&mut operations.changes);
    types.touched.merge(operations.touched);
    types
}

/// Walks over both states.
struct Differ<'a> {
    old: &'a State<'a>,
    new: &'a State<'a>,
    /// The types that are known to have changed.
    only: Option<&'a Touched>,
    changes: Vec<Change>,
    touched: Touched,
    /// The operations that both states bind to the same, by their id in the old one.
    same_operations: BTreeMap<OperationId, OperationId>,
}

/// An element. Most have not changed, so that only what has is spelled.
#[derive(Clone, Copy)]
struct Place<'p> {
    /// The path of what it is declared in, or its own.
    path: &'p str,
    /// Its name there.
    name: Option<&'p str>,
    /// The item of what it is declared in, or its own.
    rust: Option<&'p str>,
    /// The name of its item there.
    item: Option<&'p str>,
}

impl<'p> Place<'p> {
    fn new(path: &'p str, rust: Option<&'p str>) -> Self {
        Self { path, name: None, rust, item: None }
    }

    /// An element declared in this one.
    fn below(self, name: &'p str, item: Option<&'p str>) -> Self {
        Self { name: Some(name), item, ..self }
    }

    /// The same, by the name of an element that another declares.
    fn named(self, name: &'p str) -> Self {
        Self { name: Some(name), ..self }
    }

    fn path(self) -> String {
        self.name.map_or_else(|| self.path.to_owned(), |name| format!("{}/{name}", self.path))
    }

    fn rust(self) -> Option<String> {
        match (self.rust, self.item) {
            (Some(rust), Some(item)) => Some(format!("{rust}::{item}")),
            (rust, _) => rust.map(str::to_owned),
        }
    }
}

impl Differ<'_> {
    /// Whether there is a change since there were that many that an item of the crate shows.
    fn shows_since(&self, number: usize) -> bool {
        self.changes[number..].iter().any(|change| change.kind.class() != Class::Docs)
    }

    fn push(&mut self, kind: Kind, place: Place, before: Option<String>, after: Option<String>) {
        self.changes.push(Change {
            path: place.path(),
            kind,
            before,
            after,
            rust: (kind.class() != Class::Docs).then(|| place.rust()).flatten(),
            renamed_to: None,
        });
    }

    fn added(&mut self, kind: Kind, place: Place, what: impl Into<String>) {
        self.push(kind, place, None, Some(what.into()));
    }

    fn removed(&mut self, kind: Kind, place: Place, what: impl Into<String>) {
        self.push(kind, place, Some(what.into()), None);
    }

    fn changed(&mut self, kind: Kind, place: Place, before: impl Into<String>, after: impl Into<String>) {
        self.push(kind, place, Some(before.into()), Some(after.into()));
    }
}
