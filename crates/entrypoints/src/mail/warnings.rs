//! Letters that warn before a contract runs empty or ends.

use actions::outbox::{AboutContract, Outlook};
use domain::offer::Unit;
use domain::time::Date;

use super::compose::{Desk, Part};
use crate::calendar::{Appointment, file};
use crate::contracts::forecast;

/// What is left, in units of `unit`.
pub(super) struct Left<'a> {
    pub unit: &'a str,
    /// Nothing where it is unlimited.
    pub units: Option<i64>,
    pub last_day: &'a str,
    pub outlook: Option<&'a Outlook>,
}

impl Left<'_> {
    fn is_hours(&self) -> bool {
        self.unit == Unit::Minute.code()
    }

    /// The balance and the end.
    fn facts(&self, desk: &Desk<'_>) -> Part {
        let w = desk.w;
        let balance = match self.units {
            None => w.incidents_unlimited().to_owned(),
            Some(minutes) if self.is_hours() => w.hours_left(minutes),
            Some(left) => w.incidents_left(left),
        };
        Part::Facts(vec![
            (w.letter_label_balance().to_owned(), balance),
            (
                w.letter_label_valid_until().to_owned(),
                desk.written_day(self.last_day),
            ),
        ])
    }

    fn outlook(&self, desk: &Desk<'_>) -> Option<Part> {
        let outlook = self.outlook?;
        Some(Part::Said(forecast(&desk.w, outlook)))
    }
}

/// Little is left, or nothing.
pub(super) fn low(desk: &Desk<'_>, about: &AboutContract, of: &Left<'_>) -> (String, Vec<Part>) {
    let (w, plan) = (desk.w, desk.name(&about.plan));
    let contract = w.contract_label(&about.access_id, plan);
    let left = of.units.unwrap_or_default();
    let subject = if of.is_hours() {
        w.notice_low_hours_subject(w.hours(left), plan)
    } else {
        w.notice_low_subject(left, plan)
    };
    let text = if left == 0 {
        w.notice_empty_text(contract)
    } else {
        w.notice_low_text(contract, desk.written_day(of.last_day))
    };
    let mut parts = vec![Part::Said(text), of.facts(desk)];
    parts.extend(of.outlook(desk));
    if left > 0 {
        parts.push(Part::Said(w.notice_low_do().to_owned()));
    }
    (subject, parts)
}

/// The end is near.
pub(super) fn ends(desk: &Desk<'_>, about: &AboutContract, of: &Left<'_>) -> (String, Vec<Part>) {
    let (w, plan) = (desk.w, desk.name(&about.plan));
    let contract = w.contract_label(&about.access_id, plan);
    let day = desk.written_day(of.last_day);
    let mut parts = vec![Part::Said(w.notice_ends_text(contract, &day))];
    parts.extend(of.units.map(|left| {
        Part::Said(if of.is_hours() && left > 0 {
            w.notice_ends_hours_lapse(w.hours(left))
        } else {
            w.notice_ends_lapses(left)
        })
    }));
    parts.push(of.facts(desk));
    parts.extend(of.outlook(desk));
    parts.push(Part::Said(w.notice_ends_do().to_owned()));
    parts.push(Part::Said(w.notice_ends_file().to_owned()));
    (w.notice_ends_subject(day, plan), parts)
}

/// The last day, for the reader's calendar.
pub(super) fn calendar(desk: &Desk<'_>, about: &AboutContract, last_day: &str) -> Option<String> {
    let plan = desk.name(&about.plan);
    let text = desk.w.contract_label(&about.access_id, plan);
    let last_day = Date::parse(last_day).ok()?;
    let end = Appointment::end(&desk.w, &about.contract, plan, last_day, text);
    Some(file(desk.base, desk.posted, None, &[end]))
}
