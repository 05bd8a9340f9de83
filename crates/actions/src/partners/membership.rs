//! Recording a membership, or its renewal.

use domain::ids::PublicKey;
use domain::partner::Cause;
use domain::refusal::Refusal;
use domain::time::{Date, Term};
use store::params;

use super::ask;
use crate::audit::{self, Done, Record};
use crate::house::{By, House};
use crate::organisations;
use crate::stopped::Answer;

pub(super) const RECORD: &str = "
    INSERT INTO membership (key, organisation, level, starts_at, ends_at, created_at)
    VALUES ($1, $2, $3, $4, $5, $6) RETURNING id";

pub(super) const OVERLAPPING: &str = "
    SELECT COUNT(*) FROM membership WHERE organisation = $1 AND starts_at < $3 AND ends_at > $2";

/// A membership in one period.
#[derive(Clone, Debug)]
pub struct NewMembership {
    /// The opaque key of the organisation.
    pub organisation: String,
    /// The key of the level.
    pub level: String,
    /// Its first day, in the zone of the head office.
    pub first_day: Date,
    /// Its last day; a year after the first where nothing is given.
    pub last_day: Option<Date>,
    /// Whether its contracts stand already, as they do in an import: then nothing is to be activated.
    pub is_activated: bool,
}

/// Records a membership. Where its level is activated without being asked for, the task to do so is made; gives the
/// membership's opaque key.
///
/// # Errors
/// [`Refusal::NotFound`] for an organisation that is no partner or a level that the programme does not have,
/// [`Refusal::MembershipOverlaps`].
pub async fn record_membership(
    house: &House,
    by: By<'_>,
    membership: NewMembership,
) -> Answer<String> {
    let (catalog, chance) = (house.catalog(), house.random());
    let key = PublicKey::mint('m', house.random()).to_string();
    house
        .act_by(by, move |tx, caller, at| {
            let head_office =
                organisations::held_head_office(tx, caller, &membership.organisation, at)?;
            let level = catalog
                .programme
                .level(&membership.level)
                .filter(|_| head_office.organisation.partner_id.is_some())
                .ok_or(Refusal::NotFound)?;
            let zone = &head_office.zone;
            let starts = zone.start_of_day(membership.first_day);
            let ends = match membership.last_day {
                Some(last_day) => zone.start_of_day(last_day.next()),
                None => Term::YEAR.end_instant(membership.first_day, zone),
            };
            let organisation = head_office.organisation.row.0;
            let period = params![organisation, starts.0, ends.0];
            let overlapping: i64 = tx.row(OVERLAPPING, period, |row| row.get(0))?;
            if overlapping > 0 || ends <= starts {
                return Err(Refusal::MembershipOverlaps.into());
            }
            let values = params![
                &key,
                organisation,
                &membership.level,
                starts.0,
                ends.0,
                at.0
            ];
            let made = tx.returning(RECORD, values, |row| row.get::<i64>(0))?;
            let line = Record {
                after: Some(&membership.level),
                ..Record::of(Done::MembershipRecord, &head_office.organisation.key)
            };
            audit::record(tx, caller, at, &line)?;
            if let (Some(due), Some(row), false) = (
                level.activation.due(starts, zone),
                made.first(),
                membership.is_activated,
            ) {
                let task = ask::Task {
                    membership: *row,
                    location: &head_office,
                    cause: Cause::Renewal,
                    addition: None,
                    due: Some(due),
                };
                ask::make(tx, caller, &task, chance, at)?;
            }
            Ok(key)
        })
        .await
}
