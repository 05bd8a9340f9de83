//! Giving everything out: as CSV, JSON or a spreadsheet; one organisation; one person.

mod write;

use actions::exports::{self, TABLES, Wanted};
use actions::{By, Stopped, accounts};
use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::{get, post};
use domain::ids::EmailAddress;
use domain::refusal::Refusal;
use web_kit::form_state::FormState;
use words::Words;

use super::administrator;
use crate::answer::{Page, download, page_with};
use crate::app::App;
use crate::frame::Frame;
use crate::visit::{Asked, Sent};
use write::Format;

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/admin/export", get(page).post(tables))
        .route("/admin/export/organisation", post(organisation))
        .route("/admin/export/person", post(person))
}

#[derive(Template)]
#[template(path = "admin/export.html")]
struct ExportPage {
    frame: Frame,
    form: FormState,
    tables: Vec<(&'static str, &'static str)>,
    formats: Vec<(&'static str, &'static str)>,
}

async fn page(State(app): State<App>, asked: Asked) -> Page {
    let form = FormState::filled([("what", "everything"), ("format", "json")]);
    again(&app, &asked, form, StatusCode::OK).await
}

async fn again(app: &App, asked: &Asked, form: FormState, code: StatusCode) -> Page {
    let caller = administrator(app, asked).await?;
    let frame = app.frame(asked, &caller);
    let w = frame.w;
    let tables = TABLES
        .iter()
        .map(|table| (table.name, table_name(w, table.name)));
    let everything = std::iter::once(("everything", w.export_everything()));
    let shown = ExportPage {
        tables: everything.chain(tables).collect(),
        formats: Format::ALL
            .iter()
            .map(|one| (one.code(), one.name(w)))
            .collect(),
        form,
        frame,
    };
    page_with(code, &shown)
}

/// What a table is called.
fn table_name(w: Words, name: &'static str) -> &'static str {
    match name {
        "organisations" => w.export_table_organisations(),
        "locations" => w.export_table_locations(),
        "people" => w.export_table_people(),
        "contacts" => w.export_table_contacts(),
        "contracts" => w.export_table_contracts(),
        "lots" => w.export_table_lots(),
        "ledger" => w.export_table_ledger(),
        "links" => w.export_table_links(),
        "requests" => w.export_table_requests(),
        _ => w.export_table_audit(),
    }
}

async fn tables(State(app): State<App>, asked: Asked, Sent(mut fields): Sent) -> Page {
    let w = asked.words(None);
    let mut form = FormState::typed(&fields);
    let (what, format) = (fields.take("what"), fields.take("format"));
    fields.finish()?;
    let wanted = match what.as_str() {
        "everything" => Some(Wanted::Everything),
        name if TABLES.iter().any(|table| table.name == name) => Some(Wanted::Table(what.clone())),
        _ => None,
    };
    let format = Format::from_code(&format);
    if wanted.is_none() {
        form.refuse("what", w.export_what_missing());
    }
    if format.is_none() {
        form.refuse("format", w.export_format_missing());
    }
    if (&wanted, format) == (&Some(Wanted::Everything), Some(Format::Csv)) {
        form.refuse("what", w.export_one_table());
    }
    let (Some(wanted), Some(format), false) = (wanted, format, form.is_refused()) else {
        return again(&app, &asked, form, StatusCode::UNPROCESSABLE_ENTITY).await;
    };
    let visit = asked.visit();
    let parts = exports::export(&app.house, By::Visit(&visit), wanted, format.code()).await?;
    write::answer(format, &what, parts).await
}

async fn organisation(State(app): State<App>, asked: Asked, Sent(mut fields): Sent) -> Page {
    let mut form = FormState::typed(&fields);
    let named = fields.take("organisation");
    fields.finish()?;
    let visit = asked.visit();
    let wanted = Wanted::Organisation(named.trim().to_owned());
    match exports::export(&app.house, By::Visit(&visit), wanted, Format::Json.code()).await {
        Ok(parts) => write::answer(Format::Json, "organisation", parts).await,
        Err(Stopped::Refused(Refusal::NotFound)) => {
            form.refuse(
                "organisation",
                asked.words(None).export_organisation_missing(),
            );
            again(&app, &asked, form, StatusCode::UNPROCESSABLE_ENTITY).await
        }
        Err(stopped) => Err(stopped.into()),
    }
}

async fn person(State(app): State<App>, asked: Asked, Sent(mut fields): Sent) -> Page {
    let w = asked.words(None);
    let mut form = FormState::typed(&fields);
    let email = EmailAddress::parse(&fields.take("email"));
    fields.finish()?;
    let Ok(email) = email else {
        form.refuse("email", w.error_email());
        return again(&app, &asked, form, StatusCode::UNPROCESSABLE_ENTITY).await;
    };
    match accounts::export_of(&app.house, &asked.visit(), email).await {
        Ok(text) => Ok(download("application/json", "person.json", text)),
        Err(Stopped::Refused(Refusal::NotFound)) => {
            form.refuse("email", w.export_person_missing());
            again(&app, &asked, form, StatusCode::UNPROCESSABLE_ENTITY).await
        }
        Err(stopped) => Err(stopped.into()),
    }
}
