//! Any step fails, or is the last one before a kill.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::thread::sleep;
use std::time::Duration;

use tempfile::TempDir;

use super::*;
use crate::output::Change;

/// What happens at a step.
#[derive(Clone, Copy, PartialEq)]
enum Then {
    /// The disk is full.
    Full,
    /// The process ends, and nothing tidies up.
    Kill,
}

thread_local! {
    static LEFT: Cell<usize> = const { Cell::new(usize::MAX) };
    static THEN: Cell<Then> = const { Cell::new(Then::Full) };
}

fn step() -> io::Result<()> {
    let left = LEFT.get();
    LEFT.set(left.wrapping_sub(1));
    match (left, THEN.get()) {
        (0, Then::Full) => Err(io::ErrorKind::StorageFull.into()),
        (0, Then::Kill) => std::panic::resume_unwind(Box::new("killed")),
        _ => Ok(()),
    }
}

const FAILING: Disk = Disk {
    write: |path, bytes| {
        // A write that is cut off leaves a part of the file.
        fs::write(path, &bytes[..bytes.len() / 2])?;
        step()?;
        fs::write(path, bytes)
    },
    rename: |from, to| step().and_then(|()| fs::rename(from, to)),
    exchange: |a, b| step().and_then(|()| crate::output::disk::exchange(a, b)),
    link: |from, to| {
        step()?;
        fs::hard_link(from, to)
    },
    make_folder: |path| step().and_then(|()| fs::create_dir(path)),
    remove_folder: |path| {
        if THEN.get() == Then::Kill {
            step()?;
        }
        fs::remove_dir_all(path)
    },
};

type Files = BTreeMap<PathBuf, String>;

fn files(folder: &Path) -> Files {
    let mut found = Files::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(next).unwrap().map(Result::unwrap) {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else {
                found.insert(path.strip_prefix(folder).unwrap().to_owned(), fs::read_to_string(&path).unwrap());
            }
        }
    }
    found
}

struct Place {
    folder: TempDir,
    old: Files,
    new: Files,
}

impl Place {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let of = |files: &[(&str, &str)]| files.iter().map(|(path, text)| (path.into(), (*text).to_owned())).collect();
        let old: Files =
            of(&[("crate/a", "old"), ("crate/src/b", "old"), ("crate/src/gone", "old"), ("notes", "mine")]);
        let new = of(&[
            ("crate/a", "new"),
            ("crate/src/b", "new"),
            ("crate/deep/er/c", "new"),
            ("notes", "mine"),
            ("log", "new"),
        ]);
        for (path, text) in &old {
            let path = folder.path().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        Self { folder, old, new }
    }

    /// Writes with steps of which one may not be; `None` if the run was killed.
    fn write(&self, steps: usize, then: Then) -> Option<Result<(), Error>> {
        let at = |path: &str| self.folder.path().join(path);
        let change = |path: &str, bytes| Change { path: at(path), replaces: at(path).exists(), bytes };
        let new: Option<&[u8]> = Some(b"new");
        let (beside, log) = (at("crate"), at("log"));
        let parts = [
            Part {
                beside: &beside,
                changes: vec![
                    change("crate/src/gone", None),
                    change("crate/a", new),
                    change("crate/src/b", new),
                    change("crate/deep/er/c", new),
                ],
            },
            Part { beside: &log, changes: vec![change("log", new)] },
        ];
        LEFT.set(steps);
        THEN.set(then);
        let mut lock = WriteLock::acquire(&beside).unwrap();
        lock.disk = FAILING;
        let written = catch_unwind(AssertUnwindSafe(|| lock.replace(&parts))).ok();
        LEFT.set(usize::MAX);
        written
    }

    /// Changes one folder at once; `None` if the run was killed.
    fn exchange(&self, steps: usize, then: Then) -> Option<Result<bool, Error>> {
        let at = |path: &str| self.folder.path().join(path);
        let change = |path: &str, bytes| Change { path: at(path), replaces: at(path).exists(), bytes };
        let (beside, new): (_, Option<&[u8]>) = (at("crate"), Some(b"new"));
        let changes = vec![
            change("crate/src/gone", None),
            change("crate/a", new),
            change("crate/src/b", new),
            change("crate/deep/er/c", new),
        ];
        LEFT.set(steps);
        THEN.set(then);
        let mut lock = WriteLock::acquire(&beside).unwrap();
        lock.disk = FAILING;
        let done = catch_unwind(AssertUnwindSafe(|| lock.exchange(&Part { beside: &beside, changes }))).ok();
        LEFT.set(usize::MAX);
        done
    }

