//! What became of each element of the metadata, as a table.

use std::fmt::Write as _;

use odata_codegen::report::Count;

/// A line for each kind of element that was read, and one below it for each reason why some are left out.
#[must_use]
pub fn table(counts: &[Count]) -> String {
    let mut text = format!("{:<20}{:>8}{:>9}{:>10}\n", "element", "read", "emitted", "left out");
    for count in counts.iter().filter(|count| count.read > 0) {
        let left: usize = count.left.values().sum();
        let _ = writeln!(text, "{:<20}{:>8}{:>9}{:>10}", count.element, count.read, count.emitted, left);
        for (reason, number) in &count.left {
            let _ = writeln!(text, "{number:>47}  {reason}");
        }
    }
    text
}
