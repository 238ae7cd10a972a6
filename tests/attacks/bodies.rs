//! Bodies without end: slow, large, and small until they are unpacked.

use std::{
    io::{self, Write as _},
    net::TcpStream,
    thread,
    time::{Duration, Instant},
};

use flate2::{Compress, Compression, FlushCompress, write::GzEncoder};
use generated::{
    Error,
    runtime::{
        Json,
        client::{Key, Limit, Limits},
    },
};
use tests::server::Server;

use super::{client, client_with, get, soon, states};

const OK: &str = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\nconnection: close\r\n";

fn server(write: impl Fn(&mut TcpStream) -> io::Result<()> + Send + Sync + 'static) -> Server {
    Server::start_with(move |_, _, stream| write(stream)).unwrap()
}

/// A space at a time, which JSON may begin with.
fn trickle(stream: &mut TcpStream) -> io::Result<()> {
    write!(stream, "{OK}content-length: 1000000\r\n\r\n")?;
    loop {
        stream.write_all(b" ")?;
        thread::sleep(Duration::from_millis(20));
    }
}

fn flood(stream: &mut TcpStream) -> io::Result<()> {
    write!(stream, "{OK}\r\n")?;
    loop {
        stream.write_all(&[b' '; 1 << 14])?;
    }
}

fn limit(error: &Error) -> Limit {
    let Error::Limit(error) = error else { panic!("{error:?}") };
    error.limit()
}

#[tokio::test]
async fn a_slow_body_is_given_up() {
    let server = server(trickle);
    let time = Duration::from_millis(300);
    let graph = client_with(&server, Limits::default().response_time(time).download_time(time));
    let begin = Instant::now();
    assert_eq!(limit(&soon(get(&graph)).await.unwrap_err()), Limit::Time(time));
    let download = graph.service().resource("photos").key(&Key::text("a")).content();
    assert_eq!(limit(&soon(download.send()).await.unwrap_err()), Limit::Time(time));
    assert!(begin.elapsed() < Duration::from_secs(5));
    assert_eq!(server.received().len(), 2, "it is not tried again");
}

#[tokio::test]
async fn a_service_that_does_not_answer_is_given_up() {
    let server = server(|_| {
        thread::sleep(Duration::from_secs(10));
        Ok(())
    });
    let time = Duration::from_millis(300);
    let graph = client_with(&server, Limits::default().response_time(time));
    let state = graph.device_management().managed_device_encryption_states("a");
    let error = soon(state.patch().device_name("x").send()).await.unwrap_err();
    assert_eq!(limit(&error), Limit::Time(time));
    assert!(error.may_have_been_applied());
    assert_eq!(
        error.to_string(),
        "the response was not complete after 300ms, a limit of the client; ClientOptions::limits or Service::with_limits can raise it"
    );
}

#[tokio::test]
async fn a_body_without_end_is_read_up_to_the_limit() {
    let graph = client(&server(flood));
    assert_eq!(limit(&soon(get(&graph)).await.unwrap_err()), Limit::Size(64 << 20));
    let graph = client_with(&server(flood), Limits::default().response_size(1000).download_size(2000));
    let error = soon(get(&graph)).await.unwrap_err();
    assert_eq!(limit(&error), Limit::Size(1000));
    assert!(!error.may_have_been_applied());
    let download = graph.service().resource("photos").key(&Key::text("a")).content();
    assert_eq!(limit(&soon(download.send()).await.unwrap_err()), Limit::Size(2000));
}

#[tokio::test]
async fn a_body_of_just_the_limit_is_read_and_a_refusal_has_the_limit_too() {
    let body = r#"{"id": "a"}"#;
    let answer = move |status: &'static str| {
        server(move |stream| write!(stream, "HTTP/1.1 {status}\r\nconnection: close\r\n\r\n{body}"))
    };
    // Nor does a time that no clock reaches do harm.
    let exact = Limits::default().response_size(body.len()).response_time(Duration::MAX);
    assert_eq!(get(&client_with(&answer("200 OK"), exact)).await.unwrap().id.as_deref(), Some("a"));
    let less = Limits::default().response_size(body.len() - 1);
    for status in ["200 OK", "404 Not Found", "503 Service Unavailable"] {
        let error = get(&client_with(&answer(status), less)).await.unwrap_err();
        assert_eq!(limit(&error), Limit::Size(body.len() - 1), "{status}");
    }
}

/// What is small as text and large in memory.
#[tokio::test]
async fn a_body_of_nothing_but_objects_is_read_up_to_the_limit() {
    let server = server(|stream| {
        write!(stream, "{OK}\r\n{{\"value\": [{{}}")?;
        (0..64).try_for_each(|_| stream.write_all(",{}".repeat(1 << 18).as_bytes()))?;
        stream.write_all(b"]}")
    });
    let graph = client(&server);
    assert_eq!(limit(&soon(states(&graph).send()).await.unwrap_err()), Limit::Objects(1_000_000));
    assert_eq!(
        limit(&soon(graph.service().resource("x").get::<Json>().send()).await.unwrap_err()),
        Limit::Objects(1_000_000)
    );
    let graph = client_with(&server, Limits::default().response_objects(100));
    let error = soon(states(&graph).send()).await.unwrap_err();
    assert_eq!(limit(&error), Limit::Objects(100));
    assert!(error.to_string().starts_with("the response has more than 100 objects"), "{error}");
}

