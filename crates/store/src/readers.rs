//! The threads that read: each runs one job at a time, in one snapshot.

use std::sync::mpsc::Receiver;
use std::sync::{Mutex, PoisonError};

use crate::connection::Connection;
use crate::job::{Job, Message};

/// Works off the `queue` it shares with the other readers until it is closed or says stop.
pub fn run(connection: &Connection, queue: &Mutex<Receiver<Message>>) {
    while let Some(job) = next(queue) {
        if job.is_wanted() {
            read(connection, job);
        }
    }
}

/// Waits for a job. Only one reader waits in the queue; the others wait for the lock.
fn next(queue: &Mutex<Receiver<Message>>) -> Message {
    queue
        .lock()
        .unwrap_or_else(PoisonError::into_inner)
        .recv()
        .ok()
        .flatten()
}

fn read(connection: &Connection, mut job: Box<dyn Job>) {
    match connection.begin() {
        Ok(()) => {
            job.run(connection);
        }
        Err(fault) => job.fail(&fault),
    }
    job.answer();
    connection.rollback();
}
