//! Input files, and places in them.

use std::{borrow::Cow, ops::Range, sync::OnceLock};

/// One input file: CSDL XML or the manifest.
#[derive(Clone, Debug)]
pub struct Source {
    /// The name that messages show, as the caller gave it (usually a path).
    pub name: String,
    /// The whole text, without a byte order mark.
    pub text: String,
}

impl<'a> From<&'a Source> for Cow<'a, Source> {
    fn from(source: &'a Source) -> Self {
        Self::Borrowed(source)
    }
}

impl From<Source> for Cow<'_, Source> {
    fn from(source: Source) -> Self {
        Self::Owned(source)
    }
}

/// A range of bytes in one of the run's sources.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Span {
    /// Index of the file in [`Sources`].
    pub source: u16,
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// A range of bytes in a source; sources are smaller than 4 GiB.
    #[must_use]
    pub fn new(source: u16, range: Range<usize>) -> Self {
        let clamp = |byte| u32::try_from(byte).unwrap_or(u32::MAX);
        Self { source, start: clamp(range.start), end: clamp(range.end) }
    }
}

/// All files of a run; a [`Span`] refers to one of them. Nothing is copied or looked through unless something is wrong.
#[derive(Clone, Debug, Default)]
pub struct Sources<'a>(Vec<Listed<'a>>);

#[derive(Clone, Debug)]
struct Listed<'a> {
    source: Cow<'a, Source>,
    /// Where the lines begin, once somebody has asked.
    lines: OnceLock<Vec<usize>>,
    /// How many characters are before each piece, once somebody has asked: a file may be one line, with a problem everywhere.
    characters: OnceLock<Vec<usize>>,
}

/// The bytes of a piece.
const PIECE: usize = 4096;

impl Listed<'_> {
    /// How many characters are before a byte.
    fn characters(&self, at: usize) -> usize {
        let bytes = self.source.text.as_bytes();
        let before = self.characters.get_or_init(|| {
            let pieces = bytes.chunks(PIECE).scan(0, |sum, piece| Some(std::mem::replace(sum, *sum + count(piece))));
            pieces.collect()
        });
        let piece = (at / PIECE).min(before.len().saturating_sub(1));
        before.get(piece).map_or(0, |before| before + count(&bytes[piece * PIECE..at]))
    }
}

/// The characters that begin in some bytes.
fn count(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| !matches!(byte, 0x80..=0xbf)).count()
}

impl<'a> Sources<'a> {
    /// Adds a file and returns the number that spans use for it.
    pub fn add(&mut self, source: impl Into<Cow<'a, Source>>) -> u16 {
        self.0.push(Listed { source: source.into(), lines: OnceLock::new(), characters: OnceLock::new() });
        u16::try_from(self.0.len() - 1).unwrap_or(u16::MAX)
    }

    /// The same files, to be kept after the run.
    #[must_use]
    pub fn into_owned(self) -> Sources<'static> {
        let owned = |listed: Listed<'a>| Listed { source: Cow::Owned(Cow::into_owned(listed.source)), ..listed };
        Sources(self.0.into_iter().map(owned).collect())
    }

    /// The file of a span.
    #[must_use]
    pub fn get(&self, source: u16) -> Option<&Source> {
        self.0.get(usize::from(source)).map(|listed| &*listed.source)
    }

    /// File, line and column of a span's first byte, for a message of one line.
    #[must_use]
    pub fn place(&self, span: Span) -> String {
        let file = self.get(span.source).map_or("", |source| &source.name);
        let (line, column) = self.location(span).unwrap_or_default();
        format!("{file}:{line}:{column}")
    }

    /// Line and column of a span's first byte, both from 1; the column counts characters.
    #[must_use]
    pub fn location(&self, span: Span) -> Option<(usize, usize)> {
        let listed = self.0.get(usize::from(span.source))?;
        let text = &listed.source.text;
        let lines = listed.lines.get_or_init(|| starts_of_lines(text));
        let line = lines.partition_point(|start| *start <= span.start as usize);
        let start = text.floor_char_boundary(span.start as usize);
        let column = listed.characters(start) - listed.characters(lines[line - 1]);
        Some((line, column + 1))
    }
}

fn starts_of_lines(text: &str) -> Vec<usize> {
    std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect()
}
