//! Where xtask and CI take `cargo-odata` from.

use std::path::Path;

use super::args::Args;
use super::error::Error;
use crate::codegen::version::VERSION;
use crate::inputs::{Reference, Runtime};
use crate::paths;
use crate::program::quoted;

/// Where the command comes from, if anything needs it: as `--tool` says, or from where the runtime is. In a workspace that has
/// the tasks as its xtask, a workflow runs those.
///
/// # Errors
///
/// It cannot be told from where the runtime is.
pub fn find(args: &Args, has_xtask: bool) -> Result<Option<Runtime>, Error> {
    let needs = match (args.xtask, args.ci) {
        (true, _) => "xtask",
        (false, Some(_)) if !has_xtask => "the workflow",
        (false, _) => return Ok(None),
    };
    let unknown = |reason| Err(Error::Tool { needs, reason });
    match (&args.tool, &args.runtime) {
        (Some(Runtime::Workspace), _) if !args.xtask => unknown("no workflow can install what `workspace` means"),
        (Some(tool), _) => Ok(Some(tool.clone())),
        (None, None | Some(Runtime::Version(_))) => Ok(Some(Runtime::Version(VERSION.to_owned()))),
        (None, Some(git @ Runtime::Git { .. })) => Ok(Some(git.clone())),
        (None, Some(Runtime::Path(_))) => unknown("`--runtime path=` does not say where it comes from"),
        (None, Some(Runtime::Workspace)) => unknown("`--runtime workspace` does not say where it comes from"),
    }
}

/// The command that installs the tool; `folder` is where it runs.
#[must_use]
pub fn install(tool: &Runtime, folder: &Path) -> String {
    let words = match tool {
        Runtime::Version(version) => vec!["--version".to_owned(), requirement(version)],
        Runtime::Git { url, reference } => {
            let reference = reference.iter().flat_map(|(kind, value)| [option(*kind).to_owned(), value.clone()]);
            ["--git".to_owned(), url.clone()].into_iter().chain(reference).collect()
        }
        Runtime::Path(path) => {
            let path = paths::relative(folder, &paths::full(path));
            return format!("cargo +stable install --path {} --locked", quoted(&path));
        }
        // Nothing that a workflow can install; `find` has refused it.
        Runtime::Workspace => Vec::new(),
    };
    let words: Vec<String> = words.iter().map(|word| quoted(word)).collect();
    format!("cargo +stable install cargo-odata {} --locked", words.join(" "))
}

fn option(kind: Reference) -> &'static str {
    match kind {
        Reference::Branch => "--branch",
        Reference::Tag => "--tag",
        Reference::Rev => "--rev",
    }
}

/// `cargo install` takes a whole version, or a requirement with its operator.
fn requirement(version: &str) -> String {
    let is_whole = version.split('.').count() >= 3;
    let is_bare = version.starts_with(|c: char| c.is_ascii_digit());
    if is_bare && !is_whole { format!("^{version}") } else { version.to_owned() }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

    use super::super::args::Ci;
    use super::*;

    fn runtime(text: &str) -> Option<Runtime> {
        if text.is_empty() { None } else { Some(text.parse().unwrap()) }
    }

    #[test]
    fn the_tool_comes_from_where_the_runtime_is() {
        let find = |tool, from, xtask| {
            let ci = if xtask { None } else { Some(Ci::Github) };
            find(&Args { tool: runtime(tool), runtime: runtime(from), xtask, ci, ..Args::default() }, false)
        };
        let own = Runtime::Version(VERSION.to_owned());
        assert_eq!(find("", "", true).unwrap().unwrap(), own);
        assert_eq!(find("", "version=9", true).unwrap().unwrap(), own, "the version of this command");
        assert_eq!(find("", "git=u,rev=a", false).unwrap(), runtime("git=u,rev=a"));
        assert_eq!(find("path=x", "workspace", false).unwrap(), runtime("path=x"));
        assert_eq!(find("workspace", "", true).unwrap(), Some(Runtime::Workspace));
        for (tool, from, xtask) in
            [("", "path=x", true), ("", "workspace", true), ("", "path=x", false), ("workspace", "", false)]
        {
            assert!(matches!(find(tool, from, xtask), Err(Error::Tool { .. })), "{tool} {from}");
        }
        assert_eq!(super::find(&Args::default(), false).unwrap(), None);
        let workflow = Args { ci: Some(Ci::Github), runtime: runtime("path=x"), ..Args::default() };
        assert_eq!(super::find(&workflow, true).unwrap(), None, "the xtask that is there");
    }

    #[test]
    fn the_tool_is_installed_as_it_is_named() {
        let install = |text: &str| install(&runtime(text).unwrap(), Path::new("."));
        for (text, command) in [
            ("version=0.1.0", "cargo +stable install cargo-odata --version 0.1.0 --locked"),
            ("version=0.1", "cargo +stable install cargo-odata --version '^0.1' --locked"),
            ("version=>=0.1", "cargo +stable install cargo-odata --version '>=0.1' --locked"),
            ("git=https://host/x,rev=ab", "cargo +stable install cargo-odata --git https://host/x --rev ab --locked"),
            ("git=u,tag=it's", r"cargo +stable install cargo-odata --git u --tag 'it'\''s' --locked"),
            ("path=src", "cargo +stable install --path src --locked"),
        ] {
            assert_eq!(install(text), command);
        }
    }
}
