//! One GET, which needs no library: HTTP/1.0 has neither chunks nor a connection that stays.

use std::io::{self, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

use crate::error::Error;

/// Longer than any answer of a server on this machine takes.
const PATIENCE: Duration = Duration::from_secs(30);

/// The body of what the server answers.
///
/// # Errors
///
/// The connection fails, or the status is not 200.
pub(super) fn get(address: SocketAddr, path: &str) -> Result<Vec<u8>, Error> {
    let url = format!("http://{address}{path}");
    let failed = |problem: String| Error::Answer { url: url.clone(), problem };
    let answer = exchange(address, path).map_err(|error| failed(error.to_string()))?;
    match split(&answer) {
        Some((head, body)) if is_ok(head) => Ok(body.to_vec()),
        Some((head, _)) => Err(failed(head.lines().next().unwrap_or_default().to_owned())),
        None => Err(failed(String::from("the answer has no head"))),
    }
}

fn exchange(address: SocketAddr, path: &str) -> io::Result<Vec<u8>> {
    let mut stream = TcpStream::connect_timeout(&address, PATIENCE)?;
    stream.set_read_timeout(Some(PATIENCE))?;
    // In one piece: a server that answers the first is reset by the others.
    let request = format!("GET {path} HTTP/1.0\r\nHost: {address}\r\nAccept: application/xml\r\n\r\n");
    stream.write_all(request.as_bytes())?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer)?;
    Ok(answer)
}

fn split(answer: &[u8]) -> Option<(&str, &[u8])> {
    let end = answer.windows(4).position(|window| window == b"\r\n\r\n")?;
    let (head, body) = answer.split_at(end);
    Some((str::from_utf8(head).ok()?, body.get(4..)?))
}

fn is_ok(head: &str) -> bool {
    head.split_whitespace().nth(1) == Some("200")
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

    use std::net::TcpListener;
    use std::thread;

    use super::*;

    fn answered(answer: &'static str) -> Result<Vec<u8>, Error> {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let server = thread::spawn(move || {
            let (mut stream, _) = listener.accept().unwrap();
            let mut request = [0; 1024];
            let length = stream.read(&mut request).unwrap();
            stream.write_all(answer.as_bytes()).unwrap();
            String::from_utf8_lossy(&request[..length]).into_owned()
        });
        let got = get(address, "/library/$metadata");
        assert!(server.join().unwrap().starts_with("GET /library/$metadata HTTP/1.0\r\n"));
        got
    }

    #[test]
    fn a_body_comes_without_its_head() {
        assert_eq!(answered("HTTP/1.1 200 OK\r\na: b\r\n\r\n<x/>\r\n\r\n").unwrap(), b"<x/>\r\n\r\n");
    }

    #[test]
    fn what_is_not_200_is_an_error_with_its_status() {
        let error = answered("HTTP/1.1 404 Not Found\r\n\r\n").unwrap_err();
        assert!(error.to_string().ends_with("HTTP/1.1 404 Not Found"), "{error}");
        assert!(answered("nonsense").is_err());
    }
}
