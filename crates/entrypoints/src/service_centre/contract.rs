//! One contract as the service centre keeps it: how it stands, and one change at a time, each for a reason.

use actions::contracts::{self, Adjustment, Summary};
use actions::{Answer, By, Stopped};
use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use domain::contract::Standing;
use domain::ids::PublicKey;
use domain::limits;
use domain::time::Date;
use web_kit::form::Query;
use web_kit::form_state::FormState;
use words::Words;

use super::{HOME, tell};
use crate::answer::{Page, page_with, see_other, status};
use crate::app::App;
use crate::contracts::Card;
use crate::fields::bounded;
use crate::frame::Frame;
use crate::refused::About;
use crate::requests::posted::at_form;
use crate::visit::{Asked, Sent};

/// The fields of the form, in their order.
const FIELDS: [&str; 5] = ["what", "change", "last_day", "reason", "form_key"];

#[derive(Template)]
#[template(path = "service_centre/contract.html")]
struct ContractPage {
    frame: Frame,
    form: FormState,
    here: String,
    title: String,
    card: Card,
    organisation: String,
    days: String,
    is_suspended: bool,
    /// Whether they can be sent to somebody on file.
    has_ids: bool,
    /// The one-time key of an adjustment.
    once: String,
}

/// The one-time key of a form, in characters.
const KEY_CHARS_MAX: usize = 64;

/// What is to be changed.
enum Change {
    Adjust(i64),
    Extend(Date),
    Suspend,
    Resume,
    Replace,
}

pub(super) async fn page(
    State(app): State<App>,
    asked: Asked,
    Path(key): Path<String>,
    Query(mut fields): Query,
) -> Page {
    let is_done = fields.take("done") == "changed";
    let form = FormState::default();
    show(&app, &asked, &key, (form, is_done), StatusCode::OK).await
}

pub(super) async fn change(
    State(app): State<App>,
    asked: Asked,
    Path(key): Path<String>,
    Sent(fields): Sent,
) -> Page {
    let fields = fields.only(&FIELDS)?;
    let mut form = FormState::typed(&fields);
    let w = asked.words(None);
    let change = change_of(&w, &mut form);
    let reason = bounded(&w, &mut form, "reason", limits::LINE_CHARS_MAX);
    if reason.is_empty() {
        form.refuse("reason", w.refusal_reason_needed());
    }
    let Some(change) = change.filter(|_| !form.is_refused()) else {
        let code = StatusCode::UNPROCESSABLE_ENTITY;
        return show(&app, &asked, &key, (form, false), code).await;
    };
    let once = match form.value("form_key") {
        "" => one_time_key(&app),
        key => key.chars().take(KEY_CHARS_MAX).collect(),
    };
    match apply(&app, &asked, &key, change, (reason, once)).await {
        Ok(()) => Ok(see_other(&format!("{HOME}/contracts/{key}?done=changed"))),
        Err(Stopped::Refused(refusal)) if at_form(&refusal) => {
            tell(&w, &mut form, &refusal, "what");
            show(&app, &asked, &key, (form, false), status(&refusal)).await
        }
        Err(stopped) => Err(stopped.into()),
    }
}

/// What the form asks for; where that is not clear, nothing, and the field says why.
fn change_of(w: &Words, form: &mut FormState) -> Option<Change> {
    match form.value("what") {
        "adjust" => {
            let typed = form.value("change").trim().replace('−', "-");
            let change = typed.parse().ok().filter(|change| *change != 0);
            if change.is_none() {
                form.refuse("change", w.service_centre_change_form());
            }
            change.map(Change::Adjust)
        }
        "extend" => {
            let day = Date::parse(form.value("last_day").trim()).ok();
            if day.is_none() {
                form.refuse("last_day", w.service_centre_day_form());
            }
            day.map(Change::Extend)
        }
        "suspend" => Some(Change::Suspend),
        "resume" => Some(Change::Resume),
        "replace" => Some(Change::Replace),
        _ => {
            form.refuse("what", w.service_centre_what_missing());
            None
        }
    }
}

async fn apply(
    app: &App,
    asked: &Asked,
    key: &str,
    change: Change,
    (reason, once): (String, String),
) -> Answer<()> {
    let (house, visit) = (&app.house, asked.visit());
    let by = By::Visit(&visit);
    match change {
        Change::Adjust(change) => {
            let adjustment = Adjustment {
                change,
                reason,
                once,
            };
            contracts::adjust(house, by, key, adjustment).await
        }
        Change::Extend(last_day) => contracts::extend(house, by, key, last_day, &reason).await,
        Change::Suspend => contracts::suspend(house, by, key, &reason).await,
        Change::Resume => contracts::resume(house, by, key, &reason).await,
        Change::Replace => contracts::rotate(house, by, key, &reason).await,
    }
}

async fn show(
    app: &App,
    asked: &Asked,
    key: &str,
    (form, is_done): (FormState, bool),
    code: StatusCode,
) -> Page {
    let visit = asked.visit();
    let summary = contracts::with_key(&app.house, By::Visit(&visit), key).await?;
    let caller = app.house.caller(&visit).await?;
    let mut frame = app.frame(asked, &caller);
    let w = frame.w;
    let told = is_done.then(|| w.service_centre_changed().to_owned());
    frame.tell(told);
    page_with(code, &shown(app, asked, w, &summary, (form, frame)))
}

fn shown(
    app: &App,
    asked: &Asked,
    w: Words,
    summary: &Summary,
    (form, frame): (FormState, Frame),
) -> ContractPage {
    let catalog = app.house.catalog();
    let (first, last) = (summary.first_day, summary.last_day);
    ContractPage {
        here: format!("{HOME}/contracts/{}", summary.key),
        title: summary.title(w.language().code()),
        card: Card::of(&w, &catalog, summary, asked.at, &About::default()),
        organisation: summary.organisation.clone().unwrap_or_default(),
        days: w.range(w.long_date(first), w.long_date(last)),
        has_ids: super::partner::has_ids(summary) && summary.organisation.is_some(),
        is_suspended: summary.standing == Standing::Suspended,
        once: one_time_key(app),
        form,
        frame,
    }
}

/// Names what a form asks for, so that sending it twice does it once.
fn one_time_key(app: &App) -> String {
    PublicKey::mint('y', app.house.random()).to_string()
}
