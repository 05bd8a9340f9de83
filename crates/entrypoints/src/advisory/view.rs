//! How an engagement of advice stands, on the pages of its request.

use actions::Visit;
use actions::advisory::{self, Engagement};
use actions::incidents::show::Shown;
use actions::incidents::timeline::Event;
use domain::advisory::{Stage, deliverable, stage};
use domain::time::{Date, Zone};
use web_kit::form_state::FormState;
use words::Words;

use super::hours;
use crate::answer::Halt;
use crate::app::App;
use crate::requests::words::paying_for;

/// An engagement in words.
pub(crate) struct View {
    pub facts: Vec<(&'static str, String)>,
    /// What was delivered: day, time, by whom.
    pub log: Vec<(String, String, String)>,
    /// What the customer is asked to approve.
    pub estimate: Option<Estimate>,
    /// Whether advice can be logged.
    pub can_deliver: bool,
    /// Whether an estimate was sent before.
    pub was_estimated: bool,
    /// What the desk's forms begin with.
    pub blank: FormState,
}

/// An estimate that waits for the customer's answer.
pub(crate) struct Estimate {
    pub minutes: i64,
    pub hours: String,
    pub text: String,
    /// What is said of an approval before; empty where there was none.
    pub raised: String,
}

impl View {
    /// The engagement of a request for advice; nothing of another.
    pub async fn of(
        app: &App,
        visit: &Visit,
        w: Words,
        zone: &Zone,
        shown: &Shown,
    ) -> Result<Option<Self>, Halt> {
        if !shown.case.is_advice() {
            return Ok(None);
        }
        let engagement = advisory::show(&app.house, visit, shown.case.incident).await?;
        Ok(engagement.map(|engagement| Self {
            facts: facts(w, shown, &engagement),
            log: shown
                .events
                .iter()
                .filter(|event| event.kind == "delivered")
                .map(|event| delivery(w, event))
                .collect(),
            estimate: engagement
                .estimate
                .map(|minutes| estimate(w, shown, &engagement, minutes)),
            can_deliver: shown.case.is_open() && deliverable(&shown.case) > 0,
            was_estimated: engagement.estimate.or(engagement.approved).is_some(),
            blank: FormState::filled([
                ("delivered_on", zone.date_of(visit.at).to_string()),
                ("estimate_hours", hours::typed(engagement.asked.1)),
            ]),
        }))
    }
}

fn facts(w: Words, shown: &Shown, engagement: &Engagement) -> Vec<(&'static str, String)> {
    let case = &shown.case;
    let hours = |minutes: Option<i64>| {
        minutes.map_or_else(|| w.advisory_not_yet().to_owned(), |one| w.hours(one))
    };
    let (least, most) = engagement.asked;
    let mut facts = vec![
        (
            w.advisory_stage(),
            word(w, stage(case, engagement.estimate)).to_owned(),
        ),
        (w.advisory_asked(), range(w, least, most)),
    ];
    let days = days(w, engagement.days);
    if !days.is_empty() {
        facts.push((w.advisory_check_days(), days));
    }
    if engagement.estimate.is_some() {
        facts.push((w.advisory_estimate(), hours(engagement.estimate)));
    }
    facts.push((w.advisory_approved(), hours(engagement.approved)));
    facts.push((w.advisory_delivered(), w.hours(case.delivered)));
    if case.is_open() && engagement.approved.is_some() {
        facts.push((w.advisory_deliverable(), w.hours(deliverable(case))));
    }
    let left = shown.contract.as_ref().and_then(|contract| contract.left);
    facts.extend(left.map(|left| (w.advisory_hours_left(), w.hours(left))));
    facts
}

fn word(w: Words, stage: Stage) -> &'static str {
    match stage {
        Stage::Submitted => w.advisory_stage_submitted(),
        Stage::Scoped => w.advisory_stage_scoped(),
        Stage::Approved => w.advisory_stage_approved(),
        Stage::Delivered => w.advisory_stage_delivered(),
        Stage::Closed => w.advisory_stage_closed(),
    }
}

/// From so long to so long, or just so long.
pub(super) fn range(w: Words, least: i64, most: i64) -> String {
    if least == most {
        w.hours(most)
    } else {
        w.advisory_range(w.hours(least), w.hours(most))
    }
}

/// The days that would suit; empty where none were said.
pub(super) fn days(w: Words, (from, until): (Option<Date>, Option<Date>)) -> String {
    match (from, until) {
        (Some(from), Some(until)) => w.advisory_range(w.long_date(from), w.long_date(until)),
        (Some(from), None) => w.advisory_day_from(w.long_date(from)),
        (None, Some(until)) => w.advisory_day_until(w.long_date(until)),
        (None, None) => String::new(),
    }
}

fn delivery(w: Words, event: &Event) -> (String, String, String) {
    use actions::incidents::timeline::Author;
    let day = event.facts["day"].as_str().unwrap_or_default();
    let day = Date::parse(day).map_or_else(|_| day.to_owned(), |day| w.long_date(day));
    let who = match &event.by {
        Author::Desk(name) | Author::Customer(name) => name.clone(),
        Author::Reader => w.person_you().to_owned(),
        Author::House => String::new(),
    };
    let minutes = event.facts["minutes"].as_i64().unwrap_or_default();
    (day, w.hours(minutes), who)
}

fn estimate(w: Words, shown: &Shown, engagement: &Engagement, minutes: i64) -> Estimate {
    let hours = w.hours(minutes);
    let raised = engagement.approved.map(|before| w.hours(before));
    Estimate {
        text: w.advisory_answer_text(paying_for(w, shown), &hours),
        raised: raised.map_or_else(String::new, |before| w.advisory_answer_raised(before)),
        minutes,
        hours,
    }
}

/// What becomes of the hours where the customer withdraws now.
pub(crate) fn withdrawal(w: Words, shown: &Shown) -> String {
    match (shown.case.charge, shown.case.delivered) {
        (None, _) => w.advisory_withdraw_nothing().to_owned(),
        (Some(_), 0) => w.advisory_withdraw_all().to_owned(),
        (Some(_), delivered) => w.advisory_withdraw_rest(w.hours(delivered)),
    }
}
