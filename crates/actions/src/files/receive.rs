//! Receiving the bytes of a file, whole or in pieces that survive a broken line.

use bytes::Bytes;
use domain::refusal::Refusal;
use futures_util::{Stream, StreamExt as _};
use store::{ByteFault, Fault, Stored, params};

use super::{Kept, Target, begin, permitted, remove};
use crate::stopped::Stopped;
use crate::{Answer, House, Visit};

/// How many bytes at the front of a file tell what it is.
const TELLING: u64 = 512;

/// How far a file has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Bytes that are safe.
    pub received: u64,
    /// Bytes announced.
    pub size: u64,
    /// When it was begun, in microseconds since 1970, UTC.
    pub begun: i64,
}

/// Why bytes were not received.
#[derive(Debug)]
pub enum Failed {
    /// The rules say no, or something broke.
    Stopped(Stopped),
    /// The file ends elsewhere than where it was to go on.
    WrongOffset {
        /// Bytes that are safe.
        end: u64,
    },
    /// Another request is adding to it.
    Busy,
    /// The line broke; what came is safe.
    Interrupted,
    /// The place for files does not answer; what came before is safe.
    Away(ByteFault),
}

impl<E: Into<Stopped>> From<E> for Failed {
    fn from(error: E) -> Self {
        Self::Stopped(error.into())
    }
}

const RECEIVED: &str = "UPDATE file SET received = $2 WHERE id = $1 AND finished_at IS NULL";

const FINISHED: &str = "
    UPDATE file SET received = $2, size = $2, sha256 = $3, media_type = $4, finished_at = $5
    WHERE id = $1 AND finished_at IS NULL";

/// How far the file called `key` has come.
///
/// # Errors
/// `NotFound` for another's file.
pub async fn progress(house: &House, visit: &Visit, key: &str) -> Result<Progress, Failed> {
    let kept = own(house, visit, key).await?;
    let received = if kept.file.is_finished {
        kept.file.size
    } else {
        house.bytes.offset(&kept.bytes_key).await.map_err(failed)?
    };
    Ok(Progress {
        received,
        size: kept.file.size,
        begun: kept.created.0,
    })
}

/// Adds `chunks` to the file called `key` at `offset`; with the last byte it is finished.
///
/// # Errors
/// [`Failed`]; whatever arrived before a fault is kept.
pub async fn append<E>(
    house: &House,
    visit: &Visit,
    key: &str,
    offset: u64,
    chunks: impl Stream<Item = Result<Bytes, E>> + Send,
) -> Result<Progress, Failed>
where
    E: Into<Box<dyn std::error::Error + Send + Sync>>,
{
    let kept = own(house, visit, key).await?;
    let size = kept.file.size;
    let progress = |received| Progress {
        received,
        size,
        begun: kept.created.0,
    };
    if kept.file.is_finished {
        return if offset == size {
            Ok(progress(size))
        } else {
            Err(Failed::WrongOffset { end: size })
        };
    }
    let end = house
        .bytes
        .append(&kept.bytes_key, offset, chunks, size)
        .await
        .map_err(failed)?;
    if end < size {
        let (id, end_stored) = (kept.id, end as i64);
        house
            .run(move |tx| Ok(tx.execute(RECEIVED, params![id, end_stored])?))
            .await?;
        return Ok(progress(end));
    }
    finish(house, visit, &kept).await?;
    Ok(progress(size))
}

/// Receives a whole file whose size nobody announced, as forms send it, and gives its opaque key; nothing stays of one
/// that does not arrive in full.
///
/// # Errors
/// As [`begin`](super::begin) and [`append`]; `FileEmpty` for one without a byte.
pub async fn receive<E>(
    house: &House,
    visit: &Visit,
    target: Target,
    name: String,
    chunks: impl Stream<Item = Result<Bytes, E>> + Send,
) -> Result<String, Failed>
where
    E: Into<Box<dyn std::error::Error + Send + Sync>>,
{
    let most = house.file_bytes_max();
    let key = begin(house, visit, target, name, most).await?;
    let kept = own(house, visit, &key).await?;
    let stored = house
        .bytes
        .put_stream(&kept.bytes_key, chunks, most)
        .await
        .map_err(failed);
    let outcome = match stored {
        Ok(stored) if stored.size == 0 => Err(Refusal::FileEmpty.into()),
        Ok(stored) => finished(house, visit, &kept, stored).await,
        Err(failure) => Err(failure),
    };
    if let Err(failure) = outcome {
        remove(house, visit, &key).await?;
        return Err(failure);
    }
    Ok(key)
}

/// Makes what has arrived the file, and says so in its row once its bytes are durable.
async fn finish(house: &House, visit: &Visit, kept: &Kept) -> Result<(), Failed> {
    let stored = house
        .bytes
        .finish(&kept.bytes_key, &kept.bytes_key)
        .await
        .map_err(failed)?;
    finished(house, visit, kept, stored).await
}

async fn finished(house: &House, visit: &Visit, kept: &Kept, stored: Stored) -> Result<(), Failed> {
    let Stored { size, sha256 } = stored;
    let media_type = media_type(house, &kept.bytes_key, size).await?;
    let (id, at) = (kept.id, visit.at.0);
    let size = i64::try_from(size).map_err(Fault::other)?;
    house
        .run(move |tx| Ok(tx.execute(FINISHED, params![id, size, &sha256, media_type, at])?))
        .await?;
    Ok(())
}

/// What the bytes look like, whatever the sender said.
async fn media_type(house: &House, bytes_key: &str, size: u64) -> Result<&'static str, Failed> {
    let mut front = Vec::new();
    let mut chunks = house
        .bytes
        .get_range(bytes_key, 0..size.min(TELLING))
        .await
        .map_err(failed)?;
    while let Some(chunk) = chunks.next().await {
        front.extend_from_slice(&chunk.map_err(failed)?);
    }
    let is_text = || !front.contains(&0) && String::from_utf8_lossy(&front).chars().all(is_plain);
    Ok(match infer::get(&front) {
        Some(kind) => kind.mime_type(),
        None if is_text() => "text/plain",
        None => "application/octet-stream",
    })
}

fn is_plain(letter: char) -> bool {
    !letter.is_control() || matches!(letter, '\n' | '\r' | '\t')
}

/// The file called `key`, which only its sender adds to.
async fn own(house: &House, visit: &Visit, key: &str) -> Answer<Kept> {
    let (key, at) = (key.to_owned(), visit.at);
    let seen = house
        .see(visit, move |reader, caller| {
            let kept = permitted(reader, caller, &key, at)?;
            let is_own = caller
                .person()
                .is_some_and(|person| person.account == kept.account);
            if is_own {
                Ok(kept)
            } else {
                Err(Refusal::NotFound.into())
            }
        })
        .await?;
    Ok(seen.page)
}

/// A fault of the byte store as who sends the file must know it.
pub(crate) fn failed(fault: ByteFault) -> Failed {
    match fault {
        ByteFault::WrongOffset { end } => Failed::WrongOffset { end },
        ByteFault::Busy => Failed::Busy,
        ByteFault::Interrupted(_) => Failed::Interrupted,
        ByteFault::TooLarge { limit } => Failed::Stopped(Refusal::FileTooLarge { limit }.into()),
        ByteFault::Missing | ByteFault::BadKey => Failed::Stopped(Refusal::NotFound.into()),
        ByteFault::Full => Failed::Stopped(Fault::Full.into()),
        ByteFault::Damaged => Failed::Stopped(Fault::corrupt("a file is damaged").into()),
        ByteFault::Unavailable(_) => Failed::Away(fault),
    }
}
