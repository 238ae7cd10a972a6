//! What was not as a test expected.

use std::{error::Error, fmt};

use super::{expect::Expect, received::ReceivedRequest};

/// What was not as a test expected; `Debug` shows it as `Display` does, since `unwrap` is how tests see it.
#[derive(Clone)]
#[non_exhaustive]
pub struct Unmet {
    /// Expectations that were not asked, or not as often as they said.
    pub expectations: Vec<UnmetExpectation>,
    /// Requests that nothing was to answer.
    pub unexpected: Vec<UnexpectedRequest>,
    /// The number of answers in order that no request had.
    pub answers_left: usize,
}

/// An expectation that was not asked, or not as often as it said.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct UnmetExpectation {
    /// The expected request.
    pub expect: Expect,
    /// How often it was to be asked; `None` for once or more.
    pub times: Option<usize>,
    /// How often it was asked.
    pub asked: usize,
}

/// A request that nothing was to answer.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct UnexpectedRequest {
    /// The request.
    pub request: ReceivedRequest,
    /// How it differs from the nearest expectation; empty if there is none.
    pub(super) why: String,
}

impl Unmet {
    pub(super) fn is_empty(&self) -> bool {
        self.expectations.is_empty() && self.unexpected.is_empty() && self.answers_left == 0
    }
}

impl Error for Unmet {}

impl fmt::Display for Unmet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the mock service was not asked as expected:")?;
        self.expectations.iter().try_for_each(|it| write!(f, "\n{it}"))?;
        self.unexpected.iter().try_for_each(|it| write!(f, "\n{it}"))?;
        match self.answers_left {
            0 => Ok(()),
            1 => f.write_str("\n1 answer in order is left"),
            left => write!(f, "\n{left} answers in order are left"),
        }
    }
}

impl fmt::Debug for Unmet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl fmt::Display for UnmetExpectation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let expected = self.times.map_or_else(|| String::from("once or more"), times);
        write!(f, "{} was to be asked {expected}, and ", self.expect)?;
        if self.asked == 0 { f.write_str("never was") } else { write!(f, "was asked {}", times(self.asked)) }
    }
}

impl fmt::Display for UnexpectedRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { request: ReceivedRequest { method, uri, .. }, why } = self;
        write!(f, "the mock service has no answer left for {method} {uri}")?;
        if why.is_empty() { Ok(()) } else { write!(f, "\n{why}") }
    }
}

pub(super) fn times(count: usize) -> String {
    if count == 1 { String::from("once") } else { format!("{count} times") }
}
