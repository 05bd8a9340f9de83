//! Starting a draft.

use domain::account::Caller;
use domain::ids::PublicKey;
use domain::limits;
use domain::policy::{self, Deed, Object};
use domain::refusal::Refusal;
use domain::time::Moment;
use store::{Fault, Reader, Tx, params};

use super::{Change, Draft, read};
use crate::incidents::Answers;
use crate::settings;
use crate::{Answer, House, Visit};

const INSERT: &str = "
    INSERT INTO draft (key, account, browser_hash, network, version, answers, created_at, saved_at, expires_at)
    VALUES ($1, $2, $3, $4, 1, $5, $6, $6, $7)";

/// Visitors' drafts begun from a network since an instant.
const BEGUN: &str =
    "SELECT COUNT(*) FROM draft WHERE network = $1 AND account IS NULL AND created_at > $2";

/// Open drafts of an account.
const OPEN: &str =
    "SELECT COUNT(*) FROM draft WHERE account = $1 AND ended_at IS NULL AND expires_at > $2";

/// Starts a draft with its first answer. A visitor's hangs on the browser's cookie.
///
/// # Errors
/// [`Refusal::TooManyDrafts`] past the limits; [`Refusal::StepOpen`] where the answer is none of the catalogue's.
pub async fn start(house: &House, visit: &Visit, first: Change) -> Answer<Draft> {
    let key = PublicKey::mint('d', house.random()).to_string();
    let mut answers = Answers::default();
    first.apply(&mut answers, &house.catalog())?;
    let asking = visit.clone();
    house
        .act(visit, move |tx, caller| {
            let owner = caller.person().map(|person| person.account);
            let browser = asking.browser.filter(|_| owner.is_none());
            let object = Object {
                owner,
                browser: browser.is_some(),
                ..Object::default()
            };
            policy::allow(caller, Deed::Draft, &object, asking.at)?;
            within_limits(tx, caller, &asking)?;
            let answers = super::save::text(&answers)?;
            let values = params![
                &key,
                owner.map(|account| account.0),
                browser.as_ref().map(<[u8; 32]>::as_slice),
                &asking.network,
                &answers,
                asking.at.0,
                kept_until(tx, owner.is_some(), asking.at)?.0,
            ];
            tx.execute(INSERT, values)?;
            read::permitted(tx, &asking, caller, &key)
        })
        .await
}

fn within_limits(tx: &Tx<'_>, caller: &Caller, visit: &Visit) -> Answer<()> {
    let (count, most) = match caller.person() {
        Some(person) => {
            let open = tx.row(OPEN, params![person.account.0, visit.at.0], |row| {
                row.get::<i64>(0)
            })?;
            (open, limits::DRAFTS_PER_SIGN_IN_MAX as i64)
        }
        None => {
            let yesterday = visit.at.plus_hours(-24).0;
            let begun = tx.row(BEGUN, params![&visit.network, yesterday], |row| {
                row.get::<i64>(0)
            })?;
            (begun, i64::from(limits::VISITOR_DRAFTS_PER_NETWORK_DAY))
        }
    };
    if count >= most {
        Err(Refusal::TooManyDrafts.into())
    } else {
        Ok(())
    }
}

/// First instant at which a draft that is saved at `at` is gone.
pub(super) fn kept_until(
    reader: &Reader<'_>,
    has_owner: bool,
    at: Moment,
) -> Result<Moment, Fault> {
    if has_owner {
        Ok(at.plus_days(settings::current(reader)?.drafts_kept_days))
    } else {
        Ok(at.plus_hours(limits::VISITOR_DRAFT_HOURS))
    }
}
