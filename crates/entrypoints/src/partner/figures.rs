//! The four figures at the top of *My benefits and activities*.

use actions::benefits::Overview;
use domain::offer::Unit;
use domain::time::{Moment, Zone};
use words::Words;

/// One of the four figures.
pub(super) struct Figure {
    pub label: &'static str,
    pub number: String,
    pub note: String,
    pub icon: &'static str,
}

/// Incidents and hours left, open requests, and the next end date.
pub(super) fn figures(w: Words, overview: &Overview, at: Moment, zone: &Zone) -> [Figure; 4] {
    let usable = || overview.contracts.iter().filter(|one| one.is_usable());
    let counted = |unit: Unit| usable().filter(move |one| one.offer.unit == unit);
    let left = |unit| counted(unit).filter_map(|one| one.left).sum::<i64>();
    let (limited, unlimited): (Vec<_>, Vec<_>) =
        counted(Unit::Incident).partition(|one| one.left.is_some());
    let hours: i64 = counted(Unit::Minute).map(|one| one.granted).sum();
    let today = zone.date_of(at);
    let next = usable().map(|one| one.last_day).min();
    let activities = &overview.activities;
    let waiting = match activities.waiting {
        (0, 0) => String::new(),
        (mine, 0) => w.benefits_waiting_for_you(mine),
        (0, others) => w.benefits_waiting_for_others(others),
        (mine, others) => w.benefits_waiting_for_both(mine, others),
    };
    [
        Figure {
            label: w.benefits_incidents(),
            number: if limited.is_empty() && !unlimited.is_empty() {
                w.benefits_unlimited().to_owned()
            } else {
                w.number(left(Unit::Incident))
            },
            note: match unlimited.len() {
                0 => w.benefits_in_contracts(limited.len() as i64),
                more => w.benefits_and_unlimited(limited.len() as i64, more as i64),
            },
            icon: "ticket",
        },
        Figure {
            label: w.benefits_hours(),
            number: w.hours(left(Unit::Minute)),
            note: w.benefits_of_hours(w.hours(hours)),
            icon: "clock",
        },
        Figure {
            label: w.benefits_open(),
            number: w.number(activities.open.iter().sum::<i64>()),
            note: waiting,
            icon: "message-circle",
        },
        Figure {
            label: w.benefits_next_end(),
            number: next.map_or_else(|| w.benefits_no_end().to_owned(), |day| w.short_date(day)),
            note: next.map_or_else(String::new, |day| {
                w.format_in_days(i64::from(today.days_until(day)))
            }),
            icon: "calendar-due",
        },
    ]
}
