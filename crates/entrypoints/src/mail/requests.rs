//! Letters about a request.

use actions::outbox::{Letter, Told};
use domain::incident::Disposition;
use domain::response::Severity;

use super::compose::{Composed, Desk, Part};
use crate::requests::words::{reason, severity};

/// Composes a letter about a request.
pub(super) fn compose(desk: &Desk<'_>, letter: &Letter) -> Composed {
    let w = desk.w;
    match letter {
        Letter::RequestReceived { .. } => received(desk, letter),
        Letter::Answered(told) => {
            let subject = w.letter_answer_subject(&told.number, &told.title);
            let parts = vec![Part::Said(w.letter_answer_text(&told.by)), quoted(told)];
            about(desk, told, subject, parts)
        }
        Letter::WaitingForYou { told, closes } => {
            let parts = vec![
                Part::Said(w.letter_waiting_text(&told.by)),
                quoted(told),
                Part::Said(w.letter_waiting_until(desk.day(*closes))),
            ];
            about(desk, told, w.letter_waiting_subject(&told.number), parts)
        }
        Letter::ClosesSoon { told, closes } => {
            let day = desk.day(*closes);
            let subject = w.letter_reminder_subject(&day, &told.number);
            let parts = vec![Part::Said(w.letter_reminder_text(&day, &told.title))];
            about(desk, told, subject, parts)
        }
        Letter::Closed { .. } => closed(desk, letter),
        Letter::GivenBack { .. } => given_back(desk, letter),
        Letter::SeverityChanged { .. } => severity_changed(desk, letter),
        Letter::CustomerReplied(told) => {
            let parts = vec![
                Part::Said(w.letter_desk_text(&told.by, &told.title)),
                quoted(told),
            ];
            for_desk(
                desk,
                told,
                w.letter_desk_replied_subject(&told.number),
                parts,
            )
        }
        Letter::Uncharged(told) => {
            let said = w.letter_uncharged_text(&told.title);
            let subject = w.letter_uncharged_subject(&told.number);
            for_desk(desk, told, subject, vec![Part::Said(said)])
        }
        // The others are composed before this is asked.
        Letter::Contract { .. }
        | Letter::SignIn { .. }
        | Letter::EmailChange { .. }
        | Letter::EmailChanged { .. }
        | Letter::AccountDeleted => Composed {
            subject: desk.app.to_owned(),
            parts: Vec::new(),
            footer: desk.account_footer(),
            thread: None,
            begins: false,
        },
    }
}

fn received(desk: &Desk<'_>, letter: &Letter) -> Composed {
    let Letter::RequestReceived {
        number,
        title,
        severity: letter_of,
        handling,
        minutes,
        due,
        submitted,
        access_id,
        plan,
        entry,
        left,
        description,
    } = letter
    else {
        unreachable!("only a receipt is asked for");
    };
    let w = desk.w;
    let contract = w.contract_label(access_id, desk.name(plan));
    let (hours, began) = (w.hours(i64::from(*minutes)), desk.moment(*submitted));
    let counted = if handling == "around_the_clock" {
        w.letter_counted_clock(&hours, &began)
    } else {
        w.letter_counted_business(&hours, &began)
    };
    let used = left.map_or_else(
        || w.letter_received_used_unlimited(&contract),
        |left| w.letter_received_used(&contract, left),
    );
    let facts = [
        (w.letter_label_number(), w.request_number(number)),
        (w.letter_label_title(), title.clone()),
        (w.letter_label_severity(), severity_words(desk, letter_of)),
        (w.letter_label_first_answer(), desk.moment(*due)),
        (w.letter_label_counted(), counted),
        (w.letter_label_contract(), contract.clone()),
        (w.letter_label_entry(), w.number(*entry)),
        (
            w.letter_label_balance(),
            left.map_or_else(
                || w.incidents_unlimited().to_owned(),
                |left| w.incidents_left(left),
            ),
        ),
    ];
    let parts = vec![
        Part::Said(w.letter_received_text(desk.moment(*due))),
        Part::Facts(
            facts
                .map(|(label, value)| (label.to_owned(), value))
                .to_vec(),
        ),
        Part::Said(used),
        Part::Said(w.letter_received_back().to_owned()),
        Part::Said(w.letter_label_description().to_owned()),
        Part::Quoted(description.clone()),
    ];
    let told = Told {
        number: number.clone(),
        title: title.clone(),
        by: String::new(),
        words: String::new(),
    };
    Composed {
        begins: true,
        ..about(desk, &told, w.letter_received_subject(number), parts)
    }
}

