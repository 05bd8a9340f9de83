//! A person's data: taken along, or erased.

use actions::Stopped;
use actions::accounts::erase;
use actions::exports;
use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::IntoResponse as _;
use axum::routing::get;
use domain::account::Caller;
use domain::refusal::Refusal;
use web_kit::form_state::FormState;

use super::enter::without_session;
use crate::answer::{Page, page, page_with, see_other};
use crate::app::App;
use crate::frame::Frame;
use crate::visit::{Asked, Sent};

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/account/data", get(download))
        .route("/account/erasure", get(show).post(erase_account))
        .route("/account/erased", get(erased))
}

#[derive(Template)]
#[template(path = "portal/erasure.html")]
struct ErasurePage {
    frame: Frame,
    form: FormState,
    open: i64,
    is_staff: bool,
}

#[derive(Template)]
#[template(path = "portal/erased.html")]
struct ErasedPage {
    frame: Frame,
}

async fn download(State(app): State<App>, asked: Asked) -> Page {
    let document = exports::own(&app.house, &asked.visit()).await?.page;
    let headers = [
        (header::CONTENT_TYPE, "application/json"),
        (
            header::CONTENT_DISPOSITION,
            "attachment; filename=\"my-data.json\"",
        ),
    ];
    Ok((headers, document).into_response())
}

async fn show(State(app): State<App>, asked: Asked) -> Page {
    let seen = erase::open_requests(&app.house, &asked.visit()).await?;
    let open = seen.page.len() as i64;
    page(&erasure_page(
        &app,
        &asked,
        &seen.caller,
        open,
        FormState::default(),
    ))
}

fn erasure_page(
    app: &App,
    asked: &Asked,
    caller: &Caller,
    open: i64,
    form: FormState,
) -> ErasurePage {
    let person = caller.person();
    ErasurePage {
        frame: app.frame(asked, caller),
        form,
        open,
        is_staff: person.is_some_and(|person| !person.roles.is_empty()),
    }
}

async fn erase_account(State(app): State<App>, asked: Asked, Sent(mut fields): Sent) -> Page {
    let mut form = FormState::typed(&fields);
    let typed = fields.take("email");
    fields.finish()?;
    let seen = erase::open_requests(&app.house, &asked.visit()).await?;
    let person = seen.caller.person().ok_or(Refusal::SignInNeeded)?;
    let w = asked.words(Some(person));
    let status = if typed.trim() == person.email {
        match erase::erase(&app.house, &asked.visit()).await {
            Ok(()) => return Ok(without_session(&app, see_other("/account/erased"))),
            Err(Stopped::Refused(Refusal::FreshSignInNeeded)) => {
                return Ok(see_other("/sign-in/again?return_to=/account/erasure"));
            }
            Err(Stopped::Refused(Refusal::StaffAccount)) => {
                form.refuse("email", w.account_delete_staff());
                StatusCode::CONFLICT
            }
            Err(stopped) => return Err(stopped.into()),
        }
    } else {
        form.refuse("email", w.account_delete_confirm_error(&person.email));
        StatusCode::UNPROCESSABLE_ENTITY
    };
    let open = seen.page.len() as i64;
    page_with(
        status,
        &erasure_page(&app, &asked, &seen.caller, open, form),
    )
}

async fn erased(State(app): State<App>, asked: Asked) -> Page {
    let frame = app.frame(&asked, &Caller::Visitor);
    page(&ErasedPage { frame })
}
