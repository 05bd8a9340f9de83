//! What a customer does with a request: each one action, then back to its page.

use actions::incidents::dispute as contest;
use actions::incidents::reopen as opening;
use actions::incidents::{Accepted, close, converse, split};
use axum::extract::{Path, Request, State};
use domain::incident::Dispute;
use domain::limits;

use super::posted::{self, Posted, Side};
use crate::answer::{Page, see_other};
use crate::app::App;
use crate::visit::{Asked, Sent};

pub(super) async fn reply(
    State(app): State<App>,
    asked: Asked,
    Path(number): Path<String>,
    request: Request,
) -> Page {
    let side = Side::Customer;
    let missing = |w: &words::Words| w.request_reply_missing();
    let (from, known) = ((app, asked, number), ["message", "files"]);
    let (posted, message) = posted::message(side, from, request, &known, missing).await?;
    if posted.form.is_refused() {
        return posted.refused().await;
    }
    let (house, visit) = (&posted.app.house, posted.visit());
    let done = converse::reply(house, &visit, posted.incident, message).await;
    posted.finish("message", done, "replied").await
}

pub(super) async fn severity(
    State(app): State<App>,
    asked: Asked,
    Path(number): Path<String>,
    Sent(fields): Sent,
) -> Page {
    posted::change_severity(Side::Customer, (app, asked, number), fields).await
}

pub(super) async fn withdraw(
    State(app): State<App>,
    asked: Asked,
    Path(number): Path<String>,
    Sent(fields): Sent,
) -> Page {
    let mut posted = Posted::open(
        Side::Customer,
        (app, asked, number),
        fields,
        &["withdraw_reason"],
    )?;
    let reason = posted.optional("withdraw_reason", limits::LINE_CHARS_MAX);
    if posted.form.is_refused() {
        return posted.refused().await;
    }
    let (house, visit) = (&posted.app.house, posted.visit());
    let done = close::withdraw(house, &visit, posted.incident, reason).await;
    posted.finish("withdraw_reason", done, "withdrawn").await
}

pub(super) async fn solved(
    State(app): State<App>,
    asked: Asked,
    Path(number): Path<String>,
    Sent(fields): Sent,
) -> Page {
    let posted = Posted::open(Side::Customer, (app, asked, number), fields, &[])?;
    let (house, visit) = (&posted.app.house, posted.visit());
    let done = close::solved_by_customer(house, &visit, posted.incident).await;
    posted.finish("facts", done, "solved").await
}

pub(super) async fn reopen(
    State(app): State<App>,
    asked: Asked,
    Path(number): Path<String>,
    Sent(fields): Sent,
) -> Page {
    let mut posted = Posted::open(
        Side::Customer,
        (app, asked, number),
        fields,
        &["reopen_reason"],
    )?;
    let missing = posted.w.request_reopen_why_missing();
    let reason = posted.words("reopen_reason", missing, limits::MESSAGE_CHARS_MAX);
    if posted.form.is_refused() {
        return posted.refused().await;
    }
    let (house, visit) = (&posted.app.house, posted.visit());
    let done = opening::reopen(house, &visit, posted.incident, reason).await;
    posted.finish("reopen_reason", done, "reopened").await
}

pub(super) async fn dispute(
    State(app): State<App>,
    asked: Asked,
    Path(number): Path<String>,
    Sent(fields): Sent,
) -> Page {
    let mut posted = Posted::open(
        Side::Customer,
        (app, asked, number),
        fields,
        &["ground", "dispute_words"],
    )?;
    let ground = Dispute::from_code(&posted.fields.take("ground"));
    if ground.is_none() {
        let sentence = posted.w.request_dispute_missing();
        posted.form.refuse("ground", sentence);
    }
    let missing = posted.w.request_dispute_words_missing();
    let words = posted.words("dispute_words", missing, limits::MESSAGE_CHARS_MAX);
    let Some(ground) = ground.filter(|_| !posted.form.is_refused()) else {
        return posted.refused().await;
    };
    let (house, visit) = (&posted.app.house, posted.visit());
    let done = contest::dispute(house, &visit, posted.incident, ground, words).await;
    posted.finish("dispute_words", done, "disputed").await
}

/// Answers the question about a second problem: leads to the second request where it was consented to.
pub(super) async fn answer_split(
    State(app): State<App>,
    asked: Asked,
    Path(number): Path<String>,
    Sent(fields): Sent,
) -> Page {
    let mut posted = Posted::open(
        Side::Customer,
        (app, asked, number),
        fields,
        &["answer", "agreement", "agreement_version"],
    )?;
    let (house, visit) = (posted.app.house.clone(), posted.visit());
    if posted.fields.take("answer") == "decline" {
        let done = split::decline(&house, &visit, posted.incident).await;
        return posted.finish("facts", done, "declined").await;
    }
    let accepted = posted.form.checked("agreement", "yes").then(|| Accepted {
        version: posted.fields.take("agreement_version"),
        language: posted.w.language().code().to_owned(),
    });
    match split::consent(&house, &visit, posted.incident, accepted).await {
        Ok(second) => Ok(see_other(&format!("/requests/{second}/submitted"))),
        refused => posted.finish("agreement", refused, "").await,
    }
}