/// To be run by itself, for docs/robustness.md.
#[tokio::test]
#[ignore = "a measurement"]
async fn memory_of_the_largest_bodies() {
    let bodies = [("numbers", "1,", 32 << 20), ("arrays", "[],", 21 << 20), ("objects", r#"{"":1},"#, 999_999)];
    for (name, item, count) in bodies {
        let server = server(move |stream| {
            write!(stream, "{OK}\r\n[")?;
            let block = item.repeat(1000);
            (0..(count - 1) / 1000).try_for_each(|_| stream.write_all(block.as_bytes()))?;
            stream.write_all(b"1]")
        });
        let before = peak();
        let value: Json = client(&server).service().resource("x").get().send().await.unwrap();
        println!("{name}: {} values, {:?} to {:?} KiB", value.as_array().unwrap().len(), before, peak());
    }
}

#[tokio::test]
async fn a_download_may_be_larger_than_json() {
    let server = server(|stream| {
        write!(stream, "{OK}\r\n")?;
        (0..4097).try_for_each(|_| stream.write_all(&[b' '; 1 << 14]))
    });
    let download = client(&server).service().resource("photos").key(&Key::text("a")).content();
    assert_eq!(soon(download.send()).await.unwrap().0.len(), 4097 << 14);
}

/// Packed zeros that go on: a block of a mebibyte, again and again.
fn bomb() -> (Vec<u8>, Vec<u8>) {
    let mut block = Vec::with_capacity(1 << 16);
    let mut compress = Compress::new(Compression::best(), false);
    compress.compress_vec(&vec![b' '; 1 << 20], &mut block, FlushCompress::Full).unwrap();
    let header = GzEncoder::new(Vec::new(), Compression::best()).finish().unwrap()[..10].to_vec();
    (header, block)
}

#[tokio::test]
async fn a_bomb_is_unpacked_up_to_the_limit() {
    let (header, block) = bomb();
    assert!(block.len() < 2000, "{} bytes for a mebibyte", block.len());
    let server = server(move |stream| {
        write!(stream, "{OK}content-encoding: gzip\r\n\r\n")?;
        stream.write_all(&header)?;
        // A gibibyte.
        (0..1024).try_for_each(|_| stream.write_all(&block))
    });
    let before = peak();
    let error = soon(get(&client(&server))).await.unwrap_err();
    assert_eq!(limit(&error), Limit::Size(64 << 20));
    let used = peak().zip(before).map(|(after, before)| after - before);
    println!("a gibibyte in gzip: {used:?} KiB more at the peak");
    // Tests that run beside this one have their own share.
    assert!(used.is_none_or(|used| used < 600 << 10), "{used:?} KiB");
}

/// The most memory that the process has had, in KiB, where the system says it.
fn peak() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?.trim().strip_suffix(" kB")?.parse().ok()
}

#[tokio::test]
async fn what_nothing_unpacks_is_no_json() {
    for encoding in ["br", "zstd", "deflate", "compress"] {
        let server = server(move |stream| {
            write!(stream, "{OK}content-encoding: {encoding}\r\n\r\n")?;
            stream.write_all(&bomb().1)
        });
        let error = get(&client(&server)).await.unwrap_err();
        assert!(matches!(error, Error::UnreadableBody(_) | Error::Transport(_)), "{encoding}: {error}");
    }
    let broken = server(|stream| write!(stream, "{OK}content-encoding: gzip\r\n\r\n{{}}"));
    let error = get(&client(&broken)).await.unwrap_err();
    assert!(matches!(error, Error::Transport(_)), "{error}");
}

#[tokio::test]
async fn a_wait_that_a_service_asks_for_does_not_overflow() {
    for header in ["9223372036854775807", "-9223372036854775808", "-1", "Fri, 31 Dec 9999 23:59:59 GMT", "\u{0}"] {
        let server = server(move |stream| {
            let head = "HTTP/1.1 429 Too Many Requests\r\nconnection: close\r\ncontent-length: 0\r\n";
            write!(stream, "{head}retry-after: {header}\r\n\r\n")
        });
        let options = generated::ClientOptions { token_over_http_on_loopback: true, ..Default::default() };
        let root = format!("http://{}/beta", server.address());
        let credential = std::sync::Arc::new(tests::client::FixedToken::default());
        let graph = generated::GraphClient::with_service_root(&root, &["s"], credential, options).unwrap();
        drop(tokio::time::timeout(Duration::from_millis(100), get(&graph)).await);
    }
}
