//! What the desk is told beside the conversation: the clock of the first answer, and what pays.

use actions::incidents::show::Shown;
use domain::response::{Handling, Verdict};
use domain::time::Zone;
use words::Words;

use crate::app::App;
use crate::requests::words::{business_hours, paying_for};

/// How the clock of the first answer stands, and how it was counted.
pub(super) fn clock(
    app: &App,
    w: Words,
    zone: &Zone,
    shown: &Shown,
) -> Vec<(&'static str, String)> {
    let clock = &shown.clock;
    let stands = match (clock.contacted, clock.due, clock.verdict) {
        (Some(at), _, Verdict::Missed) => {
            format!(
                "{} – {}",
                w.desk_first_answer_given(w.moment(at, zone)),
                w.request_first_answer_late()
            )
        }
        (Some(at), _, _) => {
            format!(
                "{} – {}",
                w.desk_first_answer_given(w.moment(at, zone)),
                w.request_first_answer_in_time()
            )
        }
        (None, Some(due), _) => w.desk_first_answer_due(w.moment(due, zone)),
        (None, None, _) => w.desk_paused().to_owned(),
    };
    let hours = w.hours(i64::from(clock.target.minutes));
    let began = w.moment(clock.started, zone);
    let counted = match clock.target.handling {
        Handling::BusinessHours => w.letter_counted_business(&hours, &began),
        Handling::AroundTheClock => w.letter_counted_clock(&hours, &began),
    };
    let mut lines = vec![
        (w.desk_first_answer(), stands),
        (w.desk_clock_explained(), counted),
    ];
    let calendar = business_hours(app, &w, shown);
    if !calendar.is_empty() {
        lines.push((w.desk_clock_calendar(), calendar));
    }
    let paused = clock.paused.as_minutes();
    if paused > 0 {
        lines.push((w.desk_status(), w.desk_pauses(w.hours(paused))));
    }
    lines
}

/// What pays, what is left on it, and when it ends.
pub(super) fn contract(w: Words, shown: &Shown) -> Vec<(&'static str, String)> {
    let label = paying_for(w, shown);
    let Some(paying) = &shown.contract else {
        return vec![(w.desk_plan(), label)];
    };
    let left = match paying.left {
        Some(left) if shown.case.is_advice() => w.hours_left(left),
        Some(left) => w.incidents_left(left),
        None => w.incidents_unlimited().to_owned(),
    };
    let last = shown.zone.date_of(paying.ends).previous();
    vec![
        (w.desk_contract(), label),
        (w.desk_contract_left(), left),
        (w.desk_contract_ends(), w.long_date(last)),
    ]
}
