//! Letters about advice: estimates, their answers, and what was delivered.

use actions::outbox::{RequestNews, Told};
use domain::time::Date;

use super::compose::{Composed, Desk, Part};
use super::requests::{about, for_desk, named_if_any, until, with_words};

/// Composes a letter about advice.
pub(super) fn compose(desk: &Desk<'_>, told: &Told, news: &RequestNews) -> Composed {
    let (w, number, by) = (desk.w, &told.number, &told.by);
    let (subject, mut said) = match news {
        RequestNews::Estimated {
            minutes,
            approved,
            closes,
            deducted,
        } => {
            let hours = w.hours(*minutes);
            let raised = approved.map(|before| w.letter_estimate_raised(w.hours(before)));
            let mut said = vec![w.letter_estimate_text(&hours, by)];
            said.extend(raised);
            said.push(until(desk, *closes, deducted.as_deref()));
            (w.letter_estimate_subject(hours, number), said)
        }
        RequestNews::EstimateTold { minutes } => {
            let hours = w.hours(*minutes);
            let text = w.letter_estimate_told_text(&hours, by);
            (w.letter_estimate_told_subject(hours, number), vec![text])
        }
        RequestNews::EstimateApproved { minutes, contract } => {
            let (hours, contract) = (w.hours(*minutes), named_if_any(desk, contract.as_ref()));
            let text = w.letter_approved_text(contract, &hours, by);
            (w.letter_approved_subject(hours, number), vec![text])
        }
        RequestNews::Delivered { minutes, day, left } => {
            let (hours, left) = (w.hours(*minutes), w.hours(*left));
            let day = Date::parse(day).map_or_else(|_| day.clone(), |day| w.long_date(day));
            let text = w.letter_delivered_text(day, &hours, left, by);
            (w.letter_delivered_subject(hours, number), vec![text])
        }
        RequestNews::EstimateDeclined { minutes } => {
            let said = w.letter_declined_text(w.hours(*minutes), by, &told.title);
            return for_desk(desk, told, w.letter_declined_subject(number), said);
        }
        _ => (told.title.clone(), Vec::new()),
    };
    let parts = said.drain(..).map(Part::Said).collect();
    about(desk, told, subject, with_words(desk, told, parts))
}
