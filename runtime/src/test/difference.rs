//! How a request differs from the one that was expected.

use std::fmt;

use super::{
    address::{Address, Query},
    expect::{Expect, Header},
    received::ReceivedRequest,
};
use crate::answer::header_text;

/// The most lines that are shown: of a body that is another one altogether, more would help nobody.
const SHOWN: usize = 20;

pub(super) struct Difference {
    /// How many segments of the path are others, and the method if it is.
    other_target: usize,
    lines: Vec<String>,
}

impl Difference {
    /// How a request differs from an expected one, of a service at a root.
    pub fn new(expect: &Expect, request: &ReceivedRequest, root: Option<&Address>) -> Self {
        let (address, query) = Address::parse(&request.uri.to_string());
        let mut lines = Vec::new();
        let is_other_method = request.method != expect.method;
        if is_other_method {
            lines.push(format!("method: expected {}, found {}", expect.method, request.method));
        }
        let address = address.beside(&expect.address, root);
        let segments = address.distance(&expect.address, root);
        if segments > 0 {
            lines.push(format!("path: expected {}, found {address}", expect.address));
        }
        if let Some(expected) = &expect.query {
            lines.extend(queries(expected, query));
        }
        lines.extend(expect.headers.iter().filter_map(|header| of_header(header, request)));
        lines.extend(expect.body.difference(&request.body));
        Self { other_target: segments + usize::from(is_other_method), lines }
    }

    pub fn is_none(&self) -> bool {
        self.lines.is_empty()
    }

    /// The nearest has the least: a request to another path is another request, however much the rest agrees.
    pub fn distance(&self) -> (usize, usize) {
        (self.other_target, self.lines.len())
    }
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.lines.iter().take(SHOWN).try_for_each(|line| write!(f, "\n  {line}"))?;
        match self.lines.len().saturating_sub(SHOWN) {
            0 => Ok(()),
            more => write!(f, "\n  and {more} more"),
        }
    }
}

/// An option may be there more than once.
fn queries(expected: &Query, mut found: Query) -> Vec<String> {
    let mut missing = Vec::new();
    for option in expected {
        match found.iter().position(|other| other == option) {
            Some(index) => drop(found.remove(index)),
            None => missing.push(option),
        }
    }
    let mut lines = Vec::new();
    for (name, value) in missing {
        let other = found.iter().position(|(other, _)| other == name).map(|index| found.remove(index).1);
        let other = other.map_or_else(|| String::from("nothing"), |other| format!("{other:?}"));
        lines.push(format!("query {name}: expected {value:?}, found {other}"));
    }
    lines.extend(found.iter().map(|(name, value)| format!("query {name}: expected nothing, found {value:?}")));
    lines
}

fn of_header(header: &Header, request: &ReceivedRequest) -> Option<String> {
    let Header { name, value } = header;
    let found = header_text(&request.headers, name);
    match found {
        Some(found) if found == value => None,
        Some(_) if header.is_secret() => Some(format!("header {name}: another value, which is not shown")),
        None if header.is_secret() => Some(format!("header {name}: found nothing")),
        Some(found) => Some(format!("header {name}: expected {value:?}, found {found:?}")),
        None => Some(format!("header {name}: expected {value:?}, found nothing")),
    }
}
