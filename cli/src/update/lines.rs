//! How much of the emitted code changes, for the text of the pull request.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use similar::{ChangeTag, TextDiff};

use crate::output::Error;
use crate::output::tree::{State, Tree};

/// The lines that a new tree adds to the files on disk, and those that it removes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Lines {
    added: usize,
    removed: usize,
    files: usize,
}

impl Lines {
    /// Compares the files on disk with those that are about to be written.
    pub(super) fn count(target: &Path, tree: &Tree<'_>) -> Result<Self, Error> {
        let mut lines = Self::default();
        for (file, state) in &tree.files {
            match state {
                State::Same => {}
                State::Missing => lines.compare("", &file.text),
                State::Different(bytes) => lines.compare(&String::from_utf8_lossy(bytes), &file.text),
            }
        }
        for path in tree.stale.iter().map(|path| target.join(path)) {
            let bytes = fs::read(&path).map_err(|source| Error::Read { path, source })?;
            lines.compare(&String::from_utf8_lossy(&bytes), "");
        }
        Ok(lines)
    }

    fn compare(&mut self, old: &str, new: &str) {
        self.files += 1;
        for change in TextDiff::from_lines(old, new).iter_all_changes() {
            match change.tag() {
                ChangeTag::Equal => {}
                ChangeTag::Insert => self.added += 1,
                ChangeTag::Delete => self.removed += 1,
            }
        }
    }

    /// A paragraph; nothing if no file changes.
    pub(super) fn write(self, text: &mut String) {
        let Self { added, removed, files } = self;
        if files > 0 {
            let plural = |count| if count == 1 { "" } else { "s" };
            let _ = writeln!(
                text,
                "\nEmitted code: {added} line{} added, {removed} removed in {files} file{}.",
                plural(added),
                plural(files)
            );
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

    use odata_codegen::{File, mark};

    use super::*;
    use crate::output::{stand_alone, tree::compare};

    fn file(path: &str, lines: &[&str]) -> File {
        let header = mark::header("a command");
        let text =
            [format!("// {header}").as_str()].iter().chain(lines).fold(String::new(), |text, line| text + line + "\n");
        File { path: path.to_owned(), text }
    }

    fn said(before: &[File], after: &[File]) -> String {
        let folder = tempfile::tempdir().unwrap();
        let target = folder.path().join("crate");
        stand_alone(&target, before).unwrap();
        let mut text = String::new();
        Lines::count(&target, &compare(&target, after).unwrap()).unwrap().write(&mut text);
        text
    }

    #[test]
    fn nothing_is_said_if_no_file_changes() {
        let files = [file("a.rs", &["1"]), file("b.rs", &["1"])];
        assert_eq!(said(&files, &files), "");
    }

    #[test]
    fn changed_new_and_removed_files_count() {
        let before = [file("a.rs", &["1", "2", "3"]), file("b.rs", &["1"]), file("old.rs", &["1", "2"])];
        let after = [file("a.rs", &["1", "two", "3", "4"]), file("b.rs", &["1"]), file("new.rs", &["1"])];
        // The header of a file is a line, too.
        assert_eq!(said(&before, &after), "\nEmitted code: 4 lines added, 4 removed in 3 files.\n");
    }

    #[test]
    fn one_line_and_one_file_are_singular() {
        let (before, after) = ([file("a.rs", &["1"])], [file("a.rs", &["1", "2"])]);
        assert_eq!(said(&before, &after), "\nEmitted code: 1 line added, 0 removed in 1 file.\n");
        assert_eq!(said(&after, &before), "\nEmitted code: 0 lines added, 1 removed in 1 file.\n");
    }
}
