//! What the desk does with a request: each one action, then back to its page.

use actions::incidents::converse::{self, Then};
use actions::incidents::{dispute, split, take as taking};
use axum::extract::{Path, Request, State};
use axum::http::StatusCode;
use domain::incident::Verdict;
use domain::limits;

use super::replies;
use crate::answer::Page;
use crate::app::App;
use crate::requests::posted::{self, Posted, Side};
use crate::visit::{Asked, Sent};

pub(crate) async fn take(
    State(app): State<App>,
    asked: Asked,
    Path(number): Path<String>,
    Sent(fields): Sent,
) -> Page {
    let posted = Posted::open(Side::Desk, (app, asked, number), fields, &[])?;
    let done = taking::take(&posted.app.house, &posted.visit(), posted.incident).await;
    posted.finish("work", done, "taken").await
}

/// A reply or a note. What is not plainly a reply goes to nobody outside.
pub(crate) async fn message(
    State(app): State<App>,
    asked: Asked,
    Path(number): Path<String>,
    request: Request,
) -> Page {
    let missing = |w: &words::Words| w.desk_reply_missing();
    let (from, known) = (
        (app, asked, number),
        [
            "message", "files", "kind", "then", "seen", "anyway", "saved", "insert",
        ],
    );
    let read = posted::message(Side::Desk, from, request, &known, missing).await?;
    let (mut posted, mut message) = read;
    if posted.fields.peek("insert").is_some() {
        return insert(posted).await;
    }
    let (house, visit) = (posted.app.house.clone(), posted.visit());
    if posted.fields.take("kind") != "reply" {
        if posted.form.is_refused() {
            return posted.refused().await;
        }
        let done = converse::note(&house, &visit, posted.incident, message).await;
        return posted.finish("message", done, "noted").await;
    }
    let then = then(&posted.fields.take("then"));
    if then == Then::WaitForCustomer && message.words.trim().is_empty() {
        let sentence = posted.w.desk_wait_question_missing();
        posted.form.refuse("message", sentence);
    }
    if posted.form.is_refused() {
        return posted.refused().await;
    }
    let last = posted.fields.take("seen").parse().unwrap_or(0);
    message.seen = (posted.fields.take("anyway") != "yes").then_some(last);
    let done = converse::answer(&house, &visit, posted.incident, message, then).await;
    posted.finish("message", done, "replied").await
}

/// Puts a saved reply at the end of what is written, and sends nothing.
async fn insert(mut posted: Posted) -> Page {
    let chosen = posted.fields.take("saved");
    let seen = super::request::seen(&posted.app, &posted.asked, posted.number()).await?;
    let offered = replies::offered(&posted.app, &posted.asked, &seen.page.shown).await?;
    let Some(reply) = offered.into_iter().find(|one| one.key == chosen) else {
        let sentence = posted.w.saved_reply_missing();
        posted.form.refuse("saved", sentence);
        return posted.refused().await;
    };
    if posted.form.is_refused() {
        return posted.refused().await;
    }
    let written = posted.form.value("message").trim_end();
    let gap = if written.is_empty() { "" } else { "\n\n" };
    let text = format!("{written}{gap}{}", reply.wording.text);
    posted.form.put("message", text);
    posted.form.put("saved", String::new());
    posted.again(StatusCode::OK).await
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

pub(super) async fn severity(
    State(app): State<App>,
    asked: Asked,
    Path(number): Path<String>,
    Sent(fields): Sent,
) -> Page {
    posted::change_severity(Side::Desk, (app, asked, number), fields).await
}

/// Asks the customer about a second problem.
pub(super) async fn propose_split(
    State(app): State<App>,
    asked: Asked,
    Path(number): Path<String>,
    Sent(fields): Sent,
) -> Page {
    let mut posted = Posted::open(
        Side::Desk,
        (app, asked, number),
        fields,
        &["second_title", "second_words"],
    )?;
    let missing = posted.w.wizard_description_heading_missing();
    let title = posted.words("second_title", missing, limits::TITLE_CHARS_MAX);
    let missing = posted.w.wizard_description_text_missing();
    let words = posted.words("second_words", missing, limits::MESSAGE_CHARS_MAX);
    if posted.form.is_refused() {
        return posted.refused().await;
    }
    let (house, visit) = (&posted.app.house, posted.visit());
    let done = split::propose(house, &visit, posted.incident, title, words).await;
    posted.finish("second_title", done, "split").await
}

pub(super) async fn judge(
    State(app): State<App>,
    asked: Asked,
    Path(number): Path<String>,
    Sent(fields): Sent,
) -> Page {
    let mut posted = Posted::open(
        Side::Desk,
        (app, asked, number),
        fields,
        &["verdict", "verdict_words"],
    )?;
    let verdict = match posted.fields.take("verdict").as_str() {
        "give_back" => Some(Verdict::GiveBack),
        "stands" => Some(Verdict::Stands),
        _ => None,
    };
    if verdict.is_none() {
        let sentence = posted.w.desk_dispute_missing();
        posted.form.refuse("verdict", sentence);
    }
    let words = posted.optional("verdict_words", limits::MESSAGE_CHARS_MAX);
    let Some(verdict) = verdict.filter(|_| !posted.form.is_refused()) else {
        return posted.refused().await;
    };
    let (house, visit) = (&posted.app.house, posted.visit());
    let done = dispute::answer(house, &visit, posted.incident, verdict, words).await;
    posted.finish("verdict", done, "judged").await
}
