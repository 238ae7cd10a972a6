//! The command line, run in the process of the test.

use std::ffi::OsString;

/// What a run said.
pub struct Said {
    pub code: u8,
    pub out: String,
    pub err: String,
}

/// Runs `cargo odata` with these words.
pub fn odata(words: &[&str]) -> Said {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let code = cargo_odata::run(["cargo-odata", "odata"].iter().chain(words).map(OsString::from), &mut out, &mut err);
    let text = |bytes| String::from_utf8(bytes).unwrap();
    Said { code, out: text(out), err: text(err) }
}
