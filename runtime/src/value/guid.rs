//! `Edm.Guid`.

use uuid::{Uuid, fmt::Hyphenated};

use super::{Literal, textual::textual};

textual!(Uuid, "a GUID", Literal::Bare, read, ToString::to_string);

/// By the rule `guidValue` of the ABNF, the form with hyphens alone.
fn read(text: &str) -> Option<Uuid> {
    if text.len() == Hyphenated::LENGTH { Uuid::try_parse(text).ok() } else { None }
}
