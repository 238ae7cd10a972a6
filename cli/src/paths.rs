//! Paths as messages and manifests write them.

use std::io;
use std::path::{Component, Path, PathBuf, absolute};

/// The folder in which the command was called.
///
/// # Errors
///
/// It is gone, or cannot be read.
pub fn current() -> io::Result<PathBuf> {
    std::env::current_dir()
}

/// The whole path, without `.` and `..`.
#[must_use]
pub fn full(path: &Path) -> PathBuf {
    lexical(&absolute(path).unwrap_or_else(|_| path.to_owned()))
}

/// The path as messages show it: without `.` and `..`, and from the current folder where it is below it.
#[must_use]
pub fn tidy(path: &Path) -> PathBuf {
    let path = full(path);
    let short = current().ok().and_then(|here| path.strip_prefix(here).ok().map(Path::to_owned));
    match short {
        Some(short) if short.as_os_str().is_empty() => PathBuf::from("."),
        Some(short) => short,
        None => path,
    }
}

fn lexical(path: &Path) -> PathBuf {
    let mut clean = PathBuf::new();
    for component in path.components() {
        match component {
            Component::CurDir => {}
            Component::ParentDir => {
                clean.pop();
            }
            other => clean.push(other),
        }
    }
    clean
}

/// The nearest folder on the way up from `path` that exists, and what is below it.
#[must_use]
pub fn existing_ancestor(path: &Path) -> (PathBuf, PathBuf) {
    let path = full(path);
    for ancestor in path.ancestors() {
        if ancestor.is_dir() {
            let rest = path.strip_prefix(ancestor).unwrap_or(Path::new(""));
            return (ancestor.to_owned(), rest.to_owned());
        }
    }
    (PathBuf::from("/"), path)
}

/// The way from one folder to another file or folder, with `/` between names; absolute where they have nothing in common.
/// Neither need exist.
#[must_use]
pub fn relative(from: &Path, to: &Path) -> String {
    let from = resolved(from);
    let to = to.canonicalize().unwrap_or_else(|_| resolved(to));
    let shared = from
        .components()
        .zip(to.components())
        .take_while(|(a, b)| a == b)
        .filter(|(a, _)| matches!(a, Component::Normal(_)))
        .count();
    if shared == 0 {
        return slashes(&to);
    }
    let below = |path: &Path| path.components().filter(is_name).count() - shared;
    let up = std::iter::repeat_n(Component::ParentDir, below(&from));
    let down = to.components().filter(is_name).skip(shared);
    slashes(&up.chain(down).collect::<PathBuf>())
}

/// A path without links in what is there of it.
fn resolved(path: &Path) -> PathBuf {
    let (base, rest) = existing_ancestor(path);
    base.canonicalize().unwrap_or(base).join(rest)
}

fn is_name(component: &Component<'_>) -> bool {
    matches!(component, Component::Normal(_))
}

fn slashes(path: &Path) -> String {
    let text = path.to_string_lossy();
    if cfg!(windows) { text.replace('\\', "/") } else { text.into_owned() }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

    use super::*;

    #[test]
    fn the_way_between_two_folders() {
        let here = tempfile::tempdir().unwrap();
        let here = here.path();
        std::fs::create_dir(here.join("runtime")).unwrap();
        let way = |from: &str| relative(&here.join(from), &here.join("runtime"));
        assert_eq!(way("out/new"), "../../runtime");
        assert_eq!(way("out/../x"), "../runtime");
        assert_eq!(way("runtime/x"), "..");
        assert_eq!(relative(&here.join("a/b"), &here.join("a/c/d.toml")), "../c/d.toml");
        #[cfg(unix)]
        {
            std::os::unix::fs::symlink(here.join("runtime"), here.join("link")).unwrap();
            assert_eq!(
                relative(&here.join("runtime"), &here.join("link/new")),
                "new",
                "links are followed on both sides"
            );
        }
    }
}
