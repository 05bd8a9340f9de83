//! What the desk does with a request: each one action, then back to its page.

use actions::incidents::converse::{self, Message, Then};
use actions::incidents::severity as severities;
use actions::incidents::{dispute, show, take as taking};
use actions::{Answer, Stopped};
use axum::extract::{Path, Request, State};
use axum::http::StatusCode;
use domain::incident::Verdict;
use domain::limits;
use domain::refusal::Refusal;
use domain::response::Severity;
use web_kit::form_state::FormState;

use super::request::again;
use crate::answer::{Page, see_other, status};
use crate::app::App;
use crate::files::{Target, read_form};
use crate::refused;
use crate::requests::act::{Checked, at_form, characters_over};
use crate::requests::incident;
use crate::visit::{Asked, Sent};

pub(super) async fn take(
    State(app): State<App>,
    asked: Asked,
    Path(number): Path<String>,
    Sent(_): Sent,
) -> Page {
    let incident = incident(&app, &number)?;
    let done = taking::take(&app.house, &asked.visit(), incident).await;
    finish(
        &app,
        &asked,
        &number,
        FormState::default(),
        "assignment",
        done,
        "taken",
    )
    .await
}

pub(super) async fn reply(
    State(app): State<App>,
    asked: Asked,
    Path(number): Path<String>,
    request: Request,
) -> Page {
    let incident = incident(&app, &number)?;
    let mut sent = read_form(&app, &asked, request, &Target::Incident(incident)).await?;
    let mut checked = Checked {
        form: FormState::typed(&sent.fields),
    };
    let words = sent.fields.take("message");
    let then = then(&sent.fields.take("then"));
    let anyway = sent.fields.take("anyway") == "yes";
    let last = sent.fields.take("seen").parse::<i64>().unwrap_or(0);
    let seen = show::at_desk(&app.house, &asked.visit(), incident).await?;
    let w = asked.words(seen.caller.person());
    let finished = seen.page.shown.aside.iter().filter(|file| file.is_finished);
    let files: Vec<String> = finished.map(|file| file.key.clone()).collect();
    if then == Then::WaitForCustomer && words.trim().is_empty() {
        checked
            .form
            .refuse("message", w.desk_wait_question_missing());
    }
    if files.is_empty() || !words.trim().is_empty() {
        let over = characters_over(w, &words, limits::MESSAGE_CHARS_MAX);
        checked.words(
            "message",
            &words,
            w.desk_reply_missing(),
            limits::MESSAGE_CHARS_MAX,
            over,
        );
    }
    let status = sent.lost.tell(w, &mut checked.form);
    if checked.form.is_refused() {
        return again(&app, &asked, &number, checked.form, status).await;
    }
    let message = Message {
        words,
        files,
        seen: (!anyway).then_some(last),
    };
    let done = converse::answer(&app.house, &asked.visit(), incident, message, then).await;
    finish(
        &app,
        &asked,
        &number,
        checked.form,
        "message",
        done,
        "replied",
    )
    .await
}

/// What the incident is set to with a reply.
fn then(word: &str) -> Then {
    match word {
        "waiting_customer" => Then::WaitForCustomer,
        "waiting_vendor" => Then::WaitForVendor,
        "proposed" => Then::ProposeSolution,
        _ => Then::GoOn,
    }
}

pub(super) async fn note(
    State(app): State<App>,
    asked: Asked,
    Path(number): Path<String>,
    Sent(mut fields): Sent,
) -> Page {
    let incident = incident(&app, &number)?;
    let w = asked.words(None);
    let mut checked = Checked {
        form: FormState::typed(&fields),
    };
    let words = fields.take("note");
    let over = characters_over(w, &words, limits::MESSAGE_CHARS_MAX);
    checked.words(
        "note",
        &words,
        w.desk_note_missing(),
        limits::MESSAGE_CHARS_MAX,
        over,
    );
    if checked.form.is_refused() {
        return again(
            &app,
            &asked,
            &number,
            checked.form,
            StatusCode::UNPROCESSABLE_ENTITY,
        )
        .await;
    }
    let message = Message {
        words,
        files: Vec::new(),
        seen: None,
    };
    let done = converse::note(&app.house, &asked.visit(), incident, message).await;
    finish(&app, &asked, &number, checked.form, "note", done, "noted").await
}

pub(super) async fn severity(
    State(app): State<App>,
    asked: Asked,
    Path(number): Path<String>,
    Sent(mut fields): Sent,
) -> Page {
    let incident = incident(&app, &number)?;
    let w = asked.words(None);
    let mut checked = Checked {
        form: FormState::typed(&fields),
    };
    let severity = Severity::from_code(&fields.take("severity"));
    let reason = fields.take("severity_reason");
    if severity.is_none() {
        checked
            .form
            .refuse("severity", w.refusal_severity_not_offered());
    }
    let over = characters_over(w, &reason, limits::LINE_CHARS_MAX);
    let missing = w.request_change_severity_why_missing();
    checked.words(
        "severity_reason",
        &reason,
        missing,
        limits::LINE_CHARS_MAX,
        over,
    );
    let Some(severity) = severity.filter(|_| !checked.form.is_refused()) else {
        return again(
            &app,
            &asked,
            &number,
            checked.form,
            StatusCode::UNPROCESSABLE_ENTITY,
        )
        .await;
    };
    let visit = asked.visit();
    let done = severities::change(&app.house, &visit, incident, severity, reason, true).await;
    finish(
        &app,
        &asked,
        &number,
        checked.form,
        "severity",
        done,
        "severity",
    )
    .await
}

pub(super) async fn judge(
    State(app): State<App>,
    asked: Asked,
    Path(number): Path<String>,
    Sent(mut fields): Sent,
) -> Page {
    let incident = incident(&app, &number)?;
    let w = asked.words(None);
    let mut form = FormState::typed(&fields);
    let verdict = match fields.take("verdict").as_str() {
        "give_back" => Some(Verdict::GiveBack),
        "stands" => Some(Verdict::Stands),
        _ => None,
    };
    let words = fields.take("verdict_words");
    let Some(verdict) = verdict else {
        form.refuse("verdict", w.desk_dispute_missing());
        return again(
            &app,
            &asked,
            &number,
            form,
            StatusCode::UNPROCESSABLE_ENTITY,
        )
        .await;
    };
    let done = dispute::answer(&app.house, &asked.visit(), incident, verdict, words).await;
    finish(&app, &asked, &number, form, "verdict", done, "judged").await
}

/// Goes back to the request; a refusal is told there, with all that was typed.
pub(super) async fn finish<T>(
    app: &App,
    asked: &Asked,
    number: &str,
    mut form: FormState,
    field: &str,
    done: Answer<T>,
    word: &str,
) -> Page {
    match done {
        Ok(_) => Ok(see_other(&format!("/desk/requests/{number}?done={word}"))),
        Err(Stopped::Refused(refusal)) if at_form(&refusal) => {
            let w = asked.words(None);
            let sentence = match &refusal {
                Refusal::NewerMessage => w.desk_newer_message().to_owned(),
                refusal => refused::sentence(&w, refusal),
            };
            form.refuse(field, sentence);
            again(app, asked, number, form, status(&refusal)).await
        }
        Err(stopped) => Err(stopped.into()),
    }
}
