//! One problem, and how it is told.

use std::borrow::Cow;

use crate::{
    codes::{Code, Severity},
    invisible::visible,
    source::Span,
};

/// Longer messages are shortened in the middle.
const LONGEST: usize = 2000;

/// To compare names takes the product of their lengths.
const LONGEST_LIKE: usize = 200;

/// One problem in the input.
#[derive(Clone, Debug)]
pub struct Diagnostic {
    /// What it is about.
    pub code: Code,
    /// Whether it stops the run: as the code says, or as the manifest does.
    pub severity: Severity,
    /// Where it is; `None` only where no file is at fault.
    pub span: Option<Span>,
    /// What is wrong, in one sentence without a full stop.
    pub message: String,
    /// What was expected, shown under the place.
    pub expected: Option<Box<str>>,
    /// Another place that has to do with it, and how.
    pub second: Option<Box<(Span, String)>>,
    /// The names of the elements that the place is in, `shop.v1/Order/total`, say; empty outside of a schema.
    pub path: Box<str>,
    /// What to do about it.
    pub help: Option<String>,
    /// What gets past it; in a box, since few have it.
    pub(crate) remedy: Option<Box<Remedy>>,
}

/// What gets past a problem.
#[derive(Clone, Debug, Default)]
pub(crate) struct Remedy {
    /// The name that was meant, if one is near.
    pub(crate) meant: Option<String>,
    /// Lines of the manifest.
    pub(crate) lines: Option<String>,
}

impl Diagnostic {
    /// A problem that no place in a file is to blame for.
    pub fn new(code: Code, message: impl Into<String>) -> Self {
        Self {
            code,
            severity: code.severity(),
            span: None,
            message: shortened(message.into()),
            expected: None,
            second: None,
            path: Box::default(),
            help: None,
            remedy: None,
        }
    }

    /// A problem at a place.
    pub fn at(code: Code, span: Span, message: impl Into<String>) -> Self {
        Self { span: Some(span), ..Self::new(code, message) }
    }

    /// Adds what was expected there.
    #[must_use]
    pub fn expected(self, expected: impl Into<String>) -> Self {
        Self { expected: Some(shortened(expected.into()).into()), ..self }
    }

    /// Adds another place: `first declared here`, say.
    #[must_use]
    pub fn second(self, span: Span, label: impl Into<String>) -> Self {
        Self { second: Some(Box::new((span, label.into()))), ..self }
    }

    /// Adds what to do about it.
    #[must_use]
    pub fn help(self, help: impl Into<String>) -> Self {
        Self { help: Some(shortened(help.into())), ..self }
    }

    /// Asks "did you mean ...?".
    #[must_use]
    pub(crate) fn meant(self, name: &str) -> Self {
        let mut told = self.help(format!("did you mean `{name}`?"));
        told.remedy.get_or_insert_default().meant = Some(name.to_owned());
        told
    }

    /// Adds lines of the manifest that get past it, unless they are too long to be of use.
    #[must_use]
    pub(crate) fn get_past(mut self, lines: String) -> Self {
        self.remedy.get_or_insert_default().lines = Some(lines).filter(|lines| lines.len() <= LONGEST);
        self
    }

    /// Lines of the manifest that get past it.
    #[must_use]
    pub fn manifest(&self) -> Option<&str> {
        self.remedy.as_ref()?.lines.as_deref()
    }

    /// Asks "did you mean ...?" if one of the candidates is near to what was written.
    #[must_use]
    pub fn suggest<'a>(self, name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Self {
        match nearest(name, candidates) {
            Some(candidate) => self.meant(candidate),
            None => self,
        }
    }
}

/// A text that may hold what stands in the input, without the middle if it is long.
/// What acts on a terminal is spelled.
pub(crate) fn shortened(mut text: String) -> String {
    if let Cow::Owned(visible) = visible(&text) {
        text = visible;
    }
    if text.len() > LONGEST {
        let from = text.ceil_char_boundary(LONGEST / 2);
        let to = text.floor_char_boundary(text.len() - LONGEST / 2);
        text.replace_range(from..to, " ... ");
    }
    text
}

/// The candidate that is most like the name, if one is like it at all; the first among equals.
#[must_use]
pub fn nearest<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    if name.len() > LONGEST_LIKE {
        return None;
    }
    let limit = (name.chars().count() / 3).max(1);
    candidates
        .into_iter()
        .filter(|candidate| candidate.len().abs_diff(name.len()) <= 4 * limit)
        .map(|candidate| {
            let distance = if candidate.eq_ignore_ascii_case(name) { 0 } else { strsim::osa_distance(name, candidate) };
            (distance, candidate)
        })
        .filter(|(distance, _)| *distance <= limit)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}
