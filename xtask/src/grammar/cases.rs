//! The grammar's own test cases of values, and texts that are nearly values: what it reads must be read, and nothing else.

use std::path::Path;

use super::draw;
use super::known::Known;
use super::names::Names;
use super::parser::{self, Question};
use super::read::{Reader, is_read};
use crate::error::Error;

/// The rules of which near values are tried.
const NEAR: [&str; 6] =
    ["dateValue", "timeOfDayValue", "dateTimeOffsetValue", "durationValue", "guidValue", "binaryValue"];

/// So many of each.
const COUNT: usize = 1000;

/// What the reader and the grammar say.
pub(super) struct Compared {
    /// How many agree.
    pub agreed: usize,
    /// How many test cases are of no value that the runtime reads.
    pub other: usize,
    /// Where they do not.
    pub differences: Vec<String>,
}

/// The test cases.
///
/// # Errors
///
/// The parser fails.
pub(super) fn of_the_grammar(folder: &Path, known: &mut Known) -> Result<Compared, Error> {
    let mut compared = Compared { agreed: 0, other: 0, differences: Vec::new() };
    for case in parser::cases(folder)? {
        compared.add(&case.rule, &case.text, case.valid, known);
    }
    Ok(compared)
}

/// Random texts.
///
/// # Errors
///
/// The parser fails.
pub(super) fn near(folder: &Path, names: &Names, seed: u64, known: &mut Known) -> Result<Compared, Error> {
    let of_rule = |rule| draw::values(seed, rule, COUNT).into_iter().map(move |text| Question { rule, text });
    let questions: Vec<_> = NEAR.into_iter().flat_map(of_rule).collect();
    let verdicts = parser::ask(folder, names, &questions)?;
    let mut compared = Compared { agreed: 0, other: 0, differences: Vec::new() };
    for (Question { rule, text }, verdict) in questions.iter().zip(verdicts) {
        compared.add(rule, text, verdict.matches, known);
    }
    Ok(compared)
}

impl Compared {
    fn add(&mut self, rule: &str, text: &str, is_valid: bool, known: &mut Known) {
        // What is valid is read by default, and what is not is refused by the strict reader.
        let reader = if is_valid { Reader::Tolerant } else { Reader::Strict };
        match is_read(rule, text, reader) {
            None => self.other += 1,
            Some(is_read) if is_read == is_valid => self.agreed += 1,
            Some(is_read) if known.explains_value(rule, text, is_read) => {}
            Some(is_read) => {
                let does = if is_read { "is read, and is no" } else { "is refused, and is a" };
                self.differences.push(format!("{text:?} {does} {rule}"));
            }
        }
    }
}
