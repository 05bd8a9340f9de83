//! What is done with advice: the customer answers the estimate; the desk estimates, and logs what was delivered.

use actions::Stopped;
use actions::advisory::{self, Delivery};
use axum::extract::{Path, State};
use domain::limits;
use domain::refusal::Refusal;
use domain::time::{Date, Zone};

use super::hours;
use crate::answer::{Page, status};
use crate::app::App;
use crate::requests::posted::{Posted, Side};
use crate::visit::{Asked, Sent};

/// Approves the estimate that the page showed, or declines it.
pub(super) async fn answer(
    State(app): State<App>,
    asked: Asked,
    Path(number): Path<String>,
    Sent(fields): Sent,
) -> Page {
    let known = ["answer", "minutes", "decline_words"];
    let mut posted = Posted::open(Side::Customer, (app, asked, number), fields, &known)?;
    let (house, visit) = (posted.app.house.clone(), posted.visit());
    let words = posted.optional("decline_words", limits::MESSAGE_CHARS_MAX);
    if posted.form.is_refused() {
        return posted.refused().await;
    }
    if posted.fields.take("answer") == "approve" {
        let seen = posted.fields.take("minutes").parse().unwrap_or_default();
        let done = advisory::approve(&house, &visit, posted.incident, seen).await;
        if let Err(Stopped::Refused(refusal @ Refusal::TooFewLeft { most })) = &done {
            let left = posted.w.advisory_answer_too_few(posted.w.hours(*most));
            posted.form.refuse("advice", left);
            return posted.again(status(refusal)).await;
        }
        return posted.finish("advice", done, "approved").await;
    }
    let done = advisory::decline(&house, &visit, posted.incident, words).await;
    posted.finish("advice", done, "estimate_declined").await
}

/// Asks the customer to approve an estimate.
pub(super) async fn estimate(
    State(app): State<App>,
    asked: Asked,
    Path(number): Path<String>,
    Sent(fields): Sent,
) -> Page {
    let known = ["estimate_hours", "estimate_words"];
    let mut posted = Posted::open(Side::Desk, (app, asked, number), fields, &known)?;
    let minutes = time(&mut posted, "estimate_hours");
    let missing = posted.w.advisory_desk_estimate_words_missing();
    let words = posted.words("estimate_words", missing, limits::MESSAGE_CHARS_MAX);
    let Some(minutes) = minutes.filter(|_| !posted.form.is_refused()) else {
        return posted.refused().await;
    };
    let (house, visit) = (&posted.app.house, posted.visit());
    let done = advisory::estimate(house, &visit, posted.incident, minutes, words).await;
    posted.finish("estimate_hours", done, "estimated").await
}

/// Logs delivered advice.
pub(super) async fn deliver(
    State(app): State<App>,
    asked: Asked,
    Path(number): Path<String>,
    Sent(fields): Sent,
) -> Page {
    let known = ["delivered_hours", "delivered_on", "delivered_words", "seen"];
    let mut posted = Posted::open(Side::Desk, (app, asked, number), fields, &known)?;
    let minutes = time(&mut posted, "delivered_hours");
    let day = Date::parse(posted.form.value("delivered_on")).ok();
    // Somewhere on Earth it is tomorrow already.
    let tomorrow = Zone::UTC.date_of(posted.asked.at).next();
    match day {
        None => posted
            .form
            .refuse("delivered_on", posted.w.advisory_new_day_form()),
        Some(day) if day > tomorrow => posted
            .form
            .refuse("delivered_on", posted.w.advisory_desk_deliver_day_future()),
        Some(_) => {}
    }
    let missing = posted.w.advisory_desk_deliver_words_missing();
    let words = posted.words("delivered_words", missing, limits::MESSAGE_CHARS_MAX);
    let seen = posted.fields.take("seen").parse().unwrap_or_default();
    let Some((day, minutes)) = day.zip(minutes).filter(|_| !posted.form.is_refused()) else {
        return posted.refused().await;
    };
    let delivery = Delivery {
        day,
        minutes,
        words,
        seen,
    };
    let (house, visit) = (&posted.app.house, posted.visit());
    let done = advisory::deliver(house, &visit, posted.incident, delivery).await;
    posted.finish("delivered_hours", done, "delivered").await
}

/// The minutes of a field of hours.
fn time(posted: &mut Posted, field: &str) -> Option<i64> {
    let minutes = hours::minutes(posted.form.value(field)).filter(|minutes| *minutes > 0);
    if minutes.is_none() {
        posted
            .form
            .refuse(field, posted.w.advisory_new_hours_form());
    }
    minutes
}
