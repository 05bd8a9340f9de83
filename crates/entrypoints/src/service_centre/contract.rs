//! One contract as the service centre keeps it: how it stands, what it waits for, what was done to it, and the form
//! that changes it.

use actions::contracts::{self, Kept, Summary};
use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use domain::account::{Caller, Role};
use domain::contract::Standing;
use domain::ids::PublicKey;
use domain::offer::Unit;
use web_kit::form::Query;
use web_kit::form_state::FormState;
use words::Words;

use super::adjustments::Row as Waiting;
use super::{HOME, history};
use crate::answer::{Page, page_with};
use crate::app::App;
use crate::contracts::Card;
use crate::frame::Frame;
use crate::refused::About;
use crate::visit::{self, Asked};

#[derive(Template)]
#[template(path = "service_centre/contract.html")]
struct ContractPage {
    frame: Frame,
    form: FormState,
    here: String,
    title: String,
    card: Card,
    /// The organisation's name and address.
    organisation: Option<(String, String)>,
    days: String,
    is_suspended: bool,
    /// Whether they can be sent to somebody on file.
    has_ids: bool,
    counts: bool,
    /// What is said under the fields for units.
    hints: Hints,
    waiting: Vec<Waiting>,
    /// Number, title and the address where the charge is moved, which only supervisors have.
    charged: Vec<(String, String, String)>,
    history: Vec<history::Row>,
    older: String,
    /// The one-time key of a change.
    once: String,
}

struct Hints {
    change: &'static str,
    added: &'static str,
    limit: String,
}

pub(super) async fn page(
    State(app): State<App>,
    asked: Asked,
    Path(key): Path<String>,
    Query(mut fields): Query,
) -> Page {
    let w = asked.words(None);
    let told = match fields.take("done").as_str() {
        "changed" => Some(w.service_centre_changed()),
        "asked" => Some(w.service_centre_asked()),
        "shown" => Some(w.service_centre_show_id_again()),
        _ => None,
    };
    let before = fields.take("before").parse().ok();
    let form = FormState::default();
    show(&app, &asked, &key, (form, told, before), StatusCode::OK).await
}

/// The page with a form as it was sent, what is told at its top, and where its history begins.
pub(super) async fn show(
    app: &App,
    asked: &Asked,
    key: &str,
    (form, told, before): (FormState, Option<&'static str>, Option<i64>),
    code: StatusCode,
) -> Page {
    let visit = asked.visit();
    let seen = contracts::kept(&app.house, &visit, key, before).await?;
    let mut frame = app.frame(asked, &seen.caller);
    frame.tell(told);
    page_with(
        code,
        &shown(app, asked, (seen.caller, seen.page), (form, frame)),
    )
}

fn shown(
    app: &App,
    asked: &Asked,
    (caller, kept): (Caller, Kept),
    (form, frame): (FormState, Frame),
) -> ContractPage {
    let (w, catalog, summary) = (frame.w, app.house.catalog(), &kept.summary);
    let zone = visit::zone(&caller);
    let here = format!("{HOME}/contracts/{}", summary.key);
    let judges = caller
        .person()
        .is_some_and(|person| person.roles.contains(&Role::Supervisor));
    let charge = |number: &str| {
        if judges {
            format!("/desk/requests/{number}/charge")
        } else {
            String::new()
        }
    };
    let charged = kept.charged.iter();
    ContractPage {
        title: summary.title(w.language().code()),
        card: Card::of(&w, &catalog, summary, asked.at, &About::default()),
        organisation: summary
            .organisation
            .clone()
            .zip(kept.organisation.as_deref().map(super::partner)),
        days: days(w, summary),
        has_ids: super::partner::has_ids(summary) && summary.organisation.is_some(),
        is_suspended: summary.standing == Standing::Suspended,
        counts: summary.left.is_some(),
        hints: hints(app, w, summary),
        waiting: kept
            .asked
            .iter()
            .map(|one| Waiting::of(w, one, &zone))
            .collect(),
        charged: charged
            .map(|(number, title)| (w.request_number(number), title.clone(), charge(number)))
            .collect(),
        history: history::rows(w, &frame.app, &kept.history, summary, &zone),
        older: kept
            .older
            .map(|before| format!("{here}?before={before}#history"))
            .unwrap_or_default(),
        once: one_time_key(app),
        here,
        form,
        frame,
    }
}

fn hints(app: &App, w: Words, summary: &Summary) -> Hints {
    let unit = summary.offer.unit;
    let limit = app.house.settings().adjustment_limit(unit);
    let (change, added) = match unit {
        Unit::Incident => (w.service_centre_change_hint(), ""),
        Unit::Minute => (
            w.service_centre_hours_hint(),
            w.service_centre_hours_many_hint(),
        ),
    };
    Hints {
        change,
        added,
        limit: w.service_centre_limit_hint(super::units(w, unit, limit)),
    }
}

/// The days on which it can be used.
pub(super) fn days(w: Words, summary: &Summary) -> String {
    let (first, last) = (summary.first_day, summary.last_day);
    w.range(w.long_date(first), w.long_date(last))
}

/// Names what a form asks for, so that sending it twice does it once.
pub(super) fn one_time_key(app: &App) -> String {
    PublicKey::mint('y', app.house.random()).to_string()
}
