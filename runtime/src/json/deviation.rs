//! Values that are not what the schema says.

use std::fmt;

/// A value of an answer that is not what the schema says, and was read all the same.
#[derive(Clone, PartialEq, Eq)]
pub struct Deviation {
    pub(super) path: String,
    pub(super) expected: String,
    pub(super) found: Box<str>,
    pub(super) is_converted: bool,
}

impl Deviation {
    /// The path to the value, `value[2].policyDetails[0].policyId`.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// What the schema says, in words: `a whole number of 32 bits`.
    #[must_use]
    pub fn expected(&self) -> &str {
        &self.expected
    }

    /// The value, as the text of its JSON.
    #[must_use]
    pub fn found(&self) -> &str {
        &self.found
    }

    /// Whether the property has the value in another form, without loss: 1 where the service wrote `1.0` or `"1"`. Otherwise the
    /// property has no value, and what was found is in [`Additional::set_aside`](crate::Additional::set_aside) of the object that has
    /// it; an item of a page that could not be read is here alone.
    #[must_use]
    pub fn is_converted(&self) -> bool {
        self.is_converted
    }
}

/// Text is not shown, since it may be personal or secret: [`found`](Deviation::found) has it.
impl fmt::Display for Deviation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let found: &dyn fmt::Display = match self.found.as_bytes().first() {
            Some(b'"') if self.found.len() == 2 => &"an empty string",
            Some(b'"') => &"a string",
            Some(b'{') => &"an object",
            Some(b'[') => &"an array",
            _ => &self.found,
        };
        let outcome = if self.is_converted { "converted" } else { "set aside" };
        write!(f, "{}: found {found}, expected {}; {outcome}", self.path, self.expected)
    }
}

impl fmt::Debug for Deviation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Deviation({self})")
    }
}
