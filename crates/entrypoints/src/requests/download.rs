//! One request as a file of its own: readable and printable without the portal, and with nothing in it that acts.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::header;
use axum::response::IntoResponse as _;
use words::Words;

use super::facts::{closed, facts};
use super::show::seen;
use super::timeline::{Item, Teller};
use super::words::{status, title};
use crate::answer::{Halt, Page};
use crate::app::App;
use crate::visit::{Asked, zone};

#[derive(Template)]
#[template(path = "requests/copy.html")]
struct Copy {
    w: Words,
    app: String,
    grouped: String,
    title: String,
    status: &'static str,
    facts: Vec<(&'static str, String)>,
    closed: Vec<String>,
    items: Vec<Item>,
    /// When the copy was made.
    made: String,
}

pub(super) async fn html(State(app): State<App>, asked: Asked, Path(number): Path<String>) -> Page {
    let seen = seen(&app, &asked, &number).await?;
    let (w, zone, shown) = (
        asked.words(seen.caller.person()),
        zone(&seen.caller),
        &seen.page,
    );
    let teller = Teller {
        w,
        app: &app.name(),
        zone: &zone,
        at: asked.at,
        shown,
    };
    let disposition = shown.case.closed.map(|(_, why)| why);
    let can_reopen = shown
        .case
        .reopen_until()
        .is_some_and(|until| asked.at < until);
    let copy = Copy {
        grouped: w.request_number(&number),
        title: title(w, &shown.number, &shown.title),
        status: status(w, shown.case.state, disposition, false).1,
        facts: facts(&app, w, &zone, &seen.caller, shown),
        closed: closed(w, &zone, &seen.caller, shown, can_reopen),
        items: teller.tell(),
        made: w.moment(asked.at, &zone),
        app: app.name(),
        w,
    };
    let html = copy
        .render()
        .map_err(|problem| Halt::broke(&problem.to_string()))?;
    let headers = [
        (header::CONTENT_TYPE, "text/html; charset=utf-8".to_owned()),
        (
            header::CONTENT_DISPOSITION,
            format!("attachment; filename=\"{number}.html\""),
        ),
    ];
    Ok((headers, html).into_response())
}
