//! The arguments of `fetch`.

use std::path::PathBuf;

/// Downloads the service's metadata, keeps the slice that the roots need, and records where it is from in the manifest
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// The manifest [default: codegen.toml or metadata/codegen.toml, searched from the current folder upwards]
    #[arg(long, value_name = "PATH")]
    pub manifest: Option<PathBuf>,
    /// Only the service whose crate has this name [default: all that have a `url`; the manifest's own with `--url`,
    /// `--token-env`, `--sha256` or `--save`]
    #[arg(long, value_name = "CRATE")]
    pub service: Option<String>,
    /// Fetch from here, and record it in place of the manifest's `url`
    #[arg(long, value_name = "URL")]
    pub url: Option<String>,
    /// The environment variable that holds a bearer token [default: `token-env` of the manifest]
    #[arg(long, value_name = "NAME")]
    pub token_env: Option<String>,
    /// Refuse metadata that is not the file with this SHA-256
    #[arg(long, value_name = "HEX", value_parser = sha256)]
    pub sha256: Option<String>,
    /// Write the whole metadata to this file too
    #[arg(long, value_name = "FILE")]
    pub save: Option<PathBuf>,
    /// Fetch even if the service says that nothing changed
    #[arg(long)]
    pub force: bool,
}

impl Args {
    /// Whether there are arguments that make sense for one service alone. A token does: it is no other service's to see.
    #[must_use]
    pub fn concern_one_service(&self) -> bool {
        self.url.is_some() || self.token_env.is_some() || self.sha256.is_some() || self.save.is_some()
    }
}

const EXAMPLES: &str = "\
Examples:
  cargo odata fetch
  cargo odata fetch --url 'https://graph.microsoft.com/v1.0/$metadata' --save /tmp/graph.csdl
  GRAPH_TOKEN=... cargo odata fetch --token-env GRAPH_TOKEN --force";

fn sha256(text: &str) -> Result<String, String> {
    if text.len() == 64 && text.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        Ok(text.to_ascii_lowercase())
    } else {
        Err("a SHA-256 is 64 hexadecimal digits".to_owned())
    }
}
