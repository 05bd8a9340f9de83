//! Giving everything out: as CSV, JSON or a spreadsheet; one organisation; one person.

use actions::exports::{self, Part, Wanted};
use actions::{By, Stopped};
use askama::Template;
use axum::Router;
use axum::body::Body;
use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::{get, post};
use domain::ids::EmailAddress;
use domain::refusal::Refusal;
use tokio::sync::mpsc;
use web_kit::form_state::FormState;

use super::administrator;
use crate::answer::{Halt, Page, download, page_with};
use crate::app::App;
use crate::exported::{Format, written};
use crate::frame::Frame;
use crate::visit::{Asked, Sent};

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
    tables: Vec<(&'static str, String)>,
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
    let tables = exports::names().map(|name| (name, w.export_table(name)));
    let everything = std::iter::once(("everything", w.export_everything().to_owned()));
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

async fn tables(State(app): State<App>, asked: Asked, Sent(mut fields): Sent) -> Page {
    let w = asked.words(None);
    let mut form = FormState::typed(&fields);
    let (what, format) = (fields.take("what"), fields.take("format"));
    fields.finish()?;
    let wanted = match what.as_str() {
        "everything" => Some(Wanted::Everything),
        name if exports::names().any(|table| table == name) => Some(Wanted::Table(what.clone())),
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
    answer(format, &what, parts).await
}

async fn organisation(State(app): State<App>, asked: Asked, Sent(mut fields): Sent) -> Page {
    let form = FormState::typed(&fields);
    let named = fields.take("organisation");
    fields.finish()?;
    let wanted = Wanted::Organisation(named.trim().to_owned());
    let missing = asked.words(None).export_organisation_missing();
    about(&app, &asked, (form, "organisation", missing), wanted).await
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
    let missing = w.export_person_missing();
    about(
        &app,
        &asked,
        (form, "email", missing),
        Wanted::Person(email),
    )
    .await
}

/// What concerns one organisation or person, or the sentence at the field where there is none.
async fn about(
    app: &App,
    asked: &Asked,
    (mut form, field, missing): (FormState, &str, &'static str),
    wanted: Wanted,
) -> Page {
    let name = if field == "email" { "person" } else { field };
    let (visit, format) = (asked.visit(), Format::Json);
    match exports::export(&app.house, By::Visit(&visit), wanted, format.code()).await {
        Ok(parts) => answer(format, name, parts).await,
        Err(Stopped::Refused(Refusal::NotFound)) => {
            form.refuse(field, missing);
            again(app, asked, form, StatusCode::UNPROCESSABLE_ENTITY).await
        }
        Err(stopped) => Err(stopped.into()),
    }
}

/// What is given out as a file called `name`.
async fn answer(format: Format, name: &str, parts: mpsc::Receiver<Part>) -> Page {
    let bytes = written(format, parts).await;
    let bytes = bytes.map_err(|problem| Halt::broke(&problem.to_string()))?;
    let name = format!("{name}.{}", format.code());
    Ok(download(
        format.media_type(),
        &name,
        Body::from_stream(bytes),
    ))
}
