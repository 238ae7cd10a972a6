//! An input, put through all that the generator offers.

use fastrand::Rng;
use odata_codegen::diff::Metadata;
use odata_codegen::{Code, Error, Inputs, Manifest, Output, Source};

use super::check;
use super::input::Input;
use super::manifest;

/// What is wrong with the generator, in a sentence.
pub(super) type Fault = String;

/// What the generator says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Outcome {
    /// A crate.
    Accepted,
    /// The metadata is refused.
    Refused,
    /// The manifest is refused.
    Manifest,
    /// A file is no text.
    Unread,
}

impl Outcome {
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Accepted => "accepted",
            Self::Refused => "refused",
            Self::Manifest => "manifest refused",
            Self::Unread => "no text",
        }
    }
}

/// The bytes that a run emits.
pub(super) type Emitted = usize;

/// Tries an input.
///
/// # Errors
///
/// The first fault of the generator.
pub(super) fn of(input: &Input) -> Result<(Outcome, Emitted), Fault> {
    let Some(files) = read(input)? else { return Ok((Outcome::Unread, 0)) };
    let manifest = match Manifest::parse(&files.manifest) {
        Ok(manifest) => manifest,
        Err(error) => {
            check::error(&error)?;
            return Ok((Outcome::Manifest, 0));
        }
    };
    let run = Run { inputs: &files.inputs, manifest: &manifest, source: &files.manifest };
    let generated = run.generate()?;
    run.show(generated.is_some())?;
    run.slice(generated.as_ref(), input.choice)?;
    run.compare(&files.before, generated.is_some())?;
    Ok(match generated {
        Some(output) => (Outcome::Accepted, output.files.iter().map(|file| file.text.len()).sum()),
        None => (Outcome::Refused, 0),
    })
}

struct Files {
    inputs: Inputs,
    before: Inputs,
    manifest: Source,
}

/// The files as text; `None` if one is none.
fn read(input: &Input) -> Result<Option<Files>, Fault> {
    let text = |name: &str, bytes: &Vec<u8>| match Source::from_bytes(name, bytes) {
        Ok(source) => Ok(Some(source)),
        Err(error) => check::error(&error).map(|()| None),
    };
    let all = |name: &str, files: &[Vec<u8>]| -> Result<Option<Vec<Source>>, Fault> {
        files.iter().map(|file| text(name, file)).collect()
    };
    let files = &input.files;
    let csdl = text("metadata.csdl", &files.csdl)?;
    let before = text("before.csdl", &input.before)?;
    let references = all("reference.csdl", &files.references)?;
    let overlays = all("overlay.csdl", &files.overlays)?;
    let manifest = text("codegen.toml", &files.manifest)?;
    Ok((|| {
        let (references, overlays) = (references?, overlays?);
        let before = Inputs { csdl: vec![before?], references: references.clone(), overlays: overlays.clone() };
        Some(Files { inputs: Inputs { csdl: vec![csdl?], references, overlays }, before, manifest: manifest? })
    })())
}

#[derive(Clone, Copy)]
struct Run<'a> {
    inputs: &'a Inputs,
    manifest: &'a Manifest,
    source: &'a Source,
}

impl Run<'_> {
    /// Twice, to see the same.
    fn generate(self) -> Result<Option<Output>, Fault> {
        let run = || odata_codegen::generate(self.inputs, self.manifest, self.source.clone());
        match (run(), run()) {
            (Ok(one), Ok(other)) => {
                if one.files != other.files {
                    return Err("what is generated differs from run to run".to_owned());
                }
                check::files(&one.files)?;
                Ok(Some(one))
            }
            (Err(one), Err(other)) => {
                check::error(&one)?;
                if one.to_string() == other.to_string() {
                    Ok(None)
                } else {
                    Err("the message differs from run to run".to_owned())
                }
            }
            _ => Err("what is refused differs from run to run".to_owned()),
        }
    }

    fn show(self, accepted: bool) -> Result<(), Fault> {
        let outline = known(odata_codegen::outline(self.inputs, self.manifest, self.source.clone()))?;
        if outline.is_some() == accepted { Ok(()) } else { Err("`outline` and `generate` do not agree".to_owned()) }
    }

    /// The part that the roots need, and that of one root.
    fn slice(self, whole: Option<&Output>, choice: u64) -> Result<(), Fault> {
        let subset = known(odata_codegen::subset(self.inputs, self.manifest, self.source.clone()))?;
        if let Some(subset) = subset {
            let csdl = vec![text("subset.csdl", &subset.text)];
            let inputs = Inputs { csdl, references: Vec::new(), overlays: self.inputs.overlays.clone() };
            // A wish, a fix or a root may be of something that the slice has not.
            let is_plain = self.manifest.slice.exclude.is_empty() && self.manifest.fix.is_empty();
            let again = odata_codegen::generate(&inputs, self.manifest, self.source.clone());
            if let (Some(_), Err(error), true) = (whole, &again, is_plain) {
                return Err(format!("the slice of what generates is refused: {error}"));
            }
            let again = known(again)?;
            match (whole, again) {
                // Which of two names that clash is changed may depend on what stands first.
                (Some(whole), Some(again)) if is_plain && !is_ambiguous(whole) && lines(whole) != lines(&again) => {
                    return Err("the slice gives another crate".to_owned());
                }
                _ => {}
            }
        }
        let mut random = Rng::with_seed(choice);
        let mut roots = Vec::new();
        for pattern in ["*", "*/*", "Case.*", "**", ""] {
            let found = known(odata_codegen::roots(self.inputs, self.manifest, self.source.clone(), pattern))?;
            roots.extend(found.into_iter().flatten());
        }
        if roots.is_empty() {
            return Ok(());
        }
        let root = &roots[random.usize(..roots.len())];
        let source = Source::from_bytes("codegen.toml", &manifest::plain(root)).map_err(|error| error.to_string())?;
        let manifest = Manifest::parse(&source).map_err(|error| error.to_string())?;
        let run = Run { manifest: &manifest, source: &source, ..self };
        let one = run.generate()?;
        run.show(one.is_some())
    }

    fn compare(self, before: &Inputs, accepted: bool) -> Result<(), Fault> {
        let of = |inputs| Metadata { inputs, manifest: self.manifest, manifest_source: self.source };
        let (old, new) = (of(before), of(self.inputs));
        known(odata_codegen::diff::compare(old, new))?;
        known(odata_codegen::diff::compare(new, old))?;
        match known(odata_codegen::diff::compare(new, new))? {
            Some(diff) if !diff.changes.is_empty() => Err("metadata differs from itself".to_owned()),
            None if accepted => Err("`diff` refuses what generates".to_owned()),
            _ => Ok(()),
        }
    }
}

/// Whether the metadata says something twice, so that which of both counts depends on their order.
fn is_ambiguous(output: &Output) -> bool {
    let twice = [Code::AnnotatedTwice, Code::SameSignature];
    output.report.warnings.iter().any(|warning| twice.contains(&warning.code))
}

/// The size of the public API, without what depends on which paths to a type stand first.
fn lines(output: &Output) -> usize {
    let by_path = ["get()", "patch()", "delete()", "list()", "create()"];
    output.report.summary.lines().filter(|line| !by_path.contains(&line.trim())).count()
}

fn text(name: &str, text: &str) -> Source {
    Source { name: name.to_owned(), text: text.to_owned() }
}

/// What is refused, is refused well.
fn known<T>(result: Result<T, Error>) -> Result<Option<T>, Fault> {
    match result {
        Ok(value) => Ok(Some(value)),
        Err(error) => check::error(&error).map(|()| None),
    }
}
