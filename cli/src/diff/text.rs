//! The changes for a terminal.

use std::fmt::Write as _;

use odata_codegen::diff::{Change, Class, Diff};

use crate::terminal::escape::visible;

/// The changes by class, each with its reasons.
pub(super) fn write(diff: &Diff, colors: bool) -> String {
    let mut text = String::new();
    for class in Class::ALL {
        let mut changes = diff.of_class(class).peekable();
        if changes.peek().is_none() {
            continue;
        }
        let (start, end) = if colors { (color(class), "\x1b[0m") } else { ("", "") };
        let _ = writeln!(text, "{start}{}{end}", heading(class));
        for change in changes {
            entry(&mut text, change, start, end);
        }
        text.push('\n');
    }
    if !diff.changes.is_empty() {
        let _ = writeln!(text, "{}", summary(diff));
    }
    text
}

fn entry(text: &mut String, change: &Change, start: &str, end: &str) {
    let _ = write!(text, "  {start}{}{end} {}", visible(&change.path), change.kind);
    match (&change.before, &change.after) {
        (Some(before), Some(after)) => {
            let _ = write!(text, ": {} -> {}", visible(before), visible(after));
        }
        (Some(one), None) | (None, Some(one)) => {
            let _ = write!(text, ": {}", visible(one));
        }
        (None, None) => {}
    }
    if let Some(name) = &change.renamed_to {
        let _ = write!(text, "; perhaps renamed to {}", visible(name));
    }
    let meaning = change.kind.meaning();
    let rust = change.rust.as_deref().map(|rust| format!("{}: ", visible(rust))).unwrap_or_default();
    let _ = writeln!(text, "\n      OData: {}\n      Rust:  {rust}{}", meaning.odata, meaning.rust);
}

/// How many changes of each class there are.
pub(super) fn summary(diff: &Diff) -> String {
    let counts = Class::ALL.map(|class| format!("{} {}", diff.of_class(class).count(), class.name()));
    counts.join(", ")
}

/// The class as a title.
pub(super) fn heading(class: Class) -> &'static str {
    match class {
        Class::Breaking => "Breaking",
        Class::Compatible => "Compatible",
        Class::Docs => "Documentation only",
    }
}

fn color(class: Class) -> &'static str {
    match class {
        Class::Breaking => "\x1b[1;31m",
        Class::Compatible => "\x1b[32m",
        Class::Docs => "\x1b[2m",
    }
}
