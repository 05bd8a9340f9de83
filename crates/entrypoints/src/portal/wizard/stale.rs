//! A page that was stale: both texts, and the choice which to keep. And one that cannot be saved now: what was
//! written, to be sent again.

use actions::incidents::drafts::Change;
use askama::Template;
use axum::http::StatusCode;

use super::sheet::{self, Opened, Sheet, Typed};
use super::summary;
use crate::answer::{Halt, Page, page_with};
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
    title: &'static str,
    text: String,
    /// Whether what is typed stands beside what is saved, and one of them is to be chosen.
    is_choice: bool,
    action: String,
    pairs: Vec<Pair>,
    typed: Vec<(String, String)>,
}

/// Shows what is saved beside what `typed` says. Keeping the typed text sends it again over the newest version.
pub(super) fn page(opened: Opened, typed: &Typed, change: &Change) -> Page {
    let (w, sheet) = (opened.frame.w, opened.sheet());
    let page = StalePage {
        title: w.wizard_stale_title(),
        text: w.wizard_stale_text().to_owned(),
        is_choice: true,
        action: sheet::path(&opened.draft.key, opened.step),
        pairs: pairs(&opened, change)?,
        typed: fields(typed),
        sheet,
        frame: opened.frame,
    };
    page_with(StatusCode::CONFLICT, &page)
}

/// Shows what was typed and could not be saved because of `halt`, to be sent again over the version it was made for.
pub(super) fn unsaved(opened: Opened, typed: &Typed, change: &Change, halt: Halt) -> Page {
    let (title, text) = halt.say(opened.frame.w, &opened.frame.app);
    let sheet = Sheet {
        version: typed.version,
        ..opened.sheet()
    };
    let page = StalePage {
        title,
        text,
        is_choice: false,
        action: sheet::path(&opened.draft.key, opened.step),
        pairs: pairs(&opened, change)?,
        typed: fields(typed),
        sheet,
        frame: opened.frame,
    };
    page_with(halt.status(), &page)
}

/// The answers of the step that differ from what is saved.
fn pairs(opened: &Opened, change: &Change) -> Result<Vec<Pair>, Halt> {
    let Opened {
        frame,
        draft,
        catalog,
        step,
        ..
    } = opened;
    let lines = |answers| summary::whole(&frame.w, catalog, answers, *step, &draft.key);
    let wanted = change.applied(&draft.answers, catalog)?;
    let both = lines(&draft.answers).into_iter().zip(lines(&wanted));
    let differing = both.filter(|(saved, typed)| saved.value != typed.value);
    Ok(differing
        .map(|(saved, typed)| Pair {
            label: saved.label,
            saved: saved.value,
            typed: typed.value,
        })
        .collect())
}

/// Everything that was typed, to be sent again.
fn fields(typed: &Typed) -> Vec<(String, String)> {
    let fields = typed.fields.iter().filter(|(name, _)| *name != "csrf");
    fields
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect()
}
