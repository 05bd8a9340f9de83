//! What happens by itself as time goes by: units expire, questions go unanswered, leftovers are swept away.
//!
//! Every job catches up: it does what is due at the moment it runs, so that a stop of the program loses nothing.

use std::fmt::Debug;
use std::time::Duration;

use actions::incidents::{drafts, overdue, submit};
use actions::jobs::{self, Run};
use actions::{
    House, accounts, files, imports, ledger, notices, partners, purchases, selfhelp, settings,
};
use domain::time::Moment;
use tokio::time::{MissedTickBehavior, interval};

use crate::app::Clock;

/// How often what people wait for is looked after.
const ROUND: Duration = Duration::from_mins(1);
/// Leftovers are swept in one round of so many.
const ROUNDS_PER_SWEEP: u64 = 60;
/// What is kept of why a job failed, in characters.
const FAILURE_CHARS_MAX: usize = 300;

/// What happens by itself, in the order in which it does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Job {
    Expiry,
    Waiting,
    Partners,
    Seal,
    Warnings,
    Orders,
    AllWarnings,
    Statements,
    Drafts,
    Submissions,
    Sessions,
    ImportedFiles,
    Files,
}

impl Job {
    /// Every job: those of each round, then those of a sweep.
    pub const ALL: [Self; 13] = [
        Self::Expiry,
        Self::Waiting,
        Self::Partners,
        Self::Seal,
        Self::Warnings,
        Self::Orders,
        Self::AllWarnings,
        Self::Statements,
        Self::Drafts,
        Self::Submissions,
        Self::Sessions,
        Self::ImportedFiles,
        Self::Files,
    ];

    /// The words of all.
    pub const CODES: &[&'static str] = &{
        let mut codes = [""; Self::ALL.len()];
        let mut place = 0;
        while place < codes.len() {
            codes[place] = Self::ALL[place].code();
            place += 1;
        }
        codes
    };

    /// The word it is stored under.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Expiry => "expiry",
            Self::Waiting => "waiting",
            Self::Partners => "partners",
            Self::Seal => "seal",
            Self::Warnings => "warnings",
            Self::Orders => "orders",
            Self::AllWarnings => "all_warnings",
            Self::Statements => "statements",
            Self::Drafts => "drafts",
            Self::Submissions => "submissions",
            Self::Sessions => "sessions",
            Self::ImportedFiles => "imported_files",
            Self::Files => "files",
        }
    }

    /// The job stored under `code`.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|job| job.code() == code)
    }

    /// In how many rounds it has one.
    const fn rounds(self) -> u64 {
        match self {
            Self::Expiry
            | Self::Waiting
            | Self::Partners
            | Self::Seal
            | Self::Warnings
            | Self::Orders => 1,
            Self::AllWarnings
            | Self::Statements
            | Self::Drafts
            | Self::Submissions
            | Self::Sessions
            | Self::ImportedFiles
            | Self::Files => ROUNDS_PER_SWEEP,
        }
    }

    /// How often it runs, in minutes.
    pub fn minutes(self) -> i64 {
        let seconds = ROUND.as_secs() * self.rounds();
        i64::try_from(seconds / 60).expect("rounds are short")
    }

    /// Does what is due at `at`.
    async fn work(self, house: &House, at: Moment) -> Result<(), String> {
        match self {
            Self::Expiry => done(ledger::expire(house, at).await),
            Self::Waiting => done(overdue::run(house, at).await),
            Self::Partners => done(partners::follow_up(house, at).await),
            Self::Seal => done(ledger::seal(house, at).await),
            Self::Warnings => done(notices::warn(house, at).await),
            Self::Orders => done(purchases::deliver_due(house, at).await),
            Self::AllWarnings => done(notices::warn_all(house, at).await),
            Self::Statements => done(notices::send_statements(house, at).await),
            Self::Drafts => done(drafts::expire(house, at).await),
            Self::Submissions => done(submit::forget(house, at).await),
            Self::Sessions => done(accounts::sweep(house, at).await),
            Self::ImportedFiles => done(imports::forget(house, at).await),
            Self::Files => done(files::sweep(house, at).await),
        }
    }
}

/// Runs the jobs until it is dropped. Imports go at a pace of their own: a large one keeps no other job waiting.
pub async fn run(house: &House, clock: &Clock) {
    tokio::join!(look_after(house, clock), take_over(house, clock));
}

/// Goes on with imports that a stop of the program has left in the middle.
async fn take_over(house: &House, clock: &Clock) {
    let mut rounds = interval(ROUND);
    rounds.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        rounds.tick().await;
        told("imports", &done(imports::resume(house, clock()).await));
    }
}

async fn look_after(house: &House, clock: &Clock) {
    told("articles", &done(selfhelp::warm(house).await));
    let mut rounds = interval(ROUND);
    rounds.set_missed_tick_behavior(MissedTickBehavior::Delay);
    for round in 0_u64.. {
        rounds.tick().await;
        told("settings", &done(settings::follow(house).await));
        let at = clock();
        let mut runs = Vec::new();
        for job in Job::ALL {
            if round.is_multiple_of(job.rounds()) {
                runs.push(one(job, house, at, clock).await);
            }
        }
        told("runs", &done(jobs::record(house, runs).await));
    }
}

/// Runs one job because an administrator asked for it.
pub(crate) async fn run_now(job: Job, house: &House, clock: &Clock) {
    let run = one(job, house, clock(), clock).await;
    told("runs", &done(jobs::record(house, vec![run]).await));
}

async fn one(job: Job, house: &House, at: Moment, clock: &Clock) -> Run {
    let began = clock();
    let done = job.work(house, at).await;
    told(job.code(), &done);
    Run {
        job: job.code().to_owned(),
        began,
        ended: clock(),
        failure: done.err(),
    }
}

fn done<T, E: Debug>(done: Result<T, E>) -> Result<(), String> {
    let why = |problem: E| {
        format!("{problem:?}")
            .chars()
            .take(FAILURE_CHARS_MAX)
            .collect()
    };
    done.map(|_| ()).map_err(why)
}

/// A job that fails is told to the operator and runs again in its next round.
fn told(job: &str, done: &Result<(), String>) {
    if let Err(problem) = done {
        tracing::error!(job, problem, "a job failed");
    }
}
