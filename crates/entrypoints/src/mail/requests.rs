//! Letters about a request.

use actions::outbox::{
    CaseDeed, Closed, GivenBack, NamedContract, Received, RequestNews, Told, Used,
};
use domain::ids::RequestKind;
use domain::incident::Disposition;
use domain::response::Severity;

use super::advice;
use super::compose::{Composed, Desk, Part};
use crate::requests::posted::room;
use crate::requests::words::{reason, severity, title};

/// Composes a letter about a request.
#[expect(clippy::too_many_lines, reason = "a table: one arm for each letter")]
pub(super) fn compose(desk: &Desk<'_>, told: &Told, news: &RequestNews) -> Composed {
    let told = &Told {
        title: title(desk.w, &told.number, &told.title),
        ..told.clone()
    };
    let (w, number, by) = (desk.w, &told.number, &told.by);
    let (subject, said) = match news {
        RequestNews::Received(facts) => {
            let subject = w.letter_received_subject(number);
            return Composed {
                begins: true,
                ..about(desk, told, subject, received(desk, told, facts))
            };
        }
        RequestNews::Answered => {
            let subject = w.letter_answer_subject(number, &told.title);
            (subject, vec![Part::Said(w.letter_answer_text(by))])
        }
        RequestNews::SolutionProposed => {
            let subject = w.letter_answer_subject(number, &told.title);
            (subject, vec![Part::Said(w.letter_proposed_text(by))])
        }
        RequestNews::WaitingForYou { closes, deducted } => {
            let mut parts = with_words(desk, told, vec![Part::Said(w.letter_waiting_text(by))]);
            parts.push(Part::Said(until(desk, *closes, deducted.as_deref())));
            return about(desk, told, w.letter_waiting_subject(number), parts);
        }
        RequestNews::ClosesSoon { closes, deducted } => {
            let said = [
                w.letter_reminder_text(&told.title),
                until(desk, *closes, deducted.as_deref()),
            ];
            let subject = w.letter_reminder_subject(desk.day(*closes), number);
            (subject, said.map(Part::Said).to_vec())
        }
        RequestNews::Closed(facts) => return closed(desk, told, facts),
        RequestNews::GivenBack(facts) => return given_back(desk, told, facts),
        RequestNews::SeverityChanged {
            before,
            severity,
            due,
        } => {
            let said = severity_changed(desk, by, (before, severity), *due);
            (w.letter_severity_subject(number, severity), said)
        }
        RequestNews::SplitProposed { second } => {
            let heading = (w.letter_label_title().to_owned(), second.clone());
            let said = vec![
                Part::Said(w.letter_split_text(by)),
                Part::Facts(vec![heading]),
            ];
            (w.letter_split_subject(number), said)
        }
        RequestNews::DisputeStands => {
            let said = w.letter_dispute_stands().to_owned();
            (w.letter_dispute_subject(number), vec![Part::Said(said)])
        }
        RequestNews::ChargeMoved { from, to } => {
            let text = w.letter_moved_text(named(desk, from), named(desk, to));
            (w.letter_moved_subject(number), vec![Part::Said(text)])
        }
        RequestNews::CaseWorked(deed) => {
            let said = Part::Said(worked(desk, deed));
            (w.letter_answer_subject(number, &told.title), vec![said])
        }
        RequestNews::ColleagueReplied => {
            let said = vec![Part::Said(w.letter_colleague_text(by))];
            (w.letter_answer_subject(number, &told.title), said)
        }
        RequestNews::Shared => {
            let said = vec![Part::Said(w.letter_shared_text(by, &told.title))];
            (w.letter_shared_subject(by, number), said)
        }
        RequestNews::Followed => {
            let said = vec![Part::Said(w.letter_followed_text(by, &told.title))];
            (w.letter_followed_subject(by, number), said)
        }
        RequestNews::CustomerReplied | RequestNews::Uncharged | RequestNews::Reopened => {
            return to_engineer(desk, told, news);
        }
        of_advice => return advice::compose(desk, told, of_advice),
    };
    let parts = with_words(desk, told, said);
    about(desk, told, subject, parts)
}

/// What the engineer is told.
fn to_engineer(desk: &Desk<'_>, told: &Told, news: &RequestNews) -> Composed {
    let (w, number) = (desk.w, &told.number);
    let said = w.letter_desk_text(&told.by, &told.title);
    let (subject, said) = match news {
        RequestNews::Uncharged => (
            w.letter_uncharged_subject(number),
            w.letter_uncharged_text(&told.title),
        ),
        RequestNews::Reopened => (w.letter_desk_reopened_subject(number), said),
        _ => (w.letter_desk_replied_subject(number), said),
    };
    for_desk(desk, told, subject, said)
}

