//! Requests as plain `http` values, written to a socket and read from it, without a pipeline.

use std::{
    error::Error as StdError,
    io::{self, Read, Write},
    net::{SocketAddr, TcpStream},
};

use generated::runtime::client::{
    Bytes, SendHttp, async_trait,
    http::{Request, Response, header},
};

use crate::client::TOKEN;

/// Whether this process is the test program `plain_http`, which runs the tests of other programs over plain values.
#[must_use]
pub fn is_wanted() -> bool {
    let name = std::env::current_exe().ok().and_then(|path| Some(path.file_stem()?.to_str()?.to_owned()));
    name.is_some_and(|name| name.starts_with("plain_http"))
}

/// Sends each request to one address, over a connection of its own, with the token if it is for the service.
#[derive(Debug)]
pub struct Socket {
    /// Where the server listens.
    pub address: SocketAddr,
    /// The host of the service, which gets the token.
    pub host: &'static str,
}

#[async_trait]
impl SendHttp for Socket {
    async fn send_http(&self, request: Request<Bytes>) -> Result<Response<Bytes>, Box<dyn StdError + Send + Sync>> {
        Ok(self.send(&request)?)
    }
}

impl Socket {
    /// Sends a request and reads the response.
    ///
    /// # Errors
    ///
    /// The connection broke.
    pub fn send(&self, request: &Request<Bytes>) -> io::Result<Response<Bytes>> {
        let mut stream = TcpStream::connect(self.address)?;
        stream.write_all(&self.written(request))?;
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer)?;
        read(&answer)
    }

    fn written(&self, request: &Request<Bytes>) -> Vec<u8> {
        let uri = request.uri();
        let host = uri.host().unwrap_or_default();
        let target = uri.path_and_query().map_or("/", |target| target.as_str());
        let mut head =
            format!("{} {target} HTTP/1.1\r\nhost: {}\r\nx-forwarded-host: {host}\r\n", request.method(), self.address);
        for (name, value) in request.headers() {
            head.extend([name.as_str(), ": ", value.to_str().unwrap_or_default(), "\r\n"]);
        }
        if host == self.host {
            head.extend(["authorization: Bearer ", TOKEN, "\r\n"]);
        }
        head.extend(["content-length: ", &request.body().len().to_string(), "\r\n\r\n"]);
        [head.as_bytes(), request.body()].concat()
    }
}

/// Reads a response with a length, or without a body.
fn read(answer: &[u8]) -> io::Result<Response<Bytes>> {
    let broken = || io::Error::from(io::ErrorKind::UnexpectedEof);
    let end = answer.windows(4).position(|bytes| bytes == b"\r\n\r\n").ok_or_else(broken)?;
    let (head, body) = (String::from_utf8_lossy(&answer[..end]), &answer[end + 4..]);
    let mut lines = head.split("\r\n");
    let status = lines.next().and_then(|line| line.split(' ').nth(1)).ok_or_else(broken)?;
    let mut response = Response::builder().status(status);
    for (name, value) in lines.filter_map(|line| line.split_once(':')) {
        response = response.header(name.trim(), value.trim());
    }
    let response = response.body(Bytes::copy_from_slice(body)).map_err(io::Error::other)?;
    let length = response.headers().get(header::CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse().ok());
    if length.is_some_and(|length: usize| length != body.len()) { Err(broken()) } else { Ok(response) }
}
