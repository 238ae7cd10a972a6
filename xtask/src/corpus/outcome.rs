//! One run: a set of files in, a crate that compiles or a refusal out.

use std::fs;
use std::path::Path;
use std::process::Command;

use cargo_odata::inputs::{self, Job, StandAlone};
use cargo_odata::output;
use odata_codegen::Code;

use super::sets::Set;
use crate::error::Error;
use crate::project;

/// What became of a set.
#[derive(Debug)]
pub enum Outcome {
    /// A crate.
    Generated {
        /// How many types it has.
        types: usize,
        /// What the compiler says against it; nothing, if it was not asked.
        refused: Option<String>,
    },
    /// The generator refused it.
    Refused {
        /// The first message, with its place.
        message: String,
        /// The rule that it cites.
        rule: Option<&'static str>,
        /// Whether each message has a place.
        located: bool,
    },
    /// It could not be read as text.
    Unreadable(String),
}

impl Outcome {
    /// What is missing.
    pub fn falls_short(&self, must_be_refused: bool) -> Option<&'static str> {
        match self {
            Self::Generated { .. } if must_be_refused => Some("should have been refused"),
            Self::Generated { refused: Some(_), .. } => Some("does not compile"),
            Self::Refused { located: false, .. } => Some("refused without a place"),
            Self::Refused { rule: None, .. } => Some("refused without a rule that it breaks"),
            Self::Generated { refused: None, .. } | Self::Refused { .. } | Self::Unreadable(_) => None,
        }
    }
}

/// A run over a set.
pub struct Trial<'a> {
    /// The files.
    pub set: &'a Set,
    /// A folder for the crate and for what cargo builds.
    pub scratch: &'a Path,
    /// Whether the crate is compiled.
    pub build: bool,
}

impl Trial<'_> {
    pub fn run(&self) -> Result<Outcome, Error> {
        let folder = self.scratch.join("emitted");
        let described = StandAlone {
            csdl: self.set.main.clone(),
            out: folder.clone(),
            name: Some(String::from("emitted")),
            runtime: Some(project::runtime()),
            ..StandAlone::default()
        };
        let job = match Job::stand_alone(&described) {
            Ok(job) => job,
            Err(inputs::Error::Refused(refused))
                if refused.diagnostics.iter().all(|problem| problem.code == Code::Encoding) =>
            {
                return Ok(Outcome::Unreadable(refused.diagnostics[0].message.clone()));
            }
            Err(inputs::Error::Refused(refused)) => return Ok(refusal(&refused)),
            Err(error) => return Err(error.into()),
        };
        match odata_codegen::generate(&job.inputs, &job.manifest, job.manifest_source) {
            Ok(output) => {
                output::stand_alone(&folder, &output.files)?;
                let refused = if self.build { check(&folder, self.scratch)? } else { None };
                Ok(Outcome::Generated { types: output.report.types_kept, refused })
            }
            Err(refused) => Ok(refusal(&refused)),
        }
    }
}

/// What the compiler says of a crate or workspace, if it says anything.
///
/// # Errors
///
/// Cargo cannot be run.
pub fn check(folder: &Path, scratch: &Path) -> Result<Option<String>, Error> {
    let lock = project::root().join("Cargo.lock");
    fs::copy(&lock, folder.join("Cargo.lock")).map_err(|source| Error::Read { path: lock, source })?;
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(cargo);
    command
        .args(["check", "--quiet", "--message-format", "short"])
        .current_dir(folder)
        .env("CARGO_TARGET_DIR", scratch.join("target"))
        .env("RUSTFLAGS", "-Dwarnings");
    let output = command.output().map_err(|source| Error::Start { command: format!("{command:?}"), source })?;
    let said = String::from_utf8_lossy(&output.stderr);
    let first = said.lines().find(|line| line.contains("error")).unwrap_or("it said nothing");
    Ok((!output.status.success()).then(|| first.to_owned()))
}

fn refusal(refused: &odata_codegen::Error) -> Outcome {
    let first = refused.diagnostics.first();
    let place = first.and_then(|problem| problem.span).and_then(|span| refused.sources.location(span));
    let place = place.map(|(line, column)| format!("{line}:{column}: ")).unwrap_or_default();
    Outcome::Refused {
        message: format!("{place}{}", first.map_or("", |problem| problem.message.as_str())),
        rule: refused.diagnostics.iter().find_map(|problem| problem.code.rule()),
        located: refused.diagnostics.iter().all(|problem| problem.span.is_some()),
    }
}