fn closed(desk: &Desk<'_>, letter: &Letter) -> Composed {
    let Letter::Closed {
        told,
        disposition,
        effect,
        reopen_until,
    } = letter
    else {
        unreachable!("only a closing is asked for");
    };
    let w = desk.w;
    let why = Disposition::from_code(disposition);
    let until = Part::Said(w.letter_closed_reopen(desk.day(*reopen_until)));
    let (subject, said) = match why {
        Some(Disposition::Solved | Disposition::SolvedByCustomer) => (
            w.letter_solved_subject(&told.number),
            w.letter_solved_text(&told.by),
        ),
        Some(Disposition::WithdrawnBefore | Disposition::WithdrawnAfter) => (
            w.letter_withdrawn_subject(&told.number),
            w.letter_withdrawn_text(&told.by),
        ),
        Some(Disposition::NoAnswer) if told.by.is_empty() => (
            w.letter_auto_closed_subject(&told.number),
            w.letter_auto_closed_text(domain::limits::WAITING_CLOSES_DAYS),
        ),
        other => (
            w.letter_closed_subject(&told.number),
            w.letter_closed_text(&told.by, other.map_or("", |why| reason(w, why))),
        ),
    };
    let mut parts = vec![Part::Said(said)];
    if !told.words.is_empty() {
        parts.push(quoted(told));
    }
    parts.push(Part::Said(
        match effect.as_str() {
            "given_back" | "lapsed" => w.letter_given_back_text(),
            "nothing" | "uncharged" => w.letter_closed_nothing(),
            _ => w.request_incident_used(),
        }
        .to_owned(),
    ));
    if matches!(why, Some(Disposition::Solved)) {
        parts.push(Part::Said(w.letter_solved_question().to_owned()));
    }
    parts.push(until);
    about(desk, told, subject, parts)
}

fn given_back(desk: &Desk<'_>, letter: &Letter) -> Composed {
    let Letter::GivenBack {
        told,
        reason: why,
        access_id,
        plan,
        before,
        after,
        lapsed,
    } = letter
    else {
        unreachable!("only a refund is asked for");
    };
    let w = desk.w;
    let balance = match (before, after) {
        (Some(before), Some(after)) => w.letter_balance_change(*after, *before),
        _ => w.incidents_unlimited().to_owned(),
    };
    let said = if why == "dispute" {
        w.letter_dispute_given_back()
    } else {
        w.letter_given_back_text()
    };
    let contract = w.contract_label(access_id, desk.name(plan));
    let mut facts = vec![
        (w.letter_label_contract().to_owned(), contract),
        (w.letter_label_balance().to_owned(), balance),
    ];
    if let Some(why) = Disposition::from_code(why) {
        facts.push((
            w.letter_label_reason().to_owned(),
            reason(w, why).to_owned(),
        ));
    }
    let mut parts = vec![Part::Said(said.to_owned()), Part::Facts(facts)];
    if *lapsed {
        parts.push(Part::Said(w.letter_given_back_lapsed().to_owned()));
    }
    about(desk, told, w.letter_given_back_subject(&told.number), parts)
}

fn severity_changed(desk: &Desk<'_>, letter: &Letter) -> Composed {
    let Letter::SeverityChanged {
        told,
        severity: to,
        due,
    } = letter
    else {
        unreachable!("only a changed severity is asked for");
    };
    let w = desk.w;
    let facts = vec![(
        w.letter_label_severity().to_owned(),
        severity_words(desk, to),
    )];
    let mut parts = vec![Part::Facts(facts)];
    if !told.words.is_empty() {
        parts.push(quoted(told));
    }
    if let Some(due) = due {
        parts.push(Part::Said(w.letter_severity_due(desk.moment(*due))));
    }
    about(
        desk,
        told,
        w.letter_severity_subject(&told.number, to),
        parts,
    )
}

fn severity_words(desk: &Desk<'_>, code: &str) -> String {
    Severity::from_code(code).map_or_else(String::new, |one| severity(desk.w, one).to_owned())
}

fn quoted(told: &Told) -> Part {
    Part::Quoted(told.words.clone())
}

/// A letter to somebody on the request, with a link to its page.
fn about(desk: &Desk<'_>, told: &Told, subject: String, parts: Vec<Part>) -> Composed {
    threaded(
        desk,
        told,
        subject,
        parts,
        &format!("/requests/{}", told.number),
    )
}

/// A letter to the engineer.
fn for_desk(desk: &Desk<'_>, told: &Told, subject: String, parts: Vec<Part>) -> Composed {
    threaded(
        desk,
        told,
        subject,
        parts,
        &format!("/desk/requests/{}", told.number),
    )
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
    }
}
