//! Switching the language: remembered by the browser, and by the account of whoever is signed in.

use actions::accounts::profile;
use axum::Router;
use axum::extract::State;
use axum::http::header;
use axum::routing::post;
use words::Language;

use super::enter::return_to;
use crate::answer::{Halt, Page, see_other};
use crate::app::App;
use crate::visit::{Asked, LANGUAGE, Sent};

pub(super) fn routes() -> Router<App> {
    Router::new().route("/language", post(choose))
}

/// The page stays the same.
async fn choose(State(app): State<App>, asked: Asked, Sent(mut fields): Sent) -> Page {
    let (return_to, code) = (return_to(&mut fields), fields.take("language"));
    fields.finish()?;
    let unknown = Halt::Bare(axum::http::StatusCode::UNPROCESSABLE_ENTITY);
    let code = Language::parse(&code).ok_or(unknown)?.code();
    profile::speak(&app.house, &asked.visit(), code).await?;
    let mut answer = see_other(&return_to);
    if let Some(cookie) = app.cookies.remember(LANGUAGE, code) {
        answer.headers_mut().append(header::SET_COOKIE, cookie);
    }
    Ok(answer)
}
