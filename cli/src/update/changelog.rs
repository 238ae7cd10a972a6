//! The entry in the changelog: what users see in their code.

use std::fmt::Write as _;

use odata_codegen::diff::Class;

use super::service::Service;
use crate::diff::markdown::code;

const UNRELEASED: &str = "## [Unreleased]";
const CHANGED: &str = "### Changed";

/// A changelog that says nothing yet.
pub(super) const NEW: &str = "# Changelog\n\n## [Unreleased]\n";

/// A line for the service, and one below it for each change that is not of documentation alone, the worst first.
pub(super) fn entry(service: &Service) -> String {
    let mut text = format!("- `{}`: new metadata of {}: {}.\n", service.name, service.title, service.summary());
    for class in [Class::Breaking, Class::Compatible] {
        let mark = if class == Class::Breaking { "**Breaking:** " } else { "" };
        for change in service.diff.of_class(class) {
            let item = change.rust.as_deref().map(|rust| format!(", {} in Rust", code(rust))).unwrap_or_default();
            let renamed = change.renamed_to.as_deref().map(|name| format!(", perhaps now {}", code(name)));
            let renamed = renamed.unwrap_or_default();
            let _ = writeln!(text, "  - {mark}{}: {}{item}{renamed}.", change.kind, code(&change.path));
        }
    }
    text
}

/// The changelog with an entry among what changed and is not released; `None` if it has no such section (Keep a Changelog 1.1).
/// The lines that are added end as the heading of that section does.
pub(super) fn with_entry(changelog: &str, entry: &str) -> Option<String> {
    let lines: Vec<&str> = changelog.split_inclusive('\n').collect();
    let start = lines.iter().position(|line| line.trim_end().eq_ignore_ascii_case(UNRELEASED))? + 1;
    let end = if lines[start - 1].ends_with("\r\n") { "\r\n" } else { "\n" };
    let entry = entry.replace('\n', end);
    let length = lines[start..].iter().position(|line| line.starts_with("## ")).unwrap_or(lines.len() - start);
    let (before, rest) = lines.split_at(start);
    let (section, after) = rest.split_at(length);
    let section = match section.iter().position(|line| line.trim_end() == CHANGED) {
        Some(heading) => in_list(section, heading, &entry, end),
        None => with_list(section, &entry, end, after.is_empty()),
    };
    let before = before.concat();
    let gap = if before.ends_with('\n') { "" } else { end };
    Some(format!("{before}{gap}{section}{}", after.concat()))
}

/// A section with the entry in its list, whose heading is that line.
fn in_list(section: &[&str], heading: usize, entry: &str, end: &str) -> String {
    let (before, list) = section.split_at(heading + 1);
    let before = before.concat();
    let list = list.concat();
    format!("{}{end}{end}{entry}{}", before.trim_end_matches(['\r', '\n']), list.trim_start_matches(['\r', '\n']))
}

/// A section with a list for the entry.
fn with_list(section: &[&str], entry: &str, end: &str, is_last: bool) -> String {
    let section = section.concat();
    let section = section.trim_end();
    let section = if section.is_empty() { String::new() } else { format!("{section}{end}") };
    let space = if is_last { "" } else { end };
    format!("{section}{end}{CHANGED}{end}{end}{entry}{space}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_goes_among_what_is_not_released() {
        let old = "# Changelog\n\n## [Unreleased]\n\n### Added\n\n- a\n\n### Changed\n\n- b\n\n## [1.0.0]\n\n### Changed\n\n- c\n";
        let new = "# Changelog\n\n## [Unreleased]\n\n### Added\n\n- a\n\n### Changed\n\n- new\n- b\n\n## [1.0.0]\n\n### Changed\n\n- c\n";
        assert_eq!(with_entry(old, "- new\n").as_deref(), Some(new));
    }

    #[test]
    fn the_ends_of_lines_stay() {
        let old = "# Changelog\r\n\r\n## [Unreleased]\r\n\r\n### Changed\r\n\r\n- b\r\n\r\n## [1.0.0]\r\n";
        let new = "# Changelog\r\n\r\n## [Unreleased]\r\n\r\n### Changed\r\n\r\n- new\r\n  - more\r\n- b\r\n\r\n## [1.0.0]\r\n";
        assert_eq!(with_entry(old, "- new\n  - more\n").as_deref(), Some(new));
        let made = with_entry("## [Unreleased]\r\n\r\n## [1.0.0]\r\n", "- new\n");
        assert_eq!(made.as_deref(), Some("## [Unreleased]\r\n\r\n### Changed\r\n\r\n- new\r\n\r\n## [1.0.0]\r\n"));
        let trailing = with_entry("## [Unreleased]  \n\n### Changed  \n\n- b\n", "- new\n");
        assert_eq!(trailing.as_deref(), Some("## [Unreleased]  \n\n### Changed  \n\n- new\n- b\n"));
        assert_eq!(
            with_entry("## [Unreleased]", "- new\n").as_deref(),
            Some("## [Unreleased]\n\n### Changed\n\n- new\n")
        );
    }

    #[test]
    fn a_section_is_made_for_it() {
        let new = with_entry("## [Unreleased]\n\n### Added\n\n- a\n\n## [1.0.0]\n", "- new\n");
        assert_eq!(new.as_deref(), Some("## [Unreleased]\n\n### Added\n\n- a\n\n### Changed\n\n- new\n\n## [1.0.0]\n"));
        assert_eq!(
            with_entry("# x\n## [unreleased]\n", "- new\n").as_deref(),
            Some("# x\n## [unreleased]\n\n### Changed\n\n- new\n")
        );
        assert_eq!(with_entry("# Changes\n\n## 1.0.0\n", "- new\n"), None);
    }
}
