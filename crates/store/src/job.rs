//! One piece of work on its way through a thread that owns a connection, and its answer back.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};

use tokio::sync::oneshot;

use crate::Fault;
use crate::connection::Connection;

/// What a writer or reader thread does with a job, in this order.
pub trait Job: Send {
    /// Whether someone still waits for the answer; if not, it is not begun.
    fn is_wanted(&self) -> bool;
    /// Does the work. True where what it wrote is to be kept.
    fn run(&mut self, connection: &Connection) -> bool;
    /// Replaces the outcome: what the work did cannot be kept.
    fn fail(&mut self, fault: &Fault);
    /// Tells the caller.
    fn answer(self: Box<Self>);
}

/// What travels in a queue: a job, or `None` to stop.
pub type Message = Option<Box<dyn Job>>;

/// A job of one caller.
pub struct Errand<T, E, F> {
    work: Option<F>,
    outcome: Option<Result<T, E>>,
    caller: oneshot::Sender<Result<T, E>>,
}

impl<T, E, F> Errand<T, E, F> {
    /// The job, and where its answer will come.
    pub fn new(work: F) -> (Box<Self>, oneshot::Receiver<Result<T, E>>) {
        let (caller, answer) = oneshot::channel();
        (
            Box::new(Self {
                work: Some(work),
                outcome: None,
                caller,
            }),
            answer,
        )
    }
}

impl<T, E, F> Job for Errand<T, E, F>
where
    T: Send,
    E: From<Fault> + Send,
    F: FnOnce(&Connection) -> Result<T, E> + Send,
{
    fn is_wanted(&self) -> bool {
        !self.caller.is_closed()
    }

    fn run(&mut self, connection: &Connection) -> bool {
        let Some(work) = self.work.take() else {
            return false;
        };
        let outcome = caught(|| work(connection)).and_then(|done| {
            // A swallowed fault would be committed as nothing by PostgreSQL, without a word.
            connection.settle()?;
            Ok(done)
        });
        let kept = outcome.is_ok();
        self.outcome = Some(outcome);
        kept
    }

    fn fail(&mut self, fault: &Fault) {
        self.outcome = Some(Err(fault.clone().into()));
    }

    fn answer(self: Box<Self>) {
        if let Some(outcome) = self.outcome {
            // The caller may have gone; then nobody needs to know.
            let _ = self.caller.send(outcome);
        }
    }
}

/// Runs `work`; a panic in it becomes a fault, so that the thread and the other jobs live on.
pub fn caught<T, E: From<Fault>>(work: impl FnOnce() -> Result<T, E>) -> Result<T, E> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|panic| {
        let what = panic_message(panic.as_ref());
        tracing::error!(what, "a database job panicked");
        Err(Fault::other(format!("panicked: {what}")).into())
    })
}

fn panic_message(panic: &(dyn Any + Send)) -> &str {
    let text = panic.downcast_ref::<&str>().copied();
    text.or_else(|| panic.downcast_ref::<String>().map(String::as_str))
        .unwrap_or("no message")
}
