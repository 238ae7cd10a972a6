//! The parser, which is a program for Node.

use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::{Value, json};

use super::PACKAGE;
use super::names::Names;
use crate::error::Error;
use crate::project;

/// A text that a rule is asked about.
pub(super) struct Question {
    pub rule: &'static str,
    pub text: String,
}

/// What the grammar says of a text.
pub(super) struct Verdict {
    pub matches: bool,
    /// How many characters it could read.
    pub read: usize,
}

/// A test case of the grammar.
pub(super) struct Case {
    pub rule: String,
    pub text: String,
    pub valid: bool,
}

/// The test cases; the parser has been tried on them.
///
/// # Errors
///
/// Node cannot be started, or the parser does not agree with a test case.
pub(super) fn cases(folder: &Path) -> Result<Vec<Case>, Error> {
    let lines = node(&["cases".as_ref(), folder])?;
    let case = |line: &Value| {
        let text = |name: &str| Some(line.get(name)?.as_str()?.to_owned());
        Some(Case { rule: text("rule")?, text: text("text")?, valid: line.get("valid")?.as_bool()? })
    };
    Ok(lines.iter().filter_map(case).collect())
}

/// What the grammar says, an answer a question.
///
/// # Errors
///
/// Node cannot be started, or the questions cannot be written.
pub(super) fn ask(folder: &Path, names: &Names, questions: &[Question]) -> Result<Vec<Verdict>, Error> {
    let path = project::root().join("target/grammar/questions");
    write(&path, names, questions).map_err(|source| Error::Write { path: path.clone(), source })?;
    let lines = node(&["match".as_ref(), folder, &path])?;
    let verdict = |line: &Value| Verdict {
        matches: line.get("matches").and_then(Value::as_bool).unwrap_or_default(),
        read: line.get("read").and_then(Value::as_u64).and_then(|read| read.try_into().ok()).unwrap_or_default(),
    };
    let verdicts: Vec<_> = lines.iter().map(verdict).collect();
    if verdicts.len() == questions.len() {
        return Ok(verdicts);
    }
    let problem = format!("{} answers to {} questions", verdicts.len(), questions.len());
    Err(Error::Answer { url: String::from("the grammar"), problem })
}

fn write(path: &Path, names: &Names, questions: &[Question]) -> std::io::Result<()> {
    fs::create_dir_all(path.parent().unwrap_or(path))?;
    let mut file = std::io::BufWriter::new(fs::File::create(path)?);
    writeln!(file, "{}", json!(names.by_rule()))?;
    for Question { rule, text } in questions {
        writeln!(file, "{}", json!({"rule": rule, "text": text}))?;
    }
    file.flush()
}

/// Runs the program, which prints lines of JSON.
fn node(arguments: &[&Path]) -> Result<Vec<Value>, Error> {
    let mut command = Command::new("node");
    command.arg(project::root().join(PACKAGE).join("grammar.js")).args(arguments).stderr(Stdio::inherit());
    let output = command.output().map_err(|source| Error::Start { command: format!("{command:?}"), source })?;
    if !output.status.success() {
        return Err(Error::Failed { command: String::from("the parser"), status: output.status });
    }
    let text = String::from_utf8_lossy(&output.stdout);
    Ok(text.lines().filter_map(|line| serde_json::from_str(line).ok()).collect())
}
