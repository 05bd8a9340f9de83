//! The versions that the catalogue has had: when, by whom, why, and what each changed.

use actions::catalog::{self, VersionListed};
use askama::Template;
use axum::extract::{Path, State};
use web_kit::form::Query;
use words::Words;

use super::lists::{ListPage, Table};
use super::proposal::{Diff, diff};
use crate::answer::{Page, page as answer};
use crate::app::App;
use crate::frame::{Frame, Notice, Tone};
use crate::visit::{Asked, zone};

const LIST: &str = "/admin/versions";

#[derive(Template)]
#[template(path = "admin/catalogue/version.html")]
struct VersionPage {
    frame: Frame,
    title: String,
    when: String,
    by: String,
    reason: String,
    diffs: Vec<Diff>,
}

pub(super) async fn list(State(app): State<App>, asked: Asked, Query(mut fields): Query) -> Page {
    let number = fields.take("page").parse().unwrap_or(1).max(1);
    let seen = catalog::versions(&app.house, &asked.visit(), number).await?;
    let frame = app.frame(&asked, &seen.caller);
    let (w, zone) = (frame.w, zone(&seen.caller));
    let head = [
        w.catalogue_version(),
        w.catalogue_when(),
        w.catalogue_by(),
        w.catalogue_reason(),
    ];
    let rows = seen.page.versions.iter().map(|one| {
        let cells = vec![
            w.catalogue_version_number(w.number(one.version)),
            w.moment(one.at, &zone),
            by(w, one),
            reason(w, one),
        ];
        (format!("{LIST}/{}", one.version), cells)
    });
    let title = w.catalogue_versions_title();
    let table = Table::new((title, "versions"), &head, rows.collect());
    let words = (title, w.catalogue_versions_lead());
    let link = |is_there: bool, number: i64| {
        let there = is_there.then(|| format!("{LIST}?page={number}"));
        there.unwrap_or_default()
    };
    let list = ListPage::whole(frame, words, "", vec![table]);
    answer(&ListPage {
        showing: w.paging_page(w.number(number)),
        previous: link(number > 1, number - 1),
        next: link(seen.page.more, number + 1),
        ..list
    })
}

pub(super) async fn page(
    State(app): State<App>,
    asked: Asked,
    Path(number): Path<String>,
    Query(mut fields): Query,
) -> Page {
    let number = number.parse().unwrap_or(0);
    let seen = catalog::version(&app.house, &asked.visit(), number).await?;
    let mut frame = app.frame(&asked, &seen.caller);
    let (w, zone) = (frame.w, zone(&seen.caller));
    let (listed, files) = (seen.page.listed, seen.page.files);
    if fields.take("done") == "changed" {
        frame.notices.push(Notice {
            tone: Tone::Success,
            sentence: w.catalogue_changed().to_owned(),
        });
    }
    answer(&VersionPage {
        title: w.catalogue_version_number(w.number(listed.version)),
        when: w.moment(listed.at, &zone),
        by: by(w, &listed),
        reason: reason(w, &listed),
        diffs: match number {
            // The first is new from end to end: its files are there to be read.
            1 => Vec::new(),
            _ => files.iter().map(|file| diff(w, file)).collect(),
        },
        frame,
    })
}

fn by(w: Words, one: &VersionListed) -> String {
    match &one.name {
        Some(name) if !name.is_empty() => name.clone(),
        Some(_) => w.catalogue_somebody().to_owned(),
        None => w.person_operator().to_owned(),
    }
}

fn reason(w: Words, one: &VersionListed) -> String {
    let reason = one.reason.clone();
    reason.unwrap_or_else(|| w.catalogue_loaded().to_owned())
}
