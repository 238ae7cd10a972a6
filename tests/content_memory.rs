//! How much memory content of 1 GB takes on its way: the peak of what is allocated in this process, the server's share included.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::{
    alloc::System,
    io::{self, BufRead as _, BufReader, Read as _, Write as _},
    net::{Shutdown, SocketAddr, TcpListener, TcpStream},
    pin::Pin,
    task::{Context, Poll},
    thread,
};

use cap::Cap;
use odata_runtime::client::{Bytes, ClientOptions, Resource, Service, Stream, TryStreamExt as _};

#[global_allocator]
static MEMORY: Cap<System> = Cap::new(System, usize::MAX);

const SIZE: u64 = 1 << 30;

/// How much the peak may be above what there was before.
const GROWTH: usize = 32 << 20;

/// What the content repeats, of a length that no chunk has.
const PATTERN: usize = 65_521;

fn pattern() -> Vec<u8> {
    (0..PATTERN).map(|place| u8::try_from(place % 251).unwrap()).collect()
}

/// Whether bytes are those of the content from there on.
fn is_content(mut bytes: &[u8], position: u64, pattern: &[u8]) -> bool {
    let mut start = usize::try_from(position % PATTERN as u64).unwrap();
    while !bytes.is_empty() {
        let length = bytes.len().min(PATTERN - start);
        if bytes[..length] != pattern[start..start + length] {
            return false;
        }
        (bytes, start) = (&bytes[length..], 0);
    }
    true
}

/// A server that holds a pattern, and neither what it sends nor what it is sent.
fn serve(answer: impl Fn(&mut BufReader<TcpStream>, &mut TcpStream) -> io::Result<()> + Send + 'static) -> SocketAddr {
    let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let address = listener.local_addr().unwrap();
    thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            let mut reader = BufReader::new(stream.try_clone().unwrap());
            let mut line = String::from("-");
            while !line.trim_end().is_empty() {
                line.clear();
                reader.read_line(&mut line).unwrap();
            }
            answer(&mut reader, &mut stream).unwrap();
            stream.shutdown(Shutdown::Both).unwrap();
        }
    });
    address
}

fn photo(address: SocketAddr) -> Resource {
    let service = Service::anonymous(&format!("http://{address}"), ClientOptions::default()).unwrap();
    service.resource("photo")
}

fn assert_growth(before: usize) {
    let growth = MEMORY.max_allocated() - before;
    println!("{growth} bytes at the peak");
    assert!(growth < GROWTH, "{growth} bytes are more than {GROWTH}");
}

/// A stream of what an iterator gives.
struct Chunks<I>(I);

impl<I: Iterator<Item = io::Result<Bytes>> + Unpin> Stream for Chunks<I> {
    type Item = io::Result<Bytes>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Poll::Ready(self.0.next())
    }
}

#[tokio::test]
async fn a_download_of_1_gb_takes_little_memory() {
    let address = serve(|_, stream| {
        write!(stream, "HTTP/1.1 200 OK\r\ncontent-length: {SIZE}\r\n\r\n")?;
        let pattern = pattern();
        let mut left = SIZE;
        while left > 0 {
            let size = left.min(PATTERN as u64);
            stream.write_all(&pattern[..usize::try_from(size).unwrap()])?;
            left -= size;
        }
        Ok(())
    });
    let (pattern, before) = (pattern(), MEMORY.allocated());
    let mut content = photo(address).download().stream().await.unwrap();
    assert_eq!(content.content_length(), Some(SIZE));
    let mut position = 0;
    while let Some(chunk) = content.try_next().await.unwrap() {
        assert!(is_content(&chunk, position, &pattern), "at {position}");
        position += chunk.len() as u64;
    }
    assert_eq!(position, SIZE);
    assert_growth(before);
}

#[tokio::test]
async fn an_upload_of_1_gb_takes_little_memory() {
    let address = serve(|reader, stream| {
        let (pattern, mut buffer) = (pattern(), vec![0; 64 << 10]);
        let mut position = 0;
        while position < SIZE {
            let size = reader.read(&mut buffer)?;
            assert!(size > 0 && is_content(&buffer[..size], position, &pattern), "at {position}");
            position += size as u64;
        }
        write!(stream, "HTTP/1.1 204 No Content\r\n\r\n")
    });
    let before = MEMORY.allocated();
    let open = || async {
        let pattern = Bytes::from(pattern());
        let chunks = (0..SIZE).step_by(PATTERN).map(move |position| {
            let size = (SIZE - position).min(PATTERN as u64);
            Ok(pattern.slice(..usize::try_from(size).unwrap()))
        });
        Ok(Chunks(chunks))
    };
    let response = photo(address).upload_stream(open, SIZE, "text/plain").send().await.unwrap();
    assert_eq!(response.status(), 204);
    assert_growth(before);
}
