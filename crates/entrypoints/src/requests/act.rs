//! What a customer does with a request: each one action, then back to its page.

use actions::incidents::close;
use actions::incidents::converse::{self, Message};
use actions::incidents::dispute as contest;
use actions::incidents::reopen as opening;
use actions::incidents::severity as severities;
use actions::incidents::show;
use actions::{Answer, Stopped};
use axum::extract::{Path, Request, State};
use axum::http::StatusCode;
use domain::incident::Dispute;
use domain::limits;
use domain::refusal::{Kind, Refusal};
use domain::response::Severity;
use web_kit::form_state::FormState;

use super::incident;
use super::show::again;
use crate::answer::{Page, see_other, status};
use crate::app::App;
use crate::files::{Target, read_form};
use crate::refused;
use crate::visit::{Asked, Sent};

/// Everything that a form can be wrong about, before anything is asked of the house.
pub(crate) struct Checked {
    pub form: FormState,
}

impl Checked {
    /// Words that have to be there, and no more than fit.
    pub fn words(&mut self, field: &str, words: &str, missing: &str, most: usize, over: String) {
        if words.trim().is_empty() {
            self.form.refuse(field, missing);
        } else if words.chars().count() > most {
            self.form.refuse(field, over);
        }
    }
}

pub(super) async fn reply(
    State(app): State<App>,
    asked: Asked,
    Path(number): Path<String>,
    request: Request,
) -> Page {
    let incident = incident(&app, &number)?;
    let mut sent = read_form(&app, &asked, request, &Target::Incident(incident)).await?;
    let form = FormState::typed(&sent.fields);
    let words = sent.fields.take("message");
    let seen = show::show(&app.house, &asked.visit(), incident).await?;
    let w = asked.words(seen.caller.person());
    let finished = seen.page.aside.iter().filter(|file| file.is_finished);
    let files: Vec<String> = finished.map(|file| file.key.clone()).collect();
    let mut checked = Checked { form };
    if files.is_empty() || !words.trim().is_empty() {
        let over = characters_over(w, &words, limits::MESSAGE_CHARS_MAX);
        checked.words(
            "message",
            &words,
            w.request_reply_missing(),
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
        seen: None,
    };
    let done = converse::reply(&app.house, &asked.visit(), incident, message).await;
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
    let done = severities::change(&app.house, &visit, incident, severity, reason, false).await;
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

pub(super) async fn withdraw(
    State(app): State<App>,
    asked: Asked,
    Path(number): Path<String>,
    Sent(mut fields): Sent,
) -> Page {
    let incident = incident(&app, &number)?;
    let mut form = FormState::typed(&fields);
    let reason = fields.take("withdraw_reason");
    let w = asked.words(None);
    if reason.chars().count() > limits::LINE_CHARS_MAX {
        form.refuse(
            "withdraw_reason",
            characters_over(w, &reason, limits::LINE_CHARS_MAX),
        );
        return again(
            &app,
            &asked,
            &number,
            form,
            StatusCode::UNPROCESSABLE_ENTITY,
        )
        .await;
    }
    let done = close::withdraw(&app.house, &asked.visit(), incident, reason).await;
    finish(
        &app,
        &asked,
        &number,
        form,
        "withdraw_reason",
        done,
        "withdrawn",
    )
    .await
}

pub(super) async fn solved(
    State(app): State<App>,
    asked: Asked,
    Path(number): Path<String>,
    Sent(_): Sent,
) -> Page {
    let incident = incident(&app, &number)?;
    let done = close::solved_by_customer(&app.house, &asked.visit(), incident).await;
    finish(
        &app,
        &asked,
        &number,
        FormState::default(),
        "message",
        done,
        "solved",
    )
    .await
}

pub(super) async fn reopen(
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
    let reason = fields.take("reopen_reason");
    let over = characters_over(w, &reason, limits::MESSAGE_CHARS_MAX);
    checked.words(
        "reopen_reason",
        &reason,
        w.request_reopen_why_missing(),
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
    let done = opening::reopen(&app.house, &asked.visit(), incident, reason).await;
    finish(
        &app,
        &asked,
        &number,
        checked.form,
        "reopen_reason",
        done,
        "reopened",
    )
    .await
}

pub(super) async fn dispute(
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
    let ground = Dispute::from_code(&fields.take("ground"));
    let words = fields.take("dispute_words");
    if ground.is_none() {
        checked.form.refuse("ground", w.request_dispute_missing());
    }
    let over = characters_over(w, &words, limits::MESSAGE_CHARS_MAX);
    let missing = w.request_dispute_words_missing();
    checked.words(
        "dispute_words",
        &words,
        missing,
        limits::MESSAGE_CHARS_MAX,
        over,
    );
    let Some(ground) = ground.filter(|_| !checked.form.is_refused()) else {
        return again(
            &app,
            &asked,
            &number,
            checked.form,
            StatusCode::UNPROCESSABLE_ENTITY,
        )
        .await;
    };
    let done = contest::dispute(&app.house, &asked.visit(), incident, ground, words).await;
    finish(
        &app,
        &asked,
        &number,
        checked.form,
        "dispute_words",
        done,
        "disputed",
    )
    .await
}

/// How many characters a text is too long.
pub(crate) fn characters_over(w: words::Words, text: &str, most: usize) -> String {
    let over = text.chars().count().saturating_sub(most);
    w.field_characters_over(i64::try_from(over).unwrap_or(i64::MAX))
}

/// Whether a refusal is told at the form rather than on a page of its own.
pub(crate) fn at_form(refusal: &Refusal) -> bool {
    matches!(refusal.kind(), Kind::Invalid | Kind::Conflict)
}

/// Goes back to the request; a refusal is told there, at `field` where it names none, with all that was typed.
async fn finish<T>(
    app: &App,
    asked: &Asked,
    number: &str,
    mut form: FormState,
    field: &str,
    done: Answer<T>,
    word: &str,
) -> Page {
    match done {
        Ok(_) => Ok(see_other(&format!("/requests/{number}?done={word}"))),
        Err(Stopped::Refused(refusal)) if at_form(&refusal) => {
            let w = asked.words(None);
            form.refuse(field, refused::sentence(&w, &refusal));
            again(app, asked, number, form, status(&refusal)).await
        }
        Err(stopped) => Err(stopped.into()),
    }
}
