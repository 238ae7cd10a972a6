//! What becomes of a damage.

use odata_codegen::diff::Metadata;
use odata_codegen::{Error as Refusal, File, Inputs, Source};

use super::change::Damage;
use crate::error::Error;
use cargo_odata::inputs::Job;

/// What becomes of a damage.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Verdict {
    /// Refused, with a place within the damaged element.
    Here(String),
    /// Refused at what refers to the damaged element, with its name.
    Named(String),
    /// The crate is the same.
    Same,
    /// The crate has the same code in another order.
    Order,
    /// The changes that `diff` names.
    Different(String),
    /// Refused, but neither there nor by its name.
    Elsewhere(String),
    /// Another crate, and `diff` has nothing to say.
    Unseen(String),
}

impl Verdict {
    pub(super) fn name(&self) -> &'static str {
        match self {
            Self::Here(_) => "refused there",
            Self::Named(_) => "refused by its name",
            Self::Same => "the same crate",
            Self::Order => "the same crate in another order",
            Self::Different(_) => "named by diff",
            Self::Elsewhere(_) => "**refused elsewhere**",
            Self::Unseen(_) => "**unseen**",
        }
    }

    pub(super) fn says(&self) -> &str {
        match self {
            Self::Same | Self::Order => "",
            Self::Here(text)
            | Self::Named(text)
            | Self::Different(text)
            | Self::Elsewhere(text)
            | Self::Unseen(text) => text,
        }
    }
}

/// A service as it stands.
#[derive(Debug)]
pub(super) struct Whole {
    job: Job,
    files: Vec<File>,
}

impl Whole {
    /// Generates it.
    ///
    /// # Errors
    ///
    /// It is refused.
    pub(super) fn new(job: Job) -> Result<Self, Error> {
        let files = odata_codegen::generate(&job.inputs, &job.manifest, job.manifest_source.clone())?.files;
        Ok(Self { job, files })
    }

    pub(super) fn name(&self) -> &str {
        &self.job.manifest.package.name
    }

    pub(super) fn text(&self) -> &str {
        self.job.inputs.csdl.first().map_or("", |source| source.text.as_str())
    }

    /// What becomes of a damage.
    pub(super) fn judge(&self, damage: &Damage) -> Verdict {
        let Job { inputs, manifest, manifest_source, .. } = &self.job;
        let name = inputs.csdl.first().map(|source| source.name.clone()).unwrap_or_default();
        let damaged = Inputs { csdl: vec![Source { name: name.clone(), text: damage.text.clone() }], ..inputs.clone() };
        let output = match odata_codegen::generate(&damaged, manifest, manifest_source.clone()) {
            Ok(output) => output,
            Err(refusal) => return refused(&refusal, damage, &name),
        };
        if output.files == self.files {
            return Verdict::Same;
        }
        let of = |inputs| Metadata { inputs, manifest, manifest_source };
        match odata_codegen::diff::compare(of(inputs), of(&damaged)) {
            Err(refusal) => refused(&refusal, damage, &name),
            Ok(diff) if diff.changes.is_empty() && sorted(&output.files) == sorted(&self.files) => Verdict::Order,
            Ok(diff) if diff.changes.is_empty() => {
                let differs = output.files.iter().find(|file| !self.files.contains(file));
                Verdict::Unseen(differs.map(|file| file.path.clone()).unwrap_or_default())
            }
            Ok(diff) => {
                let mut kinds: Vec<String> = diff.changes.iter().map(|change| change.kind.to_string()).collect();
                kinds.dedup();
                Verdict::Different(kinds.join(", "))
            }
        }
    }
}

fn refused(refusal: &Refusal, damage: &Damage, file: &str) -> Verdict {
    let says = refusal.diagnostics.first().map(|diagnostic| diagnostic.message.clone()).unwrap_or_default();
    let is_there = refusal.diagnostics.iter().any(|diagnostic| {
        diagnostic.span.is_some_and(|span| {
            let is_file = refusal.sources.get(span.source).is_some_and(|source| source.name == file);
            let (start, end) = (span.start as usize, span.end as usize);
            is_file && start <= damage.element.end && end >= damage.element.start
        })
    });
    let is_named = || {
        refusal.diagnostics.iter().any(|diagnostic| {
            let texts = [Some(diagnostic.message.as_str()), diagnostic.expected.as_deref(), diagnostic.help.as_deref()];
            texts.into_iter().flatten().any(|text| damage.names.iter().any(|name| mentions(text, name)))
        })
    };
    if is_there {
        Verdict::Here(says)
    } else if is_named() {
        Verdict::Named(says)
    } else {
        Verdict::Elsewhere(says)
    }
}

/// The words of each file's code without regard to their order; lines are broken where it pleases the printer, and an example
/// in a comment is of whatever stands first.
fn sorted(files: &[File]) -> Vec<(&str, Vec<&str>)> {
    let files = files.iter().map(|File { path, text }| {
        let code = text.lines().filter(|line| !line.trim_start().starts_with("//"));
        let mut words: Vec<&str> =
            code.flat_map(|line| line.split(|c: char| !c.is_alphanumeric() && c != '_')).collect();
        words.retain(|word| !word.is_empty());
        words.sort_unstable();
        (path.as_str(), words)
    });
    files.collect()
}

/// Whether a text has a name as a word.
fn mentions(text: &str, name: &str) -> bool {
    text.split(|c: char| !c.is_alphanumeric() && !matches!(c, '_' | '-')).any(|word| word == name)
        || (name.len() > 2 && text.contains(&format!("`{name}`")))
}
