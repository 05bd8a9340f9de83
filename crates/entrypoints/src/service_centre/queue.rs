//! What waits to be activated, the longest first, and how the work goes.

use actions::partners::{self, Task};
use askama::Template;
use axum::extract::State;
use domain::partner::Cause;
use web_kit::form::Query;
use web_kit::form_state::FormState;
use words::Words;

use super::{HOME, named};
use crate::answer::{Page, page as answer};
use crate::app::App;
use crate::frame::Frame;
use crate::visit::Asked;

/// The queues, in the order of their tabs. What is bought is activated at once and waits in none.
const QUEUES: [Cause; 3] = [Cause::Renewal, Cause::Request, Cause::Toolkit];

#[derive(Template)]
#[template(path = "service_centre/queue.html")]
struct QueuePage {
    frame: Frame,
    form: FormState,
    /// Word, address, whether it is open, count.
    tabs: Vec<(&'static str, String, bool, String)>,
    caption: &'static str,
    rows: Vec<Row>,
    done_today: String,
    average: String,
    waiting: String,
}

/// A task as queues and partners' pages show it.
pub(super) struct Row {
    pub href: String,
    pub cause: &'static str,
    pub organisation: String,
    pub partner: String,
    pub place: String,
    pub level: String,
    /// The day of the renewal, for `<time>` and in words.
    pub renewed: (String, String),
    /// Moment, words and tone of the deadline; nothing where none was promised.
    pub due: Option<(String, String, &'static str)>,
}

impl Row {
    /// The task in the reader's words.
    pub fn of(w: Words, task: &Task) -> Self {
        let renewed = task.zone.date_of(task.renewed);
        Self {
            href: format!("{HOME}/activations/{}", task.key),
            cause: name(w, task.cause),
            organisation: task.organisation_name.clone(),
            partner: super::partner(&task.organisation),
            place: w.service_centre_place(&task.country, &task.location_name),
            level: task
                .level
                .as_ref()
                .map(|level| named(w, level))
                .unwrap_or_default(),
            renewed: (renewed.to_string(), w.long_date(renewed)),
            due: task.due.map(|due| {
                let day = w.long_date(task.zone.date_of(due));
                if task.is_overdue {
                    (due.to_string(), w.service_centre_overdue(day), "red")
                } else {
                    (due.to_string(), day, "grey")
                }
            }),
        }
    }
}

/// What a queue is called.
pub(super) fn name(w: Words, cause: Cause) -> &'static str {
    match cause {
        Cause::Renewal => w.service_centre_queue_renewal(),
        Cause::Request => w.service_centre_queue_request(),
        Cause::Toolkit => w.service_centre_queue_toolkit(),
        Cause::Purchase => w.service_centre_queue_purchase(),
    }
}

pub(super) async fn page(State(app): State<App>, asked: Asked, Query(mut fields): Query) -> Page {
    let cause = Cause::from_code(&fields.take("queue")).unwrap_or(Cause::Renewal);
    let seen = partners::queue(&app.house, &asked.visit(), cause).await?;
    let frame = app.frame(&asked, &seen.caller);
    let (w, figures) = (frame.w, seen.page.figures);
    let counts: Vec<(Cause, i64)> = Cause::ALL.into_iter().zip(figures.waiting).collect();
    let tabs = QUEUES.map(|queue| {
        let count = counts.iter().find(|(cause, _)| *cause == queue);
        let count = count.map_or(0, |(_, count)| *count);
        let href = format!("{HOME}?queue={}", queue.code());
        (name(w, queue), href, queue == cause, w.number(count))
    });
    let rows = seen.page.tasks.iter();
    answer(&QueuePage {
        form: FormState::default(),
        tabs: tabs.into(),
        caption: name(w, cause),
        rows: rows.map(|task| Row::of(w, task)).collect(),
        done_today: w.number(figures.done_today),
        average: figures
            .average_days
            .map_or_else(|| "–".to_owned(), |days| w.service_centre_days(days)),
        waiting: w.number(figures.waiting.iter().sum()),
        frame,
    })
}
