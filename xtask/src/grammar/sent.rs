//! The requests that the tests sent.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use crate::error::Error;

/// What stands in front of a URL of the tests' services.
const ROOTS: [&str; 2] = ["/beta/", "/odata/v4/"];

/// Links below them that the tests' services gave.
const LINKS: [&str; 3] = ["deviceManagement/a", "next", "users/delta?$deltatoken="];

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
    let urls: BTreeSet<String> =
        targets.iter().filter_map(below).filter(|url| !LINKS.contains(&url.as_str())).collect();
    let others = targets.len() - urls.len();
    Ok((urls, others))
}

/// Names that tests make up.
pub(super) const NAMES: &[(&str, &[&str])] = &[
    ("entitySetName", &["async", "devices", "items", "operations", "photos", "robots", "teams", "users", "x"]),
    ("singletonEntity", &["photo"]),
    ("entityNavigationProperty", &["Owner", "photo", "state"]),
    ("entityColNavigationProperty", &["operations", "states"]),
    ("complexProperty", &["Place", "policy"]),
    ("primitiveKeyProperty", &["login", "no", "type"]),
    ("primitiveNonKeyProperty", &["active", "name", "seen"]),
    ("entityTypeName", &["Dog", "Puppy"]),
    ("namespacePart", &["Case"]),
    ("action", &["Any", "Move", "Reset", "copy"]),
    ("primitiveFunction", &["Count", "Distance", "Reach", "Report"]),
    ("entityFunction", &["Near"]),
    ("entityColFunction", &["delta"]),
    ("primitiveFunctionImport", &["f", "report"]),
    ("primitiveColFunctionImport", &["GaitsFor"]),
    (
        "parameterName",
        &["Arm", "Digits", "Gait", "Goal", "Id", "Ids", "Ids_", "Legs", "Near", "Since", "Unit", "period"],
    ),
];