/// What the service centre has done.
fn worked(desk: &Desk<'_>, deed: &CaseDeed) -> String {
    let w = desk.w;
    match deed {
        CaseDeed::IdsSent { to } => w.program_done_ids_sent(to),
        CaseDeed::Activated { plans, to } => {
            let plans: Vec<&str> = plans.iter().map(|plan| desk.name(plan)).collect();
            w.program_done_activated(plans.join(", "), to)
        }
        CaseDeed::LocationAdded { name } => w.program_done_location_added(name),
    }
}

fn severity_changed(
    desk: &Desk<'_>,
    by: &str,
    (before, now): (&str, &str),
    due: Option<i64>,
) -> Vec<Part> {
    let w = desk.w;
    let (from, to) = (severity_words(desk, before), severity_words(desk, now));
    let mut said = vec![Part::Said(w.letter_severity_text(from, by, to))];
    said.extend(due.map(|due| Part::Said(w.letter_severity_due(desk.moment(due)))));
    said
}

/// Until when an answer is awaited, and what then stays deducted: a unit's code.
pub(super) fn until(desk: &Desk<'_>, closes: i64, deducted: Option<&str>) -> String {
    let (w, day) = (desk.w, desk.day(closes));
    match deducted {
        None => w.letter_waiting_until(day),
        Some("minute") => w.letter_waiting_until_hours(day),
        Some(_) => w.letter_waiting_until_incident(day),
    }
}

fn received(desk: &Desk<'_>, told: &Told, facts: &Received) -> Vec<Part> {
    let w = desk.w;
    let (hours, began) = (
        w.hours(i64::from(facts.minutes)),
        desk.moment(facts.submitted),
    );
    let counted = if facts.handling == "around_the_clock" {
        w.letter_counted_clock(&hours, &began)
    } else {
        w.letter_counted_business(&hours, &began)
    };
    let due = desk.moment(facts.due);
    let mut table = vec![
        (w.letter_label_number(), w.request_number(&told.number)),
        (w.letter_label_title(), told.title.clone()),
        (w.letter_label_first_answer(), due.clone()),
        (w.letter_label_counted(), counted),
    ];
    let is_of = |kind: RequestKind| told.number.starts_with(kind.prefix());
    if is_of(RequestKind::Incident) {
        let severity = severity_words(desk, &facts.severity);
        table.insert(2, (w.letter_label_severity(), severity));
    }
    let text = match () {
        () if is_of(RequestKind::Program) => w.letter_received_text_program(&due),
        () if is_of(RequestKind::Advisory) => w.letter_received_text_advisory(&due),
        () => w.letter_received_text(&due),
    };
    let mut said = Vec::new();
    if let Some(used) = &facts.used {
        let (contract, balance, sentence) = drawn(desk, used);
        table.push((w.letter_label_contract(), contract));
        table.push((w.letter_label_entry(), w.number(used.entry)));
        table.push((w.letter_label_balance(), balance));
        said = vec![
            Part::Said(sentence),
            Part::Said(w.letter_received_back().to_owned()),
        ];
    }
    let table = table.into_iter();
    let table = table.map(|(label, value)| (label.to_owned(), value));
    let mut parts = vec![Part::Said(text), Part::Facts(table.collect())];
    parts.extend(said);
    parts.push(Part::Said(w.letter_label_description().to_owned()));
    parts.push(Part::Quoted(told.words.clone()));
    parts
}

/// The contract, what is left on it, and the sentence about the unit.
fn drawn(desk: &Desk<'_>, used: &Used) -> (String, String, String) {
    let w = desk.w;
    let contract = named(desk, &used.contract);
    let sentence = match used.left {
        None => w.letter_received_used_unlimited(&contract),
        Some(left) if used.reserved => w.letter_received_reserved(&contract, left),
        Some(left) => w.letter_received_used(&contract, left),
    };
    let balance = used.left.map_or_else(
        || w.incidents_unlimited().to_owned(),
        |left| w.incidents_left(left),
    );
    (contract, balance, sentence)
}

