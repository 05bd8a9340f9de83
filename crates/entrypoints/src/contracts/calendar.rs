//! The end dates of somebody's contracts for their calendar: as a file, and at a private address to subscribe to.

use actions::calendar;
use actions::contracts::Summary;
use askama::Template;
use axum::Router;
use axum::extract::{Path, State};
use axum::http::{HeaderValue, header};
use axum::routing::{get, post};
use domain::refusal::Refusal;
use domain::time::Moment;
use web_kit::form::Query;
use web_kit::session::Token;
use words::{Language, Words};

use crate::answer::{Halt, Page, page, see_other};
use crate::app::App;
use crate::calendar::{self as calendar_file, FILE_NAME, answered, ends};
use crate::frame::Frame;
use crate::visit::{Asked, Sent, zone};

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/contracts/calendar", get(show))
        .route("/contracts/calendar.ics", get(file))
        .route("/contracts/calendar/address", post(renew))
        .route("/contracts/calendar/address/removal", post(turn_off))
        .route("/calendar/{token}", get(feed))
}

#[derive(Template)]
#[template(path = "contracts/calendar.html")]
struct CalendarPage {
    frame: Frame,
    /// Since when there is a private address, in words.
    since: Option<String>,
    /// The address, where it was just made.
    address: Option<String>,
}

async fn show(State(app): State<App>, asked: Asked, Query(mut query): Query) -> Page {
    let mut shown = calendar_page(&app, &asked, None).await?;
    if query.take("done") == "off" {
        let sentence = shown.frame.w.notice_calendar_turned_off();
        shown.frame.tell(Some(sentence));
    }
    page(&shown)
}

async fn calendar_page(
    app: &App,
    asked: &Asked,
    address: Option<String>,
) -> Result<CalendarPage, Halt> {
    let seen = calendar::since(&app.house, &asked.visit()).await?;
    let frame = app.frame(asked, &seen.caller);
    let zone = zone(&seen.caller);
    let since = seen.page.map(|made| {
        let day = frame.w.long_date(zone.date_of(made));
        frame.w.notice_calendar_since(day)
    });
    Ok(CalendarPage {
        frame,
        since,
        address,
    })
}

/// Makes a new private address, and shows it this once.
async fn renew(State(app): State<App>, asked: Asked, Sent(fields): Sent) -> Page {
    fields.finish()?;
    let token = Token::from_random(app.house.random());
    calendar::renew(&app.house, &asked.visit(), token.digest()).await?;
    let path = format!("/calendar/{}.ics", token.encoded());
    let address = app.site.base().absolute(&path);
    let mut shown = calendar_page(&app, &asked, Some(address)).await?;
    let sentence = shown.frame.w.notice_calendar_ready();
    shown.frame.tell(Some(sentence));
    let mut answer = page(&shown)?;
    answer
        .headers_mut()
        .insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(answer)
}

async fn turn_off(State(app): State<App>, asked: Asked, Sent(fields): Sent) -> Page {
    fields.finish()?;
    calendar::turn_off(&app.house, &asked.visit()).await?;
    Ok(see_other("/contracts/calendar?done=off"))
}

async fn file(State(app): State<App>, asked: Asked) -> Page {
    let seen = calendar::ends(&app.house, &asked.visit()).await?;
    let w = asked.words(seen.caller.person());
    let text = ends_of(&app, &w, &seen.page, asked.at);
    Ok(answered(text, "attachment", FILE_NAME))
}

/// What a calendar that holds the private address gets. Nothing but the address says whose it is.
async fn feed(State(app): State<App>, asked: Asked, Path(token): Path<String>) -> Page {
    let token = token.strip_suffix(".ics").and_then(Token::parse);
    let token = token.ok_or(Refusal::NotFound)?;
    let feed = calendar::feed(&app.house, token.digest(), asked.at).await?;
    let language = feed.language.as_deref().and_then(Language::parse);
    let w = Words::of(language.unwrap_or_default());
    let text = ends_of(&app, &w, &feed.contracts, asked.at);
    Ok(answered(text, "inline", FILE_NAME))
}

fn ends_of(app: &App, w: &Words, contracts: &[Summary], at: Moment) -> String {
    let called = Some(w.notice_calendar_name());
    calendar_file::file(app.site.base(), at, called, &ends(w, contracts))
}
