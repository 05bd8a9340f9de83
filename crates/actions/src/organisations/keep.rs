//! Keeping the people of a location: who stands for it, and who no longer belongs to it.

use domain::policy::{self, Deed, Object};
use domain::refusal::Refusal;
use store::params;

use super::{file, stored};
use crate::audit::{self, Done, Record};
use crate::house::{By, House};
use crate::stopped::Answer;

const END: &str = "
    UPDATE contact SET ended_at = $2, primary_since = NULL, token_hash = NULL WHERE id = $1 AND ended_at IS NULL";

/// Makes the contact called `contact` the primary one of its location; the one before stays on file, and both are told.
///
/// # Errors
/// [`Refusal::NotFound`] for anybody but the service centre, and for a contact that is not on file;
/// [`Refusal::ReasonNeeded`] without a reason.
pub async fn change_primary(house: &House, by: By<'_>, contact: &str, reason: &str) -> Answer<()> {
    let (key, reason) = (contact.to_owned(), reason.trim().to_owned());
    house
        .act_by(by, move |tx, caller, at| {
            let (contact, location) =
                stored::held_contact(tx, caller, &key, Deed::ManageContract, at)?;
            contact.approved.ok_or(Refusal::NotFound)?;
            if reason.is_empty() {
                return Err(Refusal::ReasonNeeded.into());
            }
            if contact.primary_since.is_some() {
                return Ok(());
            }
            file::appoint(tx, caller, &location, &key, Some(&reason), at)
        })
        .await
}

/// Takes the contact called `contact` off the file, or declines who asked or was invited. A person may leave.
///
/// # Errors
/// [`Refusal::NotFound`]; [`Refusal::PrimaryContact`] where it stands for the location, unless the service centre asks:
/// somebody has to take its place first.
pub async fn remove(house: &House, by: By<'_>, contact: &str) -> Answer<()> {
    let key = contact.to_owned();
    house
        .act_by(by, move |tx, caller, at| {
            let is_own = stored::is_own(tx, caller, &key)?;
            let deed = if is_own {
                Deed::OwnAccount
            } else {
                Deed::KeepContacts
            };
            let (contact, location) = stored::held_contact(tx, caller, &key, deed, at)?;
            let by_staff =
                policy::allow(caller, Deed::ManageContract, &Object::default(), at).is_ok();
            if contact.primary_since.is_some() && !by_staff {
                return Err(Refusal::PrimaryContact.into());
            }
            tx.execute(END, params![contact.row, at.0])?;
            let line = Record {
                before: Some(&location.key),
                ..Record::of(Done::ContactRemove, &key)
            };
            Ok(audit::record(tx, caller, at, &line)?)
        })
        .await
}
