//! Clients that send without an end or never finish: refused before much of it is in memory, and nobody else notices.
#![cfg(target_os = "linux")]

use std::io::{self, Read as _, Write as _};
use std::net::TcpStream;
use std::thread;
use std::time::{Duration, Instant};

use crate::place::{Place, Served};

const MEBIBYTE: u64 = 1 << 20;
/// Clients at once, of each kind.
const CLIENTS: usize = 40;
/// What a client tries to send.
const TRIED: u64 = 64 * MEBIBYTE;
/// What the system itself takes on the way between two programs of one machine, at most.
const UNDER_WAY: u64 = 12 * MEBIBYTE;
/// How long a page may take meanwhile, on a busy machine.
const PATIENCE: Duration = Duration::from_secs(20);

/// How a body is announced.
#[derive(Clone, Copy, Debug)]
enum Body {
    /// In chunks that never end.
    Endless,
    /// As long as a disk.
    Oversize,
}

/// Sends a form without an end; how many bytes were taken, and what was answered.
fn send(address: &str, path: &str, body: Body) -> io::Result<(u64, String)> {
    let mut stream = TcpStream::connect(address)?;
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.set_write_timeout(Some(PATIENCE))?;
    let length = match body {
        Body::Endless => "transfer-encoding: chunked",
        Body::Oversize => "content-length: 1099511627776",
    };
    let head = format!(
        "POST {path} HTTP/1.1\r\nhost: {address}\r\norigin: http://{address}\r\naccept: text/html\r\n\
         content-type: application/x-www-form-urlencoded\r\n{length}\r\n\r\n"
    );
    stream.write_all(head.as_bytes())?;
    let fields = "description=x&".repeat(4_681);
    let piece = match body {
        Body::Endless => format!("{:x}\r\n{fields}\r\n", fields.len()),
        Body::Oversize => fields,
    };
    let mut sent = 0;
    while sent < TRIED && stream.write_all(piece.as_bytes()).is_ok() {
        sent += piece.len() as u64;
    }
    let mut answer = [0; 12];
    // Whoever is hung up on while sending may lose the answer.
    let length = stream.read(&mut answer).unwrap_or(0);
    Ok((
        sent,
        String::from_utf8_lossy(&answer[..length]).into_owned(),
    ))
}

#[test]
fn bodies_without_an_end_are_refused_before_a_mebibyte_is_kept_and_others_are_served() {
    let place = Place::new();
    let served = Served::start(&place);
    assert_eq!(served.get("/"), "HTTP/1.1 200 OK");
    let address = served.address.as_str();
    let slow = (0..300).map(|_| {
        let mut slow = TcpStream::connect(address).expect("it is up");
        slow.write_all(b"GET / HTTP/1.1\r\nhost:")
            .expect("it is up");
        slow
    });
    let slow: Vec<_> = slow.collect();
    let before = served.memory();
    thread::scope(|scope| {
        let greedy = (0..CLIENTS).flat_map(|_| [Body::Endless, Body::Oversize]);
        let greedy =
            greedy.map(|body| scope.spawn(move || (body, send(address, "/sign-in", body))));
        let greedy: Vec<_> = greedy.collect();
        let begun = Instant::now();
        for path in ["/", "/help", "/status"] {
            assert_eq!(served.get(path), "HTTP/1.1 200 OK");
        }
        assert!(begun.elapsed() < PATIENCE, "{:?}", begun.elapsed());
        let mut refused = 0;
        for client in greedy {
            let (body, sent) = client.join().expect("nobody panics");
            let (sent, answer) = sent.expect("it is up");
            assert!(
                sent < MEBIBYTE + UNDER_WAY,
                "{body:?}: {sent} bytes were taken"
            );
            assert!(
                answer.is_empty() || answer == "HTTP/1.1 413",
                "{body:?}: {answer}"
            );
            refused += usize::from(!answer.is_empty());
        }
        assert!(refused > 0, "nobody heard why");
    });
    let grown = served.memory().saturating_sub(before);
    assert!(
        grown < 2 * CLIENTS as u64 * MEBIBYTE,
        "memory grew by {grown}"
    );
    assert_eq!(served.get("/"), "HTTP/1.1 200 OK");
    drop(slow);
}
