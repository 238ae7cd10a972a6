//! What the manifest says about where the slice is from.

use toml_edit::{DocumentMut, TableLike, TomlError, Value, value};

/// The keys of `[source]` that fetching writes.
pub(super) struct Record<'a> {
    /// Where the metadata is.
    pub(super) url: &'a str,
    /// When it came.
    pub(super) fetched: &'a str,
    /// The digest of the whole.
    pub(super) upstream_sha256: &'a str,
    /// The server's mark of this version.
    pub(super) etag: Option<&'a str>,
    /// The digest of the slice.
    pub(super) sha256: &'a str,
}

/// The manifest with the record in it, and all else as it was.
///
/// # Errors
///
/// The text is no TOML, which the manifest's own reader has said by then.
pub(super) fn write(manifest: &str, record: &Record<'_>) -> Result<String, TomlError> {
    let mut document: DocumentMut = manifest.parse()?;
    if let Some(source) = document.get_mut("source").and_then(|source| source.as_table_like_mut()) {
        set(source, "sha256", record.sha256);
        set(source, "url", record.url);
        set(source, "fetched", record.fetched);
        set(source, "upstream-sha256", record.upstream_sha256);
        match record.etag {
            Some(etag) => set(source, "etag", etag),
            None => {
                source.remove("etag");
            }
        }
    }
    // The library knows one way to end a line.
    let text = document.to_string();
    Ok(if manifest.contains("\r\n") { text.replace('\n', "\r\n") } else { text })
}

/// A value that is replaced keeps the comment beside it.
fn set(table: &mut dyn TableLike, key: &str, text: &str) {
    match table.get_mut(key).and_then(|item| item.as_value_mut()) {
        Some(old) if old.as_str() == Some(text) => {}
        Some(old) => {
            let decor = old.decor().clone();
            *old = Value::from(text);
            *old.decor_mut() = decor;
        }
        None => {
            table.insert(key, value(text));
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

    use super::*;

    const RECORD: Record<'_> = Record {
        url: "https://host/$metadata",
        fetched: "2026-11-25",
        upstream_sha256: "aa",
        etag: Some("W/\"1\""),
        sha256: "bb",
    };

    #[test]
    fn comments_and_order_stay() {
        let before = "# top\nroots = [ 'a',\n  'b' ] # two\n\n[source] # s\ncsdl = 'x'\n# of the slice\nsha256   = 'old' # mine\n\
                      etag = 'gone'\n\n# refs\n[[source.reference]]\nuri = 'u'\nfile = 'f'\n\n[crate]\nname = 'x'\n";
        let after = write(before, &RECORD).unwrap();
        assert_eq!(
            after,
            "# top\nroots = [ 'a',\n  'b' ] # two\n\n[source] # s\ncsdl = 'x'\n# of the slice\nsha256   = \"bb\" # mine\n\
             etag = 'W/\"1\"'\nurl = \"https://host/$metadata\"\nfetched = \"2026-11-25\"\nupstream-sha256 = \"aa\"\n\n\
             # refs\n[[source.reference]]\nuri = 'u'\nfile = 'f'\n\n[crate]\nname = 'x'\n"
        );
        assert_eq!(write(&after, &RECORD).unwrap(), after);
        let without = write(&after, &Record { etag: None, ..RECORD }).unwrap();
        assert!(!without.contains("etag"), "{without}");
    }

    #[test]
    fn other_ways_to_write_a_table() {
        let inline = write("source = { csdl = 'x' } # one line\n", &RECORD).unwrap();
        assert!(
            inline.starts_with("source = { csdl = 'x' , sha256 = \"bb\"") && inline.ends_with("} # one line\n"),
            "{inline}"
        );
        let dotted = write("source.csdl = 'x'\r\nroots = []\r\n", &RECORD).unwrap();
        assert_eq!(dotted.matches('\n').count(), dotted.matches("\r\n").count(), "{dotted:?}");
        assert!(dotted.contains("source.sha256"), "{dotted}");
    }
}
