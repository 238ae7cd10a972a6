//! How much of anything is taken from metadata: far more than any service has, and no more than a machine can bear.

use serde::{Deserialize, Deserializer, de::Error as _};

use crate::{codes::Code, error::Diagnostic, source::Span};

/// Reading goes down the stack of a thread for each element that is open.
const DEEPEST: u16 = 512;

/// After so many problems of a file, reading ends.
pub(crate) const PROBLEMS: usize = 10_000;

/// `[limits]` of the manifest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
pub struct Limits {
    /// The bytes of a file.
    pub file_bytes: u32,
    /// How deep elements are nested; 512 at most.
    #[serde(deserialize_with = "depth")]
    pub depth: u16,
    /// The attributes of an element.
    pub attributes: u32,
    /// The bytes of a name or namespace.
    pub name_bytes: u32,
    /// The types of all files together.
    pub types: u32,
    /// The properties, members and bound operations of a type, inherited ones included.
    pub members: u32,
    /// Those of all types together.
    pub all_members: u32,
}

impl Default for Limits {
    /// The largest metadata that we know of has 8 MB, 5 000 types and names of 120 bytes, and goes 16 elements deep.
    fn default() -> Self {
        Self {
            file_bytes: 64 << 20,
            depth: 256,
            attributes: 256,
            name_bytes: 512,
            types: 100_000,
            members: 10_000,
            all_members: 500_000,
        }
    }
}

impl Limits {
    /// Those for what was found to be within other ones before.
    pub(crate) const HIGHEST: Self = Self {
        file_bytes: u32::MAX,
        depth: DEEPEST,
        attributes: u32::MAX,
        name_bytes: u32::MAX,
        types: u32::MAX,
        members: u32::MAX,
        all_members: u32::MAX,
    };
}

fn depth<'de, D: Deserializer<'de>>(deserializer: D) -> Result<u16, D::Error> {
    let depth = u16::deserialize(deserializer)?;
    if depth > DEEPEST {
        return Err(D::Error::custom(format_args!("`depth` is {depth}, and {DEEPEST} is as deep as reading can go")));
    }
    Ok(depth)
}

/// The refusal of a file; how large it is may be unknown.
#[must_use]
pub fn too_large(span: Option<Span>, name: &str, bytes: Option<usize>, most: u32) -> Diagnostic {
    let message = match bytes {
        Some(bytes) => format!("{name} has {bytes} bytes, more than {most}"),
        None => format!("{name} has more than {most} bytes"),
    };
    Diagnostic { span, ..Diagnostic::new(Code::TooLarge, message) }.help(raise("file-bytes"))
}

/// What to do about a limit that is too low for honest metadata.
pub(crate) fn raise(key: &str) -> String {
    format!("if this is no mistake, raise `{key}` under `[limits]` in the manifest")
}
