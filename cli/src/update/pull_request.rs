//! The text of the pull request: its title in the first line, then what a person judges it by.

use std::fmt::Write as _;

use super::lines::Lines;
use super::service::Service;
use crate::diff::markdown::{self, code};

/// Hosts refuse longer texts (GitHub: 65536 characters).
const MOST: usize = 60_000;

/// `lines` has an item for each service.
pub(super) fn text(services: &[Service], lines: &[Lines], snapshots_accepted: bool) -> String {
    let titles = services.iter().map(|service| format!("{}: {}", service.name, service.summary()));
    let mut text = format!("New metadata: {}\n", titles.collect::<Vec<_>>().join("; "));
    for (service, lines) in services.iter().zip(lines) {
        let _ = write!(text, "\n## {} ({})\n\n", service.name, code(&service.title));
        if let Some((url, sha256)) = &service.source {
            let _ = writeln!(text, "From {}, SHA-256 {}.\n", code(url), code(sha256));
        }
        text.push_str(&markdown::write(&service.diff));
        lines.write(&mut text);
        if let Some(diagram) = service.diagram.as_ref().filter(|diagram| text.len() + diagram.len() < MOST) {
            let _ = write!(
                text,
                "\n<details>\n<summary>The slice as a diagram</summary>\n\n```mermaid\n{}\n```\n\n</details>\n",
                diagram.trim_end()
            );
        }
    }
    cut(&mut text, services);
    if let Some(service) = services.iter().find(|service| !service.package.snapshots.is_empty()) {
        let tests = service.package.snapshots.join(" ");
        let _ = if snapshots_accepted {
            writeln!(text, "\nThe snapshots are accepted: read their diff before you merge.")
        } else {
            writeln!(
                text,
                "\nThe snapshots are as they were: run `INSTA_UPDATE=always cargo test {tests}`, then read their diff."
            )
        };
    }
    text
}

/// Ends the text at a line, and says so.
fn cut(text: &mut String, services: &[Service]) {
    if text.len() <= MOST {
        return;
    }
    let end = text.floor_char_boundary(MOST);
    let end = text[..end].rfind('\n').map_or(end, |newline| newline + 1);
    text.truncate(end);
    let open = text.matches("<details>").count().saturating_sub(text.matches("</details>").count());
    text.push_str(&"\n</details>\n".repeat(open));
    // The text is read elsewhere, so that the command of the manifest counts, and not how this one was called.
    let command = services.first().and_then(|service| service.package.command().strip_suffix(" codegen"));
    let command = command.unwrap_or("cargo odata");
    let _ = writeln!(text, "\nAnd more: `{command} diff --against main` shows all of it.");
}
