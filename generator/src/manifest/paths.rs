//! Paths of the manifest, as text: nothing here looks at a disk, so that the result is the same on every machine.

/// The path from a folder to another one. Both are relative to the manifest's folder, or absolute; what is absolute stays.
/// `None` if the way goes through a folder whose name neither path has.
pub(crate) fn between(from: &str, to: &str) -> Option<String> {
    if is_absolute(to) {
        return Some(to.to_owned());
    }
    if is_absolute(from) {
        return None;
    }
    let (from, to) = (parts(from), parts(to));
    let common = from.iter().zip(&to).take_while(|(one, other)| one == other).count();
    if from[common..].contains(&"..") {
        return None;
    }
    let up = from[common..].iter().map(|_| "..");
    let way: Vec<&str> = up.chain(to[common..].iter().copied()).collect();
    Some(if way.is_empty() { String::from(".") } else { way.join("/") })
}

/// A path below a folder, without what its parts take back.
pub(crate) fn joined(folder: &str, path: &str) -> String {
    if is_absolute(path) {
        return path.to_owned();
    }
    let root = if folder.starts_with('/') { "/" } else { "" };
    let path = format!("{folder}/{path}");
    match parts(&path).join("/") {
        path if path.is_empty() && root.is_empty() => String::from("."),
        path => format!("{root}{path}"),
    }
}

/// On any system: a manifest is the same file on all of them.
fn is_absolute(path: &str) -> bool {
    let has_drive = path.chars().nth(1) == Some(':') && path.starts_with(|c: char| c.is_ascii_alphabetic());
    path.starts_with(['/', '\\']) || has_drive
}

/// The names of a path; `..` only at the beginning.
fn parts(path: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." if parts.last().is_some_and(|last| *last != "..") => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_way_leads_from_folder_to_folder() {
        for (from, to, way) in [
            (".", "../runtime", Some("../runtime")),
            ("../generated", "../runtime", Some("../runtime")),
            ("../generated/types", "../runtime", Some("../../runtime")),
            ("crates/shop", "runtime", Some("../../runtime")),
            ("./crates//shop/", "crates/shop/../runtime", Some("../runtime")),
            ("../a", "../../b", Some("../../b")),
            ("shop", "shop", Some(".")),
            ("shop", "shop/runtime", Some("runtime")),
            ("../shop", "/opt/runtime", Some("/opt/runtime")),
            ("../shop", "C:\\runtime", Some("C:\\runtime")),
            ("/srv/shop", "/opt/runtime", Some("/opt/runtime")),
            ("../shop", "runtime", None),
            ("/srv/shop", "../runtime", None),
        ] {
            assert_eq!(between(from, to).as_deref(), way, "{from} {to}");
        }
    }

    #[test]
    fn paths_are_joined() {
        for (folder, path, joined_path) in [
            ("../generated", "../runtime", "../runtime"),
            ("shop", "../runtime", "runtime"),
            ("shop", "..", "."),
            (".", "../runtime", "../runtime"),
            ("/srv/shop", "../runtime", "/srv/runtime"),
            ("shop", "/opt/runtime", "/opt/runtime"),
        ] {
            assert_eq!(joined(folder, path), joined_path, "{folder} {path}");
        }
    }
}
