//! What waits to be activated, the longest first, and how the work goes.

use actions::contracts;
use actions::partners::{self, Figures, Missing, Task, Why};
use actions::program::{self, Narrowed, Waiting};
use askama::Template;
use axum::extract::State;
use domain::partner::Cause;
use domain::program::Topic;
use domain::time::Zone;
use web_kit::form::Query;
use web_kit::form_state::FormState;
use words::Words;

use super::adjustments::Row as Adjustment;
use super::{HOME, named};
use crate::answer::{Page, page as answer};
use crate::app::App;
use crate::frame::Frame;
use crate::requests::words::title;
use crate::visit::{self, Asked};

/// The queues, in the order of their tabs. What is bought is activated at once and waits in none.
const QUEUES: [Cause; 3] = [Cause::Renewal, Cause::Request, Cause::Toolkit];

#[derive(Template)]
#[template(path = "service_centre/queue.html")]
struct QueuePage {
    frame: Frame,
    form: FormState,
    /// Key and name.
    regions: Vec<(String, String)>,
    /// The queue that is open.
    queue: &'static str,
    /// Word, address, whether it is open, count.
    tabs: Vec<(&'static str, String, bool, String)>,
    caption: &'static str,
    rows: Vec<Row>,
    /// What waits for a second person, where that queue is open.
    adjustments: Vec<Adjustment>,
    /// Contracts whose IDs reached nobody, where that queue is open.
    missing: Vec<Unsent>,
    /// Program support cases about the same: title, address and note.
    cases: Vec<(String, String, String)>,
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
            place: w.service_centre_place(w.country_name(&task.country), &task.location_name),
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

/// A contract whose IDs reached nobody.
struct Unsent {
    href: String,
    contract: String,
    organisation: String,
    why: &'static str,
    /// Since when, for `<time>` and in words.
    since: (String, String),
}

/// The queue that is open.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Open {
    Tasks(Cause),
    Adjustments,
    Missing,
}

impl Open {
    fn of(code: &str) -> Self {
        match code {
            "adjustments" => Self::Adjustments,
            "missing-ids" => Self::Missing,
            code => Self::Tasks(Cause::from_code(code).unwrap_or(Cause::Renewal)),
        }
    }

    const fn code(self) -> &'static str {
        match self {
            Self::Tasks(cause) => cause.code(),
            Self::Adjustments => "adjustments",
            Self::Missing => "missing-ids",
        }
    }

    fn name(self, w: Words) -> &'static str {
        match self {
            Self::Tasks(cause) => name(w, cause),
            Self::Adjustments => w.service_centre_queue_adjustments(),
            Self::Missing => w.service_centre_queue_missing(),
        }
    }

    /// What the cases are about that belong to the queue.
    const fn topic(self) -> Option<Topic> {
        match self {
            Self::Missing => Some(Topic::MissingIds),
            Self::Tasks(Cause::Toolkit) => Some(Topic::AdditionalLocation),
            _ => None,
        }
    }
}

pub(super) async fn page(State(app): State<App>, asked: Asked, Query(mut fields): Query) -> Page {
    let (open, visit) = (Open::of(&fields.take("queue")), asked.visit());
    let chosen = fields.maybe("region");
    let cause = match open {
        Open::Tasks(cause) => cause,
        Open::Adjustments | Open::Missing => Cause::Renewal,
    };
    let seen = partners::queue(&app.house, &visit, cause, chosen.clone()).await?;
    let frame = app.frame(&asked, &seen.caller);
    let (w, figures, zone) = (frame.w, seen.page.figures, visit::zone(&seen.caller));
    let narrowed = Narrowed {
        region: Some(seen.page.region.clone()),
        topic: open.topic(),
        page: 1,
    };
    let waiting = program::queue(&app.house, &visit, narrowed).await?.page;
    let region = seen.page.region.as_str();
    let (mut adjustments, mut missing) = (Vec::new(), Vec::new());
    match open {
        Open::Tasks(_) => {}
        Open::Adjustments => {
            let asked = contracts::adjustments(&app.house, &visit, region)
                .await?
                .page;
            adjustments.extend(asked.iter().map(|one| Adjustment::of(w, one, &zone)));
        }
        Open::Missing => {
            let found = partners::missing_ids(&app.house, &visit, region)
                .await?
                .page;
            missing.extend(found.iter().map(|one| unsent(w, one, &zone)));
        }
    }
    let rows = seen.page.tasks.iter();
    let rows = rows.filter(|_| matches!(open, Open::Tasks(_)));
    let cases = waiting.cases.iter().filter(|_| open.topic().is_some());
    let catalog = app.house.catalog();
    let regions = catalog.regions.iter();
    answer(&QueuePage {
        form: FormState::filled([("region", region)]),
        regions: regions
            .map(|one| (one.key.to_string(), named(w, &one.name)))
            .collect(),
        queue: open.code(),
        tabs: tabs(w, &figures, &waiting.counts, (open, chosen.as_deref())),
        caption: open.name(w),
        adjustments,
        missing,
        cases: cases.map(|one| case(w, one)).collect(),
        rows: rows.map(|task| Row::of(w, task)).collect(),
        done_today: w.number(figures.done_today),
        average: figures
            .average_days
            .map_or_else(|| "–".to_owned(), |days| w.service_centre_days(days)),
        waiting: w.number(figures.waiting.iter().sum()),
        frame,
    })
}

fn unsent(w: Words, one: &Missing, zone: &Zone) -> Unsent {
    Unsent {
        href: format!("{HOME}/contracts/{}", one.contract),
        contract: w.contract_label(&one.access_id, named(w, &one.plan)),
        organisation: one.organisation.clone().unwrap_or_default(),
        why: match one.why {
            Why::Failed => w.service_centre_missing_failed(),
            Why::Nobody => w.service_centre_missing_nobody(),
        },
        since: (one.since.to_string(), w.moment(one.since, zone)),
    }
}

fn case(w: Words, one: &Waiting) -> (String, String, String) {
    let note = format!("{} · {}", w.request_number(&one.number), one.organisation);
    (
        title(w, &one.number, &one.title),
        format!("{HOME}/program/{}", one.number),
        note,
    )
}

/// Word, address, whether it is open, and count of each queue.
fn tabs(
    w: Words,
    figures: &Figures,
    cases: &[(Topic, i64)],
    (open, region): (Open, Option<&str>),
) -> Vec<(&'static str, String, bool, String)> {
    let queues = QUEUES.map(Open::Tasks).into_iter();
    let tab = |queue: Open| {
        let tasks = Cause::ALL.into_iter().zip(figures.waiting);
        let waits = match queue {
            Open::Tasks(cause) => tasks
                .filter(|(one, _)| *one == cause)
                .map(|(_, count)| count)
                .sum(),
            Open::Adjustments => figures.adjustments,
            Open::Missing => figures.missing,
        };
        let cases = cases
            .iter()
            .filter(|(topic, _)| Some(*topic) == queue.topic());
        let count: i64 = waits + cases.map(|(_, count)| count).sum::<i64>();
        let region = region.map_or_else(String::new, |region| format!("&region={region}"));
        let href = format!("{HOME}?queue={}{region}", queue.code());
        (queue.name(w), href, queue == open, w.number(count))
    };
    queues
        .chain([Open::Missing, Open::Adjustments])
        .map(tab)
        .collect()
}
