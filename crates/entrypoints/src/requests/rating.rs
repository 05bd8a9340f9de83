//! How the help was, asked once it is over.

use actions::incidents::rating::{self, Rating};
use actions::incidents::reopen::reopen;
use actions::incidents::show::Shown;
use axum::extract::{Path, State};
use domain::account::Caller;
use domain::incident::{Disposition, Stars};
use domain::limits;
use words::Words;

use super::people::is_reporter;
use super::posted::{Posted, Side};
use crate::answer::Page;
use crate::app::App;
use crate::visit::{Asked, Sent};

/// The question about the help, to whoever submitted the request.
pub(super) struct Survey {
    /// Whether it is asked whether that was the right answer.
    pub is_solved: bool,
    /// What can be said: a number and its words.
    pub stars: Vec<(String, &'static str)>,
}

impl Survey {
    /// Nothing where there is nothing to ask, or it was answered.
    pub fn of(w: Words, caller: &Caller, shown: &Shown) -> Option<Self> {
        let (_, why) = shown.case.closed?;
        let is_asked = why.is_ratable() && shown.rating.is_none() && is_reporter(caller, shown);
        is_asked.then(|| Self {
            is_solved: why == Disposition::Solved,
            stars: Stars::ALL
                .map(|stars| (stars.number().to_string(), words_of(w, stars)))
                .to_vec(),
        })
    }
}

/// What was said, in a line each.
pub(crate) fn said(w: Words, rating: &Rating) -> String {
    let stars = match rating.stars {
        Some(stars) => words_of(w, stars),
        None => w.request_rating_right(),
    };
    if rating.words.is_empty() {
        stars.to_owned()
    } else {
        format!("{stars}: {}", rating.words)
    }
}

fn words_of(w: Words, stars: Stars) -> &'static str {
    match stars.number() {
        1 => w.request_rating_1(),
        2 => w.request_rating_2(),
        3 => w.request_rating_3(),
        4 => w.request_rating_4(),
        _ => w.request_rating_5(),
    }
}

/// Saves what was said; *No, reopen* opens the request again, in the same words.
pub(super) async fn rate(
    State(app): State<App>,
    asked: Asked,
    Path(number): Path<String>,
    Sent(fields): Sent,
) -> Page {
    let known = ["answer", "stars", "rating_words"];
    let mut posted = Posted::open(Side::Customer, (app, asked, number), fields, &known)?;
    let (answer, stars) = (posted.fields.take("answer"), posted.fields.take("stars"));
    if answer == "no" {
        return no(posted).await;
    }
    let words = posted.optional("rating_words", limits::MESSAGE_CHARS_MAX);
    let stars = (!stars.is_empty()).then(|| stars.parse().ok().and_then(Stars::of));
    let says_nothing = stars.is_none() && words.trim().is_empty() && answer != "yes";
    if says_nothing || stars == Some(None) {
        let sentence = posted.w.request_rating_missing();
        posted.form.refuse("stars", sentence);
    }
    if posted.form.is_refused() {
        return posted.refused().await;
    }
    let (house, visit) = (&posted.app.house, posted.visit());
    let words = words.trim().to_owned();
    let done = rating::rate(house, &visit, posted.incident, stars.flatten(), words).await;
    posted.finish("stars", done, "rated").await
}

/// It was not the right answer.
async fn no(mut posted: Posted) -> Page {
    let missing = posted.w.request_reopen_why_missing();
    let reason = posted.words("rating_words", missing, limits::MESSAGE_CHARS_MAX);
    if posted.form.is_refused() {
        return posted.refused().await;
    }
    let (house, visit) = (&posted.app.house, posted.visit());
    let done = reopen(house, &visit, posted.incident, reason).await;
    posted.finish("rating_words", done, "reopened").await
}
