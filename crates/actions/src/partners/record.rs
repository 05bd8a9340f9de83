//! What the service centre has on record about a partner: notes, letters with IDs, and cases.

use domain::ids::masked;
use domain::limits;
use domain::partner::OrganisationRef;
use domain::policy::{self, Deed, Object};
use domain::time::Moment;
use store::{Fault, Reader, Row, params};

use crate::house::{House, Seen, Visit};
use crate::organisations::{self, Note};
use crate::stopped::Answer;

/// The newest letters that deliver the IDs of an organisation's contracts.
pub(super) const LETTERS: &str = "
    SELECT l.kind, l.address, l.created_at, l.sent_at, l.failed_at, c.access_id, c.key
    FROM contract c JOIN letter l ON l.contract = c.id
    WHERE c.organisation = $1 AND l.kind IN ('contract_activated', 'contract_ids_resent', 'contract_id_changed')
    ORDER BY l.id DESC LIMIT $2";

/// The newest cases of an organisation.
pub(super) const CASES: &str = "
    SELECT number, title, submitted_at, closed_at FROM incident
    WHERE organisation = $1 AND kind = 'program' ORDER BY id DESC LIMIT $2";

/// A letter that delivers IDs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Delivery {
    /// The word of its kind.
    pub kind: String,
    /// The address, masked.
    pub masked: String,
    /// When it was written.
    pub written: Moment,
    /// When it was handed over.
    pub sent: Option<Moment>,
    /// When it was given up.
    pub failed: Option<Moment>,
    /// The contract's Access ID.
    pub access_id: String,
    /// The contract's opaque key.
    pub contract: String,
}

/// A program support case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaseLine {
    /// Its number.
    pub number: String,
    /// Its title.
    pub title: String,
    /// When it was opened.
    pub opened: Moment,
    /// When it was closed.
    pub closed: Option<Moment>,
}

/// What is on record about a partner, the newest first.
#[derive(Clone, Debug, Default)]
pub struct Kept {
    /// What the service centre wrote for itself.
    pub notes: Vec<Note>,
    /// Letters that delivered IDs.
    pub letters: Vec<Delivery>,
    /// Program support cases.
    pub cases: Vec<CaseLine>,
}

/// What is on record about the organisation called `organisation`.
///
/// # Errors
/// [`domain::refusal::Refusal::NotFound`] for anybody but the service centre.
pub async fn on_record(house: &House, visit: &Visit, organisation: &str) -> Answer<Seen<Kept>> {
    let (organisation, at) = (organisation.to_owned(), visit.at);
    house
        .see(visit, move |reader, caller| {
            policy::allow(caller, Deed::ManageContract, &Object::default(), at)?;
            let office = organisations::at_head_office(reader, &organisation)?;
            Ok(read(reader, office.organisation.row)?)
        })
        .await
}

fn read(reader: &Reader<'_>, organisation: OrganisationRef) -> Result<Kept, Fault> {
    let newest = params![organisation.0, limits::PAGE_ROWS as i64];
    Ok(Kept {
        notes: organisations::notes(reader, organisation)?,
        letters: reader.rows(LETTERS, newest, delivery)?,
        cases: reader.rows(CASES, newest, |row| {
            Ok(CaseLine {
                number: row.get(0)?,
                title: row.get(1)?,
                opened: Moment(row.get(2)?),
                closed: row.get::<Option<i64>>(3)?.map(Moment),
            })
        })?,
    })
}

fn delivery(row: &Row<'_>) -> Result<Delivery, Fault> {
    Ok(Delivery {
        kind: row.get(0)?,
        masked: masked(&row.get::<String>(1)?),
        written: Moment(row.get(2)?),
        sent: row.get::<Option<i64>>(3)?.map(Moment),
        failed: row.get::<Option<i64>>(4)?.map(Moment),
        access_id: row.get(5)?,
        contract: row.get(6)?,
    })
}
