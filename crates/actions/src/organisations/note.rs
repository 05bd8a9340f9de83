//! What the service centre keeps for itself about an organisation. Its own people never see it.

use domain::limits;
use domain::partner::OrganisationRef;
use domain::policy::{self, Deed, Object};
use domain::refusal::Refusal;
use domain::time::Moment;
use store::{Fault, Reader, params};

use super::stored;
use crate::audit::{self, Done, Record};
use crate::house::{House, Visit};
use crate::stopped::Answer;

const WRITE: &str = "
    INSERT INTO organisation_note (organisation, once, words, written_at, written_by)
    VALUES ($1, $2, $3, $4, $5) ON CONFLICT (organisation, once) DO NOTHING";

pub(crate) const NOTES: &str = "
    SELECT n.words, n.written_at, a.name, a.email FROM organisation_note n JOIN account a ON a.id = n.written_by
    WHERE n.organisation = $1 ORDER BY n.id DESC LIMIT $2";

/// A note.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// What it says.
    pub words: String,
    /// When it was written.
    pub written: Moment,
    /// By whom, as they are called; empty where they were erased.
    pub by: String,
}

/// Writes a note about the organisation called `organisation`. A repeat with the same `once` writes nothing.
///
/// # Errors
/// [`Refusal::NotFound`] for anybody but the service centre, [`Refusal::ReasonNeeded`] without words.
pub async fn note(
    house: &House,
    visit: &Visit,
    organisation: &str,
    (words, once): (&str, &str),
) -> Answer<()> {
    let (organisation, at) = (organisation.to_owned(), visit.at);
    let (words, once) = (words.trim().to_owned(), once.to_owned());
    house
        .act(visit, move |tx, caller| {
            policy::allow(caller, Deed::ManageContract, &Object::default(), at)?;
            let found = stored::organisation(tx, &organisation)?.ok_or(Refusal::NotFound)?;
            let author = caller.person().ok_or(Refusal::SignInNeeded)?.account;
            if words.is_empty() {
                return Err(Refusal::ReasonNeeded.into());
            }
            let values = params![found.row.0, &once, &words, at.0, author.0];
            if tx.execute(WRITE, values)? == 0 {
                return Ok(());
            }
            let line = Record::of(Done::OrganisationNote, &organisation);
            Ok(audit::record(tx, caller, at, &line)?)
        })
        .await
}

/// The newest notes about an organisation.
pub(crate) fn notes(
    reader: &Reader<'_>,
    organisation: OrganisationRef,
) -> Result<Vec<Note>, Fault> {
    let most = limits::PAGE_ROWS as i64;
    reader.rows(NOTES, params![organisation.0, most], |row| {
        let (name, email) = (row.get::<String>(2)?, row.get::<Option<String>>(3)?);
        Ok(Note {
            words: row.get(0)?,
            written: Moment(row.get(1)?),
            by: if name.is_empty() {
                email.unwrap_or_default()
            } else {
                name
            },
        })
    })
}
