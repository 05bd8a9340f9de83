//! Receiving a file in pieces that survive a broken line. It is sealed as it comes, as one that comes whole: what waits
//! for its rest can hold Contract IDs.

use bytes::Bytes;
use domain::account::Caller;
use domain::ids::PublicKey;
use domain::limits;
use domain::policy::{self, Deed, Object};
use domain::refusal::Refusal;
use domain::time::Moment;
use futures_util::{Stream, StreamExt as _, stream};
use store::{Fault, Reader, Row, Tx, params};

use crate::files::{Failed, Progress, failed};
use crate::house::{House, Visit};
use crate::keys::Sealer;
use crate::ledger::books::digest;
use crate::stopped::Answer;

const BEGIN: &str = "
    INSERT INTO import_upload (key, actor, name, size, bytes_key, chance, seal_key, created_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";

const KEPT: &str = "
    SELECT id, actor, name, size, bytes_key, chance, seal_key, created_at, sealed_sha256
    FROM import_upload WHERE key = $1";

const FINISHED: &str = "
    UPDATE import_upload SET sealed_sha256 = $2 WHERE id = $1";

const GIVEN_UP: &str = "DELETE FROM import_upload WHERE key = $1 AND actor = $2";

const GONE: &str = "DELETE FROM import_upload WHERE key = $1";

/// Uploads that nobody went on with.
const LEFT: &str = "DELETE FROM import_upload WHERE created_at < $1";

/// Why no more bytes come.
type Broken = Box<dyn std::error::Error + Send + Sync>;

/// A file on its way in.
pub(super) struct Upload {
    id: i64,
    actor: String,
    pub name: String,
    size: u64,
    pub bytes_key: String,
    chance: [u8; 16],
    seal_key: i64,
    begun: i64,
    /// The hash of its bytes as they are sealed, once all have come.
    sealed_sha256: Option<[u8; 32]>,
}

/// Begins a file of `size` bytes called `name`, and gives its opaque key: that of its import, once all have come.
///
/// # Errors
/// [`Refusal::FileEmpty`], [`Refusal::FileTooLarge`], and what the policy says.
pub async fn begin(house: &House, visit: &Visit, name: String, size: u64) -> Answer<String> {
    let limit = house.file_bytes_max();
    let (key, bytes_key) = (
        PublicKey::mint('m', house.random()).to_string(),
        PublicKey::mint('b', house.random()).to_string(),
    );
    let (chance, seal_key): ([u8; 16], _) = (house.random(), house.keys.current());
    let at = visit.at;
    house
        .act(visit, move |tx, caller| {
            policy::allow(caller, Deed::Administer, &Object::default(), at)?;
            if size == 0 {
                return Err(Refusal::FileEmpty.into());
            }
            if size > limit {
                return Err(Refusal::FileTooLarge { limit }.into());
            }
            let size = i64::try_from(size).map_err(Fault::other)?;
            let values = params![
                &key,
                caller.key(),
                &name,
                size,
                &bytes_key,
                &chance,
                seal_key,
                at.0
            ];
            tx.execute(BEGIN, values)?;
            Ok(key)
        })
        .await
}

/// How far the file called `key` has come: in whole sealed pieces.
///
/// # Errors
/// `NotFound` for another's file.
pub async fn progress(house: &House, visit: &Visit, key: &str) -> Result<Progress, Failed> {
    let upload = own(house, visit, key).await?;
    let (_, received) = upload.stands(house).await?;
    Ok(upload.progress(received))
}

/// Adds `chunks` to the file called `key` at `offset`; with the last byte all of it has come. What does not fill a piece
/// is sent again.
///
/// # Errors
/// [`Failed`]; whole pieces that arrived before a fault are kept.
pub async fn append<E>(
    house: &House,
    visit: &Visit,
    key: &str,
    offset: u64,
    chunks: impl Stream<Item = Result<Bytes, E>> + Send,
) -> Result<Progress, Failed>
where
    E: Into<Broken>,
{
    let upload = own(house, visit, key).await?;
    let (sealed, end) = upload.stands(house).await?;
    if offset != end {
        return Err(Failed::WrongOffset { end });
    }
    let end = if end < upload.size {
        upload.seal(house, (sealed, end), chunks).await?
    } else {
        end
    };
    if end == upload.size {
        upload.finish(house).await?;
    }
    Ok(upload.progress(end))
}

/// Gives up the file called `key`; its bytes go with the next sweep.
///
/// # Errors
/// `NotFound` for another's file.
pub async fn give_up(house: &House, visit: &Visit, key: &str) -> Answer<()> {
    let (key, at) = (key.to_owned(), visit.at);
    house
        .act(visit, move |tx, caller| {
            policy::allow(caller, Deed::Administer, &Object::default(), at)?;
            if tx.execute(GIVEN_UP, params![&key, caller.key()])? == 0 {
                return Err(Refusal::NotFound.into());
            }
            Ok(())
        })
        .await
}

/// Forgets the upload called `key`: it has become an import, or is none.
pub(super) fn forget(tx: &mut Tx<'_>, key: &str) -> Result<(), Fault> {
    tx.execute(GONE, params![key]).map(|_| ())
}

/// Lets go of what nobody went on with; its bytes go with the next sweep.
pub(super) async fn sweep(house: &House, at: Moment) -> Answer<()> {
    let old = at.plus_hours(-limits::UPLOAD_HOURS);
    house
        .quietly(move |tx| Ok(tx.execute(LEFT, params![old.0])?))
        .await
        .map(|_| ())
}

/// The upload called `key`, which only its sender adds to.
pub(super) fn kept(reader: &Reader<'_>, caller: &Caller, key: &str) -> Answer<Upload> {
    let found = reader.maybe(KEPT, params![key], read)?;
    let own = found.filter(|upload| upload.actor == caller.key());
    Ok(own.ok_or(Refusal::NotFound)?)
}

async fn own(house: &House, visit: &Visit, key: &str) -> Answer<Upload> {
    let (key, at) = (key.to_owned(), visit.at);
    let seen = house
        .see(visit, move |reader, caller| {
            policy::allow(caller, Deed::Administer, &Object::default(), at)?;
            kept(reader, caller, &key)
        })
        .await?;
    Ok(seen.page)
}

fn read(row: &Row<'_>) -> Result<Upload, Fault> {
    let chance: Vec<u8> = row.get(5)?;
    let hash = row.get::<Option<Vec<u8>>>(8)?;
    Ok(Upload {
        id: row.get(0)?,
        actor: row.get(1)?,
        name: row.get(2)?,
        size: u64::try_from(row.get::<i64>(3)?).map_err(Fault::other)?,
        bytes_key: row.get(4)?,
        chance: chance.try_into().map_err(|_| Fault::corrupt("a nonce"))?,
        seal_key: row.get(6)?,
        begun: row.get(7)?,
        sealed_sha256: hash.map(|hash| digest(&hash)).transpose()?,
    })
}

impl Upload {
    fn progress(&self, received: u64) -> Progress {
        Progress {
            received,
            size: self.size,
            begun: self.begun,
        }
    }

    /// How many of its bytes are safe as they are sealed, and how many bytes of the file are in them.
    async fn stands(&self, house: &House) -> Result<(u64, u64), Failed> {
        let whole = Sealer::whole(self.size);
        if self.sealed_sha256.is_some() {
            return Ok((whole, self.size));
        }
        let sealed = house.bytes.offset(&self.bytes_key).await.map_err(failed)?;
        if sealed == whole {
            return Ok((sealed, self.size));
        }
        Ok((sealed, Sealer::kept(sealed).1))
    }

    /// Seals `chunks` from where it stands; how many bytes of the file are safe then.
    async fn seal<E>(
        &self,
        house: &House,
        (sealed, end): (u64, u64),
        chunks: impl Stream<Item = Result<Bytes, E>> + Send,
    ) -> Result<u64, Failed>
    where
        E: Into<Broken>,
    {
        let (key, size, whole) = (&self.bytes_key, self.size, Sealer::whole(self.size));
        let (kept, _) = Sealer::kept(sealed);
        if kept < sealed {
            // The house stopped in the middle of a piece.
            let cut = house.bytes.cut(key, sealed, kept).await;
            cut.map_err(failed)?;
        }
        let front = (self.seal_key, self.chance);
        let sealer = Sealer::resumed(&house.keys, key, front, end);
        let mut sealer = sealer.ok_or(Refusal::NotFound)?;
        let mut come = end;
        let chunks = chunks.map(|chunk| Some(chunk.map_err(Into::into)));
        let pieces = chunks.chain(stream::iter([None])).map(|chunk| match chunk {
            Some(Ok(chunk)) => {
                come += chunk.len() as u64;
                if come > size {
                    return Err("more comes than was announced".into());
                }
                Ok(sealer.seal(&chunk))
            }
            Some(Err(broken)) => Err::<Bytes, Broken>(broken),
            None if come == size => Ok(sealer.end()),
            // The rest comes later.
            None => Ok(Bytes::new()),
        });
        let stands = house.bytes.append(key, kept, pieces, whole).await;
        if come > size {
            return Err(Refusal::FileTooLarge { limit: size }.into());
        }
        let stands = stands.map_err(failed)?;
        Ok(if stands == whole {
            size
        } else {
            Sealer::kept(stands).1
        })
    }

    /// The hash of its bytes as they are sealed, once all have come; safe to repeat.
    ///
    /// # Errors
    /// [`Refusal::NotFound`] while they have not.
    pub async fn finish(&self, house: &House) -> Result<[u8; 32], Failed> {
        if let Some(hash) = self.sealed_sha256 {
            return Ok(hash);
        }
        if self.stands(house).await?.1 < self.size {
            return Err(Refusal::NotFound.into());
        }
        let (id, key) = (self.id, &self.bytes_key);
        let stored = house.bytes.finish(key, key).await.map_err(failed)?;
        house
            .quietly(move |tx| Ok(tx.execute(FINISHED, params![id, &stored.sha256])?))
            .await?;
        Ok(stored.sha256)
    }
}
