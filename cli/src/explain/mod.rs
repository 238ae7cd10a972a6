//! `explain`: what a code of a diagnostic means.

use std::fmt::Write as _;

use odata_codegen::Code;
use odata_codegen::codes::Severity;
use thiserror::Error;

use crate::failure::Failure;
use crate::terminal::Terminal;

/// Explains a code of a diagnostic, or lists all of them
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// The code; none lists them
    #[arg(value_name = "CODE")]
    code: Option<String>,
    /// Print all explanations as one page: docs/diagnostics.md
    #[arg(long, conflicts_with = "code")]
    page: bool,
}

const EXAMPLES: &str = "\
Examples:
  cargo odata explain CSDL205
  cargo odata explain
  cargo odata explain --page > docs/diagnostics.md";

/// There is no code of a diagnostic of that name.
#[derive(Debug, Error)]
#[error("there is no code `{name}`")]
pub struct Error {
    name: String,
    nearest: Option<String>,
}

impl Failure for Error {
    fn help(&self) -> Option<String> {
        Some(match &self.nearest {
            Some(nearest) => format!("did you mean `{nearest}`?"),
            None => "`cargo odata explain` lists all codes".to_owned(),
        })
    }
}

/// Runs the task.
///
/// # Errors
///
/// There is no such code.
pub fn run(args: &Args, terminal: &mut Terminal<'_>) -> Result<bool, Error> {
    let text = match &args.code {
        _ if args.page => page(),
        None => list(),
        Some(name) => explanation(code(name)?),
    };
    terminal.print(&text);
    Ok(true)
}

fn code(name: &str) -> Result<Code, Error> {
    Code::named(name).ok_or_else(|| {
        let names = Code::ALL.iter().map(|code| code.name());
        let nearest = odata_codegen::error::nearest(&name.to_uppercase(), names).map(str::to_owned);
        Error { name: name.to_owned(), nearest }
    })
}

fn list() -> String {
    let line = |code: &Code| format!("{} {:<7} {}\n", code.name(), severity(*code), code.title());
    Code::ALL.iter().map(line).collect()
}

fn explanation(code: Code) -> String {
    let mut text = format!("{} ({}): {}\n\n{}\n", code.name(), severity(code), code.title(), code.explanation());
    if let Some(rule) = code.rule() {
        let _ = write!(text, "\nSee {rule}.\n");
    }
    text
}

/// All explanations as Markdown.
#[must_use]
pub fn page() -> String {
    let mut page = String::from(HEAD);
    for code in Code::ALL {
        let (name, title) = (code.name(), code.title());
        let _ = writeln!(page, "| [{name}](#{}) | {} | {title} |", name.to_lowercase(), severity(*code));
    }
    for code in Code::ALL {
        let _ =
            write!(page, "\n## {}\n\n{} ({}).\n\n{}\n", code.name(), code.title(), severity(*code), code.explanation());
        if let Some(rule) = code.rule() {
            let _ = write!(page, "\nSee {rule}.\n");
        }
    }
    page
}

const HEAD: &str = "\
# Diagnostics

What the generator says of metadata and manifests, by code. A code never gets another meaning. `cargo odata explain CODE`
prints its section. An error stops the run. A warning does not, unless the manifest denies it:

```toml
[warnings]
allow = [\"CSDL802\"]   # not shown
deny = [\"all\"]        # errors, but for what is allowed
```

The standard is [CSDL XML 4.01](https://docs.oasis-open.org/odata/odata-csdl-xml/v4.01/odata-csdl-xml-v4.01.html). The
examples are tests: each gives the code that it stands under. What is not shown of a file is as in the first example.

| Code | | |
| --- | --- | --- |
";

fn severity(code: Code) -> &'static str {
    match code.severity() {
        Severity::Error => "error",
        Severity::Warning => "warning",
    }
}
