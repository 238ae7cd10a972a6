//! The version of this command in the manifest: another version may write other code from the same metadata.

use odata_codegen::Manifest;
use toml_edit::{DocumentMut, Item};

use crate::inputs::{edited, set_string};

/// The version of this command.
pub(crate) const VERSION: &str = env!("CARGO_PKG_VERSION");

/// The version that wrote the crate, if it is another one than this.
#[must_use]
pub(crate) fn other(manifest: &Manifest) -> Option<&str> {
    let recorded = manifest.package.generated_by.as_ref()?.get_ref();
    (recorded != VERSION).then_some(recorded)
}

/// The manifest with this version in it and all else as it was; `None` if it has it already.
#[must_use]
pub(crate) fn recorded(manifest: &str) -> Option<String> {
    let mut document: DocumentMut = manifest.parse().ok()?;
    let package = document.get_mut("crate")?.as_table_like_mut()?;
    if package.get("generated-by").and_then(Item::as_str) == Some(VERSION) {
        return None;
    }
    set_string(package, "generated-by", VERSION);
    Some(edited(manifest, &document))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_version_is_recorded_once_and_comments_stay() {
        let before = "# mine\n[crate] # c\nname = 'x' # n\ngenerated-by = '0.0.1' # old\n\n[source]\ncsdl = 'x'\n";
        let after = recorded(before).unwrap_or_default();
        assert_eq!(after, before.replace("'0.0.1'", &format!("\"{VERSION}\"")));
        assert_eq!(recorded(&after), None);
        let added = recorded("[crate]\nname = 'x'\n\n[source]\ncsdl = 'x'\n");
        let expected = format!("[crate]\nname = 'x'\ngenerated-by = \"{VERSION}\"\n\n[source]\ncsdl = 'x'\n");
        assert_eq!(added, Some(expected));
    }
}
