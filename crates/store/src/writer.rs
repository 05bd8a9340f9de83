//! The one thread that writes: what piled up while the last commit was on its way shares the next.

use std::collections::VecDeque;
use std::sync::mpsc::Receiver;

use crate::Fault;
use crate::connection::Connection;
use crate::job::{Job, Message};

/// Jobs that may share one commit. More would make the first wait long for the last.
const GROUP: usize = 256;

/// Works off `queue` until it is closed or says stop.
pub fn run(connection: &Connection, queue: &Receiver<Message>) {
    while let Ok(Some(first)) = queue.recv() {
        let mut jobs = VecDeque::from([first]);
        let mut stopping = false;
        while jobs.len() < GROUP && !stopping {
            match queue.try_recv() {
                Ok(Some(job)) => jobs.push_back(job),
                Ok(None) => stopping = true,
                Err(_) => break,
            }
        }
        while !jobs.is_empty() {
            commit_group(connection, &mut jobs);
        }
        if stopping {
            return;
        }
    }
}

/// Runs jobs in one transaction, commits once, then answers all. If the transaction is lost on the
/// way, those already run get the fault, and the rest is left in `jobs` for another.
fn commit_group(connection: &Connection, jobs: &mut VecDeque<Box<dyn Job>>) {
    jobs.retain(|job| job.is_wanted());
    if jobs.is_empty() {
        return;
    }
    let mut done = Vec::with_capacity(jobs.len());
    if let Err(fault) = transact(connection, jobs, &mut done) {
        connection.rollback();
        // Even a refusal falls: it was decided on what others wrote and could not keep.
        for job in &mut done {
            job.fail(&fault);
        }
    }
    done.into_iter().for_each(Job::answer);
}

/// Moves jobs to `done` as it runs them. A fault means that nothing of all they wrote is kept.
fn transact(
    connection: &Connection,
    jobs: &mut VecDeque<Box<dyn Job>>,
    done: &mut Vec<Box<dyn Job>>,
) -> Result<(), Fault> {
    let grouped = jobs.len() > 1;
    if let Err(fault) = connection.begin() {
        done.extend(jobs.drain(..));
        return Err(fault);
    }
    let mut anything = false;
    while let Some(job) = jobs.pop_front() {
        // A job before it may have done its work (see `Batch`).
        if !job.is_wanted() {
            continue;
        }
        let job = done.push_mut(job);
        let mark = grouped.then(|| connection.savepoint()).transpose()?;
        let kept = job.run(connection);
        match (mark, kept) {
            (Some(_), true) => connection.release()?,
            (Some(mark), false) => connection.undo(mark)?,
            (None, _) => {}
        }
        anything |= kept;
    }
    if anything {
        connection.commit()
    } else {
        connection.rollback();
        Ok(())
    }
}