    fn files(&self) -> Files {
        files(self.folder.path())
    }
}

#[test]
fn a_disk_that_is_full_at_any_step_changes_nothing() {
    let mut failed = 0;
    for steps in 0.. {
        let place = Place::new();
        match place.write(steps, Then::Full).unwrap() {
            Ok(()) if LEFT.get() == usize::MAX && steps > failed + 2 => {
                assert_eq!(place.files(), place.new);
                break;
            }
            // A link that cannot be made is no failure.
            Ok(()) => assert_eq!(place.files(), place.new, "step {steps}"),
            Err(error) => {
                failed = steps;
                assert!(matches!(error, Error::Stage { .. } | Error::Replace { .. }), "step {steps}: {error}");
                assert_eq!(place.files(), place.old, "step {steps}");
            }
        }
    }
    assert!(failed > 10, "steps fail: {failed}");
}

#[test]
fn after_a_kill_at_any_step_the_tree_is_the_old_or_the_new_one() {
    let (mut old, mut new) = (0, 0);
    for steps in 0.. {
        let place = Place::new();
        let is_killed = place.write(steps, Then::Kill).is_none();
        let anchor = place.folder.path().join("crate");
        let is_pending = WriteLock::is_pending(&anchor);
        // What is there before the next run, too, has no file that is cut off or missing.
        let now = place.files();
        for (path, text) in &place.old {
            let is_going = !place.new.contains_key(path);
            assert!(now.get(path).map_or(is_going, |now| now == text || Some(now) == place.new.get(path)), "{path:?}");
        }
        drop(WriteLock::acquire(&anchor).unwrap());
        assert!(!WriteLock::is_pending(&anchor));
        match place.files() {
            files if files == place.old => old += 1,
            files => {
                assert_eq!(files, place.new, "step {steps}");
                new += 1;
            }
        }
        if !is_killed {
            assert!(!is_pending);
            break;
        }
    }
    assert!(old > 5 && new > 5, "killed before and after the journal was written: {old}, {new}");
}

#[test]
fn what_was_edited_after_a_kill_stays() {
    let mut pending = 0;
    for steps in 0.. {
        let place = Place::new();
        let is_killed = place.write(steps, Then::Kill).is_none();
        let anchor = place.folder.path().join("crate");
        pending += usize::from(WriteLock::is_pending(&anchor));
        for path in ["crate/a", "log"] {
            fs::write(place.folder.path().join(path), "by hand").unwrap();
        }
        drop(WriteLock::acquire(&anchor).unwrap());
        let now = place.files();
        assert_eq!((&*now[Path::new("crate/a")], &*now[Path::new("log")]), ("by hand", "by hand"), "step {steps}");
        if !is_killed {
            break;
        }
    }
    assert!(pending > 5);
}

#[test]
fn of_two_runs_one_waits() {
    let place = Place::new();
    let anchor = place.folder.path().join("crate");
    let first = WriteLock::acquire(&anchor).unwrap();
    let second = std::thread::spawn({
        let anchor = anchor.clone();
        move || drop(WriteLock::acquire(&anchor).unwrap())
    });
    sleep(Duration::from_millis(100));
    assert!(!second.is_finished());
    drop(first);
    second.join().unwrap();
}

#[cfg(any(target_os = "linux", target_os = "macos"))]
#[test]
fn a_folder_is_the_old_or_the_new_one_right_after_a_kill() {
    for then in [Then::Full, Then::Kill] {
        let mut states = [0, 0];
        for steps in 0.. {
            let mut place = Place::new();
            place.old.insert("crate/src/mine".into(), "mine".to_owned());
            place.new.insert("crate/src/mine".into(), "mine".to_owned());
            place.new.remove(Path::new("log"));
            fs::write(place.folder.path().join("crate/src/mine"), "mine").unwrap();
            let done = place.exchange(steps, then);
            let is_staged = |path: &Path| path.to_string_lossy().contains(".codegen-");
            let right_after: Files = place.files().into_iter().filter(|(path, _)| !is_staged(path)).collect();
            let is_new = right_after == place.new;
            assert!(is_new || right_after == place.old, "step {steps}: {right_after:?}");
            states[usize::from(is_new)] += 1;
            if let Some(done) = &done {
                assert_eq!(*done.as_ref().unwrap(), is_new, "step {steps}");
            }
            drop(WriteLock::acquire(&place.folder.path().join("crate")).unwrap());
            assert_eq!(place.files(), right_after, "step {steps}: nothing is left");
            if is_new && done.is_some() {
                break;
            }
        }
        assert!(states[0] > 5, "{states:?}");
    }
}
