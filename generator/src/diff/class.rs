//! What a change means.

/// What a change means for a user of the generated crate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Class {
    /// A program may no longer compile.
    Breaking,
    /// A program still compiles; there is something new, or requests differ.
    Compatible,
    /// Nothing but documentation differs.
    Docs,
}

impl Class {
    /// All classes, the worst first.
    pub const ALL: [Self; 3] = [Self::Breaking, Self::Compatible, Self::Docs];

    /// The class in words.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Breaking => "breaking",
            Self::Compatible => "compatible",
            Self::Docs => "docs",
        }
    }
}

/// What a kind of change means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Meaning {
    /// The class of all changes of the kind.
    pub class: Class,
    /// For the service and its requests.
    pub odata: &'static str,
    /// For the crate's public items.
    pub rust: &'static str,
}
