//! `cargo xtask grammar`: what is sent and read, held against the grammar that OASIS publishes for OData.
//!
//! Our tests say which URLs we mean to send. Whether these are URLs of OData is for the standard to say, and it has a formal
//! grammar with test cases of its own. `tests/grammar` makes a parser of it, with a library that knows ABNF.

pub mod args;
#[cfg(feature = "grammar")]
mod cases;
#[cfg(feature = "grammar")]
mod check;
#[cfg(feature = "grammar")]
mod draw;
#[cfg(feature = "grammar")]
mod known;
#[cfg(feature = "grammar")]
mod names;
#[cfg(feature = "grammar")]
mod parser;
#[cfg(feature = "grammar")]
mod read;
#[cfg(feature = "grammar")]
mod sent;

use std::ffi::OsString;
use std::io::Write;
use std::path::PathBuf;

use crate::error::Error;
use crate::{npm, rerun};
use args::Args;

/// The package that makes a parser of the grammar.
const PACKAGE: &str = "tests/grammar";

/// The file of the grammar that the others add to.
const RULES: &str = "odata-abnf-construction-rules.txt";

/// Runs the task in a build that has the clients; `false` if the grammar does not agree. `words` are the arguments as they were
/// given, from the task's name on.
///
/// # Errors
///
/// Node, npm or the grammar is absent, or a program cannot be started.
pub fn run(args: &Args, words: &[OsString], stdout: &mut dyn Write, stderr: &mut dyn Write) -> Result<bool, Error> {
    let folder = folder(args)?;
    npm::install(PACKAGE, &mut |what| {
        let _ = writeln!(stderr, "grammar: {what}");
    })?;
    #[cfg(feature = "grammar")]
    if args.built {
        return check::run(args, &folder, stdout);
    }
    #[cfg(not(feature = "grammar"))]
    if args.built {
        let _ = writeln!(stdout, "the feature `grammar` of `xtask` is off, so that {} is not read", folder.display());
        return Ok(false);
    }
    let words: Vec<OsString> = words.iter().cloned().chain([OsString::from("--built")]).collect();
    rerun::with_feature("grammar", &[], &words)
}

fn folder(args: &Args) -> Result<PathBuf, Error> {
    let named = args.grammar.clone().or_else(|| std::env::var_os("ODATA_GRAMMAR").map(PathBuf::from));
    named.filter(|folder| folder.join(RULES).is_file()).ok_or(Error::NoGrammar)
}
