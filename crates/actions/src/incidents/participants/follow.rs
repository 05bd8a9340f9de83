//! Following a colleague's open incident.

use domain::incident::{self, State};
use domain::ledger::IncidentRef;
use domain::limits;
use domain::policy::Deed;
use domain::refusal::Refusal;
use domain::response::Severity;
use domain::time::Moment;
use store::params;

use super::add;
use crate::audit::{self, Done, Record};
use crate::incidents::{cases, letters};
use crate::outbox::RequestNews;
use crate::{Answer, House, Seen, Visit};

const ABOUT: &str = "
    SELECT i.product, a.name FROM incident i JOIN account a ON a.id = i.account WHERE i.id = $1";

/// A colleague's incident, as far as it is told before one follows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offered {
    /// Its title.
    pub title: String,
    /// The product's key.
    pub product: String,
    /// Who submitted it, by name; empty until given.
    pub reporter: String,
    /// How badly it hurts.
    pub severity: Severity,
    /// Where it is in its life.
    pub state: State,
    /// When it was submitted.
    pub submitted: Moment,
}

/// The incident, for a colleague who may follow it.
///
/// # Errors
/// `NotFound`, `SignInNeeded`.
pub async fn offered(house: &House, visit: &Visit, incident: IncidentRef) -> Answer<Seen<Offered>> {
    let at = visit.at;
    house
        .see(visit, move |reader, caller| {
            let held = cases::look(reader, caller, incident, Deed::FollowIncident, at)?;
            incident::follow(&held.case)?;
            let (product, reporter) = reader.row(ABOUT, params![incident.0], |row| {
                Ok((row.get(0)?, row.get(1)?))
            })?;
            Ok(Offered {
                title: held.title,
                product,
                reporter,
                severity: held.case.severity,
                state: held.case.state,
                submitted: held.submitted,
            })
        })
        .await
}

/// Lets a colleague follow an open incident, and tells its contact; following twice is following once.
///
/// # Errors
/// `NotFound` for everybody else, where it is closed, and where the reporter has taken the person off;
/// `TooManyFollowers`.
pub async fn follow(house: &House, visit: &Visit, incident: IncidentRef) -> Answer<()> {
    let (at, network) = (visit.at, visit.network.clone());
    house
        .act(visit, move |tx, caller| {
            let mut held = cases::hold(tx, caller, incident, Deed::FollowIncident, at)?;
            incident::follow(&held.case)?;
            let person = caller.person().ok_or(Refusal::SignInNeeded)?;
            let (is_new, count) = add(tx, incident, person.account, at)?;
            if !is_new {
                return Ok(());
            }
            if count > limits::FOLLOWERS_PER_REQUEST_MAX as i64 {
                return Err(Refusal::TooManyFollowers.into());
            }
            let line = Record {
                network: Some(&network),
                ..Record::of(Done::IncidentFollow, &held.number)
            };
            audit::record(tx, caller, at, &line)?;
            held.author = Some(person.account);
            let told = held.told(letters::name_of(caller), "");
            Ok(held.write_to_contact(tx, told, RequestNews::Followed, at)?)
        })
        .await
}
