//! Receiving a file: its bytes first, then a row that says what it is.

use bytes::Bytes;
use domain::ids::PublicKey;
use domain::import::Kind;
use domain::limits;
use domain::policy::{self, Deed, Object};
use domain::refusal::Refusal;
use futures_util::{Stream, StreamExt as _, stream};
use store::{Fault, Stored, params};

use super::stored::{self, Phase, Reading};
use super::table::{self, Format, Signs};
use super::{columns, upload};
use crate::audit::{self, Done, Record};
use crate::files::{Failed, failed};
use crate::house::{By, House, Visit};
use crate::keys::{Sealer, sealed_bytes};
use crate::stopped::{Answer, Stopped};

const RECEIVED: &str = "
    INSERT INTO import (key, kind, actor, name, size, sha256, sealed_sha256, bytes_key, reading, phase, row_done,
                        bytes_read, row_last, new_rows, changed_rows, same_rows, wrong_rows, created_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 0, 0, 0, 0, 0, 0, 0, $11)";

/// Why no more bytes come.
type Broken = Box<dyn std::error::Error + Send + Sync>;

/// A file on its way in.
struct Incoming {
    key: String,
    /// Nothing where its headings are to tell.
    kind: Option<Kind>,
    name: String,
    bytes_key: String,
    zone: String,
}

/// Receives a file called `name`, of `kind` or of what its headings tell; gives the opaque key of its import. Days are
/// of `zone`, until somebody chooses another. It is kept sealed: it can hold Contract IDs.
///
/// # Errors
/// [`Refusal::FileEmpty`], [`Refusal::FileTooLarge`], and [`Refusal::Unreadable`] for what is no table. Nothing stays
/// of a file that is not taken.
pub async fn receive<E>(
    house: &House,
    by: By<'_>,
    (kind, name, zone): (Option<Kind>, String, String),
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
    let incoming = Incoming {
        key: PublicKey::mint('m', house.random()).to_string(),
        kind,
        name,
        bytes_key: PublicKey::mint('b', house.random()).to_string(),
        zone,
    };
    let (key, bytes_key) = (incoming.key.clone(), incoming.bytes_key.clone());
    let (signs, stored) = keep(house, &bytes_key, chunks).await?;
    if let Err(stopped) = settle(house, by, (incoming, signs), stored.sha256).await {
        house.bytes.delete(&bytes_key).await.map_err(failed)?;
        return Err(stopped.into());
    }
    Ok(key)
}

/// Takes the file that has come in pieces as `key`, as [`receive`] takes one that comes whole.
///
/// # Errors
/// As for [`receive`]; [`Refusal::NotFound`] where it has not come, or is another's. A fault costs nothing: it is taken
/// when it is asked for again.
pub async fn take(
    house: &House,
    visit: &Visit,
    key: &str,
    (kind, zone): (Option<Kind>, String),
) -> Result<String, Failed> {
    let (asked, at) = (key.to_owned(), visit.at);
    let seen = house
        .see(visit, move |reader, caller| {
            policy::allow(caller, Deed::Administer, &Object::default(), at)?;
            if stored::by_key(reader, &asked)?.is_some() {
                return Ok(None);
            }
            upload::kept(reader, caller, &asked).map(Some)
        })
        .await?;
    // Sent twice, taken once.
    let Some(upload) = seen.page else {
        return Ok(key.to_owned());
    };
    let sha256 = upload.finish(house).await?;
    let bytes_key = upload.bytes_key.clone();
    let mut chunks = table::bytes(house, (&bytes_key, sha256)).await?;
    let mut signs = Signs::default();
    while let Some(chunk) = chunks.recv().await {
        signs.see(&chunk.map_err(Fault::other)?);
    }
    let incoming = Incoming {
        key: key.to_owned(),
        kind,
        name: upload.name,
        bytes_key: upload.bytes_key,
        zone,
    };
    let taken = settle(house, By::Visit(visit), (incoming, signs), sha256).await;
    if let Err(Stopped::Refused(_)) = &taken {
        let key = key.to_owned();
        house
            .quietly(move |tx| Ok(upload::forget(tx, &key)?))
            .await?;
        house.bytes.delete(&bytes_key).await.map_err(failed)?;
    }
    taken?;
    Ok(key.to_owned())
}

