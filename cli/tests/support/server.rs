//! A server that gives one reply after another, a connection each, and keeps what it was asked.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use flate2::Compression;
use flate2::write::GzEncoder;

/// Bytes, and how they are sent.
#[derive(Clone, Default)]
pub struct Reply {
    head: String,
    body: Vec<u8>,
    before: Duration,
    between: Duration,
    drip: Option<Duration>,
}

impl Reply {
    pub fn new(status: &str, body: &[u8]) -> Self {
        let head = format!("HTTP/1.1 {status}\r\nConnection: close\r\nContent-Length: {}\r\n", body.len());
        Self { head, body: body.to_vec(), ..Self::default() }
    }

    pub fn xml(text: &str) -> Self {
        Self::xml_bytes(text.as_bytes())
    }

    pub fn xml_bytes(bytes: &[u8]) -> Self {
        Self::new("200 OK", bytes).header("Content-Type: application/xml")
    }

    /// In pieces, without a length.
    pub fn chunked(bytes: &[u8]) -> Self {
        let head = "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Type: text/xml\r\nTransfer-Encoding: chunked\r\n";
        let mut body = Vec::new();
        for piece in bytes.chunks(97) {
            body.extend(format!("{:x}\r\n", piece.len()).into_bytes());
            body.extend(piece);
            body.extend(b"\r\n");
        }
        body.extend(b"0\r\n\r\n");
        Self { head: head.to_owned(), body, ..Self::default() }
    }

    /// Not HTTP.
    pub fn raw(bytes: &[u8]) -> Self {
        Self { body: bytes.to_vec(), ..Self::default() }
    }

    pub fn header(mut self, line: &str) -> Self {
        self.head.push_str(line);
        self.head.push_str("\r\n");
        self
    }

    /// Without the last bytes.
    pub fn cut(mut self, bytes: usize) -> Self {
        self.body.truncate(self.body.len() - bytes);
        self
    }

    /// Says nothing at first.
    pub fn after(self, before: Duration) -> Self {
        Self { before, ..self }
    }

    /// Says nothing after the head.
    pub fn pausing(self, between: Duration) -> Self {
        Self { between, ..self }
    }

    /// A byte at a time.
    pub fn dripping(self, drip: Duration) -> Self {
        Self { drip: Some(drip), ..self }
    }

    fn send(&self, stream: &mut TcpStream) -> std::io::Result<()> {
        thread::sleep(self.before);
        if !self.head.is_empty() {
            stream.write_all(format!("{}\r\n", self.head).as_bytes())?;
        }
        thread::sleep(self.between);
        match self.drip {
            Some(drip) => self.body.iter().try_for_each(|byte| {
                thread::sleep(drip);
                stream.write_all(&[*byte])
            }),
            None => stream.write_all(&self.body),
        }
    }
}

pub fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// It ends with its last reply.
pub struct Server {
    address: SocketAddr,
    requests: Arc<Mutex<Vec<String>>>,
}

impl Server {
    pub fn start(replies: impl IntoIterator<Item = Reply>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let requests = Arc::new(Mutex::new(Vec::new()));
        let (seen, replies) = (requests.clone(), replies.into_iter().collect::<Vec<_>>());
        thread::spawn(move || {
            for reply in replies {
                let (mut stream, _) = listener.accept().unwrap();
                let request = head(&mut stream);
                seen.lock().unwrap().push(request);
                // A client that has seen enough is gone.
                let _ = reply.send(&mut stream);
            }
        });
        Self { address, requests }
    }

    pub fn origin(&self) -> String {
        format!("http://{}", self.address)
    }

    pub fn url(&self) -> String {
        format!("{}/v1/$metadata", self.origin())
    }

    /// The heads of the requests so far.
    pub fn requests(&self) -> Vec<String> {
        self.requests.lock().unwrap().clone()
    }
}

fn head(stream: &mut TcpStream) -> String {
    let (mut head, mut piece) = (Vec::new(), [0; 1024]);
    while !head.ends_with(b"\r\n\r\n") {
        match stream.read(&mut piece) {
            Ok(0) | Err(_) => break,
            Ok(length) => head.extend_from_slice(&piece[..length]),
        }
    }
    String::from_utf8_lossy(&head).into_owned()
}
