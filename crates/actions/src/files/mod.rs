//! Files that people attach: rows here, bytes in the byte store under random keys of their own.
//!
//! A file is begun, received in one stream or in pieces, and finished; then it goes with a draft's submission or with
//! a message. Its name is data. Its bytes come first and its row says last that they are all there, so that no row
//! points to bytes that are missing.

mod begin;
mod open;
mod receive;
mod remove;
mod sweep;

pub use begin::{Target, begin};
pub use open::{Opened, open};
pub(crate) use receive::failed;
pub use receive::{Failed, Progress, append, progress, receive};
pub use remove::remove;
pub use sweep::sweep;

use domain::account::{AccountRef, Caller};
use domain::ids::RequestKind;
use domain::policy::{self, Deed, Object};
use domain::refusal::Refusal;
use domain::time::Moment;
use store::{Fault, Reader, Row, params};

use crate::Answer;
use crate::incidents::File;
use crate::incidents::files::file;
use crate::incidents::participants::{self, standing};
use crate::ledger::books;

/// A file with what its verbs need.
pub(crate) struct Kept {
    pub id: i64,
    pub file: File,
    pub account: AccountRef,
    pub bytes_key: String,
    pub sha256: Option<[u8; 32]>,
    pub created: Moment,
    /// What the policy asks about whoever reads its incident.
    object: Object,
}

/// Columns of [`Kept`]; `$2` is the account that asks.
const KEPT: &str = concat!(
    "
    SELECT f.key, f.name, f.media_type, f.size, f.received, f.finished_at, f.event, f.internal_at,
           f.id, f.account, f.incident, f.bytes_key, f.sha256, f.created_at, i.account, i.number, ",
    standing!("$2"),
    "
    FROM file f LEFT JOIN incident i ON i.id = f.incident LEFT JOIN contract c ON c.id = i.contract
    WHERE f.key = $1 AND f.removed_at IS NULL"
);

/// The file called `key`, where `caller` may `deed` it.
///
/// A file that has not been sent is its sender's alone; one that has been sent is for who may read the incident, and
/// an internal one for the desk.
pub(crate) fn permitted(
    reader: &Reader<'_>,
    caller: &Caller,
    key: &str,
    at: Moment,
) -> Answer<Kept> {
    let person = caller.person().ok_or(Refusal::SignInNeeded)?;
    let kept = reader.maybe(KEPT, params![key, person.account.0], kept)?;
    let kept = kept.ok_or(Refusal::NotFound)?;
    if kept.file.event.is_none() {
        return if kept.account == person.account {
            Ok(kept)
        } else {
            Err(Refusal::NotFound.into())
        };
    }
    let deed = if kept.file.is_internal {
        Deed::WorkIncident
    } else {
        Deed::ReadIncident
    };
    policy::allow(caller, deed, &kept.object, at)?;
    Ok(kept)
}

fn kept(row: &Row<'_>) -> Result<Kept, Fault> {
    let hash = row.get::<Option<Vec<u8>>>(12)?;
    Ok(Kept {
        file: file(row)?,
        id: row.get(8)?,
        account: AccountRef(row.get(9)?),
        bytes_key: row.get(11)?,
        sha256: hash.map(|hash| books::digest(&hash)).transpose()?,
        created: Moment(row.get(13)?),
        object: Object {
            owner: row.get::<Option<i64>>(14)?.map(AccountRef),
            kind: match row.get::<Option<String>>(15)? {
                Some(number) => books::request_number(&number)?.kind(),
                None => RequestKind::default(),
            },
            ..participants::stands(row, 16)?
        },
    })
}