/// Makes an import of a file that is kept.
async fn settle(
    house: &House,
    by: By<'_>,
    (incoming, signs): (Incoming, Signs),
    sealed_sha256: [u8; 32],
) -> Answer<()> {
    let format = taken(&signs, house.file_bytes_max())?;
    write(house, by, (incoming, &signs, format), sealed_sha256).await
}

/// Puts the bytes where files are, sealed.
async fn keep<E>(
    house: &House,
    bytes_key: &str,
    chunks: impl Stream<Item = Result<Bytes, E>> + Send,
) -> Result<(Signs, Stored), Failed>
where
    E: Into<Box<dyn std::error::Error + Send + Sync>>,
{
    let (mut signs, most) = (Signs::default(), house.file_bytes_max());
    let mut sealer = Sealer::new(&house.keys, bytes_key, house.random());
    let chunks = chunks.map(|chunk| Some(chunk.map_err(Into::into)));
    let ended = chunks.chain(stream::iter([None]));
    let sealed = ended.map(|chunk| match chunk {
        Some(Ok(chunk)) => {
            signs.see(&chunk);
            Ok(sealer.seal(&chunk))
        }
        Some(Err(broken)) => Err::<Bytes, Broken>(broken),
        None => Ok(sealer.end()),
    });
    let kept = house
        .bytes
        .put_stream(bytes_key, sealed, sealed_bytes(most))
        .await;
    match kept.map_err(failed) {
        Ok(stored) => Ok((signs, stored)),
        Err(Failed::Stopped(Stopped::Refused(Refusal::FileTooLarge { .. }))) => {
            Err(Stopped::from(Refusal::FileTooLarge { limit: most }).into())
        }
        Err(other) => Err(other),
    }
}

fn taken(signs: &Signs, most: u64) -> Result<Format, Refusal> {
    let (size, _) = signs.whole();
    if size == 0 {
        return Err(Refusal::FileEmpty);
    }
    let format = signs.format().map_err(Refusal::Unreadable)?;
    let limit = match format {
        Format::Sheet => most.min(limits::SHEET_BYTES_MAX),
        Format::Delimited { .. } => most,
    };
    if size > limit {
        return Err(Refusal::FileTooLarge { limit });
    }
    Ok(format)
}

async fn write(
    house: &House,
    by: By<'_>,
    (incoming, signs, format): (Incoming, &Signs, Format),
    sealed_sha256: [u8; 32],
) -> Answer<()> {
    let (size, sha256) = signs.whole();
    let reading = Reading::new(format, &incoming.zone);
    // Read even where its kind is known: what cannot be read is refused at once.
    let kept = (incoming.bytes_key.as_str(), sealed_sha256);
    let told = columns::guess(house, kept, reading.format.clone()).await?;
    let kind = incoming.kind.unwrap_or(told);
    house
        .act_by(by, move |tx, caller, at| {
            policy::allow(caller, Deed::Administer, &Object::default(), at)?;
            if stored::by_key(tx, &incoming.key)?.is_some() {
                // Of two that take what has come in pieces, one is enough.
                return Ok(());
            }
            let size = i64::try_from(size).map_err(Fault::other)?;
            let (reading, phase) = (reading.text()?, Phase::Columns.code());
            let values = params![
                &incoming.key,
                kind.code(),
                caller.key(),
                &incoming.name,
                size,
                &sha256,
                &sealed_sha256,
                &incoming.bytes_key,
                &reading,
                phase,
                at.0
            ];
            tx.execute(RECEIVED, values)?;
            upload::forget(tx, &incoming.key)?;
            let record = Record {
                after: Some(kind.code()),
                ..Record::of(Done::ImportReceive, &incoming.key)
            };
            Ok(audit::record(tx, caller, at, &record)?)
        })
        .await
}
