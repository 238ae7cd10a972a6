//! Problems as text for a person.

use std::collections::HashMap;

use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Renderer, Snippet};

use super::diagnostic::Diagnostic;
use crate::{
    codes::Severity,
    invisible::visible,
    source::{Sources, Span},
};

/// Nobody reads further, and a hostile file may hold millions.
const SHOWN: usize = 100;

/// A file's author makes the same mistake everywhere; some examples of a warning are enough.
const WARNINGS_OF_A_CODE: usize = 3;

/// The problems, each with the line that it is in; at the end how many more there are.
pub(super) fn render(diagnostics: &[Diagnostic], sources: &Sources, coloured: bool) -> String {
    let renderer = if coloured { Renderer::styled() } else { Renderer::plain() };
    let mut warnings = HashMap::new();
    let is_shown = |diagnostic: &&Diagnostic| {
        let count: &mut usize = warnings.entry(diagnostic.code).or_default();
        *count += usize::from(diagnostic.severity == Severity::Warning);
        *count <= WARNINGS_OF_A_CODE
    };
    let shown = diagnostics.iter().filter(is_shown).take(SHOWN);
    let mut texts: Vec<String> = shown.map(|diagnostic| one(diagnostic, sources, &renderer)).collect();
    let more = diagnostics.len() - texts.len();
    if more > 0 {
        let is_refused = diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error);
        let level = if is_refused { Level::ERROR } else { Level::WARNING };
        let problems = if more == 1 { "problem" } else { "problems" };
        texts.push(renderer.render(&[Group::with_title(level.primary_title(format!("and {more} more {problems}")))]));
    }
    texts.join("\n\n")
}

fn one(diagnostic: &Diagnostic, sources: &Sources, renderer: &Renderer) -> String {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let title = level.primary_title(&diagnostic.message).id(diagnostic.code.name());
    let expected = diagnostic.expected.as_deref();
    let first = diagnostic.span.and_then(|span| snippet(span, AnnotationKind::Primary, expected, sources));
    let second = diagnostic.second.as_deref();
    let second = second.and_then(|second| snippet(second.0, AnnotationKind::Context, Some(&second.1), sources));
    let path = (!diagnostic.path.is_empty()).then(|| Level::NOTE.message(format!("in `{}`", diagnostic.path)));
    let rule = diagnostic.code.rule().map(|rule| Level::NOTE.message(format!("see {rule}")));
    let help = diagnostic.help.as_deref().map(|help| Level::HELP.message(help));
    let lines = diagnostic.manifest().map(|lines| {
        Level::HELP.message(format!("these lines of the manifest get past it:\n{}", visible_lines(lines)))
    });
    let group = Group::with_title(title).elements(first).elements(second).elements(path).elements(rule);
    let group = group.elements(help).elements(lines);
    renderer.render(&[group])
}

/// Lines of ours, in which a name of the metadata may have any character.
fn visible_lines(lines: &str) -> String {
    lines.lines().map(visible).collect::<Vec<_>>().join("\n")
}

/// Shows only the line that the place begins in: a tag may go on over many, and a file may be large.
fn snippet<'a>(
    span: Span,
    kind: AnnotationKind,
    label: Option<&'a str>,
    sources: &'a Sources<'_>,
) -> Option<Snippet<'a, Annotation<'a>>> {
    let source = sources.get(span.source)?;
    let (line, _) = sources.location(span)?;
    let start = source.text.floor_char_boundary(span.start as usize);
    let end = source.text.ceil_char_boundary(span.end as usize);
    let from = source.text[..start].rfind('\n').map_or(0, |newline| newline + 1);
    let to = source.text[start..].find('\n').map_or(source.text.len(), |length| start + length);
    let text = source.text[from..to].trim_end_matches('\r');
    let start = (start - from).min(text.len());
    let place = start..end.saturating_sub(from).clamp(start, text.len());
    Some(Snippet::source(text).line_start(line).path(&source.name).annotation(kind.span(place).label(label)))
}
