//! One activation: what it would issue and to whom the IDs go, and doing it.

use actions::partners::{self, Dates, Foreseen};
use actions::{By, Stopped, Visit};
use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use domain::time::Date;
use web_kit::form::Query;
use web_kit::form_state::FormState;
use words::Words;

use super::queue::Row;
use super::{HOME, named, tell};
use crate::answer::{Page, page_with, see_other, status};
use crate::app::App;
use crate::frame::Frame;
use crate::requests::posted::at_form;
use crate::visit::{Asked, Sent};

/// The fields of the form, in their order.
const FIELDS: [&str; 2] = ["first_day", "last_day"];

#[derive(Template)]
#[template(path = "service_centre/activation.html")]
struct ActivationPage {
    frame: Frame,
    form: FormState,
    action: String,
    task: Row,
    is_done: bool,
    /// The days that were chosen, as they were looked at: what is activated.
    days: [String; 2],
    contracts: Vec<Planned>,
    /// Name and masked address.
    recipient: Option<(String, String)>,
}

struct Planned {
    plan: String,
    days: String,
    /// The Access ID of what it replaces, in a sentence; empty where there is nothing.
    replaces: String,
    overlaps: bool,
}

pub(super) async fn page(
    State(app): State<App>,
    asked: Asked,
    Path(key): Path<String>,
    Query(mut fields): Query,
) -> Page {
    let is_new = fields.take("done") == "now";
    let fields = fields.only(&FIELDS)?;
    let mut form = FormState::typed(&fields);
    let dates = dates(&asked.words(None), &mut form);
    show(&app, &asked, &key, (form, dates), is_new, StatusCode::OK).await
}

pub(super) async fn activate(
    State(app): State<App>,
    asked: Asked,
    Path(key): Path<String>,
    Sent(mut fields): Sent,
) -> Page {
    let once = fields.maybe("form_key");
    let fields = fields.only(&FIELDS)?;
    let mut form = FormState::typed(&fields);
    let w = asked.words(None);
    let dates = dates(&w, &mut form);
    if form.is_refused() {
        let code = StatusCode::UNPROCESSABLE_ENTITY;
        return show(&app, &asked, &key, (form, dates), false, code).await;
    }
    let visit = Visit {
        once,
        ..asked.visit()
    };
    match partners::activate(&app.house, By::Visit(&visit), &key, dates).await {
        Ok(_) => Ok(see_other(&format!("{HOME}/activations/{key}?done=now"))),
        Err(Stopped::Refused(refusal)) if at_form(&refusal) => {
            tell(&w, &mut form, &refusal, "first_day");
            let usual = Dates::default();
            show(&app, &asked, &key, (form, usual), false, status(&refusal)).await
        }
        Err(stopped) => Err(stopped.into()),
    }
}

/// The days that were typed; what is no day is told at its field.
fn dates(w: &Words, form: &mut FormState) -> Dates {
    let mut day = |field: &str| {
        let typed = form.value(field).trim().to_owned();
        if typed.is_empty() {
            return None;
        }
        let day = Date::parse(&typed).ok();
        if day.is_none() {
            form.refuse(field, w.service_centre_day_form());
        }
        day
    };
    Dates {
        first_day: day("first_day"),
        last_day: day("last_day"),
    }
}

async fn show(
    app: &App,
    asked: &Asked,
    key: &str,
    (mut form, dates): (FormState, Dates),
    is_new: bool,
    mut code: StatusCode,
) -> Page {
    let (house, visit) = (&app.house, asked.visit());
    let mut seen = partners::preview(house, &visit, key, dates).await;
    let mut chosen = dates;
    if let Err(Stopped::Refused(refusal)) = &seen
        && at_form(refusal)
        && dates != Dates::default()
    {
        tell(&asked.words(None), &mut form, refusal, "last_day");
        code = status(refusal);
        chosen = Dates::default();
        seen = partners::preview(house, &visit, key, chosen).await;
    }
    let seen = seen?;
    let mut frame = app.frame(asked, &seen.caller);
    let w = frame.w;
    let preview = seen.page;
    let is_done = preview.task.done.is_some();
    let told = preview.recipient.as_ref().filter(|_| is_new && is_done);
    let told = told.map(|one| w.service_centre_activated(&one.masked, &one.name));
    frame.tell(told);
    let contracts = preview.foreseen.iter();
    page_with(
        code,
        &ActivationPage {
            action: format!("{HOME}/activations/{key}"),
            contracts: contracts.map(|one| planned(w, one)).collect(),
            recipient: preview.recipient.map(|one| (one.name, one.masked)),
            task: Row::of(w, &preview.task),
            is_done,
            days: [chosen.first_day, chosen.last_day]
                .map(|day| day.map_or_else(String::new, |day| day.to_string())),
            form,
            frame,
        },
    )
}

fn planned(w: Words, foreseen: &Foreseen) -> Planned {
    let (first, last) = (foreseen.first_day, foreseen.last_day);
    Planned {
        plan: named(w, &foreseen.name),
        days: w.range(w.long_date(first), w.long_date(last)),
        replaces: foreseen
            .replaces
            .as_ref()
            .map(|before| w.service_centre_replaces(&before.access_id))
            .unwrap_or_default(),
        overlaps: foreseen.overlaps,
    }
}
