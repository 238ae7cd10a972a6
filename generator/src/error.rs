//! What is wrong with the input, where, and what to do about it.

use std::fmt;

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use crate::source::{Sources, Span};

/// One problem in the input.
#[derive(Clone, Debug)]
pub struct Diagnostic {
    /// Where it is; `None` only where no file is at fault.
    pub span: Option<Span>,
    /// What is wrong, in one sentence without a full stop.
    pub message: String,
    /// What was expected, shown under the place.
    pub expected: Option<String>,
    /// The rule of a standard that the input breaks, by section; `None` where the fault may be another's: a file that
    /// is missing, a limit of ours, a manifest.
    pub rule: Option<&'static str>,
    /// What to do about it.
    pub help: Option<String>,
}

impl Diagnostic {
    /// A problem that no place in a file is to blame for.
    pub fn new(message: impl Into<String>) -> Self {
        Self { span: None, message: message.into(), expected: None, rule: None, help: None }
    }

    /// A problem at a place.
    pub fn at(span: Span, message: impl Into<String>) -> Self {
        Self { span: Some(span), ..Self::new(message) }
    }

    /// Adds what was expected there.
    #[must_use]
    pub fn expected(self, expected: impl Into<String>) -> Self {
        Self { expected: Some(expected.into()), ..self }
    }

    /// Adds the rule that the input breaks, `CSDL XML 4.01, section 6.5`, say.
    #[must_use]
    pub fn breaks(self, rule: &'static str) -> Self {
        Self { rule: Some(rule), ..self }
    }

    /// Adds what to do about it.
    #[must_use]
    pub fn help(self, help: impl Into<String>) -> Self {
        Self { help: Some(help.into()), ..self }
    }

    /// Asks "did you mean ...?" if one of the candidates is near to what was written.
    #[must_use]
    pub fn suggest<'a>(self, name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Self {
        match nearest(name, candidates) {
            Some(candidate) => self.help(format!("did you mean `{candidate}`?")),
            None => self,
        }
    }
}

/// The candidate that is most like the name, if one is like it at all; the first among equals.
#[must_use]
pub fn nearest<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
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

/// All problems of a run, with the files that they refer to. `Display` renders each one as
/// `file:line:column` with the source line underlined.
#[derive(Clone, Debug)]
pub struct Error {
    /// At least one.
    pub diagnostics: Vec<Diagnostic>,
    /// The files that the spans refer to.
    pub sources: Sources<'static>,
}

/// Nobody reads further, and a hostile file may hold millions.
const SHOWN: usize = 100;

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let shown = self.diagnostics.iter().take(SHOWN).map(|diagnostic| render(diagnostic, &self.sources));
        f.write_str(&shown.collect::<Vec<_>>().join("\n\n"))?;
        match self.diagnostics.len().saturating_sub(SHOWN) {
            0 => Ok(()),
            more => write!(f, "\n\nerror: and {more} more problems"),
        }
    }
}

impl std::error::Error for Error {}

fn render(diagnostic: &Diagnostic, sources: &Sources) -> String {
    let title = Level::ERROR.primary_title(&diagnostic.message);
    let snippet = diagnostic.span.and_then(|span| snippet(span, diagnostic, sources));
    let rule = diagnostic.rule.map(|rule| Level::NOTE.message(format!("see {rule}")));
    let help = diagnostic.help.as_deref().map(|help| Level::HELP.message(help));
    Renderer::plain().render(&[Group::with_title(title).elements(snippet).elements(rule).elements(help)])
}

/// Shows only the line that the place begins in: a tag may go on over many, and a file may be large.
fn snippet<'a>(
    span: Span,
    diagnostic: &'a Diagnostic,
    sources: &'a Sources<'_>,
) -> Option<Snippet<'a, annotate_snippets::Annotation<'a>>> {
    let source = sources.get(span.source)?;
    let (line, _) = sources.location(span)?;
    let start = source.text.floor_char_boundary(span.start as usize);
    let end = source.text.ceil_char_boundary(span.end as usize);
    let from = source.text[..start].rfind('\n').map_or(0, |newline| newline + 1);
    let to = source.text[start..].find('\n').map_or(source.text.len(), |length| start + length);
    let text = source.text[from..to].trim_end_matches('\r');
    let start = (start - from).min(text.len());
    let place = start..end.saturating_sub(from).clamp(start, text.len());
    let place = AnnotationKind::Primary.span(place).label(diagnostic.expected.as_deref());
    Some(Snippet::source(text).line_start(line).path(&source.name).annotation(place))
}
