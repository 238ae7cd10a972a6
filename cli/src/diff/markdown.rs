//! The changes for a pull request: a line to read, and details to unfold.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use odata_codegen::diff::{Change, Class, Diff};

use super::text::{heading, summary};
use crate::terminal::escape;

/// A summary, then a collapsed section a class, grouped by the type that is touched.
pub(crate) fn write(diff: &Diff) -> String {
    if diff.changes.is_empty() {
        return String::from("**Metadata:** no change\n");
    }
    let mut text = format!("**Metadata:** {}\n", summary(diff));
    for class in Class::ALL {
        let mut groups: BTreeMap<&str, Vec<&Change>> = BTreeMap::new();
        for change in diff.of_class(class) {
            groups.entry(group(&change.path)).or_default().push(change);
        }
        let number: usize = groups.values().map(Vec::len).sum();
        if number == 0 {
            continue;
        }
        let _ = writeln!(text, "\n<details>\n<summary>{}: {number}</summary>", heading(class));
        for (group, changes) in groups {
            let _ = writeln!(text, "\n{}\n", code(group));
            for change in changes {
                entry(&mut text, change, group);
            }
        }
        text.push_str("\n</details>\n");
    }
    text
}

fn entry(text: &mut String, change: &Change, group: &str) {
    let _ = write!(text, "- {}", change.kind);
    if let Some(name) = change.path.strip_prefix(group).and_then(|rest| rest.strip_prefix('/')) {
        let _ = write!(text, " {}", code(name));
    }
    match (&change.before, &change.after) {
        (Some(before), Some(after)) => {
            let _ = write!(text, ": {} → {}", code(before), code(after));
        }
        (Some(one), None) | (None, Some(one)) => {
            let _ = write!(text, ": {}", code(one));
        }
        (None, None) => {}
    }
    if let Some(name) = &change.renamed_to {
        let _ = write!(text, "; perhaps renamed to {}", code(name));
    }
    let meaning = change.kind.meaning();
    let rust = change.rust.as_deref().map(|rust| format!("{}: ", code(rust))).unwrap_or_default();
    let _ = writeln!(text, "<br>{}; {rust}{}", meaning.odata, meaning.rust.replace("...", "…"));
}

/// The type, operation or container of a path.
fn group(path: &str) -> &str {
    path.split_once('/').map_or(path, |(group, _)| group)
}

/// Text from metadata as code: nothing in it is Markdown, HTML or a mention.
pub(crate) fn code(text: &str) -> String {
    let text = escape::plain(text);
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or_default();
    let fence = "`".repeat(longest + 1);
    if text.is_empty() {
        return String::from("(nothing)");
    }
    let space = if text.starts_with('`') || text.ends_with('`') { " " } else { "" };
    format!("{fence}{space}{text}{space}{fence}")
}
