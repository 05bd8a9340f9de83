//! Where the administration begins: what is yet to be done, how the house is, and the way to everything else.

use actions::example_world::{self, Standing};
use actions::jobs::Run;
use actions::{backups, health, jobs, ledger};
use askama::Template;
use axum::extract::State;

use super::administrator;
use super::jobs::rows;
use crate::answer::{Page, page as answer};
use crate::app::App;
use crate::frame::Frame;
use crate::schedule::Job;
use crate::visit::{Asked, zone};

#[derive(Template)]
#[template(path = "admin/overview.html")]
struct OverviewPage {
    frame: Frame,
    version: &'static str,
    files_work: bool,
    search_works: bool,
    waiting: i64,
    failed: i64,
    /// Jobs that failed the last time or are behind.
    troubled: Vec<&'static str>,
    /// When the ledger was last sealed.
    sealed: String,
    backup: Backup,
    has_mail: bool,
    /// How far the examples have come, where they were asked for.
    examples: Option<&'static str>,
}

/// How the last backup went.
enum Backup {
    None,
    Made(String),
    Failed(String),
}

pub(super) async fn page(State(app): State<App>, asked: Asked) -> Page {
    let caller = administrator(&app, &asked).await?;
    let visit = asked.visit();
    let found = health::check(&app.house, &visit).await?;
    let letters = health::letters(&app.house, asked.at).await?;
    let sealed = ledger::last_sealed(&app.house).await?;
    let frame = app.frame(&asked, &caller);
    let (w, zone) = (frame.w, zone(&caller));
    let runs = jobs::recent(&app.house, Job::CODES).await?;
    let backup = jobs::recent(&app.house, &[backups::JOB]).await?.pop();
    let rows = rows(&w, &asked, &runs, &zone).into_iter();
    let troubled = rows.filter(|row| row.is_late || !row.failure.is_empty());
    answer(&OverviewPage {
        version: env!("CARGO_PKG_VERSION"),
        files_work: health::keeps_files(&app.house, asked.at).await,
        search_works: found.search,
        waiting: letters.waiting,
        failed: letters.failed,
        troubled: troubled.map(|row| row.name).collect(),
        sealed: sealed.map_or_else(
            || w.administration_jobs_never().to_owned(),
            |at| w.near_time(at, asked.at, &zone),
        ),
        backup: match backup {
            None => Backup::None,
            Some(Run { began, failure, .. }) => {
                let when = w.near_time(began, asked.at, &zone);
                match failure {
                    None => Backup::Made(when),
                    Some(_) => Backup::Failed(when),
                }
            }
        },
        examples: match example_world::standing(&app.house).await? {
            Standing::Half => Some(w.administration_examples_half()),
            Standing::Whole => Some(w.administration_examples_whole()),
            Standing::Empty | Standing::InEarnest => None,
        },
        has_mail: app.settings.demo || app.decided.iter().any(|one| one.is_set("mail.host")),
        frame,
    })
}
