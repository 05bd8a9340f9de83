//! Sharing an incident with a colleague, by address. An address that is no colleague's gets one answer, whether or not
//! it is anybody's, and no letter.

use domain::account::AccountRef;
use domain::ids::EmailAddress;
use domain::ledger::IncidentRef;
use domain::limits;
use domain::policy::Deed;
use domain::refusal::Refusal;
use store::{Tx, params};

use super::{add, colleague};
use crate::audit::{self, Done, Record};
use crate::budget::{self, Window};
use crate::incidents::cases::{self, Held};
use crate::incidents::letters;
use crate::outbox::RequestNews;
use crate::{Answer, House, Visit};

/// The colleague on `$1` who has the address `$2`, with who has ended their following, where it was ended.
const COLLEAGUE: &str = concat!(
    "SELECT a.id, a.key, a.name, a.email, p.ended_by
     FROM incident i JOIN account a ON a.email = $2
          LEFT JOIN contract c ON c.id = i.contract
          LEFT JOIN participant p ON p.incident = i.id AND p.account = a.id
     WHERE i.id = $1 AND ",
    colleague!("a.id"),
    " IS NOT NULL"
);

struct Colleague {
    account: AccountRef,
    key: String,
    name: String,
    ended_by: Option<AccountRef>,
}

/// Lets the colleague with that address follow the incident, and tells them; who is on it already stays on it.
///
/// # Errors
/// `NotFound`, `NotAColleague`, `TooManyFollowers`, and `TooManyAttempts` for whoever tries many addresses.
pub async fn share(
    house: &House,
    visit: &Visit,
    incident: IncidentRef,
    email: EmailAddress,
) -> Answer<()> {
    let (at, network) = (visit.at, visit.network.clone());
    house
        .act(visit, move |tx, caller| {
            let mut held = cases::hold(tx, caller, incident, Deed::ActOnIncident, at)?;
            let person = caller.person().ok_or(Refusal::SignInNeeded)?;
            let subject = format!("share/{}", person.key);
            let spent = budget::spend(
                tx,
                &subject,
                Window::DAY,
                limits::SHARES_PER_SIGN_IN_DAY,
                at,
            )?;
            spent.or_refuse()?;
            let Some(colleague) = find(tx, &held, person.account, &email)? else {
                // What was tried stays charged.
                return Ok(Err(Refusal::NotAColleague));
            };
            if colleague.account == held.case.reporter {
                return Ok(Ok(()));
            }
            let (is_new, count) = add(tx, incident, colleague.account, at)?;
            if !is_new {
                return Ok(Ok(()));
            }
            if count > limits::FOLLOWERS_PER_REQUEST_MAX as i64 {
                return Err(Refusal::TooManyFollowers.into());
            }
            let line = Record {
                after: Some(&colleague.key),
                network: Some(&network),
                ..Record::of(Done::IncidentShare, &held.number)
            };
            audit::record(tx, caller, at, &line)?;
            held.author = Some(person.account);
            let told = held.told(letters::name_of(caller), "");
            held.write_to_account(tx, colleague.account, told, RequestNews::Shared, at)?;
            if person.account != held.case.reporter {
                held.author = Some(colleague.account);
                let told = held.told(&colleague.name, "");
                held.write_to_contact(tx, told, RequestNews::Followed, at)?;
            }
            Ok(Ok(()))
        })
        .await?
        .map_err(Into::into)
}

/// The colleague with that address; one whom the reporter has taken off is found by the reporter only.
fn find(
    tx: &Tx<'_>,
    held: &Held,
    sharer: AccountRef,
    email: &EmailAddress,
) -> Answer<Option<Colleague>> {
    let found = tx.maybe(
        COLLEAGUE,
        params![held.case.incident.0, email.as_str()],
        |row| {
            let (name, email) = (row.get::<String>(2)?, row.get::<String>(3)?);
            Ok(Colleague {
                account: AccountRef(row.get(0)?),
                key: row.get(1)?,
                name: if name.is_empty() { email } else { name },
                ended_by: row.get::<Option<i64>>(4)?.map(AccountRef),
            })
        },
    )?;
    let is_reporter = sharer == held.case.reporter;
    Ok(found.filter(|colleague| {
        let ended_by = colleague.ended_by;
        is_reporter || ended_by.is_none_or(|by| by == colleague.account)
    }))
}
