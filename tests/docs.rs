//! The pages for users say what the code does.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use odata_codegen::manifest;
use tests::project;

fn page(path: &str) -> String {
    fs::read_to_string(project::root().join(path)).unwrap()
}

#[test]
fn the_page_of_the_manifest_has_each_key_once_and_no_other() {
    let page = page("docs/manifest.md");
    let rows = page.lines().filter_map(|line| line.strip_prefix("| `")?.split_once("` | "));
    let mut described: Vec<&str> = rows.map(|(key, _)| key).collect();
    described.sort_unstable();
    let mut keys = manifest::keys();
    keys.sort();
    assert_eq!(described, keys);
}

/// The Markdown files of the repository that are for readers.
fn pages() -> Vec<String> {
    let mut pages: Vec<String> =
        ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "SECURITY.md"].map(str::to_owned).into();
    for folder in ["docs", "docs/guide"] {
        let entries = fs::read_dir(project::root().join(folder)).unwrap();
        let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
        pages.extend(
            names
                .filter(|name| Path::new(name).extension().is_some_and(|end| end == "md"))
                .map(|name| format!("{folder}/{name}")),
        );
    }
    pages
}

#[test]
fn links_of_pages_lead_to_files_and_headings() {
    let anchor = |heading: &str| {
        let kept = heading.trim_start_matches('#').trim().to_lowercase();
        kept.chars().filter(|c| c.is_alphanumeric() || " -_".contains(*c)).collect::<String>().replace(' ', "-")
    };
    let mut broken = Vec::new();
    for name in pages() {
        let text = page(&name);
        for link in text.split("](").skip(1).map(|rest| rest.split(')').next().unwrap()) {
            if link.contains("://") || link.contains(' ') {
                continue;
            }
            let (path, heading) = link.split_once('#').unwrap_or((link, ""));
            let target = if path.is_empty() {
                project::root().join(&name)
            } else {
                project::root().join(&name).parent().unwrap().join(path)
            };
            let is_there = target.exists()
                && (heading.is_empty()
                    || fs::read_to_string(&target)
                        .unwrap()
                        .lines()
                        .any(|line| line.starts_with('#') && anchor(line) == heading));
            if !is_there {
                broken.push(format!("{name}: {link}"));
            }
        }
    }
    assert!(broken.is_empty(), "{broken:#?}");
}

#[test]
fn each_page_of_docs_is_in_the_index() {
    let index = page("docs/README.md");
    let listed: BTreeSet<&str> = index.split("](").skip(1).map(|rest| rest.split(')').next().unwrap()).collect();
    let missing: Vec<String> = pages()
        .into_iter()
        .filter_map(|name| name.strip_prefix("docs/").map(str::to_owned))
        .filter(|name| name != "README.md" && !listed.contains(name.as_str()))
        .collect();
    assert!(missing.is_empty(), "{missing:?}");
}
