//! A scripted HTTP/1.1 server on a local socket, which keeps what it was sent.

use std::{
    env,
    fs::OpenOptions,
    io::{BufRead, BufReader, Write},
    net::{Shutdown, SocketAddr, TcpListener, TcpStream},
    sync::{Arc, Mutex, PoisonError},
    thread,
    time::Instant,
};

/// What the server does with one request.
#[derive(Clone, Debug)]
pub struct Answer {
    status: u16,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
    cut_after: Option<usize>,
}

impl Answer {
    /// A status and a JSON body.
    #[must_use]
    pub fn json(status: u16, body: &str) -> Self {
        Self::bytes(status, body.as_bytes())
    }

    /// What says that it is JSON.
    #[must_use]
    pub fn bytes(status: u16, body: &[u8]) -> Self {
        Self { body: body.to_vec(), ..Self::empty(status) }.header("content-type", "application/json")
    }

    /// A status without a body.
    #[must_use]
    pub fn empty(status: u16) -> Self {
        Self { status, headers: Vec::new(), body: Vec::new(), cut_after: None }
    }

    /// Adds a header.
    #[must_use]
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.headers.retain(|(known, _)| known != name);
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Adds a header beside those of the same name.
    #[must_use]
    pub fn one_more_header(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Writes the answer.
    ///
    /// # Errors
    ///
    /// The connection is gone.
    pub fn write(&self, stream: &mut TcpStream) -> std::io::Result<()> {
        let mut head = format!("HTTP/1.1 {} Test\r\nconnection: close\r\n", self.status);
        for (name, value) in &self.headers {
            head.extend([name, ": ", value, "\r\n"]);
        }
        if self.status != 204 {
            head.extend(["content-length: ", &self.body.len().to_string(), "\r\n"]);
        }
        head.push_str("\r\n");
        stream.write_all(head.as_bytes())?;
        stream.write_all(&self.body[..self.cut_after.unwrap_or(self.body.len()).min(self.body.len())])
    }

    /// Cuts the connection after that many bytes of the body.
    #[must_use]
    pub fn cut_after(mut self, bytes: usize) -> Self {
        self.cut_after = Some(bytes);
        self
    }
}

/// A request as it arrived.
#[derive(Clone, Debug)]
pub struct Received {
    /// The method.
    pub method: String,
    /// The path and query, as written.
    pub target: String,
    /// Names in lower case.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: Vec<u8>,
    /// When it was complete.
    pub at: Instant,
}

impl Received {
    /// The value of a header.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}

/// The server; it lives as long as the process.
#[derive(Clone, Debug)]
pub struct Server {
    address: SocketAddr,
    received: Arc<Mutex<Vec<Received>>>,
}

impl Server {
    /// Starts a server that gives these answers in turn, and the last one for all that follows.
    ///
    /// # Errors
    ///
    /// No socket could be had.
    pub fn start(answers: Vec<Answer>) -> std::io::Result<Self> {
        Self::start_with(move |number, _, stream| {
            answers.get(number).or(answers.last()).map_or(Ok(()), |answer| answer.write(stream))
        })
    }

    /// Starts a server that leaves it to a function what is written to a connection; it is told how many requests came before.
    ///
    /// # Errors
    ///
    /// No socket could be had.
    pub fn start_with(
        answer: impl Fn(usize, &Received, &mut TcpStream) -> std::io::Result<()> + Send + Sync + 'static,
    ) -> std::io::Result<Self> {
        let listener = TcpListener::bind(("127.0.0.1", 0))?;
        let server = Self { address: listener.local_addr()?, received: Arc::default() };
        let (received, answer) = (Arc::clone(&server.received), Arc::new(answer));
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (received, answer) = (Arc::clone(&received), Arc::clone(&answer));
                thread::spawn(move || {
                    // A broken connection is a test's business: it shows in what the client reports.
                    let _ = serve(stream, &received, &*answer);
                });
            }
        });
        Ok(server)
    }

    /// Where it listens.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// What has arrived until now.
    #[must_use]
    pub fn received(&self) -> Vec<Received> {
        self.received.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

/// Answers one request; each has a connection of its own, so that one answer cannot disturb the next.
fn serve(
    mut stream: TcpStream,
    received: &Mutex<Vec<Received>>,
    answer: &dyn Fn(usize, &Received, &mut TcpStream) -> std::io::Result<()>,
) -> std::io::Result<()> {
    let Some(request) = read(&mut BufReader::new(stream.try_clone()?))? else { return Ok(()) };
    record(&request)?;
    let number = {
        let mut received = received.lock().unwrap_or_else(PoisonError::into_inner);
        received.push(request.clone());
        received.len() - 1
    };
    answer(number, &request, &mut stream)?;
    stream.shutdown(Shutdown::Both)
}

/// Adds a request to the file that `ODATA_SENT` names, for `cargo xtask grammar`: in one piece, since many tests write to it.
fn record(request: &Received) -> std::io::Result<()> {
    let Some(path) = env::var_os("ODATA_SENT") else { return Ok(()) };
    let line = format!("{} {}\n", request.method, request.target);
    OpenOptions::new().create(true).append(true).open(path)?.write_all(line.as_bytes())
}

fn read(reader: &mut impl BufRead) -> std::io::Result<Option<Received>> {
    let mut line = String::new();
    reader.read_line(&mut line)?;
    let mut words = line.split_whitespace().map(str::to_owned);
    let (Some(method), Some(target)) = (words.next(), words.next()) else { return Ok(None) };
    let mut headers = Vec::new();
    loop {
        let mut line = String::new();
        reader.read_line(&mut line)?;
        let Some((name, value)) = line.trim_end().split_once(':') else { break };
        headers.push((name.to_lowercase(), value.trim().to_owned()));
    }
    let length = headers.iter().find(|(name, _)| name == "content-length");
    let length = length.and_then(|(_, value)| value.parse().ok()).unwrap_or(0);
    let mut body = vec![0; length];
    reader.read_exact(&mut body)?;
    Ok(Some(Received { method, target, headers, body, at: Instant::now() }))
}
