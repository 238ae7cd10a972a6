//! The changes for a program.

use odata_codegen::diff::{Change, Class, Diff};
use serde_json::{Value, json};

/// An object with the counts by class, the changes and the notes.
pub(super) fn write(diff: &Diff) -> String {
    let counts = Class::ALL.map(|class| (class.name().to_owned(), Value::from(diff.of_class(class).count())));
    let changes: Vec<Value> = diff.changes.iter().map(change).collect();
    let counts: serde_json::Map<String, Value> = counts.into_iter().collect();
    let all = json!({ "counts": counts, "changes": changes, "notes": diff.notes });
    format!("{all:#}\n")
}

fn change(change: &Change) -> Value {
    let meaning = change.kind.meaning();
    json!({
        "kind": change.kind.name(),
        "class": meaning.class.name(),
        "path": change.path,
        "before": change.before,
        "after": change.after,
        "rust": change.rust,
        "renamedTo": change.renamed_to,
        "odataReason": meaning.odata,
        "rustReason": meaning.rust,
    })
}
