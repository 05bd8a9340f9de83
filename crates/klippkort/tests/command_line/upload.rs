//! A large file over a line that is cut again and again: it goes on where it was, comes back whole, and takes no memory.
//!
//! `KLIPPKORT_UPLOAD_MEBIBYTES` and `KLIPPKORT_UPLOAD_CUTS` say how large and how often; `docs/how-to/prove.md` has one of
//! 5 GiB.
#![cfg(target_os = "linux")]

use std::env;
use std::io::{self, Read as _, Write as _};
use std::net::TcpStream;
use std::thread;
use std::time::{Duration, Instant};

use crate::browser::Browser;
use crate::killed::{CUSTOMER, ready};
use crate::place::{Place, Served};

const MEBIBYTE: u64 = 1 << 20;
const MEBIBYTES: u64 = 96;
const CUTS: u64 = 20;
/// What memory may grow by while a file of any size passes.
const MEMORY_MAX: u64 = 48 * MEBIBYTE;
/// Bytes after which the content repeats: a prime, so that whatever is out of place shows.
const PERIOD: usize = 1_048_573;
/// How long the answer to the last byte may take.
const LAST_ANSWER: Duration = Duration::from_mins(5);
/// Bytes sent or read at a time.
const CHUNK: usize = 64 * 1024;

/// A file that is known without being kept: one period, and its beginning once more.
struct Content(Vec<u8>);

impl Content {
    fn new() -> Self {
        let numbers = 0_u32..;
        let bytes = numbers.flat_map(|number| (number ^ 0x5bd1).to_le_bytes());
        let mut bytes: Vec<u8> = bytes.take(PERIOD).collect();
        bytes.extend_from_within(..CHUNK);
        Self(bytes)
    }

    /// The `length` bytes from `offset`.
    fn at(&self, offset: u64, length: usize) -> &[u8] {
        let start = usize::try_from(offset % PERIOD as u64).expect("less than the period");
        &self.0[start..start + length]
    }
}

/// An upload under way.
struct Upload {
    browser: Browser,
    csrf: String,
    path: String,
    size: u64,
    content: Content,
}

impl Upload {
    /// Begins one of `size` bytes for a draft at `address`.
    fn begin(address: &str, size: u64) -> Self {
        let mut browser = Browser::of(address, CUSTOMER).expect("it is up");
        let started = browser.fill("/requests/new", &[("product", "windows-server")]);
        let version = started.expect("it is up").location;
        let page = browser.get(&version).expect("it is up");
        let csrf = page.hidden("csrf").expect("a token");
        let path = version.replace("/version", "/files");
        let more = format!(
            "tus-resumable: 1.0.0\r\nx-csrf-token: {csrf}\r\nupload-length: {size}\r\n\
             upload-metadata: filename ZHVtcC5iaW4=\r\ncontent-length: 0\r\n"
        );
        let begun = browser.begin("POST", &path, &more).expect("it is up");
        let begun = browser.answer(begun).expect("it is up");
        assert_eq!(begun.status, 201, "{}", begun.text());
        Self {
            browser,
            csrf,
            path: begun.location,
            size,
            content: Content::new(),
        }
    }

    /// How much of it has come, once nobody adds to it any more.
    fn offset(&mut self) -> u64 {
        let mut last = None;
        loop {
            let asked = self
                .browser
                .begin("HEAD", &self.path, "tus-resumable: 1.0.0\r\n");
            let told = read_head(asked.expect("it is up")).expect("it is up");
            if last == Some(told) {
                return told;
            }
            last = Some(told);
            thread::sleep(Duration::from_millis(20));
        }
    }

