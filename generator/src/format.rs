//! Printed text: the header, and a blank line between items.

/// Prints a file. Only white space between items is changed, never a token.
#[must_use]
pub fn print(header: &str, file: &syn::File) -> String {
    format!("// {header}\n\n{}", items(file))
}

/// Prints a call of a macro that takes items, as they would stand in a file, behind other arguments.
#[must_use]
pub fn call(name: &str, arguments: &str, file: &syn::File) -> String {
    let mut text = format!("\n{name}! {{\n    {arguments}\n\n");
    for line in items(file).lines() {
        if !line.is_empty() {
            text.extend(["    ", line]);
        }
        text.push('\n');
    }
    text.push_str("}\n");
    text
}

/// Items, with blank lines between them.
#[must_use]
pub fn items(file: &syn::File) -> String {
    let printed = prettyplease::unparse(file);
    let mut text = String::with_capacity(printed.len() + printed.len() / 16);
    let mut previous = "";
    for line in printed.lines() {
        if separates(previous, line) {
            text.push('\n');
        }
        text.push_str(line);
        text.push('\n');
        previous = line;
    }
    text
}

/// Whether a blank line belongs between two lines: an item ends and another kind of line than its neighbour begins.
fn separates(previous: &str, line: &str) -> bool {
    let (before, after) = (previous.trim_start(), line.trim_start());
    let is_list = |text: &str| ["use ", "pub use ", "mod ", "pub mod "].iter().any(|start| text.starts_with(start));
    if before.starts_with("#![") || before.starts_with("//!") {
        return !after.starts_with("#![") && !after.starts_with("//!")
            || before.starts_with("//!") != after.starts_with("//!");
    }
    if before.starts_with("///")
        || before.starts_with("#[")
        || after.is_empty()
        || after.starts_with('}')
        || after.starts_with(')')
    {
        return false;
    }
    let ends_item = before == "}"
        || before.ends_with("{}")
        || before.ends_with(");") && previous.starts_with("    ") == line.starts_with("    ");
    let starts_item = ["///", "#[", "pub ", "fn ", "impl", "mod ", "use ", "odata_runtime::", "const ", "type "]
        .iter()
        .any(|start| after.starts_with(start));
    if before.ends_with(';') && starts_item && indent(previous) == indent(line) {
        return !(is_list(before) && is_list(after) && before.starts_with("pub") == after.starts_with("pub"));
    }
    ends_item && starts_item
}

fn indent(line: &str) -> usize {
    line.len() - line.trim_start().len()
}
