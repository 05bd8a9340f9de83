//! Inviting somebody to a location by a one-time letter.

use domain::account::Person;
use domain::ids::{EmailAddress, PublicKey};
use domain::limits;
use domain::policy::Deed;
use domain::refusal::Refusal;
use domain::time::Moment;
use sha2::{Digest as _, Sha256};
use store::{Reader, params};

use super::stored::{self, Contact, Location, contact, contacts};
use super::told;
use crate::audit::{self, Done, Record};
use crate::budget::{self, Window};
use crate::house::{House, Seen, Visit};
use crate::outbox::OrganisationNews;
use crate::stopped::Answer;

const INVITE: &str = "
    INSERT INTO contact (key, organisation, location, name, email, language, account, token_hash, invited_until,
                         created_at)
    VALUES ($1, $2, $3, '', $4, $5, (SELECT a.id FROM account a WHERE a.email = $4), $6, $7, $8)";

/// An invitation that nobody has taken up in time makes room for another.
const LAPSE: &str = "
    UPDATE contact SET ended_at = $3
    WHERE organisation = $1 AND email = $2 AND approved_at IS NULL AND asked_at IS NULL AND invited_until <= $3
      AND ended_at IS NULL";

const BY_TOKEN: &str = contacts!(
    "WHERE k.token_hash = $1 AND k.approved_at IS NULL AND k.ended_at IS NULL AND k.invited_until > $2"
);

const ACCEPT: &str = "
    UPDATE contact SET approved_at = $2, approved_by = $3, account = $4, name = $5, token_hash = NULL
    WHERE id = $1 AND approved_at IS NULL AND ended_at IS NULL";

/// The purpose that tokens of invitations are derived for.
const TOKEN: &str = "contact invitation";

/// An invitation as whoever holds its address sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invited {
    /// The organisation's name.
    pub organisation: String,
    /// The location's name.
    pub location: String,
}

/// Invites an address to the location called `location`, for [`limits::INVITATION_DAYS`].
///
/// # Errors
/// [`Refusal::NotFound`] for anybody but those who keep the location's people and the service centre,
/// [`Refusal::ContactOnFile`] where the organisation has the address already, [`Refusal::TooManyAttempts`].
pub async fn invite(
    house: &House,
    visit: &Visit,
    location: &str,
    email: EmailAddress,
) -> Answer<()> {
    let (location, chance, at) = (location.to_owned(), house.random(), visit.at);
    let (keys, language) = (house.keys.clone(), visit.language.clone());
    house
        .act(visit, move |tx, caller| {
            let location = stored::held_location(tx, caller, &location, Deed::KeepContacts, at)?;
            let person = caller.person().ok_or(Refusal::SignInNeeded)?;
            let spent = format!("invite/{}", person.key);
            let limit = limits::INVITATIONS_PER_SIGN_IN_DAY;
            budget::spend(tx, &spent, Window::DAY, limit, at)?.or_refuse()?;
            let key = PublicKey::mint('k', chance).to_string();
            let (organisation, email) = (location.organisation.row.0, email.as_str());
            tx.execute(LAPSE, params![organisation, email, at.0])?;
            let until = at.plus_days(limits::INVITATION_DAYS).0;
            let hash = token_hash(&keys.token(TOKEN, &key));
            let row = location.row.0;
            let values = params![
                &key,
                organisation,
                row,
                email,
                &language,
                &hash,
                until,
                at.0
            ]
            .to_vec();
            match tx.attempt(|tx| tx.execute(INVITE, &values)) {
                Err(fault) if fault.is_conflict_with("contact_email") => {
                    return Err(Refusal::ContactOnFile.into());
                }
                invited => invited?,
            };
            let line = Record {
                after: Some(&location.key),
                ..Record::of(Done::ContactInvite, &key)
            };
            audit::record(tx, caller, at, &line)?;
            let (invited, _) = stored::held_contact(tx, caller, &key, Deed::KeepContacts, at)?;
            let news = OrganisationNews::Invited {
                by: person.label().to_owned(),
                contact: key,
            };
            let author = Some(person.account);
            Ok(told::tell(
                tx,
                &location,
                &[invited],
                &news,
                ("once", author),
                at,
            )?)
        })
        .await
}

/// What the invitation with that token offers.
///
/// # Errors
/// [`Refusal::SignInNeeded`], and [`Refusal::InvitationExpired`] where it was never sent, is used, withdrawn or too
/// old, or was sent to another address: nobody learns which.
pub async fn invited(house: &House, visit: &Visit, token: &str) -> Answer<Seen<Invited>> {
    let (token, at) = (token.to_owned(), visit.at);
    house
        .see(visit, move |reader, caller| {
            let person = caller.person().ok_or(Refusal::SignInNeeded)?;
            let (_, location) = by_token(reader, &token, person, at)?;
            Ok(Invited {
                organisation: location.organisation.name,
                location: location.name,
            })
        })
        .await
}

/// Accepts the invitation: the visitor's sign-in has its place at the location; gives the organisation's key.
///
/// # Errors
/// As [`invited`].
pub async fn accept(house: &House, visit: &Visit, token: &str) -> Answer<String> {
    let (token, at) = (token.to_owned(), visit.at);
    house
        .act(visit, move |tx, caller| {
            let person = caller.person().ok_or(Refusal::SignInNeeded)?;
            let (contact, location) = by_token(tx, &token, person, at)?;
            let account = person.account.0;
            let accepted = params![contact.row, at.0, "invitation", account, &person.name];
            if tx.execute(ACCEPT, accepted)? == 0 {
                return Err(Refusal::InvitationExpired.into());
            }
            let line = Record {
                after: Some(&location.key),
                ..Record::of(Done::ContactAccept, &contact.key)
            };
            audit::record(tx, caller, at, &line)?;
            Ok(location.organisation.key)
        })
        .await
}

/// The token in the letter of the invitation of the contact called `contact`.
pub fn invitation_token(house: &House, contact: &str) -> String {
    house.keys.token(TOKEN, contact)
}

/// The invitation that a token opens for the account of its address: a letter that was passed on opens nothing.
fn by_token(
    reader: &Reader<'_>,
    token: &str,
    person: &Person,
    at: Moment,
) -> Answer<(Contact, Location)> {
    let found = reader.maybe(BY_TOKEN, params![&token_hash(token), at.0], contact)?;
    let found = found
        .filter(|found| found.email == person.email)
        .ok_or(Refusal::InvitationExpired)?;
    let location = stored::at_row(reader, found.location)?;
    Ok((found, location))
}

fn token_hash(token: &str) -> [u8; 32] {
    Sha256::digest(token).into()
}
