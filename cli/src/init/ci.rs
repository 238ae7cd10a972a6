//! `--ci github`: the workflows, which are templates beside this file.

use std::path::{Path, PathBuf};

use odata_codegen::manifest::toml_string;

use super::error::Error;
use super::files::Files;
use super::{tool, variable};
use crate::inputs::Runtime;
use crate::paths;

const CHECK: &str = include_str!("workflows/check.yml");
const UPDATE: &str = include_str!("workflows/update.yml");

/// What differs from workspace to workspace.
#[derive(Clone, Copy, Debug)]
pub struct Workflows<'a> {
    /// The root of the workspace.
    pub root: &'a Path,
    /// Where the command comes from; `None` if the workspace has it as its xtask.
    pub tool: Option<&'a Runtime>,
    /// Whether the metadata can be downloaded.
    pub has_url: bool,
    /// The environment variable that holds the service's token.
    pub token_env: Option<&'a str>,
}

impl Workflows<'_> {
    /// Adds the workflows of GitHub, which reads them from the root of the repository.
    ///
    /// # Errors
    ///
    /// A value would be more than a text in a workflow.
    pub fn add(&self, files: &mut Files) -> Result<(), Error> {
        let repository = repository(self.root);
        let folder = repository.join(".github/workflows");
        files.make(folder.join("odata-check.yml"), self.fill(CHECK, &repository)?);
        if self.has_url {
            files.make(folder.join("odata-update.yml"), self.fill(UPDATE, &repository)?);
        }
        Ok(())
    }

    fn fill(&self, template: &str, repository: &Path) -> Result<String, Error> {
        let program = if self.tool.is_some() { "cargo odata" } else { "cargo xtask" };
        Ok(template
            .replace("@FOLDER@", &self.folder(repository)?)
            .replace("@INSTALL@", &self.install()?)
            .replace("@PROGRAM@", program)
            .replace("@TOKENS@", &self.secret()?))
    }

    /// Where the commands run.
    fn folder(&self, repository: &Path) -> Result<String, Error> {
        if repository == self.root {
            return Ok(String::new());
        }
        let folder = yaml(&paths::relative(repository, self.root))?;
        Ok(format!("    defaults:\n      run:\n        working-directory: {folder}\n"))
    }

    /// The steps that install the command.
    fn install(&self) -> Result<String, Error> {
        let Some(tool) = self.tool else { return Ok(String::new()) };
        Ok(format!(
            "      # A toolchain that the repository names may be older than the command needs.\n      \
             - run: rustup toolchain install stable --profile minimal\n      - run: {}\n",
            yaml(&tool::install(tool, self.root))?
        ))
    }

    /// The service's token, from a secret of the same name.
    fn secret(&self) -> Result<String, Error> {
        match self.token_env {
            None => Ok(String::new()),
            Some(name) if variable::is_name(name) => {
                Ok(format!("        env:\n          {name}: ${{{{ secrets.{name} }}}}\n"))
            }
            Some(name) => Err(Error::Variable { name: name.to_owned() }),
        }
    }
}

/// The root of the git repository around a folder, or the folder.
pub fn repository(folder: &Path) -> PathBuf {
    folder.ancestors().find(|above| above.join(".git").exists()).unwrap_or(folder).to_owned()
}

/// Words that YAML does not read as texts.
const WORDS: [&str; 9] = ["true", "false", "null", "yes", "no", "on", "off", "y", "n"];

/// A scalar of YAML: a text that could mean more than itself is quoted.
fn yaml(text: &str) -> Result<String, Error> {
    if text.contains("${{") {
        return Err(Error::Expression { value: text.to_owned() });
    }
    let is_plain = text.starts_with(|c: char| c.is_ascii_alphabetic())
        && text.chars().all(|c| c.is_ascii_alphanumeric() || " +-./=^_~'<>".contains(c))
        && !text.ends_with(' ')
        && !WORDS.contains(&text.to_ascii_lowercase().as_str());
    // A basic string of TOML is a double-quoted one of YAML.
    Ok(if is_plain { text.to_owned() } else { toml_string(text) })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

    use std::fs;

    use super::*;

    fn workflows(root: &Path, tool: Option<&Runtime>, token_env: Option<&str>) -> Vec<(PathBuf, String)> {
        let mut files = Files::default();
        Workflows { root, tool, has_url: true, token_env }.add(&mut files).unwrap();
        files.all().map(|(path, bytes)| (path, String::from_utf8(bytes.to_vec()).unwrap())).collect()
    }

    #[test]
    fn a_workspace_below_the_repository_says_where_it_is() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir_all(folder.path().join(".git")).unwrap();
        fs::create_dir_all(folder.path().join("rust/app")).unwrap();
        let git = "git=https://host/x,rev=ab".parse().unwrap();
        let all = workflows(&folder.path().join("rust/app"), Some(&git), Some("SHOP_TOKEN"));
        assert_eq!(all[0].0, folder.path().join(".github/workflows/odata-check.yml"));
        for (_, text) in &all {
            assert!(
                text.contains("    defaults:\n      run:\n        working-directory: rust/app\n    steps:\n"),
                "{text}"
            );
            let install = "      - run: \"cargo +stable install cargo-odata --git https://host/x --rev ab --locked\"\n";
            assert!(text.contains(install), "{text}");
            assert!(
                !text.contains('@')
                    || !["@FOLDER@", "@INSTALL@", "@PROGRAM@", "@TOKENS@"].iter().any(|mark| text.contains(mark))
            );
        }
        assert!(all[0].1.ends_with("      - run: cargo odata codegen --check\n"), "{}", all[0].1);
        let run = "      - run: cargo odata update --pull-request \"$RUNNER_TEMP/pull-request.md\"\n        env:\n          \
                   SHOP_TOKEN: ${{ secrets.SHOP_TOKEN }}\n";
        assert!(all[1].1.contains(run), "{}", all[1].1);
    }

    #[test]
    fn an_xtask_needs_no_installation() {
        let folder = tempfile::tempdir().unwrap();
        let all = workflows(folder.path(), None, None);
        for (_, text) in &all {
            assert!(!text.contains("install") && !text.contains("working-directory"), "{text}");
        }
        assert!(all[0].1.contains("- run: cargo xtask codegen --check\n"));
        assert!(all[1].1.contains("- run: cargo xtask update --pull-request"));

        let mut files = Files::default();
        Workflows { root: folder.path(), tool: None, has_url: false, token_env: None }.add(&mut files).unwrap();
        assert_eq!(files.all().count(), 1, "nothing to update from");
    }

    #[test]
    fn no_value_is_more_than_a_text() {
        for (text, written) in [
            ("rust/app", "rust/app"),
            ("a\n      - run: b", "\"a\\u000A      - run: b\""),
            ("a # b", "\"a # b\""),
            ("yes", "\"yes\""),
            ("12", "\"12\""),
            ("\u{1b}\"", "\"\\u001B\\\"\""),
        ] {
            assert_eq!(yaml(text).unwrap(), written);
        }
        assert!(matches!(yaml("a/${{ secrets.X }}"), Err(Error::Expression { .. })));
        for name in ["", "1A", "A-B", "X\n      - run: curl evil"] {
            let mut files = Files::default();
            let workflows = Workflows { root: Path::new("."), tool: None, has_url: true, token_env: Some(name) };
            assert!(matches!(workflows.add(&mut files), Err(Error::Variable { .. })), "{name}");
        }
    }
}
