//! One request, with everything that can be done with it.

use actions::Seen;
use actions::incidents::show::{self, Shown};
use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use domain::ids::RequestKind;
use domain::incident::Case;
use domain::refusal::Refusal;
use web_kit::form::Query;
use web_kit::form_state::FormState;
use words::Words;

use super::choices::Choices;
use super::facts::{closed, facts};
use super::incident;
use super::people::{self, People};
use super::rating::Survey;
use super::timeline::{Item, Teller};
use super::words::{paying_for, severity, status, title};
use crate::advisory::View;
use crate::answer::{Halt, Page, page_with};
use crate::app::App;
use crate::files::Picker;
use crate::frame::Frame;
use crate::program::File;
use crate::visit::{Asked, zone};

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
    case: Case,
    people: People,
    survey: Option<Survey>,
    /// Whether it is a support incident: severity, disputes and second problems are of these alone.
    is_incident: bool,
    /// The engagement, of a request for advice.
    advice: Option<View>,
    /// What the page says about the closing; empty while it is open.
    closed: Vec<String>,
    may: Choices,
    disputed: String,
    severity_letter: &'static str,
    severity_words: &'static str,
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
    frame.tell(notice(frame.w, &fields.take("done"), &seen.page));
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

/// Whether the unit came back too late to be used again.
fn has_lapsed(shown: &Shown) -> bool {
    let mut closings = shown.events.iter().rev();
    let latest = closings.find(|event| event.kind == "closed");
    latest.is_some_and(|event| event.facts["effect"] == "lapsed")
}

/// What is said once after something was done.
fn notice(w: Words, done: &str, shown: &Shown) -> Option<String> {
    let sentence = match done {
        "replied" => w.request_reply_sent().to_owned(),
        "severity" => {
            let due = shown.due?;
            w.request_severity_changed(w.moment(due, &shown.zone))
        }
        "approved" => w.advisory_approved_done().to_owned(),
        "estimate_declined" => w.advisory_declined_done().to_owned(),
        "withdrawn" if !is_incident(shown) => w.advisory_withdrawn_done().to_owned(),
        "withdrawn" if shown.contract.is_none() => w.request_withdrawn_nothing().to_owned(),
        "withdrawn" if has_lapsed(shown) => w.request_withdrawn_lapsed().to_owned(),
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
    Some(sentence)
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
        app: &app.name(),
        zone: &zone,
        at: asked.at,
        shown,
    };
    let may = Choices::of(w, shown, asked.at);
    let page = ShowPage {
        picker: Picker::new(
            app,
            w,
            format!("/requests/{}/files", shown.number),
            &shown.aside,
        ),
        number: shown.number.clone(),
        grouped: w.request_number(&shown.number),
        title: title(w, &shown.number, &shown.title),
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
        case: case.clone(),
        people: People::of(w, &zone, caller, shown),
        survey: Survey::of(w, caller, shown),
        closed: closed(w, &zone, caller, shown, may.reopen),
        may,
        disputed: case.disputed.map_or_else(String::new, |since| {
            w.request_dispute_open(w.long_date(zone.date_of(since)))
        }),
        severity_letter: case.severity.code(),
        severity_words: severity(w, case.severity),
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

/// Whether it is a support incident.
pub(super) fn is_incident(shown: &Shown) -> bool {
    shown.case.number.kind() == RequestKind::Incident
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
