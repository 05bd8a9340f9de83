//! Closing: every disposition with what it does to the balance, shown before it happens.

use actions::incidents::close::{self as closing, Preview};
use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use domain::ids::RequestKind;
use domain::incident::{ChargeEffect, Disposition};
use domain::limits;
use domain::offer::Unit;
use domain::refusal::Refusal;
use web_kit::form_state::FormState;
use words::Words;

use super::request::seen;
use crate::answer::{Page, page_with};
use crate::app::App;
use crate::frame::Frame;
use crate::refused;
use crate::requests::incident;
use crate::requests::posted::{Posted, Side, room};
use crate::requests::words::{reason, title};
use crate::visit::{Asked, Sent};

#[derive(Template)]
#[template(path = "desk/closure.html")]
struct ClosurePage {
    frame: Frame,
    form: FormState,
    number: String,
    back: String,
    grouped: String,
    /// What the request is about.
    subject: String,
    /// Headings with the choices under them.
    groups: Vec<(&'static str, Vec<Choice>)>,
    extended: bool,
}

/// A disposition with what it would do.
struct Choice {
    code: &'static str,
    word: &'static str,
    effect: Vec<String>,
    is_off: bool,
}

pub(crate) async fn page(State(app): State<App>, asked: Asked, Path(number): Path<String>) -> Page {
    again(&app, &asked, &number, FormState::default(), StatusCode::OK).await
}

pub(crate) async fn close(
    State(app): State<App>,
    asked: Asked,
    Path(number): Path<String>,
    Sent(fields): Sent,
) -> Page {
    let mut posted = Posted::open(
        Side::Closing,
        (app, asked, number),
        fields,
        &["disposition", "words"],
    )?;
    let disposition = Disposition::from_code(&posted.fields.take("disposition"));
    if disposition.is_none() {
        let sentence = posted.w.desk_close_reason_missing();
        posted.form.refuse("disposition", sentence);
    }
    let missing = posted.w.desk_close_words_missing();
    let words = posted.words("words", missing, limits::MESSAGE_CHARS_MAX);
    let Some(disposition) = disposition.filter(|_| !posted.form.is_refused()) else {
        return posted.refused().await;
    };
    let (house, visit) = (&posted.app.house, posted.visit());
    let done = closing::close(house, &visit, posted.incident, disposition, words).await;
    posted.finish("disposition", done, "closed").await
}

/// The page with a form: empty at first, else as it was sent.
pub(crate) async fn again(
    app: &App,
    asked: &Asked,
    number: &str,
    form: FormState,
    code: StatusCode,
) -> Page {
    let incident = incident(app, number)?;
    let seen = seen(app, asked, number).await?;
    let preview = closing::preview(&app.house, &asked.visit(), incident)
        .await?
        .page;
    let frame = app.frame(asked, &seen.caller);
    let w = frame.w;
    let page = ClosurePage {
        number: number.to_owned(),
        back: format!("{}/{number}", room(number)),
        grouped: w.request_number(number),
        subject: title(w, &seen.page.shown.number, &seen.page.shown.title),
        groups: groups(w, &preview, number),
        extended: seen.page.shown.case.extended_support,
        form,
        frame,
    };
    page_with(code, &page)
}

/// The dispositions under their headings; a program support case has no deduction to part them by.
fn groups(w: Words, preview: &Preview, number: &str) -> Vec<(&'static str, Vec<Choice>)> {
    let choices = |deducts: bool| {
        let outcomes = preview.outcomes.iter();
        let chosen = outcomes.filter(move |(disposition, _)| disposition.deducts() == deducts);
        chosen.map(|(disposition, outcome)| choice(w, preview, *disposition, outcome))
    };
    if room(number) == room(RequestKind::Program.prefix()) {
        let plain = |one: Choice| Choice {
            effect: Vec::new(),
            ..one
        };
        return vec![("", choices(true).map(plain).collect())];
    }
    vec![
        (w.desk_close_with_deduction(), choices(true).collect()),
        (w.desk_close_without_deduction(), choices(false).collect()),
    ]
}

fn choice(
    w: Words,
    preview: &Preview,
    disposition: Disposition,
    outcome: &Result<(Option<i64>, ChargeEffect), Refusal>,
) -> Choice {
    let effect = match outcome {
        Ok((after, effect)) => std::iter::once(becomes(w, preview.unit, *effect).to_owned())
            .chain(changes(w, preview, *after))
            .collect(),
        Err(Refusal::Exhausted) => {
            vec![w.desk_close_exhausted(preview.access_id.as_deref().unwrap_or_default())]
        }
        Err(refusal) => vec![refused::sentence(&w, refusal)],
    };
    Choice {
        code: disposition.code(),
        word: reason(w, disposition),
        effect,
        is_off: outcome.is_err(),
    }
}

/// What becomes of the unit.
fn becomes(w: Words, unit: Unit, effect: ChargeEffect) -> &'static str {
    match effect {
        ChargeEffect::Charged if unit == Unit::Minute => w.advisory_close_charged(),
        ChargeEffect::GivenBack if unit == Unit::Minute => w.advisory_close_given_back(),
        ChargeEffect::Lapsed if unit == Unit::Minute => w.advisory_close_lapsed(),
        _ if unit == Unit::Minute => w.advisory_close_nothing(),
        ChargeEffect::Charged => w.desk_close_effect_charged(),
        ChargeEffect::GivenBack => w.desk_close_effect_given_back(),
        ChargeEffect::Lapsed => w.desk_close_expired(),
        ChargeEffect::ChargedAgain => w.desk_close_effect_charged_again(),
        ChargeEffect::Uncharged | ChargeEffect::Nothing => w.desk_close_effect_nothing(),
    }
}

/// The balance before and after: `0230242323: 10 → 11 incidents`.
fn changes(w: Words, preview: &Preview, after: Option<i64>) -> Option<String> {
    let access_id = preview.access_id.as_deref()?;
    Some(match (preview.before, after) {
        (Some(before), Some(after)) if preview.unit == Unit::Minute => {
            let (left, then) = (w.hours_left(before), w.hours_left(after));
            if before == after {
                w.advisory_close_none(access_id, left)
            } else {
                w.advisory_close_change(access_id, then, left)
            }
        }
        (Some(before), Some(after)) if before != after => {
            w.desk_close_effect_change(access_id, after, before)
        }
        (Some(before), _) => w.desk_close_effect_none(access_id, before),
        (None, _) => w.desk_close_effect_unlimited(access_id),
    })
}
