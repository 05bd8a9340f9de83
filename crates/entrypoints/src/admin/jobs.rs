//! What happens by itself: when each job last ran and how it went, and running one now.

use std::sync::Arc;

use actions::jobs::{self, Run};
use askama::Template;
use axum::Router;
use axum::extract::{Path, State};
use axum::routing::{get, post};
use domain::policy::{self, Deed, Object};
use domain::refusal::Refusal;
use domain::time::Zone;
use web_kit::form::Query;
use words::Words;

use crate::answer::{Page, page as answer, see_other};
use crate::app::App;
use crate::frame::Frame;
use crate::schedule::{self, Job};
use crate::visit::{Asked, Sent, zone};

const LIST: &str = "/admin/jobs";

/// A job that is due for so many rounds is behind.
const ROUNDS_LATE: i64 = 3;

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/admin/jobs", get(page))
        .route("/admin/jobs/{job}/run", post(run_now))
}

#[derive(Template)]
#[template(path = "admin/jobs.html")]
struct JobsPage {
    frame: Frame,
    rows: Vec<Row>,
}

pub(super) struct Row {
    pub name: &'static str,
    code: &'static str,
    every: String,
    /// When it last ran; empty where it has not.
    last: String,
    took: String,
    next: String,
    pub failure: String,
    pub is_late: bool,
}

async fn page(State(app): State<App>, asked: Asked, Query(mut fields): Query) -> Page {
    let seen = jobs::last(&app.house, &asked.visit(), Job::CODES, 1).await?;
    let mut frame = app.frame(&asked, &seen.caller);
    let w = frame.w;
    let started = fields.take("done") == "started";
    frame.tell(started.then(|| w.administration_jobs_started()));
    let rows = rows(&w, &asked, &seen.page, &zone(&seen.caller));
    answer(&JobsPage { frame, rows })
}

/// A row for each job, with its last run among `runs`.
pub(super) fn rows(w: &Words, asked: &Asked, runs: &[Run], zone: &Zone) -> Vec<Row> {
    let last = |job: Job| runs.iter().find(|run| run.job == job.code());
    Job::ALL
        .into_iter()
        .map(|job| row(w, asked, job, last(job), zone))
        .collect()
}

fn row(w: &Words, asked: &Asked, job: Job, last: Option<&Run>, zone: &Zone) -> Row {
    let near = |at| w.near_time(at, asked.at, zone);
    let minutes = job.minutes();
    let next = last.map(|run| run.began.plus_minutes(minutes));
    Row {
        name: name(*w, job),
        code: job.code(),
        every: w.administration_jobs_every(minutes),
        last: last.map(|run| near(run.began)).unwrap_or_default(),
        took: last
            .map(|run| w.administration_jobs_took((run.ended - run.began).0 / 1_000))
            .unwrap_or_default(),
        next: next.map(near).unwrap_or_default(),
        failure: last.and_then(|run| run.failure.clone()).unwrap_or_default(),
        is_late: last.is_some_and(|run| asked.at > run.began.plus_minutes(minutes * ROUNDS_LATE)),
    }
}

/// What a job is called.
pub(crate) fn name(w: Words, job: Job) -> &'static str {
    match job {
        Job::Expiry => w.administration_job_expiry(),
        Job::Waiting => w.administration_job_waiting(),
        Job::Partners => w.administration_job_partners(),
        Job::Seal => w.administration_job_seal(),
        Job::Warnings => w.administration_job_warnings(),
        Job::Orders => w.administration_job_orders(),
        Job::AllWarnings => w.administration_job_all_warnings(),
        Job::Statements => w.administration_job_statements(),
        Job::Drafts => w.administration_job_drafts(),
        Job::Submissions => w.administration_job_submissions(),
        Job::Sessions => w.administration_job_sessions(),
        Job::ImportedFiles => w.administration_job_imported_files(),
        Job::Files => w.administration_job_files(),
    }
}

async fn run_now(
    State(app): State<App>,
    asked: Asked,
    Path(job): Path<String>,
    Sent(fields): Sent,
) -> Page {
    fields.finish()?;
    let Some(job) = Job::from_code(&job) else {
        // Whoever may not run jobs is told so before an unknown one is told apart.
        let caller = app.house.caller(&asked.visit()).await?;
        policy::allow(&caller, Deed::Administer, &Object::default(), asked.at)?;
        return Err(Refusal::NotFound.into());
    };
    jobs::ask(&app.house, &asked.visit(), job.code()).await?;
    let (house, clock) = (Arc::clone(&app.house), Arc::clone(&app.clock));
    tokio::spawn(async move { schedule::run_now(job, &house, &clock).await });
    Ok(see_other(&format!("{LIST}?done=started")))
}
