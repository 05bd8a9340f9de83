//! Turning off a kind of letters from the letter itself. Following the address changes nothing: mail servers do that to
//! look for what is harmful. What the page's button sends is what a mail program sends by itself (RFC 8058), without
//! cookies and without a form's token: the address is the proof, and nothing else in the request matters.

use actions::Seen;
use actions::accounts::quiet;
use askama::Template;
use axum::Router;
use axum::extract::{Path, State};
use axum::routing::get;
use domain::account::Notice;

use super::account::letter_name;
use crate::answer::{Page, page};
use crate::app::App;
use crate::frame::Frame;
use crate::visit::Asked;

pub(super) fn routes() -> Router<App> {
    Router::new().route("/notices/{token}", get(ask).post(turn_off))
}

#[derive(Template)]
#[template(path = "portal/quiet.html")]
struct QuietPage {
    frame: Frame,
    title: &'static str,
    text: String,
    is_off: bool,
}

async fn ask(State(app): State<App>, asked: Asked, Path(token): Path<String>) -> Page {
    quiet_page(&app, &asked, &token, false).await
}

/// Answers with a page and no redirect, which mail programs need not follow.
async fn turn_off(State(app): State<App>, asked: Asked, Path(token): Path<String>) -> Page {
    quiet::turn_off(&app.house, &asked.visit(), &token).await?;
    quiet_page(&app, &asked, &token, true).await
}

async fn quiet_page(app: &App, asked: &Asked, token: &str, is_off: bool) -> Page {
    let seen: Seen<Notice> = quiet::asked(&app.house, &asked.visit(), token).await?;
    let frame = app.frame(asked, &seen.caller);
    let (w, kind) = (frame.w, letter_name(&frame.w, seen.page));
    let (title, text) = if is_off {
        (w.notice_off_done(), w.notice_off_done_text(kind))
    } else {
        (w.notice_off_title(), w.notice_off_text(kind))
    };
    page(&QuietPage {
        frame,
        title,
        text,
        is_off,
    })
}
