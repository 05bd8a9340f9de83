//! A change of a contract: first what it would do, before and after, then doing it.

use actions::contracts::{self, Change, Changed, Foreseen, Outcome, Summary, Wish};
use actions::{By, Stopped};
use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use domain::limits;
use domain::offer::Unit;
use domain::refusal::Refusal;
use domain::time::Date;
use web_kit::form_state::FormState;
use words::Words;

use super::{HOME, contract, tell};
use crate::answer::{Page, page_with, see_other, status};
use crate::app::App;
use crate::contracts::Card;
use crate::fields::bounded;
use crate::frame::Frame;
use crate::refused::About;
use crate::requests::posted::at_form;
use crate::visit::{Asked, Sent};

/// The fields of the form, in their order.
const FIELDS: [&str; 8] = [
    "what", "change", "added", "until", "last_day", "reason", "form_key", "then",
];

/// Hours and incidents that one form can tell: more is a typing error, and far below what overflows.
const UNITS_MAX: i64 = limits::IMPORT_UNITS_MAX;

/// The one-time key of a form, in characters.
const KEY_CHARS_MAX: usize = 64;

#[derive(Template)]
#[template(path = "service_centre/change.html")]
struct ChangePage {
    frame: Frame,
    here: String,
    contract: String,
    organisation: String,
    what: &'static str,
    label: &'static str,
    before: String,
    after: String,
    reason: String,
    needs_second: bool,
    /// The fields as they were typed, to be sent on.
    typed: Vec<(&'static str, String)>,
}

pub(super) async fn change(
    State(app): State<App>,
    asked: Asked,
    Path(key): Path<String>,
    Sent(fields): Sent,
) -> Page {
    let mut fields = fields.only(&FIELDS)?;
    let then = fields.take("then");
    let mut form = FormState::typed(&fields);
    let w = asked.words(None);
    let visit = asked.visit();
    let summary = contracts::with_key(&app.house, By::Visit(&visit), &key).await?;
    if then == "edit" {
        return contract::show(&app, &asked, &key, (form, None, None), StatusCode::OK).await;
    }
    let change = change_of(&w, &mut form, summary.offer.unit);
    let reason = reason(&w, &mut form);
    let Some(change) = change.filter(|_| !form.is_refused()) else {
        return again(&app, &asked, &key, form, StatusCode::UNPROCESSABLE_ENTITY).await;
    };
    let answered = if then == "do" {
        let once = once_of(&app, &form, "form_key");
        let wish = Wish {
            change,
            reason,
            once,
        };
        contracts::change(&app.house, &visit, &key, wish)
            .await
            .map(Answered::Done)
    } else {
        contracts::foresee(&app.house, &visit, &key, change.clone())
            .await
            .map(|seen| Answered::Foreseen(Box::new((app.frame(&asked, &seen.caller), seen.page))))
    };
    match answered {
        Ok(Answered::Done(done)) => {
            let word = match done {
                Changed::Done => "changed",
                Changed::Asked(_) => "asked",
            };
            Ok(see_other(&format!("{HOME}/contracts/{key}?done={word}")))
        }
        Ok(Answered::Foreseen(seen)) => {
            let (frame, foreseen) = *seen;
            preview(&app, &asked, frame, &foreseen, &form)
        }
        Err(Stopped::Refused(refusal)) if at_form(&refusal) => {
            let field = field(&form, &refusal);
            tell(&w, &mut form, &refusal, field);
            again(&app, &asked, &key, form, status(&refusal)).await
        }
        Err(stopped) => Err(stopped.into()),
    }
}

enum Answered {
    Done(Changed),
    Foreseen(Box<(Frame, Foreseen)>),
}

async fn again(app: &App, asked: &Asked, key: &str, form: FormState, code: StatusCode) -> Page {
    contract::show(app, asked, key, (form, None, None), code).await
}

/// The reason that every change needs.
pub(super) fn reason(w: &Words, form: &mut FormState) -> String {
    let reason = bounded(w, form, "reason", limits::LINE_CHARS_MAX);
    if reason.is_empty() {
        form.refuse("reason", w.refusal_reason_needed());
    }
    reason
}

/// The one-time key that the form brought in a field.
pub(super) fn once_of(app: &App, form: &FormState, field: &str) -> String {
    match form.value(field) {
        "" => contract::one_time_key(app),
        key => key.chars().take(KEY_CHARS_MAX).collect(),
    }
}

/// The field at which a refusal is told: that of the amount, the day, or the choice itself.
fn field(form: &FormState, refusal: &Refusal) -> &'static str {
    match (form.value("what"), refusal) {
        ("adjust", Refusal::AdjustmentTooLarge | Refusal::AdjustmentOver) => "change",
        ("extend", Refusal::ContractState) => "last_day",
        _ => "what",
    }
}

