//! The requests that the tests sent.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use crate::error::Error;

/// What stands in front of a URL of the tests' services.
const ROOTS: [&str; 2] = ["/beta/", "/odata/v4/"];

/// Links below them that the tests' services gave.
const LINKS: [&str; 4] = ["deviceManagement/a", "next", "users/delta?$deltatoken=", "y/x?$deltatoken=2"];

/// What tests of other things than URLs ask for, which no model could have.
const MADE_UP: [&str; 3] = ["a", "a(n=1)", "items/$value"];

/// The URLs below the service roots, and how many others there are: links that services gave, which are theirs to write.
///
/// # Errors
///
/// The file cannot be read.
pub(super) fn urls(path: &Path) -> Result<(BTreeSet<String>, usize), Error> {
    let text = fs::read_to_string(path).map_err(|source| Error::Read { path: path.to_owned(), source })?;
    let targets: BTreeSet<&str> =
        text.lines().filter_map(|line| line.split_once(' ')).map(|(_, target)| target).collect();
    let below = |target: &&str| ROOTS.iter().find_map(|root| target.strip_prefix(root)).map(str::to_owned);
    let urls: BTreeSet<String> = targets.iter().filter_map(below).filter(|url| is_of_odata(url)).collect();
    let others = targets.len() - urls.len();
    Ok((urls, others))
}

fn is_of_odata(url: &str) -> bool {
    // Graph's paths of names behind a colon are its own.
    !LINKS.contains(&url) && !MADE_UP.contains(&url) && !url.contains(":/")
}

/// Names that tests make up.
pub(super) const NAMES: &[(&str, &[&str])] = &[
    (
        "entitySetName",
        &[
            "async",
            "devices",
            "guides",
            "items",
            "numbers",
            "operations",
            "photos",
            "pictures",
            "robots",
            "states",
            "teams",
            "things",
            "travellers",
            "users",
            "voyages",
            "x",
            "y",
        ],
    ),
    ("singletonEntity", &["drive", "me", "photo"]),
    ("entityNavigationProperty", &["Owner", "drive", "item", "photo", "root", "state"]),
    ("entityColNavigationProperty", &["attachments", "items", "messages", "operations", "states"]),
    ("streamProperty", &["content"]),
    ("complexProperty", &["Place", "policy"]),
    ("primitiveKeyProperty", &["login", "no", "type"]),
    ("primitiveNonKeyProperty", &["active", "name", "seen"]),
    ("entityTypeName", &["Dog", "Puppy", "fileAttachment", "itemAttachment"]),
    ("namespacePart", &["Case"]),
    ("action", &["Any", "Move", "Reset", "copy", "createUploadSession", "find"]),
    ("primitiveFunction", &["Count", "Distance", "Reach", "Report"]),
    ("entityFunction", &["Near", "largest"]),
    ("entityColFunction", &["delta"]),
    ("primitiveFunctionImport", &["f", "report"]),
    ("primitiveColFunctionImport", &["GaitsFor"]),
    (
        "parameterName",
        &["Arm", "Digits", "Gait", "Goal", "Id", "Ids", "Ids_", "Legs", "Near", "Since", "Unit", "b", "n", "period"],
    ),
];
