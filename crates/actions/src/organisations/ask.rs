//! Asking to belong to a partner by its partner ID, and letting in who asked.

use domain::account::Person;
use domain::ids::PublicKey;
use domain::limits;
use domain::policy::Deed;
use domain::refusal::Refusal;
use domain::time::Moment;
use store::{Fault, Tx, params};

use super::stored::{self, Location, located, locations};
use super::told;
use crate::audit::{self, Done, Record};
use crate::budget::{self, Window};
use crate::house::{By, House, Visit};
use crate::outbox::OrganisationNews;
use crate::stopped::Answer;

/// The locations of a partner: the one of that name first, then the head office.
const WANTED: &str = locations!(
    "WHERE o.partner_id = $1 AND (w.head_office_since IS NOT NULL OR LOWER(w.name) = LOWER($2))
     ORDER BY CASE WHEN LOWER(w.name) = LOWER($2) THEN 0 ELSE 1 END, w.id LIMIT 1"
);

/// Whoever is on file, invited or waiting already is not asked about again.
const ASK: &str = "
    INSERT INTO contact (key, organisation, location, name, email, language, account, asked_at, created_at)
    SELECT CAST($1 AS TEXT), CAST($2 AS BIGINT), CAST($3 AS BIGINT), CAST($4 AS TEXT), CAST($5 AS TEXT),
           CAST($6 AS TEXT), CAST($7 AS BIGINT), CAST($8 AS BIGINT), CAST($8 AS BIGINT)
    WHERE NOT EXISTS (SELECT 1 FROM contact k WHERE k.organisation = $2 AND k.email = $5 AND k.ended_at IS NULL)";

const APPROVE: &str = "
    UPDATE contact SET approved_at = $2, approved_by = $3, location = $4, token_hash = NULL
    WHERE id = $1 AND approved_at IS NULL";

/// What somebody types who wants to belong to a partner.
#[derive(Clone, Debug)]
pub struct Asking {
    /// The partner ID.
    pub partner_id: String,
    /// The location's name; the head office where none is called so.
    pub location: String,
}

/// Asks to belong to a partner. Those who keep its people are told, and decide. The answer is the same whether the
/// partner exists or not.
///
/// # Errors
/// [`Refusal::SignInNeeded`], [`Refusal::TooManyAttempts`].
pub async fn ask(house: &House, visit: &Visit, asking: Asking) -> Answer<()> {
    let (chance, at) = (house.random(), visit.at);
    let (network, language) = (visit.network.clone(), visit.language.clone());
    let asked = house.act(visit, move |tx, caller| {
        let person = caller.person().ok_or(Refusal::SignInNeeded)?;
        if let Err(refusal) = pay(tx, person, &network, at)? {
            return Ok(Err(refusal));
        }
        let wanted = params![asking.partner_id.trim(), asking.location.trim()];
        let Some(location) = tx.maybe(WANTED, wanted, located)? else {
            return Ok(Ok(()));
        };
        let key = PublicKey::mint('k', chance).to_string();
        let language = person.language.as_ref().unwrap_or(&language);
        let asked = params![
            &key,
            location.organisation.row.0,
            location.row.0,
            &person.name,
            &person.email,
            language,
            person.account.0,
            at.0
        ];
        if tx.execute(ASK, asked)? == 0 {
            return Ok(Ok(()));
        }
        let line = Record {
            after: Some(&location.key),
            ..Record::of(Done::ContactAsk, &key)
        };
        audit::record(tx, caller, at, &line)?;
        let news = OrganisationNews::Asked {
            name: person.name.clone(),
            email: person.email.clone(),
        };
        let keepers = told::keepers(tx, location.row)?;
        let author = Some(person.account);
        told::tell(tx, &location, &keepers, &news, (&key, author), at)?;
        Ok(Ok(()))
    });
    Ok(asked.await??)
}

/// Charges an attempt at a partner ID; what is charged stays charged.
fn pay(
    tx: &mut Tx<'_>,
    person: &Person,
    network: &str,
    at: Moment,
) -> Result<Result<(), Refusal>, Fault> {
    let of_account = format!("partner/account/{}", person.account.0);
    let of_network = format!("partner/network/{network}");
    for (subject, window, limit) in [
        (
            &of_account,
            Window::DAY,
            limits::PARTNER_IDS_PER_SIGN_IN_DAY,
        ),
        (
            &of_network,
            Window::HOUR,
            limits::WRONG_PAIRS_PER_NETWORK_HOUR,
        ),
    ] {
        let paid = budget::spend(tx, subject, window, limit, at)?.or_refuse();
        if paid.is_err() {
            return Ok(paid);
        }
    }
    Ok(Ok(()))
}

/// Lets the contact called `contact` in who asked for it, at the location called `location`, or where it was asked for.
///
/// # Errors
/// [`Refusal::NotFound`] for anybody but those who keep the people of both locations and the service centre, and where
/// nobody asks.
pub async fn approve(
    house: &House,
    by: By<'_>,
    contact: &str,
    location: Option<&str>,
) -> Answer<()> {
    let (key, location) = (contact.to_owned(), location.map(str::to_owned));
    house
        .act_by(by, move |tx, caller, at| {
            let (contact, asked_for) =
                stored::held_contact(tx, caller, &key, Deed::KeepContacts, at)?;
            let location = match location {
                Some(location) => {
                    stored::held_location(tx, caller, &location, Deed::KeepContacts, at)?
                }
                None => asked_for.clone(),
            };
            same_organisation(&asked_for, &location)?;
            if contact.asked.is_none() {
                return Err(Refusal::NotFound.into());
            }
            let values = params![contact.row, at.0, caller.key(), location.row.0];
            if tx.execute(APPROVE, values)? == 0 {
                return Err(Refusal::NotFound.into());
            }
            let line = Record {
                before: Some(&asked_for.key),
                after: Some(&location.key),
                ..Record::of(Done::ContactApprove, &key)
            };
            audit::record(tx, caller, at, &line)?;
            let news = OrganisationNews::Approved;
            Ok(told::tell(
                tx,
                &location,
                &[contact],
                &news,
                ("once", None),
                at,
            )?)
        })
        .await
}

fn same_organisation(one: &Location, other: &Location) -> Result<(), Refusal> {
    if one.organisation.row == other.organisation.row {
        Ok(())
    } else {
        Err(Refusal::NotFound)
    }
}