    /// Sends the bytes from `from`, and goes on until `until`: there the line is cut, unless that is the end.
    fn send(&mut self, from: u64, until: u64) -> io::Result<()> {
        let more = format!(
            "tus-resumable: 1.0.0\r\nx-csrf-token: {}\r\nupload-offset: {from}\r\n\
             content-type: application/offset+octet-stream\r\ncontent-length: {}\r\n",
            self.csrf,
            self.size - from
        );
        let mut stream = self.browser.begin("PATCH", &self.path, &more)?;
        let mut at = from;
        while at < until {
            let length = usize::try_from(until - at).map_or(CHUNK, |left| left.min(CHUNK));
            stream.write_all(self.content.at(at, length))?;
            at += length as u64;
        }
        if until == self.size {
            // All of it is hashed before it is answered.
            stream.set_read_timeout(Some(LAST_ANSWER))?;
            let answer = self.browser.answer(stream)?;
            if answer.status != 204 {
                return Err(io::Error::other(answer.text()));
            }
        }
        Ok(())
    }

    /// Fails unless it comes back as it was sent.
    fn comes_back(&mut self) {
        let mut stream = self.browser.begin("GET", &self.path, "").expect("it is up");
        let head = read_to_body(&mut stream).expect("it is up");
        assert!(head.starts_with("HTTP/1.1 200 "), "{head}");
        let (mut at, mut chunk) = (0, vec![0; CHUNK]);
        loop {
            let length = stream.read(&mut chunk).expect("it goes on");
            if length == 0 {
                break;
            }
            assert!(
                chunk[..length] == *self.content.at(at, length),
                "behind {at}"
            );
            at += length as u64;
        }
        assert_eq!(at, self.size);
    }
}

/// The head of an answer, to the empty line.
fn read_to_body(stream: &mut TcpStream) -> io::Result<String> {
    let mut head = Vec::new();
    let mut byte = [0];
    while !head.ends_with(b"\r\n\r\n") {
        stream.read_exact(&mut byte)?;
        head.push(byte[0]);
    }
    Ok(String::from_utf8_lossy(&head)
        .to_lowercase()
        .replacen("http", "HTTP", 1))
}

/// The offset that an answer without a body tells.
fn read_head(mut stream: TcpStream) -> io::Result<u64> {
    let head = read_to_body(&mut stream)?;
    let offset = head
        .lines()
        .find_map(|line| line.strip_prefix("upload-offset: "));
    Ok(offset.and_then(|offset| offset.parse().ok()).expect(&head))
}

fn told(name: &str, otherwise: u64) -> u64 {
    env::var(name).map_or(otherwise, |told| told.parse().expect("a number"))
}

#[test]
fn a_large_upload_cut_again_and_again_comes_back_whole_and_takes_no_memory() {
    let size = told("KLIPPKORT_UPLOAD_MEBIBYTES", MEBIBYTES) * MEBIBYTE;
    let cuts = told("KLIPPKORT_UPLOAD_CUTS", CUTS);
    let place = Place::new();
    let served = Served::start_with(&place, |command| {
        command.env("KLIPPKORT_FILE_MEGABYTES_MAX", "10000");
    });
    ready(&served.address);
    let mut upload = Upload::begin(&served.address, size);
    upload.send(0, MEBIBYTE).expect("it is up");
    let (before, begun) = (served.memory(), Instant::now());
    let (mut most, mut made, mut from) = (before, 1, upload.offset());
    while from < size {
        let until = if made == cuts {
            size
        } else {
            (from + size / cuts).min(size - 1)
        };
        // Whether it is taken shows in how far it has come.
        let _ = upload.send(from, until);
        most = most.max(served.memory());
        let now = upload.offset();
        made += u64::from(now > from && now < size);
        assert!(now >= from, "what has come stays: {from}, then {now}");
        from = now;
    }
    upload.send(size, size).expect("all of it has come");
    let took = begun.elapsed();
    assert_eq!(made, cuts);
    upload.comes_back();
    most = most.max(served.memory());
    println!(
        "{} MiB, cut {made} times, came in {took:?} and back; memory grew from {} MiB by {} MiB",
        size / MEBIBYTE,
        before / MEBIBYTE,
        (most - before) / MEBIBYTE
    );
    assert!(most - before < MEMORY_MAX, "{most} from {before}");
}
