//! Mail: what waits, what was given up and why, another try, and a letter to see that letters arrive.

use actions::health;
use actions::outbox::{self, Kept, Letter, View};
use askama::Template;
use axum::Router;
use axum::extract::{Path, State};
use axum::routing::{get, post};
use domain::limits;
use domain::time::Zone;
use web_kit::form::Query;
use words::Words;

use super::settings::{called, value};
use crate::answer::{Page, page as answer, see_other};
use crate::app::App;
use crate::frame::Frame;
use crate::mail::samples;
use crate::paging::{self, Pager};
use crate::visit::{Asked, Sent, zone};

const LIST: &str = "/admin/mail";

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/admin/mail", get(page))
        .route("/admin/mail/test", post(test))
        .route("/admin/mail/retry", post(retry_all))
        .route("/admin/mail/{letter}/retry", post(retry))
}

#[derive(Template)]
#[template(path = "admin/mail.html")]
struct MailPage {
    frame: Frame,
    once: String,
    tabs: Vec<(&'static str, String, bool, String)>,
    on_failed: bool,
    rows: Vec<Row>,
    /// What each setting is called, its name, and its value.
    settings: Vec<(String, &'static str, String)>,
    /// Whether anything failed that can be tried again.
    has_failures: bool,
    failed_days: i64,
    pager: Pager,
}

struct Row {
    /// What it is called, and its kind.
    kind: (String, String),
    /// Where its template is seen; empty where it has none.
    template: String,
    address: String,
    posted: String,
    tries: String,
    /// When it is tried next, or was given up.
    when: String,
    failure: String,
    /// Where another try is asked for; empty where that cannot be.
    retry: String,
}

async fn page(State(app): State<App>, asked: Asked, Query(mut fields): Query) -> Page {
    let view = match fields.take("show").as_str() {
        "failed" => View::Failed,
        _ => View::Waiting,
    };
    let number = paging::number(&mut fields);
    let seen = outbox::queue(&app.house, &asked.visit(), view, number).await?;
    let counts = health::letters(&app.house, asked.at).await?;
    let mut frame = app.frame(&asked, &seen.caller);
    let (w, zone) = (frame.w, zone(&seen.caller));
    let sentence = match fields.take("done").as_str() {
        "test" => Some(w.administration_mail_tested()),
        "retry" => Some(w.administration_mail_retried()),
        _ => None,
    };
    frame.tell(sentence);
    let on_failed = view == View::Failed;
    let show = if on_failed { "failed" } else { "" };
    let link = |page| paging::address(LIST, &[("show", show)], page);
    let samples: Vec<&str> = samples::all().iter().map(Letter::kind).collect();
    let rows = seen.page.letters.iter();
    answer(&MailPage {
        once: app.one_time_key(),
        tabs: vec![
            (
                w.administration_mail_waiting(),
                LIST.to_owned(),
                !on_failed,
                w.number(counts.waiting),
            ),
            (
                w.administration_mail_failed(),
                format!("{LIST}?show=failed"),
                on_failed,
                w.number(counts.failed),
            ),
        ],
        rows: rows
            .map(|one| row(&w, &asked, one, (&samples, &zone)))
            .collect(),
        settings: mail_settings(&app, &w),
        has_failures: counts.tried + counts.failed > 0,
        failed_days: limits::LETTERS_FAILED_DAYS,
        pager: Pager::new(w, number, seen.page.more, link),
        on_failed,
        frame,
    })
}

/// What the operator decided about mail.
fn mail_settings(app: &App, w: &Words) -> Vec<(String, &'static str, String)> {
    let decided = app.decided.iter();
    let about_mail = decided.filter(|one| one.name.starts_with("mail."));
    about_mail
        .map(|one| (called(w, one.name), one.name, value(w, one)))
        .collect()
}

fn row(w: &Words, asked: &Asked, letter: &Kept, (samples, zone): (&[&str], &Zone)) -> Row {
    let near = |at| w.near_time(at, asked.at, zone);
    let when = letter.failed.or(letter.next).map(near).unwrap_or_default();
    Row {
        kind: (w.called_letter(&letter.kind), letter.kind.clone()),
        template: if samples.contains(&letter.kind.as_str()) {
            format!("/admin/templates/{}", letter.kind)
        } else {
            String::new()
        },
        address: letter.address.clone(),
        posted: near(letter.posted),
        tries: w.number(letter.tries),
        when,
        failure: letter.failure.clone().unwrap_or_default(),
        retry: match letter.failure {
            Some(_) => format!("{LIST}/{}/retry", letter.id),
            None => String::new(),
        },
    }
}

async fn test(State(app): State<App>, asked: Asked, Sent(fields): Sent) -> Page {
    let mut fields = fields.only(&["form_key"])?;
    let once = fields.take("form_key");
    outbox::send_sample(&app.house, &asked.visit(), None, &once).await?;
    Ok(see_other(&format!("{LIST}?done=test")))
}

async fn retry(
    State(app): State<App>,
    asked: Asked,
    Path(letter): Path<i64>,
    Sent(fields): Sent,
) -> Page {
    fields.finish()?;
    outbox::retry(&app.house, &asked.visit(), letter).await?;
    Ok(see_other(&format!("{LIST}?done=retry")))
}

async fn retry_all(State(app): State<App>, asked: Asked, Sent(fields): Sent) -> Page {
    fields.finish()?;
    outbox::retry_all(&app.house, &asked.visit()).await?;
    Ok(see_other(&format!("{LIST}?done=retry")))
}
