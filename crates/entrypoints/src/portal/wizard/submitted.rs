//! The receipt of a submitted request, and its first answer as an appointment.

use actions::incidents::show::Shown;
use askama::Template;
use axum::extract::{Path, State};
use domain::account::Caller;
use domain::ids::RequestKind;
use domain::response::Handling;
use domain::time::{Moment, Zone};
use words::Words;

use super::summary;
use crate::answer::{self, Page};
use crate::app::App;
use crate::calendar::{self, Appointment, When};
use crate::frame::Frame;
use crate::requests::show::seen;
use crate::requests::words::{business_hours, paying_for, title};
use crate::visit::Asked;

#[derive(Template)]
#[template(path = "wizard/submitted.html")]
struct SubmittedPage {
    frame: Frame,
    number: String,
    shown: String,
    sentence: String,
    /// What happens first.
    next: &'static str,
    title: String,
    /// Of an incident.
    severity: Option<&'static str>,
    due: String,
    due_iso: String,
    counted: String,
    calendar: String,
    plan: String,
    is_incident: bool,
    paid: Option<Paid>,
    copy_sent: String,
}

/// The unit that was drawn.
struct Paid {
    contract_href: String,
    entry: String,
    balance: String,
}

/// The receipt: number, severity, deadline and how it was counted, contract, ledger entry, balance.
pub(super) async fn page(State(app): State<App>, asked: Asked, Path(number): Path<String>) -> Page {
    let seen = seen(&app, &asked, &number).await?;
    let frame = app.frame(&asked, &seen.caller);
    let (w, request) = (frame.w, seen.page);
    let zone = zone(&seen.caller, &request);
    let due = Moment(request.admitted.target_due);
    let kind = request.case.number.kind();
    let is_incident = kind == RequestKind::Incident;
    let sheet = SubmittedPage {
        shown: w.request_number(&number),
        sentence: sentence(w, kind, &w.next_moment(due, asked.at, &zone), &number),
        next: next(w, kind),
        title: title(w, &request.number, &request.title),
        severity: is_incident.then(|| summary::severity_name(&w, request.case.severity)),
        is_incident,
        due: w.moment(due, &zone),
        due_iso: due.to_string(),
        counted: counted(&w, &request, &zone),
        calendar: business_hours(&app, &w, &request),
        plan: paying_for(w, &request),
        paid: paid(w, &request),
        copy_sent: w.wizard_submitted_copy_sent(&request.admitted.contact.email),
        number,
        frame,
    };
    answer::page(&sheet)
}

/// Who answers by when.
fn sentence(w: Words, kind: RequestKind, due: &str, number: &str) -> String {
    match kind {
        RequestKind::Program => w.wizard_submitted_text_program(due, number),
        RequestKind::Incident | RequestKind::Advisory => w.wizard_submitted_text(due, number),
    }
}

/// What is done about it first.
fn next(w: Words, kind: RequestKind) -> &'static str {
    match kind {
        RequestKind::Incident => w.wizard_submitted_next_answer(),
        RequestKind::Advisory => w.wizard_submitted_next_answer_advisory(),
        RequestKind::Program => w.wizard_submitted_next_answer_program(),
    }
}

/// What was drawn; nothing where the request draws nothing.
fn paid(w: Words, request: &Shown) -> Option<Paid> {
    let (contract, entry) = request.contract.as_ref().zip(request.admitted.entry)?;
    Some(Paid {
        contract_href: format!("/contracts/{}", contract.key),
        entry: w.wizard_submitted_entry_number(w.number(entry)),
        balance: balance(&w, request),
    })
}

/// How the deadline was counted.
fn counted(w: &Words, request: &Shown, zone: &Zone) -> String {
    let hours = w.hours(i64::from(request.admitted.target_minutes));
    let from = w.moment(request.submitted, zone);
    match request.case.handling() {
        Handling::BusinessHours => w.wizard_submitted_counted_business(hours, from),
        Handling::AroundTheClock => w.wizard_submitted_counted_clock(hours, from),
    }
}

/// The balance as the submission changed it.
fn balance(w: &Words, request: &Shown) -> String {
    match request.admitted.left {
        Some(left) => w.wizard_submitted_balance_change(left, left + 1),
        None => w.incidents_unlimited().to_owned(),
    }
}

/// The zone of whoever reads, else of the contact.
fn zone(caller: &Caller, request: &Shown) -> Zone {
    let person = caller.person().map(|person| person.zone.as_str());
    let named = person
        .into_iter()
        .chain([request.admitted.contact.zone.as_str()]);
    named
        .into_iter()
        .find_map(|name| Zone::named(name).ok())
        .unwrap_or(Zone::UTC)
}

/// The deadline of the first answer as an iCalendar file (RFC 5545).
pub(super) async fn first_answer(
    State(app): State<App>,
    asked: Asked,
    Path(number): Path<String>,
) -> Page {
    let seen = seen(&app, &asked, &number).await?;
    let w = asked.words(seen.caller.person());
    let appointment = Appointment {
        name: format!("{number}-first-answer"),
        when: When::At(Moment(seen.page.admitted.target_due)),
        title: w.wizard_submitted_calendar_event(&number),
        text: String::new(),
        path: format!("/requests/{number}"),
    };
    let file = calendar::file(app.site.base(), asked.at, None, &[appointment]);
    Ok(calendar::answered(
        file,
        "attachment",
        &format!("{number}.ics"),
    ))
}
