//! *Save and finish later*: where the draft will be found, and until when.

use askama::Template;
use axum::extract::{Path, State};
use domain::limits;
use domain::refusal::Step;
use domain::time::{Moment, Zone};

use super::sheet;
use crate::answer::{self, Page, sign_in_path};
use crate::app::App;
use crate::frame::Frame;
use crate::visit::Asked;

#[derive(Template)]
#[template(path = "wizard/saved.html")]
struct SavedPage {
    frame: Frame,
    sentence: String,
    resume: String,
    /// Where a visitor signs in to keep the draft for longer.
    sign_in: String,
}

pub(super) async fn page(State(app): State<App>, asked: Asked, Path(key): Path<String>) -> Page {
    let opened = sheet::open(&app, &asked, &key, Step::Product).await?;
    let (w, resume) = (&opened.frame.w, sheet::base(&key));
    let is_visitor = opened.caller.person().is_none();
    let until = w.long_date(Zone::UTC.date_of(Moment(opened.draft.expires.0 - 1)));
    let sentence = if is_visitor {
        let days = app.house.settings().drafts_kept_days;
        w.wizard_visitor(days, limits::VISITOR_DRAFT_HOURS)
    } else {
        w.wizard_saved(until)
    };
    let sign_in = if is_visitor {
        sign_in_path(&resume)
    } else {
        String::new()
    };
    answer::page(&SavedPage {
        sentence,
        resume,
        sign_in,
        frame: opened.frame,
    })
}
