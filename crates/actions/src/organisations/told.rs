//! Telling people of an organisation what concerns them.

use domain::account::AccountRef;
use domain::partner::LocationRef;
use domain::time::Moment;
use store::{Fault, Tx, params};

use super::stored::{Contact, Location, contact, contacts};
use crate::outbox::{self, AboutOrganisation, Letter, OrganisationNews, Posting, Recipient};

/// The primary contacts of a location and of the head office that it belongs to.
const KEEPERS: &str = contacts!(
    "JOIN location w ON w.id = k.location
     WHERE k.organisation = (SELECT l.organisation FROM location l WHERE l.id = $1)
       AND k.primary_since IS NOT NULL AND k.ended_at IS NULL
       AND (k.location = $1 OR w.head_office_since IS NOT NULL) ORDER BY k.id"
);

const CALLED: &str = contacts!("WHERE k.key IN_LIST($1) AND k.ended_at IS NULL");

/// The contacts called so.
pub(super) fn called(tx: &Tx<'_>, keys: &[String]) -> Result<Vec<Contact>, Fault> {
    tx.rows(CALLED, params![keys], contact)
}

/// Who may decide about the people of a location, besides the service centre.
pub(super) fn keepers(tx: &Tx<'_>, location: LocationRef) -> Result<Vec<Contact>, Fault> {
    tx.rows(KEEPERS, params![location.0], contact)
}

/// Tells contacts the news; `once` names the event, and `author` whom it names.
pub(super) fn tell(
    tx: &mut Tx<'_>,
    location: &Location,
    people: &[Contact],
    news: &OrganisationNews,
    (once, author): (&str, Option<AccountRef>),
    at: Moment,
) -> Result<(), Fault> {
    let postings: Vec<Posting> = people
        .iter()
        .map(|person| Posting {
            once: format!("{}/{}/{once}", person.key, news.kind()),
            to: Recipient {
                address: person.email.clone(),
                language: person.language.clone(),
                zone: location.zone.name().to_owned(),
            },
            incident: None,
            contract: None,
            author,
            letter: Letter::Organisation {
                about: AboutOrganisation {
                    organisation: location.organisation.key.clone(),
                    organisation_name: location.organisation.name.clone(),
                    location_name: location.name.clone(),
                },
                news: news.clone(),
            },
        })
        .collect();
    outbox::post_many(tx, &postings, at)
}
