//! What activating a task issues, and to whom the IDs go: the same answer for the page before and for the deed.

use domain::catalog::{Catalog, Name};
use domain::partner::{Benefit, Planned, days_fit, plan};
use domain::policy::{self, Deed, Object};
use domain::refusal::Refusal;
use domain::time::{Date, Moment};
use store::Reader;

use super::queue::{self, Task};
use super::stored::{self, Activation, Membership, Predecessor};
use crate::house::{House, Seen, Visit};
use crate::organisations::{self, Location, OnFile};
use crate::stopped::Answer;

/// Days that were chosen in place of the usual ones.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Dates {
    /// First usable day.
    pub first_day: Option<Date>,
    /// Last usable day.
    pub last_day: Option<Date>,
}

/// A contract that is issued.
#[derive(Clone, Debug)]
pub struct Foreseen {
    /// What it brings.
    pub benefit: Benefit,
    /// The key of the offer that it is made from.
    pub offer: String,
    /// What the offer is called.
    pub name: Name,
    /// First usable day.
    pub first_day: Date,
    /// Last usable day.
    pub last_day: Date,
    /// The contract whose place it takes.
    pub replaces: Option<Predecessor>,
    /// Whether that one could be used after the first day.
    pub overlaps: bool,
}

/// What activating would do.
#[derive(Clone, Debug)]
pub struct Preview {
    /// The task.
    pub task: Task,
    /// What would be issued.
    pub foreseen: Vec<Foreseen>,
    /// Who would be sent the IDs: the primary program contact of the location.
    pub recipient: Option<OnFile>,
}

/// What activating the task called `key` would do, with the days that were chosen.
///
/// # Errors
/// [`Refusal::NotFound`] for anybody but the service centre, and as activating it.
pub async fn preview(
    house: &House,
    visit: &Visit,
    key: &str,
    dates: Dates,
) -> Answer<Seen<Preview>> {
    let (catalog, key, at) = (house.catalog(), key.to_owned(), visit.at);
    house
        .see(visit, move |reader, caller| {
            policy::allow(caller, Deed::ManageContract, &Object::default(), at)?;
            let (activation, location) = stored::activation(reader, &key)?;
            Ok(Preview {
                foreseen: foresee(reader, &catalog, (&activation, &location), dates, at)?,
                recipient: organisations::primary(reader, location.row)?,
                task: queue::task(reader, &catalog, activation, location, at)?,
            })
        })
        .await
}

/// The contracts that activating issues at `at`; days that were chosen have to fit.
pub(super) fn foresee(
    reader: &Reader<'_>,
    catalog: &Catalog,
    (activation, location): (&Activation, &Location),
    dates: Dates,
    at: Moment,
) -> Answer<Vec<Foreseen>> {
    let membership = stored::of_row(reader, activation.membership)?;
    let level = membership.level(catalog)?;
    let standing = stored::held(reader, location.organisation.row)?.standing(catalog);
    let (member, today) = (days_of(&membership, location), location.zone.date_of(at));
    let planned = plan(&catalog.programme, level, activation.cause, standing);
    let mut foreseen = Vec::with_capacity(planned.len());
    for Planned { benefit, offer } in planned {
        let offer = catalog
            .newest_offer(offer.as_str())
            .ok_or(Refusal::NotFound)?;
        let (first_day, last_day) = if activation.cause.follows_membership() {
            let (first, last) = member;
            (
                dates.first_day.unwrap_or(first),
                dates.last_day.unwrap_or(last),
            )
        } else {
            let first = dates.first_day.unwrap_or(today);
            let last = dates.last_day;
            (
                first,
                last.unwrap_or_else(|| offer.term.last_usable_day(first)),
            )
        };
        if dates != Dates::default() {
            days_fit((first_day, last_day), member, offer, today)?;
        }
        let starts = location.zone.start_of_day(first_day);
        let replaces = stored::predecessor(reader, catalog, (location.row, benefit), starts)?;
        foreseen.push(Foreseen {
            benefit,
            offer: offer.key.to_string(),
            name: offer.name.clone(),
            first_day,
            last_day,
            overlaps: replaces.as_ref().is_some_and(|before| before.ends > starts),
            replaces,
        });
    }
    Ok(foreseen)
}

/// The first and the last day of a membership, where it is counted.
fn days_of(membership: &Membership, location: &Location) -> (Date, Date) {
    let last = Moment(membership.ends.0 - 1);
    (
        location.zone.date_of(membership.starts),
        location.zone.date_of(last),
    )
}
