//! Receiving a file: its bytes first, then a row that says what it is.

use bytes::Bytes;
use domain::ids::PublicKey;
use domain::import::Kind;
use domain::limits;
use domain::policy::{self, Deed, Object};
use domain::refusal::Refusal;
use futures_util::{Stream, StreamExt as _};
use store::{Fault, Stored, params};

use super::stored::{Phase, Reading};
use super::table::{Format, Signs};
use crate::audit::{self, Record};
use crate::files::{Failed, failed};
use crate::house::{By, House};
use crate::stopped::Answer;

const RECEIVED: &str = "
    INSERT INTO import (key, kind, actor, name, size, sha256, bytes_key, reading, phase, row_done, bytes_read, row_last,
                        new_rows, changed_rows, same_rows, wrong_rows, created_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 0, 0, 0, 0, 0, 0, 0, $10)";

/// Receives a file of `kind` called `name`; gives the opaque key of its import. Days are of `zone`, until somebody
/// chooses another.
///
/// # Errors
/// [`Refusal::FileEmpty`], [`Refusal::FileTooLarge`], and [`Refusal::Unreadable`] for what is no table. Nothing stays
/// of a file that is not taken.
pub async fn receive<E>(
    house: &House,
    by: By<'_>,
    (kind, name, zone): (Kind, String, String),
    chunks: impl Stream<Item = Result<Bytes, E>> + Send,
) -> Result<String, Failed>
where
    E: Into<Box<dyn std::error::Error + Send + Sync>>,
{
    house
        .see_by(by, |_, caller, at| {
            Ok(policy::allow(
                caller,
                Deed::Administer,
                &Object::default(),
                at,
            )?)
        })
        .await?;
    let key = PublicKey::mint('m', house.random()).to_string();
    let bytes_key = PublicKey::mint('b', house.random()).to_string();
    let mut signs = Signs::default();
    let seen = chunks.inspect(|chunk| {
        if let Ok(chunk) = chunk {
            signs.see(chunk);
        }
    });
    let most = limits::FILE_BYTES_MAX;
    let stored = house.bytes.put_stream(&bytes_key, seen, most).await;
    let stored = stored.map_err(failed)?;
    let taken = match taken(&signs, stored) {
        Ok(format) => {
            let reading = Reading::new(format, &zone);
            let row = (key.clone(), kind, name, bytes_key.clone());
            write(house, by, row, stored, reading).await
        }
        Err(refusal) => Err(refusal.into()),
    };
    if let Err(stopped) = taken {
        house.bytes.delete(&bytes_key).await.map_err(failed)?;
        return Err(stopped.into());
    }
    Ok(key)
}

fn taken(signs: &Signs, stored: Stored) -> Result<Format, Refusal> {
    if stored.size == 0 {
        return Err(Refusal::FileEmpty);
    }
    let format = signs.format().map_err(Refusal::Unreadable)?;
    if format == Format::Sheet && stored.size > limits::SHEET_BYTES_MAX {
        let limit = limits::SHEET_BYTES_MAX;
        return Err(Refusal::FileTooLarge { limit });
    }
    Ok(format)
}

async fn write(
    house: &House,
    by: By<'_>,
    (key, kind, name, bytes_key): (String, Kind, String, String),
    stored: Stored,
    reading: Reading,
) -> Answer<()> {
    let Stored { size, sha256 } = stored;
    house
        .act_by(by, move |tx, caller, at| {
            policy::allow(caller, Deed::Administer, &Object::default(), at)?;
            let size = i64::try_from(size).map_err(Fault::other)?;
            let (reading, phase) = (reading.text()?, Phase::Columns.code());
            let values = params![
                &key,
                kind.code(),
                caller.key(),
                &name,
                size,
                &sha256,
                &bytes_key,
                &reading,
                phase,
                at.0
            ];
            tx.execute(RECEIVED, values)?;
            let record = Record {
                deed: "import.receive",
                object: &key,
                after: Some(kind.code()),
                ..Record::default()
            };
            Ok(audit::record(tx, caller, at, &record)?)
        })
        .await
}
