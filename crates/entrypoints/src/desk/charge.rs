//! Moving the charge of a request to the contract it belongs on: both balances before and after, whose the other
//! contract is, and the reason that the customer reads.

use actions::Stopped;
use actions::incidents::move_charge;
use actions::incidents::moving::{Moving, Side, Target, moving};
use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use domain::catalog::Catalog;
use domain::ids::AccessId;
use domain::ledger::IncidentRef;
use domain::limits;
use domain::offer::Unit;
use domain::refusal::Refusal;
use web_kit::form::Query;
use web_kit::form_state::FormState;
use words::Words;

use crate::answer::{Page, page_with, see_other, status};
use crate::app::App;
use crate::contracts::card::why;
use crate::fields::bounded;
use crate::frame::Frame;
use crate::refused::{self, About};
use crate::requests::incident;
use crate::requests::posted::at_form;
use crate::visit::{Asked, Sent};

#[derive(Template)]
#[template(path = "desk/charge.html")]
struct ChargePage {
    frame: Frame,
    form: FormState,
    here: String,
    back: String,
    grouped: String,
    subject: String,
    /// The contract that pays.
    from: String,
    /// Its balance before and after.
    paying: String,
    targets: Vec<Choice>,
    looked_for: String,
}

struct Choice {
    key: String,
    contract: String,
    /// Whose it is, the balance, and why it cannot be chosen.
    notes: Vec<String>,
    is_foreign: bool,
    is_off: bool,
}

pub(super) async fn page(
    State(app): State<App>,
    asked: Asked,
    Path(number): Path<String>,
    Query(mut fields): Query,
) -> Page {
    let mut form = FormState::typed(&fields);
    let typed = fields.take("access_id");
    let w = asked.words(None);
    if !typed.trim().is_empty() && AccessId::parse(&typed).is_err() {
        form.refuse("access_id", w.desk_charge_access_form());
        let code = StatusCode::UNPROCESSABLE_ENTITY;
        return show(&app, &asked, &number, (form, None), code).await;
    }
    show(&app, &asked, &number, (form, None), StatusCode::OK).await
}

pub(super) async fn change(
    State(app): State<App>,
    asked: Asked,
    Path(number): Path<String>,
    Sent(fields): Sent,
) -> Page {
    let fields = fields.only(&["contract", "words", "access_id"])?;
    let (mut form, w) = (FormState::typed(&fields), asked.words(None));
    let (request, visit) = (incident(&app, &number)?, asked.visit());
    let to = form.value("contract").to_owned();
    let words = bounded(&w, &mut form, "words", limits::LINE_CHARS_MAX);
    if to.is_empty() {
        form.refuse("contract", w.desk_charge_missing());
    }
    if words.is_empty() {
        form.refuse("words", w.refusal_reason_needed());
    }
    if form.is_refused() {
        let code = StatusCode::UNPROCESSABLE_ENTITY;
        return show(&app, &asked, &number, (form, None), code).await;
    }
    let done = format!("/desk/requests/{number}?done=moved");
    match move_charge(&app.house, &visit, request, &to, &words).await {
        Ok(()) => Ok(see_other(&done)),
        // Sent twice, it has been done.
        Err(Stopped::Refused(Refusal::ContractState)) if pays(&app, &asked, request, &to).await => {
            Ok(see_other(&done))
        }
        Err(Stopped::Refused(refusal)) if at_form(&refusal) => {
            let code = status(&refusal);
            show(&app, &asked, &number, (form, Some(refusal)), code).await
        }
        Err(stopped) => Err(stopped.into()),
    }
}

/// Whether the contract called `key` pays for the request.
async fn pays(app: &App, asked: &Asked, request: IncidentRef, key: &str) -> bool {
    let seen = moving(&app.house, &asked.visit(), request, None).await;
    seen.is_ok_and(|seen| seen.page.from.key == key)
}

async fn show(
    app: &App,
    asked: &Asked,
    number: &str,
    (mut form, refusal): (FormState, Option<Refusal>),
    code: StatusCode,
) -> Page {
    let looked_for = form.value("access_id").trim().to_owned();
    let access_id = AccessId::parse(&looked_for).ok();
    let request = incident(app, number)?;
    let seen = moving(&app.house, &asked.visit(), request, access_id).await?;
    let frame = app.frame(asked, &seen.caller);
    let (w, moving, catalog) = (frame.w, seen.page, app.house.catalog());
    if let Some(refusal) = refusal {
        let mut targets = moving.targets.iter();
        let chosen = targets.find(|one| one.side.key == form.value("contract"));
        let told = chosen.and_then(|one| hindrance(w, &catalog, one));
        let told = told.unwrap_or_else(|| vec![refused::sentence(&w, &refusal)]);
        form.refuse("contract", told.join(" "));
    }
    let targets = moving.targets.iter();
    page_with(
        code,
        &ChargePage {
            here: format!("/desk/requests/{number}/charge"),
            back: format!("/desk/requests/{number}"),
            grouped: w.request_number(number),
            subject: moving.title.clone(),
            from: label(w, &moving.from),
            paying: balances(w, &moving, &moving.from),
            targets: targets
                .map(|one| choice(w, &catalog, &moving, one))
                .collect(),
            looked_for,
            form,
            frame,
        },
    )
}

fn choice(w: Words, catalog: &Catalog, moving: &Moving, target: &Target) -> Choice {
    let whose = if target.is_same_customer {
        w.desk_charge_same(&target.owner)
    } else {
        w.desk_charge_other(&target.owner)
    };
    let hindrance = hindrance(w, catalog, target);
    let is_off = hindrance.is_some();
    let more = hindrance.unwrap_or_else(|| vec![balances(w, moving, &target.side)]);
    Choice {
        key: target.side.key.clone(),
        contract: label(w, &target.side),
        notes: std::iter::once(whose).chain(more).collect(),
        is_foreign: !target.is_same_customer,
        is_off,
    }
}

/// Every reason why the charge cannot be moved there; nothing where it can.
fn hindrance(w: Words, catalog: &Catalog, target: &Target) -> Option<Vec<String>> {
    let refusal = target.hindrance.as_ref()?;
    let about = About {
        plan: target.side.plan.in_language(w.language().code()),
        ..About::default()
    };
    let reasons = why(&w, catalog, &target.contract, &about);
    Some(if reasons.is_empty() {
        vec![refused::sentence(&w, refusal)]
    } else {
        reasons
    })
}

fn label(w: Words, side: &Side) -> String {
    let plan = side.plan.in_language(w.language().code());
    w.contract_label(side.access_id.as_str(), plan)
}

/// The balance before and after.
fn balances(w: Words, moving: &Moving, side: &Side) -> String {
    let units = |left: i64| match moving.unit {
        Unit::Incident => w.number(left),
        Unit::Minute => w.hours(left),
    };
    match (side.before, side.after) {
        (Some(before), Some(after)) => w.desk_charge_change(units(after), units(before)),
        _ => w.incidents_unlimited().to_owned(),
    }
}
