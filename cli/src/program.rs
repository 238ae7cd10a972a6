//! How the command was called, so that what is printed names a command that works where it is read.

use std::ffi::{OsStr, OsString};
use std::fmt;
use std::path::Path;
use std::process::Command;

/// How help, examples and messages name this command in the source.
const OWN: &str = "cargo odata";

/// Cargo: the one that runs this command, if one does.
#[must_use]
pub fn cargo() -> Command {
    Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}

/// The words that call this command: `cargo odata`, `cargo xtask` or the name of the program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Program(String);

impl Program {
    /// Finds the words in the arguments of the process, and the index of the first argument that is the user's own.
    ///
    /// Cargo runs `cargo odata TASK` as `cargo-odata odata TASK`. A program called `xtask` is run through the alias
    /// `cargo xtask`, by convention.
    #[must_use]
    pub fn find(args: &[OsString]) -> (Self, usize) {
        let file = args.first().map(Path::new).and_then(Path::file_stem).and_then(OsStr::to_str);
        let file = file.unwrap_or("cargo-odata");
        match (file.strip_prefix("cargo-"), args.get(1).and_then(|word| word.to_str())) {
            (Some(name), Some(first)) if name == first => (Self(format!("cargo {name}")), 2),
            _ if file == "xtask" => (Self("cargo xtask".to_owned()), 1),
            _ => (Self(file.to_owned()), 1),
        }
    }

    /// A text in which the command bears its own name, as it was called.
    #[must_use]
    pub fn name_in(&self, text: &str) -> String {
        text.replace(OWN, &self.0)
    }

    /// The name that a shell can complete, since it takes one word for a command.
    #[must_use]
    pub fn last_word(&self) -> &str {
        self.0.rsplit(' ').next().unwrap_or(&self.0)
    }

    /// The name of the manual page: `cargo-odata`.
    #[must_use]
    pub fn hyphenated(&self) -> String {
        self.0.replace(' ', "-")
    }

    /// Whether it is called through Cargo, so that the same words call it in every workspace that has it.
    #[must_use]
    pub fn is_of_cargo(&self) -> bool {
        self.0.starts_with("cargo ")
    }

    /// The command that does what these arguments only check.
    #[must_use]
    pub fn mending(&self, args: &[OsString]) -> String {
        let mut command = self.0.clone();
        for arg in args.iter().filter(|arg| *arg != "--check") {
            command.push(' ');
            command.push_str(&quoted(&arg.to_string_lossy()));
        }
        command
    }
}

/// A word as a shell reads it.
#[must_use]
pub fn quoted(word: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || "-_./:=+,@%".contains(c);
    if !word.is_empty() && word.chars().all(plain) {
        word.to_owned()
    } else {
        format!("'{}'", word.replace('\'', r"'\''"))
    }
}

impl Default for Program {
    fn default() -> Self {
        Self(OWN.to_owned())
    }
}

impl fmt::Display for Program {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(args: &[&str]) -> (String, usize) {
        let args: Vec<OsString> = args.iter().map(OsString::from).collect();
        let (program, own) = Program::find(&args);
        (program.to_string(), own)
    }

    #[test]
    fn the_command_has_the_name_that_it_was_called_by() {
        assert_eq!(found(&["/home/me/.cargo/bin/cargo-odata", "odata", "show"]), ("cargo odata".to_owned(), 2));
        assert_eq!(found(&["cargo-odata", "show"]), ("cargo-odata".to_owned(), 1));
        assert_eq!(found(&["target/debug/xtask", "show"]), ("cargo xtask".to_owned(), 1));
        assert_eq!(found(&["target/debug/tools", "show"]), ("tools".to_owned(), 1));
        assert_eq!(found(&[]), ("cargo-odata".to_owned(), 1));
    }

    #[test]
    fn a_command_is_quoted_for_a_shell_and_does_not_check() {
        let args = ["codegen", "--check", "--root", "a b", "--root=it's"].map(OsString::from);
        assert_eq!(Program::default().mending(&args), r"cargo odata codegen --root 'a b' '--root=it'\''s'");
    }
}
