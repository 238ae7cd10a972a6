//! `.gitattributes`: the crate is generated, so that code hosts fold it in a diff.

const ATTRIBUTE: &str = "linguist-generated";

/// The file with a line for all that is in a folder, which stands there once.
pub fn with_folder(before: &str, folder: &str) -> String {
    let pattern = format!("{folder}/**");
    // Git reads a pattern with a space in it as a string of C.
    let pattern =
        if pattern.contains(|c: char| c.is_whitespace() || c == '"') { format!("{pattern:?}") } else { pattern };
    let has = |line: &str| {
        let rest = line.trim().strip_prefix(&pattern);
        rest.is_some_and(|rest| rest.split_whitespace().any(|word| word.trim_end_matches("=true") == ATTRIBUTE))
    };
    if before.lines().any(has) {
        return before.to_owned();
    }
    let end = if before.contains("\r\n") { "\r\n" } else { "\n" };
    let gap = if before.is_empty() || before.ends_with('\n') { "" } else { end };
    format!("{before}{gap}{pattern} {ATTRIBUTE}{end}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_is_added_once() {
        let line = "crates/shop/** linguist-generated\n";
        assert_eq!(with_folder("", "crates/shop"), line);
        assert_eq!(with_folder(line, "crates/shop"), line);
        let mine = "* text=auto\ncrates/shop/** -diff linguist-generated=true";
        assert_eq!(with_folder(mine, "crates/shop"), mine);
        assert_eq!(with_folder("* text=auto", "shop"), "* text=auto\nshop/** linguist-generated\n");
        assert_eq!(with_folder("a b\r\n", "shop"), "a b\r\nshop/** linguist-generated\r\n");
        assert_eq!(with_folder("shop/** -diff\n", "shop"), "shop/** -diff\nshop/** linguist-generated\n");
        assert_eq!(with_folder("", "my crates/shop"), "\"my crates/shop/**\" linguist-generated\n");
    }
}
