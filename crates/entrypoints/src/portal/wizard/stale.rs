//! A page that was stale: both texts, and the choice which to keep.

use actions::incidents::drafts::Change;
use askama::Template;
use axum::http::StatusCode;

use super::sheet::{self, Opened, Sheet, Typed};
use super::summary;
use crate::answer::{Page, page_with};
use crate::frame::Frame;

/// An answer that differs.
struct Pair {
    label: &'static str,
    saved: String,
    typed: String,
}

#[derive(Template)]
#[template(path = "wizard/stale.html")]
struct StalePage {
    frame: Frame,
    sheet: Sheet,
    action: String,
    pairs: Vec<Pair>,
    typed: Vec<(String, String)>,
}

/// Shows what is saved beside what `typed` says. Keeping the typed text sends it again over the newest version.
pub(super) fn page(opened: Opened, typed: &Typed, change: &Change) -> Page {
    let Opened {
        frame,
        draft,
        catalog,
        step,
        ..
    } = &opened;
    let lines = |answers| summary::whole(&frame.w, catalog, answers, *step, &draft.key);
    let wanted = change.applied(&draft.answers, catalog)?;
    let pairs = lines(&draft.answers)
        .into_iter()
        .zip(lines(&wanted))
        .filter(|(saved, typed)| saved.value != typed.value)
        .map(|(saved, typed)| Pair {
            label: saved.label,
            saved: saved.value,
            typed: typed.value,
        })
        .collect();
    let typed = typed
        .fields
        .iter()
        .filter(|(name, _)| *name != "csrf")
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect();
    let sheet = opened.sheet();
    let action = sheet::path(&opened.draft.key, opened.step);
    page_with(
        StatusCode::CONFLICT,
        &StalePage {
            frame: opened.frame,
            sheet,
            action,
            pairs,
            typed,
        },
    )
}
