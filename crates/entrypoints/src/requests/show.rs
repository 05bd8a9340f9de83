//! One request, with everything that can be done with it.

use actions::Seen;
use actions::incidents::show::{self, Shown};
use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use domain::account::Caller;
use domain::ids::RequestKind;
use domain::incident::{Case, Dispute, State as Stage};
use domain::refusal::Refusal;
use domain::response::Severity;
use domain::time::Zone;
use web_kit::form::Query;
use web_kit::form_state::FormState;
use words::Words;

use super::incident;
use super::list::zone;
use super::people::{self, People};
use super::rating::{self, Survey};
use super::timeline::{Item, Teller};
use super::words::{ground, handling, paying_for, reason, severity, status};
use crate::advisory::{View, withdrawal};
use crate::answer::{Halt, Page, page_with};
use crate::app::App;
use crate::files::Picker;
use crate::frame::{Frame, Notice, Tone};
use crate::program::File;
use crate::visit::Asked;

#[derive(Template)]
#[template(path = "requests/show.html")]
struct ShowPage {
    frame: Frame,
    form: FormState,
    picker: Picker,
    number: String,
    grouped: String,
    title: String,
    status_key: &'static str,
    status: &'static str,
    facts: Vec<(&'static str, String)>,
    waiting_until: String,
    is_proposed: bool,
    case: Case,
    people: People,
    survey: Option<Survey>,
    /// Whether it is a support incident: severity, disputes and second problems are of these alone.
    is_incident: bool,
    /// The engagement, of a request for advice.
    advice: Option<View>,
    /// What the page says about the closing; empty while it is open.
    closed: Vec<String>,
    can_reopen: bool,
    can_dispute: bool,
    disputed: String,
    severity_letter: &'static str,
    severity_words: &'static str,
    /// The severities it can be changed to; empty where an engineer has it.
    severities: Vec<(&'static str, &'static str)>,
    grounds: Vec<(&'static str, &'static str)>,
    withdraw_note: String,
    items: Vec<Item>,
    latest: String,
    /// What it continues and what continues it: a sentence and an address.
    related: Vec<(String, String)>,
    /// The title of a second problem that the customer is asked about, and what its unit would be drawn from.
    second: Option<(String, String)>,
    /// The version of the services agreement in force.
    agreement: String,
}

pub(super) async fn page(
    State(app): State<App>,
    asked: Asked,
    Path(number): Path<String>,
    Query(mut fields): Query,
) -> Page {
    let seen = match seen(&app, &asked, &number).await {
        // To a colleague it may be offered.
        Err(Halt::Refused(Refusal::NotFound)) => {
            return people::offered(&app, &asked, &number).await;
        }
        seen => seen?,
    };
    let mut frame = app.frame(&asked, &seen.caller);
    frame
        .notices
        .extend(notice(frame.w, &fields.take("done"), &seen.page));
    let (form, code) = (FormState::default(), StatusCode::OK);
    render(&app, &asked, frame, &seen, form, code).await
}

/// The request called `number`. The digits alone lead to it: under another prefix it is not there.
pub(crate) async fn seen(app: &App, asked: &Asked, number: &str) -> Result<Seen<Shown>, Halt> {
    let incident = incident(app, number)?;
    let seen = show::show(&app.house, &asked.visit(), incident).await?;
    if seen.page.number == number {
        Ok(seen)
    } else {
        Err(Refusal::NotFound.into())
    }
}

/// The page once more, after something was refused: with what was typed.
pub(super) async fn again(
    app: &App,
    asked: &Asked,
    number: &str,
    form: FormState,
    status: StatusCode,
) -> Page {
    let seen = seen(app, asked, number).await?;
    let frame = app.frame(asked, &seen.caller);
    render(app, asked, frame, &seen, form, status).await
}

/// What is said once after something was done.
fn notice(w: Words, done: &str, shown: &Shown) -> Option<Notice> {
    let sentence = match done {
        "replied" => w.request_reply_sent().to_owned(),
        "severity" => {
            let due = shown.due?;
            w.request_severity_changed(w.moment(due, &shown.zone))
        }
        "approved" => w.advisory_approved_done().to_owned(),
        "estimate_declined" => w.advisory_declined_done().to_owned(),
        "withdrawn" if !is_incident(shown) => w.advisory_withdrawn_done().to_owned(),
        "withdrawn" if shown.case.charge.is_none() => w.request_withdrawn_free().to_owned(),
        "withdrawn" => w.request_withdrawn_charged().to_owned(),
        "solved" => w.request_marked_solved().to_owned(),
        "reopened" => w.request_reopened().to_owned(),
        "disputed" => w.request_disputed().to_owned(),
        "declined" => w.request_split_declined().to_owned(),
        "followed" => w.request_following().to_owned(),
        "followed-kept" => w.request_following_draft_kept().to_owned(),
        "shared" => w.request_shared().to_owned(),
        "removed" => w.request_follower_removed().to_owned(),
        "rated" => w.request_rating_thanks().to_owned(),
        _ => return None,
    };
    Some(Notice {
        tone: Tone::Success,
        sentence,
    })
}

async fn render(
    app: &App,
    asked: &Asked,
    frame: Frame,
    seen: &Seen<Shown>,
    form: FormState,
    code: StatusCode,
) -> Page {
    let (w, caller, shown) = (frame.w, &seen.caller, &seen.page);
    let zone = zone(caller);
    let file = File::of(app, &asked.visit(), w, shown).await?;
    let advice = View::of(app, &asked.visit(), w, &zone, shown).await?;
    let case = &shown.case;
    let disposition = case.closed.map(|(_, why)| why);
    let (status_key, status) = status(w, case.state, disposition, false);
    let teller = Teller {
        w,
        app: &app.settings.name,
        zone: &zone,
        at: asked.at,
        shown,
    };
    let others = Severity::ALL
        .into_iter()
        .filter(|one| *one != case.severity);
    let can_change = case.is_open() && case.engineer.is_none();
    let can_reopen = case.reopen_until().is_some_and(|until| asked.at < until);
    let page = ShowPage {
        picker: Picker::new(
            app,
            w,
            format!("/requests/{}/files", shown.number),
            &shown.aside,
        ),
        number: shown.number.clone(),
        grouped: w.request_number(&shown.number),
        title: shown.title.clone(),
        status_key,
        status,
        facts: file
            .map_or_else(Vec::new, |file| file.facts)
            .into_iter()
            .chain(facts(app, w, &zone, caller, shown))
            .collect(),
        waiting_until: shown
            .closes
            .map_or_else(String::new, |closes| w.long_date(zone.date_of(closes))),
        is_proposed: case.state == Stage::SolutionProposed,
        case: case.clone(),
        people: People::of(w, &zone, caller, shown),
        survey: Survey::of(w, caller, shown),
        closed: closed(w, &zone, caller, shown, can_reopen),
        can_reopen,
        can_dispute: can_reopen
            && is_incident(shown)
            && case.charge.is_some()
            && case.disputed.is_none(),
        disputed: case.disputed.map_or_else(String::new, |since| {
            w.request_dispute_open(w.long_date(zone.date_of(since)))
        }),
        severity_letter: case.severity.code(),
        severity_words: severity(w, case.severity),
        severities: others
            .filter(|_| can_change)
            .map(|one| (one.code(), severity(w, one)))
            .collect(),
        grounds: Dispute::ALL
            .map(|one| (one.code(), ground(w, one)))
            .to_vec(),
        withdraw_note: withdraw_note(w, shown),
        is_incident: is_incident(shown),
        advice,
        items: teller.tell(),
        related: related(w, shown, "/requests"),
        second: second(&teller),
        agreement: agreement(app, asked, shown),
        latest: shown
            .events
            .last()
            .map_or_else(String::new, |event| format!("event-{}", event.seq)),
        form,
        frame,
    };
    page_with(code, &page)
}

fn is_incident(shown: &Shown) -> bool {
    shown.case.number.kind() == RequestKind::Incident
}

/// What becomes of the unit where the customer withdraws now.
fn withdraw_note(w: Words, shown: &Shown) -> String {
    match (shown.case.number.kind(), shown.case.work_began) {
        (RequestKind::Advisory, _) => withdrawal(w, shown),
        (RequestKind::Program, _) => w.request_incident_none().to_owned(),
        (RequestKind::Incident, Some(_)) => w.request_withdraw_charged().to_owned(),
        (RequestKind::Incident, None) => w.request_withdraw_free().to_owned(),
    }
}

/// The second problem that the customer is asked about, and what it would use.
fn second(teller: &Teller<'_>) -> Option<(String, String)> {
    let (w, shown) = (teller.w, teller.shown);
    let title = shown.second.clone()?;
    let mut newest_first = shown.events.iter().rev();
    let proposed = newest_first.find(|one| one.kind == "split_proposed");
    let who = proposed.map_or_else(String::new, |one| teller.name(&one.by));
    let text = w.request_split_text(paying_for(w, shown), who);
    Some((w.request_split_second(title), text))
}

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

/// What a request continues and what continues it, with addresses in `room`.
pub(crate) fn related(w: Words, shown: &Shown, room: &str) -> Vec<(String, String)> {
    let address = |number: &str| format!("{room}/{number}");
    let earlier = shown.follows.iter().map(|number| {
        let sentence = w.request_earlier(w.request_number(number));
        (sentence, address(number))
    });
    let later = shown.followed_by.iter().map(|number| {
        let sentence = w.request_later(w.request_number(number));
        (sentence, address(number))
    });
    earlier.chain(later).collect()
}

/// The version of the services agreement that is in force where the contract is.
fn agreement(app: &App, asked: &Asked, shown: &Shown) -> String {
    let today = shown.zone.date_of(asked.at);
    let agreement = app.house.catalog().agreement(today).cloned();
    agreement.map_or_else(String::new, |one| one.version)
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
        _ if Survey::of(w, caller, shown).is_some_and(|survey| survey.is_solved) => {
            w.request_solved().to_owned()
        }
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
    vec![said, reopen]
}
