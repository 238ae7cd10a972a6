//! A service that puts off some changes and loses some connections, and knows what it has applied.

use std::{
    collections::{BTreeMap, HashMap},
    io::{BufRead, BufReader, Write},
    net::{SocketAddr, TcpListener, TcpStream},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    thread,
};

use serde_json::Value;

/// What becomes of a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fate {
    /// It is applied and answered 204.
    Applied,
    /// It is answered 429 with `Retry-After: 0`, as every tenth.
    PutOff,
    /// Its connection is cut, and it is not applied, as every two hundredth.
    CutBefore,
    /// It is applied, and its connection is cut, as every two hundredth.
    CutAfter,
}

impl Fate {
    /// By the number of the request, from 1.
    fn of(number: u64) -> Self {
        match number {
            n if n % 200 == 0 => Self::CutAfter,
            n if n % 100 == 0 => Self::CutBefore,
            n if n % 10 == 0 => Self::PutOff,
            _ => Self::Applied,
        }
    }
}

/// The service; it lives as long as the process. The last segment of a path is a number, and so is `osVersion`, all that it
/// keeps of a change: what grows with the number of changes is small beside what a client could waste.
#[derive(Clone, Debug)]
pub struct FlakyServer {
    address: SocketAddr,
    state: Arc<Mutex<State>>,
}

#[derive(Debug, Default)]
struct State {
    received: u64,
    applied: HashMap<u32, u32>,
    last: HashMap<u32, Fate>,
    repeated: BTreeMap<Fate, u64>,
}

impl FlakyServer {
    /// Starts it.
    ///
    /// # Errors
    ///
    /// No socket could be had.
    pub fn start() -> std::io::Result<Self> {
        let listener = TcpListener::bind(("127.0.0.1", 0))?;
        let server = Self { address: listener.local_addr()?, state: Arc::default() };
        let state = Arc::clone(&server.state);
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let state = Arc::clone(&state);
                // A client that goes away ends its connection, and nothing else.
                thread::spawn(move || drop(serve(&stream, &state)));
            }
        });
        Ok(server)
    }

    /// Where it listens.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// The value that an entity has, if a change of it was applied.
    #[must_use]
    pub fn value(&self, id: u32) -> Option<u32> {
        lock(&self.state).applied.get(&id).copied()
    }

    /// How often a change came again, by what had become of it before.
    #[must_use]
    pub fn repeated(&self) -> BTreeMap<Fate, u64> {
        lock(&self.state).repeated.clone()
    }
}

fn lock(state: &Mutex<State>) -> MutexGuard<'_, State> {
    state.lock().unwrap_or_else(PoisonError::into_inner)
}

impl State {
    fn receive(&mut self, id: u32, value: u32) -> Fate {
        self.received += 1;
        let fate = Fate::of(self.received);
        if let Some(before) = self.last.insert(id, fate) {
            *self.repeated.entry(before).or_default() += 1;
        }
        if matches!(fate, Fate::Applied | Fate::CutAfter) {
            self.applied.insert(id, value);
        }
        fate
    }
}

/// Answers the requests of a connection, up to the one that is cut.
fn serve(mut stream: &TcpStream, state: &Mutex<State>) -> std::io::Result<()> {
    stream.set_nodelay(true)?;
    let mut reader = BufReader::new(stream.try_clone()?);
    while let Some((id, value)) = read(&mut reader)? {
        match lock(state).receive(id, value) {
            Fate::Applied => stream.write_all(b"HTTP/1.1 204 No Content\r\n\r\n")?,
            Fate::PutOff => {
                stream.write_all(b"HTTP/1.1 429 Too Many Requests\r\nretry-after: 0\r\ncontent-length: 0\r\n\r\n")?;
            }
            Fate::CutBefore | Fate::CutAfter => break,
        }
    }
    Ok(())
}

/// The entity and its new value; `None` at the end of the connection.
fn read(reader: &mut impl BufRead) -> std::io::Result<Option<(u32, u32)>> {
    let mut line = String::new();
    if reader.read_line(&mut line)? == 0 {
        return Ok(None);
    }
    let path = line.split(' ').nth(1).unwrap_or_default();
    let id = path.rsplit('/').next().and_then(|id| id.parse().ok());
    let mut length = 0;
    loop {
        line.clear();
        reader.read_line(&mut line)?;
        match line.trim_end().split_once(':') {
            Some((name, value)) if name.eq_ignore_ascii_case("content-length") => {
                length = value.trim().parse().unwrap_or(0);
            }
            Some(_) => {}
            None => break,
        }
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body)?;
    let body: Value = serde_json::from_slice(&body)?;
    let value = body["osVersion"].as_str().and_then(|value| value.parse().ok());
    Ok(id.zip(value))
}