/// What the form asks for; where that is not clear, nothing, and the field says why.
fn change_of(w: &Words, form: &mut FormState, unit: Unit) -> Option<Change> {
    let in_units = |count: i64| match unit {
        Unit::Incident => count,
        Unit::Minute => count * 60,
    };
    match form.value("what") {
        "adjust" => {
            let change = whole(w, form, "change", w.service_centre_change_form());
            change.map(|change| Change::Adjust(in_units(change)))
        }
        "add" => {
            let missing = w.service_centre_add_how_many_form();
            let count = whole(w, form, "added", missing);
            if count.is_some_and(|count| count < 0) {
                form.refuse("added", missing);
            }
            let until = match form.value("until").trim() {
                "" => None,
                _ => Some(day(w, form, "until")?),
            };
            count.map(|count| Change::TopUp(in_units(count), until))
        }
        "extend" => day(w, form, "last_day").map(Change::Extend),
        "suspend" => Some(Change::Suspend),
        "resume" => Some(Change::Resume),
        "replace" => Some(Change::Replace),
        _ => {
            form.refuse("what", w.service_centre_what_missing());
            None
        }
    }
}

/// The number of a field, other than zero; where it is none or too large, nothing, and the field says which.
fn whole(w: &Words, form: &mut FormState, field: &str, missing: &str) -> Option<i64> {
    let typed = form.value(field).trim().replace('−', "-");
    let digits = typed.strip_prefix(['-', '+']).unwrap_or(&typed);
    let is_number = !digits.is_empty() && digits.bytes().all(|one| one.is_ascii_digit());
    let count: i64 = if is_number {
        typed.parse().unwrap_or(i64::MAX)
    } else {
        0
    };
    if count == 0 {
        form.refuse(field, missing);
    } else if count.unsigned_abs() > UNITS_MAX.unsigned_abs() {
        form.refuse(field, w.service_centre_change_over(w.number(UNITS_MAX)));
    }
    (!form.is_refused()).then_some(count)
}

fn day(w: &Words, form: &mut FormState, field: &str) -> Option<Date> {
    let day = Date::parse(form.value(field).trim()).ok();
    if day.is_none() {
        form.refuse(field, w.service_centre_day_form());
    }
    day
}

fn preview(app: &App, asked: &Asked, frame: Frame, seen: &Foreseen, form: &FormState) -> Page {
    let (w, summary) = (frame.w, &seen.summary);
    let what = match form.value("what") {
        "adjust" => w.service_centre_adjust(),
        "add" => w.service_centre_add_units(),
        "extend" => w.service_centre_extend(),
        "suspend" => w.service_centre_suspend(),
        "resume" => w.service_centre_resume(),
        _ => w.service_centre_replace(),
    };
    let (label, before, after) = sides(app, asked, w, summary, &seen.outcome);
    let typed = FIELDS.iter().filter(|field| **field != "then");
    page_with(
        StatusCode::OK,
        &ChangePage {
            here: format!("{HOME}/contracts/{}", summary.key),
            contract: summary.title(w.language().code()),
            organisation: summary.organisation.clone().unwrap_or_default(),
            what,
            label,
            before,
            after,
            reason: form.value("reason").trim().to_owned(),
            needs_second: seen.needs_second,
            typed: typed
                .map(|field| (*field, form.value(field).to_owned()))
                .collect(),
            frame,
        },
    )
}

/// What is changed, and what it is before and after.
fn sides(
    app: &App,
    asked: &Asked,
    w: Words,
    summary: &Summary,
    outcome: &Outcome,
) -> (&'static str, String, String) {
    let stands = |standing| {
        let summary = Summary {
            standing,
            ..summary.clone()
        };
        let catalog = app.house.catalog();
        Card::of(&w, &catalog, &summary, asked.at, &About::default()).standing_word
    };
    match outcome {
        Outcome::Balance(before, after) => {
            let left = |left: Option<i64>| super::balance(w, summary.offer.unit, left);
            (w.contracts_balance(), left(*before), left(*after))
        }
        Outcome::LastDay(before, after) => (
            w.service_centre_valid_to(),
            w.long_date(before),
            w.long_date(after),
        ),
        Outcome::Standing(before, after) => {
            (w.contracts_standing(), stands(*before), stands(*after))
        }
        Outcome::ContractId(to) => {
            let now = w.service_centre_contract_id_now().to_owned();
            let new = match to {
                Some((name, masked)) => w.service_centre_contract_id_new(masked, name),
                None => w.service_centre_contract_id_nobody().to_owned(),
            };
            (w.service_centre_contract_id(), now, new)
        }
    }
}
