//! What differs, for a reader.

use std::fmt::Write as _;
use std::path::Path;

use similar::TextDiff;

use crate::output::tree::{State, Tree};

/// A diff is a hint at what happened; all of it is in version control.
const LINES: usize = 20;

/// One paragraph for each file that is not what the output says; empty if there is none.
#[must_use]
pub fn report(target: &Path, tree: &Tree<'_>) -> String {
    let mut text = String::new();
    for (file, state) in &tree.files {
        let path = target.join(&file.path);
        match state {
            State::Same => {}
            State::Missing => {
                let _ = writeln!(text, "missing: {}", path.display());
            }
            State::Different(bytes) => {
                let _ = writeln!(text, "differs: {}", path.display());
                text.push_str(&diff(&String::from_utf8_lossy(bytes), &file.text));
            }
        }
    }
    for path in &tree.stale {
        let path = target.join(path);
        let _ = writeln!(text, "extra: {} (no longer generated)", path.display());
    }
    text
}

fn diff(on_disk: &str, generated: &str) -> String {
    let diff = TextDiff::from_lines(on_disk, generated);
    let diff = diff.unified_diff().header("on disk", "generated").to_string();
    let mut text = String::new();
    for line in diff.lines().take(LINES) {
        let _ = writeln!(text, "    {line}");
    }
    let left = diff.lines().count().saturating_sub(LINES);
    if left > 0 {
        let _ = writeln!(text, "    ... {left} more lines");
    }
    text
}

/// How many files are not what the output says.
#[must_use]
pub fn count(tree: &Tree<'_>) -> usize {
    let differing = tree.files.iter().filter(|(_, state)| *state != State::Same).count();
    differing + tree.stale.len()
}
