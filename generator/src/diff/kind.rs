//! What a kind of change is: its class, its name and its reasons.

use std::fmt;

use heck::ToKebabCase;

use super::{class::Class, meaning::Kind};

impl Kind {
    /// The class of all changes of the kind.
    #[must_use]
    pub fn class(self) -> Class {
        self.meaning().class
    }

    /// The stable name, `property-added`.
    #[must_use]
    pub fn name(self) -> String {
        format!("{self:?}").to_kebab_case()
    }
}

/// The kind in words, `property added`.
impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let words = self.name().replace('-', " ");
        f.write_str(&words.replace("rust", "Rust"))
    }
}
