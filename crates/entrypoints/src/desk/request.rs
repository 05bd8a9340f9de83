//! One request at the desk: conversation, work, customer.

use actions::Seen;
use actions::incidents::Line;
use actions::incidents::show::{self, AtDesk, Shown};
use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use domain::account::Role;
use domain::ids::RequestKind;
use domain::incident::Case;
use domain::limits;
use domain::refusal::Refusal;
use domain::response::Severity;
use domain::time::Zone;
use web_kit::form::{Fields, Query};
use web_kit::form_state::FormState;
use words::Words;

use super::replies;
use super::told::{clock, contract};
use crate::advisory::View;
use crate::answer::{Halt, Page, page_with};
use crate::app::App;
use crate::files::Picker;
use crate::frame::Frame;
use crate::program::File;
use crate::requests::incident;
use crate::requests::posted::room;
use crate::requests::rating::said;
use crate::requests::show::related;
use crate::requests::timeline::{Item, Teller};
use crate::requests::words::{handling, severity, status, title};
use crate::visit::{Asked, zone};

#[expect(
    clippy::struct_excessive_bools,
    reason = "each opens a form of its own on the page"
)]
#[derive(Template)]
#[template(path = "desk/request.html")]
struct DeskPage {
    frame: Frame,
    form: FormState,
    picker: Picker,
    number: String,
    grouped: String,
    title: String,
    status_key: &'static str,
    status: &'static str,
    severity_letter: &'static str,
    severity_words: &'static str,
    severities: Vec<(&'static str, &'static str)>,
    case: Case,
    /// Whether it is a support incident: severity and second problems are of these alone.
    is_incident: bool,
    /// The address of this page.
    base: String,
    /// The engagement, of a request for advice, and what its forms hold and say.
    advice: Option<View>,
    advice_form: FormState,
    advice_estimate: &'static str,
    advice_most: String,
    /// What a program support case asked for.
    file: Option<File>,
    /// The address of the queue.
    queue: &'static str,
    /// Whether a newer message came while this reply was written.
    has_newer: bool,
    seen: i64,
    work: Vec<(&'static str, String)>,
    clock: Vec<(&'static str, String)>,
    customer: Vec<(&'static str, String)>,
    contract: Vec<(&'static str, String)>,
    recent: Vec<(String, String, String)>,
    can_judge: bool,
    /// Whether its charge can be moved to another contract.
    can_move: bool,
    /// Where it is explained which contracts of the customer can be used.
    explain: String,
    /// Whether a reply or a note is being written.
    composer: FormState,
    /// What the request can be set to with a reply.
    states: Vec<(&'static str, &'static str)>,
    /// Saved replies in the customer's language: keys and titles.
    replies: Vec<(String, String)>,
    related: Vec<(String, String)>,
    /// The title of a second problem that the customer is asked about.
    second: Option<String>,
    items: Vec<Item>,
}

pub(super) async fn page(
    State(app): State<App>,
    asked: Asked,
    Path(number): Path<String>,
    Query(fields): Query,
) -> Page {
    let seen = seen(&app, &asked, &number).await?;
    if seen.page.shown.case.number.kind() == RequestKind::Program {
        return Err(Refusal::NotFound.into());
    }
    opened(&app, &asked, &seen, fields).await
}

/// The page of a program support case, at the service centre.
pub(crate) async fn case_page(
    State(app): State<App>,
    asked: Asked,
    Path(number): Path<String>,
    Query(fields): Query,
) -> Page {
    let seen = seen(&app, &asked, &number).await?;
    if seen.page.shown.case.number.kind() != RequestKind::Program {
        return Err(Refusal::NotFound.into());
    }
    opened(&app, &asked, &seen, fields).await
}

async fn opened(app: &App, asked: &Asked, seen: &Seen<AtDesk>, mut fields: Fields) -> Page {
    let mut frame = app.frame(asked, &seen.caller);
    frame.tell(notice(frame.w, &fields.take("done"), &seen.page.shown));
    let (form, code) = (FormState::default(), StatusCode::OK);
    render(app, asked, frame, seen, form, code).await
}

/// The request called `number`. The digits alone lead to it: under another prefix it is not there.
pub(super) async fn seen(app: &App, asked: &Asked, number: &str) -> Result<Seen<AtDesk>, Halt> {
    let incident = incident(app, number)?;
    let seen = show::at_desk(&app.house, &asked.visit(), incident).await?;
    if seen.page.shown.number == number {
        Ok(seen)
    } else {
        Err(Refusal::NotFound.into())
    }
}

/// The page once more, after something was refused: with what was typed.
pub(crate) async fn again(
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

fn notice(w: Words, done: &str, shown: &Shown) -> Option<&'static str> {
    let sentence = match done {
        "taken" => w.desk_taken(),
        "replied" => w.desk_reply_sent(),
        "noted" => w.desk_note_saved(),
        "ids_sent" => w.program_ids_sent(),
        "activated" => w.program_activated(),
        "location_added" => w.program_add_location_done(),
        "estimated" => w.advisory_desk_estimate_sent(),
        "delivered" => w.advisory_desk_delivered(),
        "closed"
            if shown.case.charge.is_none() && shown.case.number.kind() == RequestKind::Incident =>
        {
            w.desk_closed_given_back()
        }
        "closed" => w.desk_closed(),
        "judged" => w.desk_dispute_decided(),
        "moved" => w.desk_charge_done(),
        "severity" => w.state_saved(),
        "split" => w.desk_split_sent(),
        _ => return None,
    };
    Some(sentence)
}

async fn render(
    app: &App,
    asked: &Asked,
    frame: Frame,
    seen: &Seen<AtDesk>,
    form: FormState,
    code: StatusCode,
) -> Page {
    let (w, caller, page) = (frame.w, &seen.caller, &seen.page);
    let shown = &page.shown;
    let (case, zone) = (&shown.case, zone(caller));
    let file = File::to_work(app, &asked.visit(), w, shown).await?;
    let advice = View::of(app, &asked.visit(), w, &zone, shown).await?;
    let replies = replies::offered(app, asked, shown).await?;
    let (status_key, status) = status(w, case.state, case.closed.map(|(_, why)| why), true);
    let teller = Teller {
        w,
        app: &app.name(),
        zone: &zone,
        at: asked.at,
        shown,
    };
    let others = Severity::ALL
        .into_iter()
        .filter(|one| *one != case.severity);
    let judges = caller
        .person()
        .is_some_and(|person| person.holds(&[Role::Supervisor]));
    let desk = DeskPage {
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
        severity_letter: case.severity.code(),
        severity_words: severity(w, case.severity),
        severities: others.map(|one| (one.code(), severity(w, one))).collect(),
        case: case.clone(),
        has_newer: code == StatusCode::CONFLICT && !form.value("message").is_empty(),
        seen: shown.last_event,
        is_incident: case.number.kind() == RequestKind::Incident,
        base: format!("{}/{}", room(&shown.number), shown.number),
        advice_form: advice_form(&form, advice.as_ref()),
        advice_estimate: estimating(w, advice.as_ref()),
        advice_most: w.hours(limits::ENGAGEMENT_MINUTES_MAX),
        advice,
        file,
        queue: queue(&shown.number),
        work: work(w, shown),
        clock: clock(app, w, &zone, shown),
        customer: customer(asked, w, page),
        contract: contract(w, shown),
        recent: recent(w, &page.recent),
        composer: composer(&form),
        states: states(w),
        replies: replies
            .into_iter()
            .map(|one| (one.key, one.wording.title))
            .collect(),
        related: related(w, shown, room(&shown.number)),
        second: shown.second.clone(),
        can_judge: judges && case.disputed.is_some(),
        can_move: judges && case.charge.is_some() && case.number.kind() == RequestKind::Incident,
        explain: explain(&page.reporter.1),
        items: teller.tell(),
        form,
        frame,
    };
    page_with(code, &desk)
}

/// Where it is explained which contracts of a sign-in can be used.
fn explain(sign_in: &str) -> String {
    let mut query = url::form_urlencoded::Serializer::new(String::new());
    query.append_pair("sign_in", sign_in);
    format!("/explain?{}", query.finish())
}

/// Where the queue is that a request waits in.
fn queue(number: &str) -> &'static str {
    match room(number) {
        "/desk/requests" => "/desk",
        room => room,
    }
}

/// What was typed in the desk's forms of advice, or what they begin with.
fn advice_form(form: &FormState, advice: Option<&View>) -> FormState {
    match advice {
        Some(advice) if !form.is_refused() => advice.blank.clone(),
        _ => form.clone(),
    }
}

/// What sending an estimate is called.
fn estimating(w: Words, advice: Option<&View>) -> &'static str {
    if advice.is_some_and(|advice| advice.was_estimated) {
        w.advisory_desk_estimate_again()
    } else {
        w.advisory_desk_estimate()
    }
}

/// Other requests of the same sign-in: address, title, number.
fn recent(w: Words, lines: &[Line]) -> Vec<(String, String, String)> {
    let lines = lines.iter().map(|line| {
        (
            format!("{}/{}", room(&line.number), line.number),
            title(w, &line.number, &line.title),
            w.request_number(&line.number),
        )
    });
    lines.collect()
}

/// What a request can be set to with a reply.
fn states(w: Words) -> Vec<(&'static str, &'static str)> {
    vec![
        ("go_on", w.status_in_progress()),
        ("waiting_customer", w.status_waiting_customer_desk()),
        ("waiting_vendor", w.status_waiting_third()),
        ("proposed", w.status_solution_proposed()),
    ]
}

/// A reply, unless a note was being written.
fn composer(form: &FormState) -> FormState {
    let kind = if form.value("kind") == "note" {
        "note"
    } else {
        "reply"
    };
    FormState::filled([("kind", kind)])
}

fn work(w: Words, shown: &Shown) -> Vec<(&'static str, String)> {
    let engineer = match shown.engineer.as_str() {
        "" => w.desk_unassigned().to_owned(),
        name => name.to_owned(),
    };
    let mut lines = vec![(w.desk_assignee(), engineer)];
    if shown.case.number.kind() == RequestKind::Incident {
        let handling = handling(w, shown.case.handling());
        lines.push((
            w.desk_severity(),
            severity(w, shown.case.severity).to_owned(),
        ));
        lines.push((w.label_handling(), handling.to_owned()));
    }
    lines
}

fn customer(asked: &Asked, w: Words, page: &AtDesk) -> Vec<(&'static str, String)> {
    let contact = &page.shown.admitted.contact;
    let (name, email, organisation) = &page.reporter;
    let mut lines = vec![
        (
            w.desk_contact(),
            format!("{} <{}>", contact.name, contact.email),
        ),
        (w.request_submitted_by(), format!("{name} <{email}>")),
    ];
    let language = w.language_called(&contact.language);
    let zone = Zone::named(&contact.zone).unwrap_or(Zone::UTC);
    let local = w.desk_local_time(w.time(asked.at, &zone));
    let followers = page.shown.participants.iter();
    let followers: Vec<&str> = followers.map(|one| one.name.as_str()).collect();
    let rating = page.shown.rating.as_ref();
    let rating = rating.map_or_else(String::new, |rating| said(w, rating));
    for (label, value) in [
        (w.request_rating_label(), rating),
        (w.request_followers(), followers.join(", ")),
        (w.label_phone(), contact.phone.clone()),
        (w.desk_organisation(), organisation.clone()),
        (w.label_language(), language.clone()),
        (w.label_time_zone(), local),
        (
            w.request_error_message(),
            page.shown.admitted.error_message.clone(),
        ),
        (w.request_systems(), page.shown.admitted.affected.clone()),
        (w.request_began(), page.shown.admitted.began.clone()),
    ] {
        if !value.is_empty() {
            lines.push((label, value));
        }
    }
    lines
}
