//! What the manifest says about where the slice is from.

use time::OffsetDateTime;
use toml_edit::{DocumentMut, TomlError};

use super::download::Download;
use crate::inputs::{edited, set_string};

/// The keys of `[source]` that fetching writes.
struct Record<'a> {
    /// Where the metadata is.
    url: &'a str,
    /// When it came.
    fetched: &'a str,
    /// The digest of the whole.
    upstream_sha256: &'a str,
    /// The server's mark of this version.
    etag: Option<&'a str>,
    /// The digest of the slice.
    sha256: &'a str,
}

/// The manifest with the record of a download of today, from which a slice with that digest was made.
///
/// # Errors
///
/// The text is no TOML, which the manifest's own reader has said by then.
pub fn add(manifest: &str, download: &Download, sha256: &str) -> Result<String, TomlError> {
    let today = OffsetDateTime::now_utc().date().to_string();
    let record = Record {
        url: &download.url,
        fetched: &today,
        upstream_sha256: &download.sha256,
        etag: download.etag.as_deref(),
        sha256,
    };
    write(manifest, &record)
}

/// The manifest with the record in it, and all else as it was.
fn write(manifest: &str, record: &Record<'_>) -> Result<String, TomlError> {
    let mut document: DocumentMut = manifest.parse()?;
    if let Some(source) = document.get_mut("source").and_then(|source| source.as_table_like_mut()) {
        set_string(source, "sha256", record.sha256);
        set_string(source, "url", record.url);
        set_string(source, "fetched", record.fetched);
        set_string(source, "upstream-sha256", record.upstream_sha256);
        match record.etag {
            Some(etag) => set_string(source, "etag", etag),
            None => {
                source.remove("etag");
            }
        }
    }
    Ok(edited(manifest, &document))
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
