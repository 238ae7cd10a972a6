//! Why metadata cannot be fetched, and what to do about it.

use std::path::PathBuf;
use std::{error, str};

use thiserror::Error;
use toml_edit::TomlError;

use crate::failure::Failure;
use crate::{inputs, output};

/// Why metadata cannot be fetched. What a server said has been escaped, and has no token in it.
#[derive(Debug, Error)]
pub enum Error {
    /// The input cannot be read, or is refused.
    #[error(transparent)]
    Inputs(#[from] inputs::Error),
    /// A file cannot be written.
    #[error(transparent)]
    Output(#[from] output::Error),
    /// Neither manifest nor command line says from where.
    #[error("{} has no `url` under [source]", manifest.display())]
    NoUrl {
        /// The manifest.
        manifest: PathBuf,
    },
    /// The URL is not one to fetch from.
    #[error("cannot fetch from {url}: {problem}")]
    Url {
        /// The URL.
        url: String,
        /// What is wrong with it.
        problem: &'static str,
    },
    /// There is no token.
    #[error("the environment variable {name} {problem}")]
    Token {
        /// The environment variable.
        name: String,
        /// What is wrong with it.
        problem: &'static str,
    },
    /// The server cannot be reached, or does not speak HTTP.
    #[error("cannot fetch {url}")]
    Connection {
        /// The URL.
        url: String,
        /// What the client says.
        source: Box<dyn error::Error + Send + Sync>,
    },
    /// It took too long.
    #[error("{url} did not come within {seconds} s")]
    Timeout {
        /// The URL.
        url: String,
        /// The limit.
        seconds: u64,
    },
    /// The server sends the client somewhere else.
    #[error("{url} redirects to {to}: {problem}")]
    Redirect {
        /// The URL.
        url: String,
        /// Where to.
        to: String,
        /// Why it is not followed.
        problem: &'static str,
    },
    /// The server does not answer with the file.
    #[error("{url} is answered with {status}{}", said_lines(said))]
    Status {
        /// The URL.
        url: String,
        /// The status.
        status: u16,
        /// What the server says about it.
        said: String,
    },
    /// The answer is no XML.
    #[error("{url} is not XML but {content_type}\n  it begins: {beginning}")]
    Type {
        /// The URL.
        url: String,
        /// What it is.
        content_type: String,
        /// How it begins.
        beginning: String,
    },
    /// The answer is too large.
    #[error("{url} is larger than {limit} bytes")]
    Size {
        /// The URL.
        url: String,
        /// The limit in bytes.
        limit: u64,
    },
    /// The answer ends before its end, or is broken.
    #[error("{url} is cut off or broken after {received} bytes")]
    Cut {
        /// The URL.
        url: String,
        /// How much came, unpacked.
        received: usize,
        /// What the client says.
        source: Box<dyn error::Error + Send + Sync>,
    },
    /// The answer is not UTF-8.
    #[error("{url} is not UTF-8")]
    Encoding {
        /// The URL.
        url: String,
        /// Where it stops being UTF-8.
        source: str::Utf8Error,
    },
    /// The answer is not the file that is meant.
    #[error("{url} is not the file that is meant\n  its SHA-256 is  {found}\n  it should be    {expected}")]
    Digest {
        /// The URL.
        url: String,
        /// The digest of the answer.
        found: String,
        /// The digest that is asked for.
        expected: String,
    },
    /// The manifest is not what it was when the task began.
    #[error("{} was edited meanwhile; nothing was changed", manifest.display())]
    Edited {
        /// The manifest.
        manifest: PathBuf,
    },
    /// The record has no place in the manifest.
    #[error("cannot write the record to {}", manifest.display())]
    Record {
        /// The manifest.
        manifest: PathBuf,
        /// Why.
        source: TomlError,
    },
}

/// What a server says about its status, on a line of its own.
fn said_lines(said: &str) -> String {
    if said.is_empty() { String::new() } else { format!("\n  it says: {said}") }
}

impl From<odata_codegen::Error> for Error {
    fn from(refused: odata_codegen::Error) -> Self {
        Self::Inputs(refused.into())
    }
}

impl Failure for Error {
    fn inner(&self) -> Option<&dyn Failure> {
        match self {
            Self::Inputs(error) => Some(error),
            Self::Output(error) => Some(error),
            _ => None,
        }
    }

    fn help(&self) -> Option<String> {
        Some(match self {
            Self::Inputs(_) | Self::Output(_) => return self.inner()?.help(),
            Self::NoUrl { .. } => "name it with `--url`; it will be recorded there".to_owned(),
            Self::Token { name, .. } => {
                format!("put a bearer token for the service in {name}, or name another variable")
            }
            Self::Timeout { .. } => "if the service is that slow, set `timeout-seconds` under [source]".to_owned(),
            Self::Size { .. } => "if the metadata is that large, set `max-bytes` under [source]".to_owned(),
            Self::Redirect { .. } => "if you know that place to be right, name it with `--url`".to_owned(),
            Self::Status { status: 401 | 403, .. } => {
                "the service wants a token: name the environment variable that holds it with `--token-env`".to_owned()
            }
            Self::Status { status: 404, url, .. } if !url.ends_with("/$metadata") => {
                "the URL of a service's metadata ends with `/$metadata`".to_owned()
            }
            Self::Type { .. } => {
                "is it the URL of `$metadata`? A page for people may also be the service's or a proxy's sign-in"
                    .to_owned()
            }
            Self::Cut { .. } | Self::Edited { .. } => "run the command again".to_owned(),
            Self::Connection { .. } => {
                "proxies are those of HTTPS_PROXY and NO_PROXY, certificates those of the system".to_owned()
            }
            Self::Encoding { .. }
            | Self::Url { .. }
            | Self::Status { .. }
            | Self::Digest { .. }
            | Self::Record { .. } => return None,
        })
    }
}
