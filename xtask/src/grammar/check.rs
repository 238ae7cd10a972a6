//! Asks the grammar, and says what it answers.

use std::io::Write;
use std::path::Path;

use super::args::Args;
use super::cases::{self, Compared};
use super::known::Known;
use super::names::Names;
use super::parser::{self, Question};
use super::{draw, sent};
use crate::error::Error;

/// The rule of a URL below the service root.
const URL: &str = "odataRelativeUri";

/// The most mismatches that are shown of a kind.
const SHOWN: usize = 20;

/// Compares all; `false` if something differs and is not known to.
///
/// # Errors
///
/// A file cannot be read or written, or the parser fails.
pub(super) fn run(args: &Args, folder: &Path, stdout: &mut dyn Write) -> Result<bool, Error> {
    let names = Names::read()?;
    let mut known = Known::new();
    let mut report = Report { stdout, is_ok: true };

    let Compared { agreed, other, differences } = cases::of_the_grammar(folder, &mut known)?;
    report.say(&format!("test cases of values: {agreed} agree; {other} test cases are of other rules"), &differences);
    let Compared { agreed, differences, .. } = cases::near(folder, &names, args.seed, &mut known)?;
    report.say(&format!("random texts that are values or nearly: {agreed} agree"), &differences);

    let requests = draw::requests(args.seed, args.count)
        .map_err(|error| Error::Answer { url: String::from("a random request"), problem: error.to_string() })?;
    let (matching, mismatches) = matched(folder, &names, requests, &mut known)?;
    report.say(&format!("random requests: {matching} match"), &mismatches);

    if let Some(path) = &args.sent {
        let (urls, others) = sent::urls(path)?;
        let (matching, mismatches) = matched(folder, &names, urls, &mut known)?;
        let line = format!("URLs that the tests sent: {matching} match; {others} are not below a service root");
        report.say(&line, &mismatches);
    }
    for (count, reason) in known.counts() {
        report.line(&format!("known, {count}: {reason}"));
    }
    Ok(report.is_ok)
}

/// How many URLs match, and those that do not, with what the grammar could not read.
fn matched(
    folder: &Path,
    names: &Names,
    urls: impl IntoIterator<Item = String>,
    known: &mut Known,
) -> Result<(usize, Vec<String>), Error> {
    let questions: Vec<_> = urls.into_iter().map(|text| Question { rule: URL, text }).collect();
    let verdicts = parser::ask(folder, names, &questions)?;
    let total = questions.len();
    let unread: Vec<_> = questions.into_iter().zip(verdicts).filter(|(_, verdict)| !verdict.matches).collect();
    let matching = total - unread.len();
    let without_known =
        unread.iter().map(|(Question { rule, text }, _)| Question { rule, text: Known::without_known(text) });
    let verdicts = parser::ask(folder, names, &without_known.collect::<Vec<_>>())?;
    let mut mismatches = Vec::new();
    for ((Question { text, .. }, first), again) in unread.iter().zip(verdicts) {
        if again.matches {
            known.count_url(text);
        } else {
            let (read, rest) = text.split_at_checked(first.read).unwrap_or((text, ""));
            mismatches.push(format!("{read} \u{a6} {rest}"));
        }
    }
    Ok((matching, mismatches))
}

struct Report<'a> {
    stdout: &'a mut dyn Write,
    is_ok: bool,
}

impl Report<'_> {
    fn line(&mut self, text: &str) {
        let _ = writeln!(self.stdout, "{text}");
    }

    fn say(&mut self, what: &str, mismatches: &[String]) {
        self.line(&format!("{what}, {} do not", mismatches.len()));
        mismatches.iter().take(SHOWN).for_each(|mismatch| self.line(&format!("  {mismatch}")));
        self.is_ok &= mismatches.is_empty();
    }
}
