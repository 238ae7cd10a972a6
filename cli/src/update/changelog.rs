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
pub(super) fn with_entry(changelog: &str, entry: &str) -> Option<String> {
    let heading = changelog.lines().find(|line| line.trim_end().eq_ignore_ascii_case(UNRELEASED))?;
    let start = changelog.find(heading)? + heading.len();
    let length = changelog[start..].find("\n## ").map_or(changelog.len() - start, |end| end + 1);
    let (before, section, after) =
        (&changelog[..start], &changelog[start..start + length], &changelog[start + length..]);
    let section = if let Some(found) = section.find(&format!("\n{CHANGED}\n")) {
        let end = found + CHANGED.len() + 2;
        let list = section[end..].trim_start_matches('\n');
        format!("{}\n{entry}{list}", &section[..end])
    } else {
        let space = if after.is_empty() { "" } else { "\n" };
        format!("{}\n\n{CHANGED}\n\n{entry}{space}", section.trim_end())
    };
    Some(format!("{before}{section}{after}"))
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
