//! Opening a file to send it out.

use std::ops::Range;

use domain::refusal::Refusal;
use store::ByteStream;

use super::receive::failed;
use super::{Failed, File, permitted};
use crate::{House, Visit};

/// A file as it is offered for download.
pub struct Opened {
    /// Its name, size and kind.
    pub file: File,
    /// The SHA-256 of its bytes.
    pub sha256: [u8; 32],
    bytes_key: String,
}

/// Opens the finished file called `key`.
///
/// # Errors
/// `NotFound` for one that is unknown, unfinished, removed, another's, or for the desk only.
pub async fn open(house: &House, visit: &Visit, key: &str) -> Result<Opened, Failed> {
    let (key, at) = (key.to_owned(), visit.at);
    let seen = house
        .see(visit, move |reader, caller| {
            permitted(reader, caller, &key, at)
        })
        .await?;
    let kept = seen.page;
    match kept.sha256 {
        Some(sha256) if kept.file.is_finished => Ok(Opened {
            file: kept.file,
            sha256,
            bytes_key: kept.bytes_key,
        }),
        _ => Err(Refusal::NotFound.into()),
    }
}

impl Opened {
    /// All its bytes; a damaged file ends in a fault and is never complete.
    pub async fn whole(&self, house: &House) -> Result<ByteStream, Failed> {
        house
            .bytes
            .get(&self.bytes_key, self.sha256)
            .await
            .map_err(failed)
    }

    /// The bytes of `range`.
    pub async fn part(&self, house: &House, range: Range<u64>) -> Result<ByteStream, Failed> {
        house
            .bytes
            .get_range(&self.bytes_key, range)
            .await
            .map_err(failed)
    }
}
