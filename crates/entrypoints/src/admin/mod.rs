//! Administration: the house itself, the catalogue, and what is taken in and given out.

mod catalogue;
mod exports;
mod imports;
mod jobs;
mod letters;
mod log;
pub(crate) mod messages;
mod overview;
mod people;
mod settings;
mod templates;

use axum::Router;
use axum::routing::get;
use domain::account::{Caller, Role};
use domain::refusal::Refusal;
use domain::time::Zone;

use crate::answer::Halt;
use crate::app::App;
use crate::frame::{Frame, Notice, Tone};
use crate::visit::Asked;

pub use settings::{Decided, Source, Value};
pub(crate) use settings::{problem, zones};

/// The routes of the administration.
pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route("/admin", get(overview::page))
        .merge(people::routes())
        .merge(log::routes())
        .merge(letters::routes())
        .merge(jobs::routes())
        .merge(templates::routes())
        .merge(settings::routes())
        .merge(catalogue::routes())
        .merge(imports::routes())
        .merge(exports::routes())
}

/// Whoever asks, where they are an administrator: for pages that no action reads for.
async fn administrator(app: &App, asked: &Asked) -> Result<Caller, Halt> {
    let caller = app.house.caller(&asked.visit()).await?;
    let person = caller.person().ok_or(Refusal::SignInNeeded)?;
    if !person.holds(&[Role::Administrator]) {
        return Err(Refusal::NotFound.into());
    }
    Ok(caller)
}

/// The reader's time zone.
fn zone(caller: &Caller) -> Zone {
    let person = caller.person();
    let zone = person.and_then(|person| Zone::named(&person.zone).ok());
    zone.unwrap_or(Zone::UTC)
}

/// Tells at the top of the page what was done.
fn say(frame: &mut Frame, sentence: Option<impl Into<String>>) {
    frame.notices.extend(sentence.map(|sentence| Notice {
        tone: Tone::Success,
        sentence: sentence.into(),
    }));
}

/// The addresses of the pages around one of a number, from 1; empty where there is none.
fn around(link: impl Fn(i64) -> String, page: i64, more: bool) -> (String, String) {
    let there = |is_there: bool, page| if is_there { link(page) } else { String::new() };
    (there(page > 1, page - 1), there(more, page + 1))
}
