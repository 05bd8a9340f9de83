//! What happens by itself: when each job ran, for how long, and how it went.

use domain::limits;
use domain::policy::{self, Deed, Object};
use domain::time::Moment;
use store::{Fault, Reader, Row, Value, params};

use crate::audit::{self, Done, Record};
use crate::house::{House, Seen, Visit};
use crate::stopped::Answer;

const RAN: &str = "INSERT INTO job_run (job, began_at, ended_at, failure) VALUES ($1, $2, $3, $4)";

/// Drops all but the last runs of a job.
const FORGET: &str = "
    DELETE FROM job_run WHERE job = $1
        AND id <= COALESCE((SELECT id FROM job_run WHERE job = $1 ORDER BY id DESC LIMIT 1 OFFSET $2), -1)";

/// The last runs of a job, the newest first.
pub(crate) const LAST: &str = "
    SELECT job, began_at, ended_at, failure FROM job_run WHERE job = $1 ORDER BY id DESC LIMIT $2";

/// One run of a job.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// The job's word.
    pub job: String,
    /// When it began.
    pub began: Moment,
    /// When it ended.
    pub ended: Moment,
    /// What stopped it.
    pub failure: Option<String>,
}

/// Writes runs down.
pub async fn record(house: &House, runs: Vec<Run>) -> Answer<()> {
    house
        .quietly(move |tx| {
            let rows = runs.iter().map(|run| {
                params![&run.job, run.began.0, run.ended.0, run.failure.as_deref()].to_vec()
            });
            tx.execute_many(RAN, &rows.collect::<Vec<_>>())?;
            let kept = limits::JOB_RUNS_KEPT;
            let jobs = runs.iter().map(|run| params![&run.job, kept].to_vec());
            tx.execute_many(FORGET, &jobs.collect::<Vec<_>>())?;
            Ok(())
        })
        .await
}

/// The last `count` runs of each of `jobs`, the newest first.
///
/// # Errors
/// [`domain::refusal::Refusal::NotFound`] for whoever is no administrator.
pub async fn last(
    house: &House,
    visit: &Visit,
    jobs: &'static [&'static str],
    count: i64,
) -> Answer<Seen<Vec<Run>>> {
    let at = visit.at;
    house
        .see(visit, move |reader, caller| {
            policy::allow(caller, Deed::Administer, &Object::default(), at)?;
            Ok(runs(reader, jobs, count)?)
        })
        .await
}

/// The last run of each of `jobs`, for the house itself.
pub async fn recent(house: &House, jobs: &'static [&'static str]) -> Answer<Vec<Run>> {
    let runs = house.store.read(move |reader| runs(reader, jobs, 1));
    Ok(runs.await?)
}

fn runs(reader: &Reader<'_>, jobs: &[&'static str], count: i64) -> Result<Vec<Run>, Fault> {
    let mut runs = Vec::new();
    for job in jobs {
        let values: [Value<'_>; 2] = [(*job).into(), count.into()];
        runs.extend(reader.rows(LAST, &values, run)?);
    }
    Ok(runs)
}

fn run(row: &Row<'_>) -> Result<Run, Fault> {
    Ok(Run {
        job: row.get(0)?,
        began: Moment(row.get(1)?),
        ended: Moment(row.get(2)?),
        failure: row.get(3)?,
    })
}

/// Writes down that an administrator has a job run now.
///
/// # Errors
/// [`domain::refusal::Refusal::NotFound`] for whoever is no administrator.
pub async fn ask(house: &House, visit: &Visit, job: &'static str) -> Answer<()> {
    let at = visit.at;
    house
        .act(visit, move |tx, caller| {
            policy::allow(caller, Deed::Administer, &Object::default(), at)?;
            let line = Record::of(Done::JobRun, job);
            Ok(audit::record(tx, caller, at, &line)?)
        })
        .await
}
