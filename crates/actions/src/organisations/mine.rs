//! The organisations that a sign-in belongs to, or has asked to belong to.

use std::collections::BTreeSet;

use domain::account::AccountRef;
use domain::partner::{LocationRef, Seat};
use domain::refusal::Refusal;
use store::{Fault, Reader, params};

use super::stored::{self, contact, contacts};
use crate::house::{House, Seen, Visit};
use crate::stopped::Answer;

/// What an account holds and has asked for. An invitation is in its letter. Nobody belongs to more than twenty.
const OF_ACCOUNT: &str = contacts!(
    "WHERE k.account = $1 AND k.ended_at IS NULL AND (k.approved_at IS NOT NULL OR k.asked_at IS NOT NULL)
     ORDER BY k.id LIMIT 20"
);

/// The places of an account with every location of their organisations.
pub(crate) const PLACES: &str = "
    SELECT w.id, k.location, h.head_office_since, k.primary_since
    FROM contact k JOIN location h ON h.id = k.location JOIN location w ON w.organisation = k.organisation
    WHERE k.account = $1 AND k.approved_at IS NOT NULL AND k.ended_at IS NULL";

/// A sign-in's place at a location of an organisation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Association {
    /// The opaque key of the contact that the sign-in is.
    pub contact: String,
    /// The organisation's opaque key.
    pub organisation: String,
    /// The organisation's name.
    pub organisation_name: String,
    /// The organisation's partner ID, if it is a partner.
    pub partner_id: Option<String>,
    /// The location's opaque key.
    pub location: String,
    /// The location's name.
    pub location_name: String,
    /// The ISO 3166-1 code of the location's country.
    pub country: String,
    /// Whether the location is the head office.
    pub is_head_office: bool,
    /// Whether it is the location's primary program contact.
    pub is_primary: bool,
    /// Whether it still waits to be approved; nothing is seen until then.
    pub is_waiting: bool,
}

/// The visitor's places, in the order in which they came about.
pub async fn mine(house: &House, visit: &Visit) -> Answer<Seen<Vec<Association>>> {
    house
        .see(visit, move |reader, caller| {
            let account = caller.person().ok_or(Refusal::SignInNeeded)?.account;
            Ok(of_account(reader, account)?)
        })
        .await
}

/// The places of `account`, in the order in which they came about.
pub(crate) fn of_account(
    reader: &Reader<'_>,
    account: AccountRef,
) -> Result<Vec<Association>, Fault> {
    let mut places = Vec::new();
    for contact in reader.rows(OF_ACCOUNT, params![account.0], contact)? {
        let location = stored::at_row(reader, contact.location)?;
        places.push(Association {
            contact: contact.key,
            organisation: location.organisation.key,
            organisation_name: location.organisation.name,
            partner_id: location.organisation.partner_id,
            location: location.key,
            location_name: location.name,
            country: location.country,
            is_head_office: location.is_head_office,
            is_primary: contact.primary_since.is_some(),
            is_waiting: contact.approved.is_none(),
        });
    }
    Ok(places)
}

/// The rows of the locations that `account` sees as one of their organisation's people, each once.
pub(crate) fn seen_by(reader: &Reader<'_>, account: AccountRef) -> Result<Vec<i64>, Fault> {
    let mut seen = BTreeSet::new();
    for (location, seat) in reader.rows(PLACES, params![account.0], |row| {
        let seat = Seat {
            location: LocationRef(row.get(1)?),
            is_head_office: row.get::<Option<i64>>(2)?.is_some(),
            is_primary: row.get::<Option<i64>>(3)?.is_some(),
        };
        Ok((row.get::<i64>(0)?, seat))
    })? {
        seen.extend(seat.place(LocationRef(location)).map(|_| location));
    }
    Ok(seen.into_iter().collect())
}
