//! Beginning a file: its row, before any byte.

use domain::account::Caller;
use domain::ids::PublicKey;
use domain::ledger::IncidentRef;
use domain::limits;
use domain::policy::Deed;
use domain::refusal::Refusal;
use store::{Fault, Tx, params};

use crate::incidents::{cases, drafts};
use crate::{Answer, House, Visit};

/// What a file is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// A draft, by its opaque key.
    Draft(String),
    /// The next message of an incident.
    Incident(IncidentRef),
}

const BEGIN: &str = "
    INSERT INTO file (key, account, draft, incident, name, media_type, size, received, bytes_key, created_at)
    VALUES ($1, $2, $3, $4, $5, 'application/octet-stream', $6, 0, $7, $8)";

/// What stands aside for the next message of the draft or of the account, and all that the request has.
const COUNT: &str = "
    SELECT COUNT(*) FILTER (WHERE event IS NULL AND account = $3), COUNT(*) FROM file
    WHERE removed_at IS NULL AND (draft = $1 OR incident = $2)";

/// Begins a file of `size` bytes called `name`, and gives its opaque key. Nothing of it counts until it has arrived
/// in full.
///
/// # Errors
/// What the policy says about the draft or the incident; `TooManyFiles`, `FileTooLarge`, `FileEmpty`.
pub async fn begin(
    house: &House,
    visit: &Visit,
    target: Target,
    name: String,
    size: u64,
) -> Answer<String> {
    if size == 0 {
        return Err(Refusal::FileEmpty.into());
    }
    let limit = house.file_bytes_max();
    if size > limit {
        return Err(Refusal::FileTooLarge { limit }.into());
    }
    let (asking, key) = (
        visit.clone(),
        PublicKey::mint('f', house.random()).to_string(),
    );
    let bytes_key = PublicKey::mint('b', house.random()).to_string();
    house
        .act(visit, move |tx, caller| {
            let account = caller.person().ok_or(Refusal::SignInNeeded)?.account;
            let (draft, incident) = owner(tx, &asking, caller, &target)?;
            let held = tx.row(COUNT, params![draft, incident, account.0], |row| {
                Ok([row.get(0)?, row.get(1)?])
            })?;
            within_limits(held)?;
            let size = i64::try_from(size).map_err(Fault::other)?;
            let values = params![
                &key,
                account.0,
                draft,
                incident,
                &name,
                size,
                &bytes_key,
                asking.at.0
            ];
            tx.execute(BEGIN, values)?;
            Ok(key)
        })
        .await
}

/// Refuses one more file beside those of the message and of the request.
fn within_limits(held: [i64; 2]) -> Result<(), Refusal> {
    let limits = [limits::FILES_PER_MESSAGE_MAX, limits::FILES_PER_REQUEST_MAX];
    let reached = held.into_iter().zip(limits);
    match reached
        .into_iter()
        .find(|(held, limit)| *held >= *limit as i64)
    {
        Some((_, limit)) => Err(Refusal::TooManyFiles { limit }),
        None => Ok(()),
    }
}

/// The row that the file will hang on: a draft's, or an incident's.
fn owner(
    tx: &Tx<'_>,
    visit: &Visit,
    caller: &Caller,
    target: &Target,
) -> Answer<(Option<i64>, Option<i64>)> {
    match target {
        Target::Draft(key) => {
            let draft = drafts::permitted(tx, visit, caller, key)?;
            if draft.submitted.is_some() {
                return Err(Refusal::NotFound.into());
            }
            Ok((Some(draft.id), None))
        }
        Target::Incident(incident) => {
            cases::hold(tx, caller, *incident, Deed::ActOnIncident, visit.at)
                .or_else(|_| cases::hold(tx, caller, *incident, Deed::WorkIncident, visit.at))?;
            Ok((None, Some(incident.0)))
        }
    }
}
