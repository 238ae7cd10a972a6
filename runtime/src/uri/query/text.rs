//! Functions of strings (OData 4.01 URL Conventions, sections 5.1.1.5 and 5.1.1.7).

use super::{Expression, Filter, Operand, operand::call};

impl<M, K> Expression<M, String, K> {
    /// The string has this part.
    pub fn contains(self, part: impl Operand<M, String>) -> Filter<M> {
        self.with_other("contains", part)
    }

    /// The string starts so.
    pub fn starts_with(self, start: impl Operand<M, String>) -> Filter<M> {
        self.with_other("startswith", start)
    }

    /// The string ends so.
    pub fn ends_with(self, end: impl Operand<M, String>) -> Filter<M> {
        self.with_other("endswith", end)
    }

    /// The string matches a regular expression of ECMAScript.
    pub fn matches_pattern(self, pattern: impl Operand<M, String>) -> Filter<M> {
        self.with_other("matchesPattern", pattern)
    }

    /// The place of a part, from 0; -1 if it is not there.
    pub fn index_of(self, part: impl Operand<M, String>) -> Expression<M, i32> {
        self.with_other("indexof", part)
    }

    /// The string with another behind it.
    pub fn concat(self, other: impl Operand<M, String>) -> Expression<M, String> {
        self.with_other("concat", other)
    }

    /// The number of characters.
    pub fn length(self) -> Expression<M, i32> {
        self.apply("length")
    }

    /// The string from a place on, counted from 0.
    pub fn substring(self, start: impl Operand<M, i32>) -> Expression<M, String> {
        self.with_other("substring", start)
    }

    /// In lower case.
    pub fn to_lower(self) -> Expression<M, String> {
        self.apply("tolower")
    }

    /// In upper case.
    pub fn to_upper(self) -> Expression<M, String> {
        self.apply("toupper")
    }

    /// Without white space at both ends.
    pub fn trim(self) -> Expression<M, String> {
        self.apply("trim")
    }

    fn with_other<U, T>(self, name: &'static str, other: impl Operand<M, U>) -> Expression<M, T> {
        let other = other.into_expression();
        call(name, [self.argument(), other.argument()])
    }
}
