//! One import, as far as it is: its columns, how far the work has come, the dry run, or the result.

use actions::By;
use actions::imports::{self, Phase, Problem, Shown};
use askama::Template;
use axum::extract::{Path, State};
use axum::http::{HeaderValue, StatusCode, header};
use domain::account::Caller;
use domain::import::Kind;
use web_kit::form::Query;
use web_kit::form_state::FormState;
use words::Words;

use super::columns;
use crate::admin::messages;
use crate::answer::{Page, page, page_with};
use crate::app::App;
use crate::frame::Frame;
use crate::visit::{Asked, zone};

/// The page of work under way is loaded again after so many seconds.
const RELOAD_SECONDS: HeaderValue = HeaderValue::from_static("2");

#[derive(Template)]
#[template(path = "admin/import_progress.html")]
struct ProgressPage {
    frame: Frame,
    title: &'static str,
    name: String,
    said: String,
    percent: i64,
}

#[derive(Template)]
#[template(path = "admin/import_checked.html")]
struct CheckedPage {
    frame: Frame,
    form: FormState,
    key: String,
    name: String,
    totals: Vec<(&'static str, String)>,
    problems: Vec<Line>,
    is_first: bool,
    /// Where the next problems are; empty after the last.
    next: String,
    wrong: i64,
    zeros_lost: i64,
    date_serials: i64,
    /// What applying it does.
    apply: &'static str,
    is_anything: bool,
    is_empty: bool,
}

/// Something wrong, as the table shows it.
struct Line {
    row: String,
    field: &'static str,
    value: String,
    message: String,
}

#[derive(Template)]
#[template(path = "admin/import_end.html")]
struct EndPage {
    frame: Frame,
    key: String,
    name: String,
    title: String,
    is_good: bool,
    said: Vec<String>,
    warning: String,
    can_undo: bool,
}

pub(super) async fn page_of_import(
    State(app): State<App>,
    asked: Asked,
    Path(key): Path<String>,
    Query(mut query): Query,
) -> Page {
    let visit = asked.visit();
    let shown = imports::show(&app.house, By::Visit(&visit), &key).await?;
    let caller = app.house.caller(&visit).await?;
    let to_columns = query.take("step") == "columns";
    let format = columns::format(&mut query);
    match shown.phase {
        Phase::Columns => columns::page(&app, &asked, (&caller, shown), None, format).await,
        Phase::Checked if to_columns => {
            columns::page(&app, &asked, (&caller, shown), None, format).await
        }
        Phase::Checked => {
            let after = (
                query.take("row").parse().unwrap_or_default(),
                query.take("field"),
            );
            checked(
                &app,
                &asked,
                (&caller, shown),
                FormState::filled([("errors", "all")]),
                after,
            )
            .await
        }
        Phase::Applied | Phase::Undone | Phase::Failed => end(&app, &asked, &caller, shown),
        _ => progress(&app, &asked, &caller, shown),
    }
}

fn progress(app: &App, asked: &Asked, caller: &Caller, shown: Shown) -> Page {
    let frame = app.frame(asked, caller);
    let w = frame.w;
    let (total, done) = shown.rows;
    let (percent, said) = if shown.phase == Phase::Checking {
        let (bytes, read) = shown.bytes;
        let percent = 100 * read.min(bytes) / bytes.max(1);
        (
            percent,
            w.import_progress_read(w.percent(percent), w.number(total)),
        )
    } else {
        let percent = 100 * done.min(total) / total.max(1);
        (
            percent,
            w.import_progress_done(w.number(done), w.number(total)),
        )
    };
    let mut answer = page(&ProgressPage {
        title: match shown.phase {
            Phase::Checking => w.import_checking_title(),
            Phase::Shutting | Phase::Clearing => w.import_undoing_title(),
            _ => w.import_applying_title(),
        },
        name: shown.name,
        said,
        percent,
        frame,
    })?;
    answer.headers_mut().insert(header::REFRESH, RELOAD_SECONDS);
    Ok(answer)
}

/// The dry run, with problems after some row and field.
pub(super) async fn checked(
    app: &App,
    asked: &Asked,
    (caller, shown): (&Caller, Shown),
    form: FormState,
    after: (i64, String),
) -> Page {
    let visit = asked.visit();
    let place = (after.0, after.1.as_str());
    let (problems, is_more) =
        imports::problems(&app.house, By::Visit(&visit), &shown.key, place).await?;
    let frame = app.frame(asked, caller);
    let w = frame.w;
    let counts = shown.counts;
    let last = problems.last().filter(|_| is_more);
    let next = last.map(|last| {
        format!(
            "/admin/import/{}?row={}&field={}",
            shown.key,
            last.row,
            last.field.code()
        )
    });
    let status = if form.is_refused() {
        StatusCode::UNPROCESSABLE_ENTITY
    } else {
        StatusCode::OK
    };
    let shown = CheckedPage {
        totals: vec![
            (w.import_total_new(), w.number(counts.new)),
            (w.import_total_changed(), w.number(counts.changed)),
            (w.import_total_same(), w.number(counts.same)),
            (w.import_total_errors(), w.number(counts.wrong)),
        ],
        problems: problems.iter().map(|one| line(w, one)).collect(),
        is_first: after.0 == 0,
        next: next.unwrap_or_default(),
        wrong: counts.wrong,
        zeros_lost: shown.zeros_lost,
        date_serials: shown.date_serials,
        apply: match shown.kind {
            Kind::Contracts => w.import_apply_text(),
            Kind::Organisations => w.import_apply_text_organisations(),
            Kind::Contacts => w.import_apply_text_contacts(),
        },
        is_anything: counts.new + counts.changed > 0,
        is_empty: counts == imports::Counts::default(),
        name: shown.name,
        key: shown.key,
        form,
        frame,
    };
    page_with(status, &shown)
}

fn line(w: Words, problem: &Problem) -> Line {
    Line {
        row: w.number(problem.row),
        field: messages::field(w, problem.field),
        value: problem.value.clone(),
        message: messages::message(w, problem),
    }
}

fn end(app: &App, asked: &Asked, caller: &Caller, shown: Shown) -> Page {
    let frame = app.frame(asked, caller);
    let w = frame.w;
    let zone = zone(caller);
    let counts = shown.counts;
    let until = shown.undo_until.filter(|until| asked.at < *until);
    let mut said = Vec::new();
    let title = match shown.phase {
        Phase::Applied => {
            if shown.is_skipping && counts.wrong > 0 {
                said.push(w.import_done_skipped(counts.wrong));
            }
            said.push(match until {
                Some(until) if shown.kind == Kind::Contracts => {
                    w.import_undo_until(w.moment(until, &zone))
                }
                Some(until) => w.import_undo_until_unused(w.moment(until, &zone)),
                None => w.import_undo_over().to_owned(),
            });
            let number = |count| w.number(count);
            w.import_done(
                number(counts.changed),
                number(counts.new),
                number(counts.same),
            )
        }
        Phase::Undone => {
            said.push(match shown.kind {
                Kind::Contracts => w.import_undone_text().to_owned(),
                _ => w.import_undone_all().to_owned(),
            });
            w.import_undone_title().to_owned()
        }
        _ => {
            said.push(w.import_failed_nothing().to_owned());
            w.import_failed_title().to_owned()
        }
    };
    page(&EndPage {
        key: shown.key,
        name: shown.name,
        title,
        is_good: shown.phase != Phase::Failed,
        said,
        warning: shown
            .turned
            .filter(|_| shown.phase != Phase::Undone)
            .map(|why| messages::turned(w, why))
            .unwrap_or_default(),
        can_undo: shown.phase == Phase::Applied && until.is_some(),
        frame,
    })
}
