//! What was made, and what to do next.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use super::files::Files;
use super::place::Place;
use crate::paths;
use crate::program::quoted;
use crate::workspace::{CargoToml, surroundings};

/// The lines for the terminal. `here` is the current folder.
pub fn text(place: &Place, files: &Files, (kept, left): (usize, usize), here: &Path) -> String {
    let name = &place.name;
    let (made, changed) = files.summary();
    let types = if kept == 1 { "type" } else { "types" };
    let mut text = format!("init: {name} with {kept} {types} of the service's {}\n", kept + left);
    for (what, paths) in [("made", made), ("changed", changed)] {
        if !paths.is_empty() {
            let _ = writeln!(text, "  {what}: {}", list(&paths));
        }
    }
    let path = quoted(&paths::relative(here, &place.crate_folder));
    let user = user(here).unwrap_or_else(|| "YOUR_PACKAGE".to_owned());
    let _ = write!(text, "next:\n  cargo build --package {name}\n  cargo add {name} --path {path} --package {user}\n");
    text
}

fn list(paths: &[PathBuf]) -> String {
    paths.iter().map(|path| path.display().to_string()).collect::<Vec<_>>().join(", ")
}

/// The package that the current folder is in.
fn user(here: &Path) -> Option<String> {
    let package = here.ancestors().find_map(CargoToml::read).filter(|nearest| nearest.package().is_some());
    let package = package.or_else(|| surroundings(here).ok()?.root)?;
    package.package().map(str::to_owned)
}
