//! How strictly the values of this thread are being read, and what is told of them.
//!
//! Serde has no way to hand such a thing through the `Deserialize` of a program's own type to a model in it, so it is the thread's. It
//! is set for one call, which comes back before anything else of the thread is read.

use std::cell::RefCell;

use super::Deviation;

thread_local! {
    static SCOPE: RefCell<Scope> = const { RefCell::new(Scope::Strict { locates: true }) };
}

#[derive(Debug)]
enum Scope {
    /// What does not fit is an error, with or without a second reading to say where.
    Strict { locates: bool },
    /// What does not fit is set aside.
    Tolerant(Told),
}

/// What is told of a reading.
#[derive(Debug, Default)]
struct Told {
    path: Vec<Segment>,
    deviations: Vec<Deviation>,
    /// Where a value could not be read at all, and its text.
    failed: Option<(String, Box<str>)>,
}

/// A step of a path.
#[derive(Debug)]
pub(super) enum Segment {
    Property(String),
    Index(usize),
}

/// Ends a scope, also when what was called in it panics.
struct Restore(Option<Scope>);

impl Drop for Restore {
    fn drop(&mut self) {
        if let Some(scope) = self.0.take() {
            SCOPE.replace(scope);
        }
    }
}

/// Calls a function that reads strictly, and of an error does not say where.
pub(super) fn without_locating<T>(read: impl FnOnce() -> T) -> T {
    let _restore = Restore(Some(SCOPE.replace(Scope::Strict { locates: false })));
    read()
}

/// Calls a function that sets aside what does not fit.
pub(super) fn tolerantly<T>(read: impl FnOnce() -> T) -> Tolerated<T> {
    let mut restore = Restore(Some(SCOPE.replace(Scope::Tolerant(Told::default()))));
    let value = read();
    let outer = restore.0.take().unwrap_or(Scope::Strict { locates: true });
    let (deviations, failed) = match SCOPE.replace(outer) {
        Scope::Tolerant(Told { deviations, failed, .. }) => (deviations, failed.map(|(path, _)| path)),
        Scope::Strict { .. } => (Vec::new(), None),
    };
    Tolerated { value, deviations, failed }
}

/// What came of a function that sets aside what does not fit.
pub(super) struct Tolerated<T> {
    pub value: T,
    pub deviations: Vec<Deviation>,
    /// The path to what could not be read at all.
    pub failed: Option<String>,
}

pub(super) fn is_tolerant() -> bool {
    SCOPE.with_borrow(|scope| matches!(scope, Scope::Tolerant(_)))
}

/// Whether an error is to be looked up by reading once more.
pub(super) fn locates() -> bool {
    SCOPE.with_borrow(|scope| matches!(scope, Scope::Strict { locates: true }))
}

fn tell<T: Default>(tell: impl FnOnce(&mut Told) -> T) -> T {
    SCOPE.with_borrow_mut(|scope| match scope {
        Scope::Tolerant(told) => tell(told),
        Scope::Strict { .. } => T::default(),
    })
}

/// Calls a function that reads what is one step further.
pub(super) fn within<T>(segment: Segment, read: impl FnOnce() -> T) -> T {
    tell(|told| told.path.push(segment));
    let value = read();
    tell(|told| drop(told.path.pop()));
    value
}

/// Takes note of a value that is not what the schema says.
pub(super) fn deviate(expected: impl Into<String>, found: &str, is_converted: bool) {
    let expected = expected.into();
    tell(|told| {
        let path = written(&told.path);
        told.deviations.push(Deviation { path, expected, found: found.into(), is_converted });
    });
}

/// Takes note of where a value cannot be read: the first place that is told is the innermost.
pub(super) fn fail(found: &str) {
    tell(|told| {
        if told.failed.is_none() {
            told.failed = Some((written(&told.path), found.into()));
        }
    });
}

/// Makes a failure one deviation: what failed is left out, whole.
#[cfg(feature = "requests")]
pub(super) fn forgive(expected: impl Into<String>, found: &str) {
    let expected = expected.into();
    tell(|told| {
        let (path, found) = told.failed.take().unwrap_or_else(|| (written(&told.path), found.into()));
        told.deviations.push(Deviation { path, expected, found, is_converted: false });
    });
}

/// How many deviations there are so far.
#[cfg(feature = "requests")]
pub(super) fn count() -> usize {
    tell(|told| told.deviations.len())
}

/// The deviations from that one on.
#[cfg(feature = "requests")]
pub(super) fn since(first: usize) -> Vec<Deviation> {
    tell(|told| told.deviations.get(first..).map(<[Deviation]>::to_vec).unwrap_or_default())
}

/// Takes back the deviations from that one on, of a value that is left out whole.
#[cfg(feature = "requests")]
pub(super) fn take_back(first: usize) {
    tell(|told| told.deviations.truncate(first));
}

fn written(path: &[Segment]) -> String {
    let mut text = String::new();
    for segment in path {
        match segment {
            Segment::Index(index) => text.extend(["[", &index.to_string(), "]"]),
            Segment::Property(name) if text.is_empty() => text.push_str(name),
            Segment::Property(name) => {
                text.push('.');
                text.push_str(name);
            }
        }
    }
    if text.is_empty() { String::from(".") } else { text }
}
