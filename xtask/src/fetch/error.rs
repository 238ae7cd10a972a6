//! Why metadata cannot be fetched, and what to do about it.

use std::path::PathBuf;
use std::{error, fmt, str};

/// Why metadata cannot be fetched. What a server said has been escaped, and has no token in it.
#[derive(Debug)]
pub enum Error {
    /// Neither manifest nor command line says from where.
    NoUrl {
        /// The manifest.
        manifest: PathBuf,
    },
    /// The URL is not one to fetch from.
    Url {
        /// The URL.
        url: String,
        /// What is wrong with it.
        problem: &'static str,
    },
    /// There is no token.
    Token {
        /// The environment variable.
        name: String,
        /// What is wrong with it.
        problem: &'static str,
    },
    /// The server cannot be reached, or does not speak HTTP.
    Connection {
        /// The URL.
        url: String,
        /// What the client says.
        source: Box<dyn error::Error + Send + Sync>,
    },
    /// It took too long.
    Timeout {
        /// The URL.
        url: String,
        /// The limit.
        seconds: u64,
    },
    /// The server sends the client somewhere else.
    Redirect {
        /// The URL.
        url: String,
        /// Where to.
        to: String,
        /// Why it is not followed.
        problem: &'static str,
    },
    /// The server does not answer with the file.
    Status {
        /// The URL.
        url: String,
        /// The status.
        status: u16,
        /// What the server says about it.
        said: String,
    },
    /// The answer is no XML.
    Type {
        /// The URL.
        url: String,
        /// What it is.
        content_type: String,
        /// How it begins.
        beginning: String,
    },
    /// The answer is too large.
    Size {
        /// The URL.
        url: String,
        /// The limit in bytes.
        limit: u64,
    },
    /// The answer ends before its end, or is broken.
    Cut {
        /// The URL.
        url: String,
        /// How much came, unpacked.
        received: usize,
        /// What the client says.
        source: Box<dyn error::Error + Send + Sync>,
    },
    /// The answer is not UTF-8.
    Encoding {
        /// The URL.
        url: String,
        /// Where it stops being UTF-8.
        source: str::Utf8Error,
    },
    /// The answer is not the file that is meant.
    Digest {
        /// The URL.
        url: String,
        /// The digest of the answer.
        found: String,
        /// The digest that is asked for.
        expected: String,
    },
    /// A file that would be replaced is read-only.
    ReadOnly {
        /// The file.
        path: PathBuf,
    },
    /// The manifest is not what it was when the task began.
    Edited {
        /// The manifest.
        manifest: PathBuf,
    },
    /// The record has no place in the manifest.
    Record {
        /// The manifest.
        manifest: PathBuf,
        /// Why.
        source: Box<dyn error::Error + Send + Sync>,
    },
}

impl Error {
    /// What to do about it.
    #[must_use]
    pub fn help(&self) -> Option<String> {
        Some(match self {
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
            Self::Type { .. } => {
                "is it the URL of `$metadata`? A page for people may also be the service's or a proxy's sign-in"
                    .to_owned()
            }
            Self::Cut { .. } | Self::Edited { .. } => "run the command again".to_owned(),
            Self::ReadOnly { .. } => "make the file writable".to_owned(),
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

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoUrl { manifest } => write!(f, "{} has no `url` under [source]", manifest.display()),
            Self::Url { url, problem } => write!(f, "cannot fetch from {url}: {problem}"),
            Self::Token { name, problem } => write!(f, "the environment variable {name} {problem}"),
            Self::Connection { url, .. } => write!(f, "cannot fetch {url}"),
            Self::Timeout { url, seconds } => write!(f, "{url} did not come within {seconds} s"),
            Self::Redirect { url, to, problem } => write!(f, "{url} redirects to {to}: {problem}"),
            Self::Status { url, status, said } if said.is_empty() => write!(f, "{url} is answered with {status}"),
            Self::Status { url, status, said } => write!(f, "{url} is answered with {status}\n  it says: {said}"),
            Self::Type { url, content_type, beginning } => {
                write!(f, "{url} is no XML but {content_type}\n  it begins: {beginning}")
            }
            Self::Size { url, limit } => write!(f, "{url} is larger than {limit} bytes"),
            Self::Cut { url, received, .. } => write!(f, "{url} is cut off or broken after {received} bytes"),
            Self::Encoding { url, .. } => write!(f, "{url} is not UTF-8"),
            Self::Digest { url, found, expected } => write!(
                f,
                "{url} is not the file that is meant\n  its SHA-256 is  {found}\n  it should be    {expected}"
            ),
            Self::ReadOnly { path } => write!(f, "{} is read-only; nothing was changed", path.display()),
            Self::Edited { manifest } => {
                write!(f, "{} was edited meanwhile; nothing was changed", manifest.display())
            }
            Self::Record { manifest, .. } => write!(f, "cannot write the record to {}", manifest.display()),
        }
    }
}

impl error::Error for Error {
    fn source(&self) -> Option<&(dyn error::Error + 'static)> {
        match self {
            Self::Connection { source, .. } | Self::Cut { source, .. } | Self::Record { source, .. } => {
                Some(source.as_ref())
            }
            Self::Encoding { source, .. } => Some(source),
            _ => None,
        }
    }
}

impl From<Error> for crate::error::Error {
    fn from(error: Error) -> Self {
        Self::Fetch(Box::new(error))
    }
}
