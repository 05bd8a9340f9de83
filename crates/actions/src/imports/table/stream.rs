//! The rows of a file in the place for bytes, read on a thread of their own while they are worked on.

use std::io::{self, Read};

use bytes::{Buf as _, Bytes};
use domain::import::Unreadable;
use domain::limits;
use futures_util::StreamExt as _;
use store::{ByteFault, ByteStream};
use tokio::sync::mpsc;
use tokio::task::JoinHandle;

use super::{Broken, Format, Row, Rows, Sink, delimited, encoding, sheet};
use crate::files::{Failed, failed};
use crate::house::House;
use crate::keys::Unsealer;

/// Bytes that are opened at once.
const PIECE: usize = 64 * 1024;

/// Chunks of a file that wait to be taken apart, and batches of rows that wait to be worked on: memory stays flat.
const WAITING: usize = 2;

/// A file whose rows are being read.
pub struct Reading {
    rows: mpsc::Receiver<Rows>,
    /// Nothing once it has come to its end.
    end: Option<JoinHandle<Result<(), Broken>>>,
}

/// Begins to read the rows of a file, which is kept sealed under a key with that hash. The last come only if the file
/// is whole and unchanged.
pub async fn open(
    house: &House,
    (key, sha256): (&str, [u8; 32]),
    format: Format,
) -> Result<Reading, Broken> {
    let sealed = Pumped::of(house.bytes.get(key, sha256).await.map_err(away)?);
    let bytes = Unsealer::new(house.keys.clone(), key, sealed);
    let (give, rows) = mpsc::channel(WAITING);
    let end = tokio::task::spawn_blocking(move || {
        read(bytes, &format, &mut |rows| give.blocking_send(rows).is_ok())
    });
    Ok(Reading {
        rows,
        end: Some(end),
    })
}

impl Reading {
    /// The next rows, some at a time; nothing at the end.
    pub async fn next(&mut self) -> Result<Option<Rows>, Broken> {
        if let Some(rows) = self.rows.recv().await {
            return Ok(Some(rows));
        }
        match self.end.take() {
            Some(end) => end
                .await
                .map_err(|gone| Broken::Away(io::Error::other(gone)))?,
            None => Ok(()),
        }
        .map(|()| None)
    }
}

/// The bytes of a file that is kept sealed under a key with that hash, opened a piece at a time.
pub async fn bytes(
    house: &House,
    (key, sha256): (&str, [u8; 32]),
) -> Result<mpsc::Receiver<io::Result<Bytes>>, Failed> {
    let sealed = Pumped::of(house.bytes.get(key, sha256).await.map_err(failed)?);
    let mut opened = Unsealer::new(house.keys.clone(), key, sealed);
    let (give, take) = mpsc::channel(WAITING);
    tokio::task::spawn_blocking(move || {
        loop {
            let mut piece = vec![0; PIECE];
            let read = opened.read(&mut piece).map(|count| {
                piece.truncate(count);
                Bytes::from(piece)
            });
            let is_over = read.as_ref().map_or(true, Bytes::is_empty);
            if give.blocking_send(read).is_err() || is_over {
                return;
            }
        }
    });
    Ok(take)
}

/// The first `count` rows.
pub async fn first(
    house: &House,
    file: (&str, [u8; 32]),
    format: Format,
    count: usize,
) -> Result<Vec<Row>, Broken> {
    let mut reading = open(house, file, format).await?;
    let mut first = Vec::new();
    while first.len() < count
        && let Some(rows) = reading.next().await?
    {
        first.extend(rows.rows);
    }
    first.truncate(count);
    Ok(first)
}

fn read(mut bytes: impl Read, format: &Format, sink: Sink<'_>) -> Result<(), Broken> {
    match format {
        Format::Delimited {
            encoding: name,
            separator,
        } => delimited::read(bytes, encoding(name), *separator, sink),
        Format::Sheet => {
            let mut whole = Vec::new();
            let most = limits::SHEET_BYTES_MAX;
            (&mut bytes)
                .take(most + 1)
                .read_to_end(&mut whole)
                .map_err(Broken::Away)?;
            if whole.len() as u64 > most {
                return Err(Unreadable::TooLarge.into());
            }
            sheet::read(whole, sink)
        }
    }
}

fn away(fault: ByteFault) -> Broken {
    Broken::Away(io::Error::other(fault))
}

/// Chunks as they come, for a thread that may wait.
struct Pumped {
    chunks: mpsc::Receiver<Result<Bytes, ByteFault>>,
    chunk: Bytes,
}

impl Pumped {
    fn of(mut stream: ByteStream) -> Self {
        let (give, chunks) = mpsc::channel(WAITING);
        tokio::spawn(async move {
            while let Some(chunk) = stream.next().await {
                if give.send(chunk).await.is_err() {
                    return;
                }
            }
        });
        Self {
            chunks,
            chunk: Bytes::new(),
        }
    }
}

impl Read for Pumped {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        while self.chunk.is_empty() {
            match self.chunks.blocking_recv() {
                Some(chunk) => self.chunk = chunk.map_err(io::Error::other)?,
                None => return Ok(0),
            }
        }
        let count = self.chunk.len().min(out.len());
        self.chunk.copy_to_slice(&mut out[..count]);
        Ok(count)
    }
}
