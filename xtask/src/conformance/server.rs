//! The server, for as long as it is needed.

use std::fs::{self, File};
use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use super::{folder, package};
use crate::error::Error;

/// A running server. It ends when this is dropped, or when this process ends in any other way: the server's standard input
/// is a pipe from here, and `tests/server/server.js` ends with it.
pub(super) struct Server {
    child: Child,
    address: SocketAddr,
}

impl Server {
    /// Starts the server on a port that is free, and waits until it listens.
    ///
    /// # Errors
    ///
    /// It ends, or does not listen in time; the error has its log.
    pub(super) fn start(patience: Duration) -> Result<Self, Error> {
        let log = log();
        let cannot_write = |source| Error::Write { path: log.clone(), source };
        fs::create_dir_all(folder()).map_err(cannot_write)?;
        let out = File::create(&log).map_err(cannot_write)?;
        let err = out.try_clone().map_err(cannot_write)?;

        let mut command = Command::new("node");
        command
            .args(["node_modules/@sap/cds/bin/serve.js", "all", "--in-memory", "--port", "0"])
            .current_dir(package())
            // Settings for another server of the same maker are not for this one.
            .env_remove("CDS_CONFIG")
            .env_remove("CDS_ENV")
            .env("NODE_ENV", "development")
            .env("NO_COLOR", "1")
            .stdin(Stdio::piped())
            .stdout(out)
            .stderr(err);
        // A group of its own: an interrupt from the terminal is for this process, which takes the server along.
        #[cfg(unix)]
        std::os::unix::process::CommandExt::process_group(&mut command, 0);
        let child = command.spawn().map_err(|source| Error::Start { command: format!("{command:?}"), source })?;
        let server = Self { child, address: SocketAddr::from(([127, 0, 0, 1], 0)) };
        server.listening(patience)
    }

    fn listening(mut self, patience: Duration) -> Result<Self, Error> {
        let start = Instant::now();
        loop {
            let said = fs::read_to_string(log()).unwrap_or_default();
            if let Some(port) = port(&said) {
                self.address.set_port(port);
                return Ok(self);
            }
            let problem = match self.child.try_wait() {
                Ok(Some(status)) => format!("ended before it listened: {status}"),
                Ok(None) if start.elapsed() > patience => {
                    format!("did not listen within {} s", patience.as_secs())
                }
                Ok(None) => {
                    thread::sleep(Duration::from_millis(50));
                    continue;
                }
                Err(error) => format!("is lost: {error}"),
            };
            return Err(Error::Server { problem, log: said });
        }
    }

    /// Where it listens.
    pub(super) fn address(&self) -> SocketAddr {
        self.address
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended, and then there is nothing to do.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// What the server says.
pub(super) fn log() -> PathBuf {
    folder().join("server.log")
}

/// The port in the line `[cds] - server listening on { url: 'http://localhost:41234' }`, once the line is complete.
fn port(log: &str) -> Option<u16> {
    let line = log.split_inclusive('\n').find(|line| line.contains("server listening on") && line.ends_with('\n'))?;
    let digits = line.rsplit_once(':')?.1;
    digits.split(|c: char| !c.is_ascii_digit()).next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_port_stands_in_a_complete_line() {
        let log = "[cds] - serving Library { at: [ '/library' ] }\n[cds] - server listening on { url: 'http://localhost:41234' }";
        assert_eq!(port(log), None);
        assert_eq!(port(&format!("{log}\n[cds] - server v9 launched\n")), Some(41234));
        assert_eq!(port("[cds] - server listening on a pipe\n"), None);
    }
}
