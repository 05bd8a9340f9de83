//! What waits for a second person, and their decision.

use actions::Stopped;
use actions::contracts::{self, Asked as Wanted, Verdict};
use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use domain::account::{Caller, Role};
use domain::limits;
use domain::refusal::Refusal;
use domain::time::Zone;
use web_kit::form::Query;
use web_kit::form_state::FormState;
use words::Words;

use super::{HOME, tell};
use crate::answer::{Page, page_with, see_other, status};
use crate::app::App;
use crate::fields::bounded;
use crate::frame::Frame;
use crate::refused;
use crate::requests::posted::at_form;
use crate::visit::{self, Asked, Sent};

/// An adjustment that waits, as queues and pages of contracts show it.
pub(super) struct Row {
    pub href: String,
    pub contract: String,
    pub organisation: String,
    pub units: String,
    /// When it was asked for, for `<time>` and in words.
    pub asked: (String, String),
    pub by: String,
}

impl Row {
    /// The adjustment in the reader's words.
    pub fn of(w: Words, one: &Wanted, zone: &Zone) -> Self {
        let plan = one.plan.in_language(w.language().code());
        Self {
            href: format!("{HOME}/adjustments/{}", one.key),
            contract: w.contract_label(one.access_id.as_str(), plan),
            organisation: one.organisation.clone().unwrap_or_default(),
            units: super::change_of_units(w, one.unit, one.what.units),
            asked: (one.asked.to_string(), w.moment(one.asked, zone)),
            by: one.by.clone(),
        }
    }
}

#[derive(Template)]
#[template(path = "service_centre/adjustment.html")]
struct AdjustmentPage {
    frame: Frame,
    form: FormState,
    row: Row,
    contract: String,
    /// Where the units go, where they get a lot of their own.
    apart: String,
    reason: String,
    before: String,
    /// The balance with it, or why it cannot be done.
    after: Result<String, String>,
    /// The free units that are shown, as the form sends them back.
    seen: String,
    decided: String,
    answer: String,
    /// Whether the reader asked for it, and can take it back.
    is_own: bool,
    /// Why the reader does not decide; empty where they do.
    hindrance: &'static str,
}

pub(super) async fn page(
    State(app): State<App>,
    asked: Asked,
    Path(key): Path<String>,
    Query(mut fields): Query,
) -> Page {
    let is_done = fields.take("done") == "decided";
    show(
        &app,
        &asked,
        &key,
        (FormState::default(), is_done),
        StatusCode::OK,
    )
    .await
}

pub(super) async fn decide(
    State(app): State<App>,
    asked: Asked,
    Path(key): Path<String>,
    Sent(fields): Sent,
) -> Page {
    let mut fields = fields.only(&["verdict", "reason", "seen"])?;
    let (verdict, seen) = (fields.take("verdict"), fields.take("seen"));
    if verdict == "withdraw" {
        contracts::withdraw_adjustment(&app.house, &asked.visit(), &key).await?;
        return Ok(see_other(&format!("{HOME}/adjustments/{key}?done=decided")));
    }
    let mut form = FormState::filled([
        ("verdict", verdict.as_str()),
        ("reason", fields.peek("reason").unwrap_or_default()),
    ]);
    let w = asked.words(None);
    let words = bounded(&w, &mut form, "reason", limits::LINE_CHARS_MAX);
    match verdict.as_str() {
        "decline" if words.is_empty() => form.refuse("reason", w.refusal_reason_needed()),
        "approve" | "decline" => {}
        _ => form.refuse("verdict", w.service_centre_adjustment_missing()),
    }
    if form.is_refused() {
        let code = StatusCode::UNPROCESSABLE_ENTITY;
        return show(&app, &asked, &key, (form, false), code).await;
    }
    let verdict = Verdict {
        approves: verdict == "approve",
        words,
        seen: seen.parse().ok(),
    };
    match contracts::decide(&app.house, &asked.visit(), &key, verdict).await {
        Ok(()) => Ok(see_other(&format!("{HOME}/adjustments/{key}?done=decided"))),
        Err(Stopped::Refused(refusal)) if at_form(&refusal) => {
            match refusal {
                Refusal::AdjustmentTooLarge => {
                    form.refuse("verdict", w.service_centre_adjustment_too_large());
                }
                _ => tell(&w, &mut form, &refusal, "verdict"),
            }
            show(&app, &asked, &key, (form, false), status(&refusal)).await
        }
        Err(stopped) => Err(stopped.into()),
    }
}

async fn show(
    app: &App,
    asked: &Asked,
    key: &str,
    (form, is_done): (FormState, bool),
    code: StatusCode,
) -> Page {
    let seen = contracts::adjustment(&app.house, &asked.visit(), key).await?;
    let mut frame = app.frame(asked, &seen.caller);
    let (w, one, zone) = (frame.w, seen.page, visit::zone(&seen.caller));
    frame.tell(is_done.then(|| w.service_centre_adjustment_done()));
    let balance = |left| super::balance(w, one.unit, left);
    let decision = one.decision.as_ref();
    page_with(
        code,
        &AdjustmentPage {
            row: Row::of(w, &one, &zone),
            contract: format!("{HOME}/contracts/{}", one.contract),
            apart: match (one.what.is_top_up, one.what.last_day) {
                (false, _) => String::new(),
                (true, None) => w.service_centre_adjustment_top_up().to_owned(),
                (true, Some(day)) => w.service_centre_adjustment_until(w.long_date(day)),
            },
            reason: one.reason.clone(),
            before: balance(one.before),
            after: match &one.after {
                Ok(left) => Ok(balance(*left)),
                Err(refusal) => Err(refused::sentence(&w, refusal)),
            },
            seen: one.before.map(|left| left.to_string()).unwrap_or_default(),
            decided: decision
                .map(|decision| {
                    let (name, when) = (&decision.by, w.moment(decision.at, &zone));
                    if decision.is_withdrawn {
                        w.service_centre_adjustment_withdrawn(name, when)
                    } else if decision.is_approved {
                        w.service_centre_adjustment_approved(name, when)
                    } else {
                        w.service_centre_adjustment_declined(name, when)
                    }
                })
                .unwrap_or_default(),
            answer: decision
                .map(|decision| decision.words.clone())
                .unwrap_or_default(),
            is_own: one.is_own,
            hindrance: hindrance(w, &seen.caller, one.is_own),
            form,
            frame,
        },
    )
}

/// Why somebody does not decide.
fn hindrance(w: Words, caller: &Caller, is_own: bool) -> &'static str {
    let may = [Role::Supervisor, Role::Administrator];
    let decides = caller
        .person()
        .is_some_and(|person| person.roles.iter().any(|role| may.contains(role)));
    match (is_own, decides) {
        (true, _) => w.service_centre_adjustment_own(),
        (_, false) => w.service_centre_adjustment_others(),
        _ => "",
    }
}
