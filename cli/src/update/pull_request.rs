//! The text of the pull request: its title in the first line, then what a person judges it by.

use std::fmt::Write as _;

use super::service::Service;
use crate::diff::markdown::{self, code};

/// Hosts refuse longer texts (GitHub: 65536 characters).
const MOST: usize = 60_000;

pub(super) fn text(services: &[Service], snapshots_accepted: bool) -> String {
    let titles = services.iter().map(|service| format!("{}: {}", service.name, service.summary()));
    let mut text = format!("New metadata: {}\n", titles.collect::<Vec<_>>().join("; "));
    for service in services {
        let _ = write!(text, "\n## {} ({})\n\n", service.name, code(&service.title));
        if let Some((url, sha256)) = &service.source {
            let _ = writeln!(text, "From {}, SHA-256 {}.\n", code(url), code(sha256));
        }
        text.push_str(&markdown::write(&service.diff));
        if let Some(diagram) = service.diagram.as_ref().filter(|diagram| text.len() + diagram.len() < MOST) {
            let _ = write!(
                text,
                "\n<details>\n<summary>The slice as a diagram</summary>\n\n```mermaid\n{}\n```\n\n</details>\n",
                diagram.trim_end()
            );
        }
    }
    cut(&mut text);
    text.push_str(if snapshots_accepted {
        "\nThe snapshots are accepted: read their diff before you merge, `tests/snapshots/api.snap` first.\n"
    } else {
        "\nThe snapshots are as they were: `INSTA_UPDATE=always cargo test -p tests`, then read their diff.\n"
    });
    text
}

/// Ends the text at a line, and says so.
fn cut(text: &mut String) {
    if text.len() <= MOST {
        return;
    }
    let end = text.floor_char_boundary(MOST);
    let end = text[..end].rfind('\n').map_or(end, |newline| newline + 1);
    text.truncate(end);
    let open = text.matches("<details>").count().saturating_sub(text.matches("</details>").count());
    text.push_str(&"\n</details>\n".repeat(open));
    text.push_str("\nAnd more: `cargo odata diff --against main` shows all of it.\n");
}