fn closed(desk: &Desk<'_>, told: &Told, facts: &Closed) -> Composed {
    let (w, number, by) = (desk.w, &told.number, &told.by);
    let why = Disposition::from_code(&facts.disposition);
    let contract = named_if_any(desk, facts.contract.as_ref());
    let unit = match (facts.effect.as_str(), why) {
        _ if facts.minutes.is_some_and(|both| both != (0, 0)) => {
            let (used, released) = facts.minutes.unwrap_or_default();
            w.letter_closed_minutes(&contract, w.hours(released), w.hours(used))
        }
        _ if facts.minutes.is_some() => w.advisory_close_nothing().to_owned(),
        ("nothing" | "uncharged", _) => w.letter_closed_nothing().to_owned(),
        ("lapsed", _) => w.letter_given_back_lapsed().to_owned(),
        ("given_back", Some(Disposition::WithdrawnBefore)) => w.letter_withdrawn_free().to_owned(),
        ("given_back", _) => w.letter_closed_given_back(&contract),
        (_, Some(Disposition::WithdrawnAfter)) => w.letter_withdrawn_charged().to_owned(),
        _ => w.letter_closed_used(&contract),
    };
    let (subject, text) = match why {
        Some(Disposition::Solved | Disposition::SolvedByCustomer) => {
            (w.letter_solved_subject(number), w.letter_solved_text(by))
        }
        Some(Disposition::WithdrawnBefore | Disposition::WithdrawnAfter) => (
            w.letter_withdrawn_subject(number),
            w.letter_withdrawn_text(by),
        ),
        Some(Disposition::NoAnswer) if by.is_empty() => (
            w.letter_auto_closed_subject(number),
            w.letter_auto_closed_text(i64::from(facts.waiting_days)),
        ),
        other => {
            let why = other.map_or("", |why| reason(w, why));
            (
                w.letter_closed_subject(number),
                w.letter_closed_text(by, why),
            )
        }
    };
    let mut parts = with_words(desk, told, vec![Part::Said(text)]);
    parts.push(Part::Said(unit));
    if why == Some(Disposition::Solved) {
        parts.push(Part::Said(w.letter_solved_question().to_owned()));
    }
    if why.is_some_and(Disposition::is_ratable) {
        let path = format!("/requests/{number}#rating");
        let line = |link: &str| w.letter_rate_link(link);
        parts.push(desk.button(w.letter_rate(), &path, line));
    }
    parts.push(Part::Said(
        w.letter_closed_reopen(desk.day(facts.reopen_until)),
    ));
    about(desk, told, subject, parts)
}

fn given_back(desk: &Desk<'_>, told: &Told, facts: &GivenBack) -> Composed {
    let w = desk.w;
    let disputed = facts.reason == "dispute";
    let (subject, said) = if disputed {
        let subject = w.letter_dispute_subject(&told.number);
        (subject, w.letter_dispute_given_back())
    } else {
        let subject = w.letter_given_back_subject(&told.number);
        (subject, w.letter_given_back_text())
    };
    let balance = match (facts.before, facts.after) {
        (Some(before), Some(after)) => w.letter_balance_change(after, before),
        _ => w.incidents_unlimited().to_owned(),
    };
    let mut table = vec![
        (
            w.letter_label_contract().to_owned(),
            named_if_any(desk, facts.contract.as_ref()),
        ),
        (w.letter_label_balance().to_owned(), balance),
    ];
    if let Some(why) = Disposition::from_code(&facts.reason) {
        let label = w.letter_label_reason().to_owned();
        table.push((label, reason(w, why).to_owned()));
    }
    let mut parts = vec![Part::Said(said.to_owned()), Part::Facts(table)];
    if disputed {
        parts = with_words(desk, told, parts);
    }
    if facts.lapsed {
        parts.push(Part::Said(w.letter_given_back_lapsed().to_owned()));
    }
    about(desk, told, subject, parts)
}

fn severity_words(desk: &Desk<'_>, code: &str) -> String {
    Severity::from_code(code).map_or_else(String::new, |one| severity(desk.w, one).to_owned())
}

pub(super) fn named_if_any(desk: &Desk<'_>, contract: Option<&NamedContract>) -> String {
    contract.map_or_else(String::new, |contract| named(desk, contract))
}

fn named(desk: &Desk<'_>, contract: &NamedContract) -> String {
    desk.w
        .contract_label(&contract.access_id, desk.name(&contract.plan))
}

/// What was written and attached, where anything was.
pub(super) fn with_words(desk: &Desk<'_>, told: &Told, mut parts: Vec<Part>) -> Vec<Part> {
    if !told.words.is_empty() {
        parts.push(Part::Quoted(told.words.clone()));
    }
    if told.files > 0 {
        parts.push(Part::Said(desk.w.letter_answer_files(told.files)));
    }
    parts
}

/// A letter to somebody on the request, with a link to its page.
pub(super) fn about(desk: &Desk<'_>, told: &Told, subject: String, parts: Vec<Part>) -> Composed {
    let path = format!("/requests/{}", told.number);
    threaded(desk, told, subject, parts, &path)
}

/// A letter to the engineer.
pub(super) fn for_desk(desk: &Desk<'_>, told: &Told, subject: String, said: String) -> Composed {
    let parts = with_words(desk, told, vec![Part::Said(said)]);
    let path = format!("{}/{}", room(&told.number), told.number);
    threaded(desk, told, subject, parts, &path)
}

fn threaded(
    desk: &Desk<'_>,
    told: &Told,
    subject: String,
    mut parts: Vec<Part>,
    path: &str,
) -> Composed {
    let w = desk.w;
    parts.push(desk.button(w.letter_open_request(), path, |link| {
        w.letter_open_request_link(link)
    }));
    Composed {
        subject,
        parts,
        footer: w.letter_footer_request(desk.app, &told.number),
        thread: Some(told.number.clone()),
        begins: false,
        calendar: None,
        off: None,
    }
}
