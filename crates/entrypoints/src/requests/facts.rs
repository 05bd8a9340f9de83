//! What a request's page and its copy tell in a few lines: the facts at the top, and how it was closed.

use actions::incidents::show::Shown;
use domain::account::Caller;
use domain::time::Zone;
use words::Words;

use super::people;
use super::rating::{self, Survey};
use super::show::is_incident;
use super::words::{handling, paying_for, reason, severity};
use crate::app::App;

/// The facts at the top.
pub(super) fn facts(
    app: &App,
    w: Words,
    zone: &Zone,
    caller: &Caller,
    shown: &Shown,
) -> Vec<(&'static str, String)> {
    let case = &shown.case;
    let catalog = app.house.catalog();
    let language = w.language().code();
    let mut facts = Vec::new();
    if is_incident(shown) {
        facts.push((w.request_severity(), severity(w, case.severity).to_owned()));
    }
    if let Some(first) = case.work_began {
        facts.push((w.request_first_answer_given(), w.moment(first, zone)));
    } else if let Some(due) = shown.due {
        facts.push((w.request_first_answer_due(), w.moment(due, zone)));
    }
    if is_incident(shown) {
        facts.push((
            w.request_handling(),
            handling(w, case.handling()).to_owned(),
        ));
    }
    let engineer = match shown.engineer.as_str() {
        "" => w.request_engineer_none().to_owned(),
        name => name.to_owned(),
    };
    facts.push((w.request_engineer(), engineer));
    if let Some(product) = catalog.product(&shown.about.product) {
        let version = shown
            .about
            .version
            .as_deref()
            .and_then(|key| product.version(key));
        let name = version.map_or(&product.name, |version| &version.name);
        facts.push((w.request_product(), name.in_language(language).to_owned()));
        let kind = product.problem_type(&shown.about.problem_type);
        let category = kind.and_then(|kind| kind.category(&shown.about.category));
        facts.extend(category.map(|one| {
            (
                w.request_problem(),
                one.name.in_language(language).to_owned(),
            )
        }));
    }
    if let Some(subscription) = &shown.about.subscription {
        facts.push((w.cloud_subscription(), subscription.clone()));
    }
    facts.push((w.request_contract(), paying_for(w, shown)));
    if !case.is_advice() {
        facts.push((w.request_incident(), unit(w, zone, shown)));
    }
    facts.push((w.request_submitted(), w.moment(shown.submitted, zone)));
    if let Some(rating) = &shown.rating
        && people::is_reporter(caller, shown)
    {
        facts.push((w.request_rating_yours(), rating::said(w, rating)));
    }
    facts
}

/// What has become of the unit.
fn unit(w: Words, zone: &Zone, shown: &Shown) -> String {
    let back = shown.events.iter().rev().find_map(|event| {
        let effect = event.facts["effect"].as_str()?;
        matches!(effect, "given_back" | "lapsed").then_some((event.at, effect))
    });
    match (shown.case.charge, back) {
        (Some(charge), _) if charge.place == domain::ledger::Place::Held => {
            w.request_incident_reserved().to_owned()
        }
        (Some(_), _) => w.request_incident_used().to_owned(),
        (None, Some((at, "lapsed"))) => w.request_incident_lapsed(w.long_date(zone.date_of(at))),
        (None, Some((at, _))) => w.request_incident_given_back(w.long_date(zone.date_of(at))),
        (None, None) => w.request_incident_none().to_owned(),
    }
}

/// What is said about advice that was closed, with the minutes used and released.
fn closed_advice(w: Words, reason: &str, (used, released): (i64, i64)) -> String {
    match released {
        0 => w.advisory_closed(reason, w.hours(used)),
        _ => w.advisory_closed_released(reason, w.hours(released), w.hours(used)),
    }
}

/// What is said about a closed request.
pub(super) fn closed(
    w: Words,
    zone: &Zone,
    caller: &Caller,
    shown: &Shown,
    can_reopen: bool,
) -> Vec<String> {
    let Some((at, why)) = shown.case.closed else {
        return Vec::new();
    };
    let (date, reason) = (w.long_date(zone.date_of(at)), reason(w, why));
    let access = shown.contract.as_ref().map_or("", |one| &one.access_id);
    let last = shown
        .events
        .iter()
        .rev()
        .find(|event| event.kind == "closed");
    let effect = last.and_then(|event| event.facts["effect"].as_str());
    let after = last.and_then(|event| event.facts["after"].as_i64());
    let minutes = last.and_then(|event| {
        let (used, released) = (&event.facts["used"], &event.facts["released"]);
        used.as_i64().zip(released.as_i64())
    });
    let is_asked = Survey::of(w, caller, shown).is_some_and(|survey| survey.is_solved);
    let said = match (effect, after) {
        _ if minutes.is_some() => closed_advice(w, reason, minutes.unwrap_or_default()),
        _ if shown.contract.is_none() => w.request_closed_free(reason),
        (Some("given_back"), Some(left)) => {
            w.request_closed_without_deduction(access, &date, left, reason)
        }
        (Some("given_back"), None) => {
            w.request_closed_without_deduction_unlimited(access, &date, reason)
        }
        (Some("lapsed"), _) => w.request_closed_lapsed(access, &date, reason),
        _ if is_asked => w.request_solved().to_owned(),
        _ => w.request_closed_with_deduction(reason),
    };
    if !people::is_reporter(caller, shown) {
        return vec![said];
    }
    let until = shown.case.reopen_until().unwrap_or(at);
    let reopen = if can_reopen {
        w.request_closed_reopen_until(w.long_date(zone.date_of(until)))
    } else {
        w.request_closed_reopen_over().to_owned()
    };
    let question = (minutes.is_some() && is_asked).then(|| w.request_solved().to_owned());
    [said, reopen].into_iter().chain(question).collect()
}
