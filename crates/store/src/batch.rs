//! A queue for the one verb that is written for a batch: what waits is decided together.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::oneshot;

use crate::connection::Connection;
use crate::job::{Job, caught};
use crate::{Fault, Store, Tx};

/// Inputs that are handed over at once.
const INPUTS: usize = 256;

type Handler<I, O> = dyn Fn(&mut Tx<'_>, Vec<I>) -> Result<Vec<O>, Fault> + Send + Sync;

/// Inputs on their way to a handler that takes many at once.
pub struct Batch<I, O> {
    store: Store,
    shared: Arc<Shared<I, O>>,
}

struct Shared<I, O> {
    handler: Box<Handler<I, O>>,
    waiting: Mutex<VecDeque<Waiting<I, O>>>,
}

struct Waiting<I, O> {
    input: I,
    caller: oneshot::Sender<Result<O, Fault>>,
}

impl<I, O> Clone for Batch<I, O> {
    fn clone(&self) -> Self {
        Self {
            store: self.store.clone(),
            shared: Arc::clone(&self.shared),
        }
    }
}

impl<I, O> Batch<I, O>
where
    I: Clone + Send + 'static,
    O: Send + 'static,
{
    /// A queue in front of `handler`, which answers each input, in their order. If it faults, each
    /// input is tried alone, so that one cannot fail the others: it must not count its calls.
    pub fn new(
        store: &Store,
        handler: impl Fn(&mut Tx<'_>, Vec<I>) -> Result<Vec<O>, Fault> + Send + Sync + 'static,
    ) -> Self {
        let shared = Shared {
            handler: Box::new(handler),
            waiting: Mutex::default(),
        };
        Self {
            store: store.clone(),
            shared: Arc::new(shared),
        }
    }

    /// Hands in `input` and waits until its answer is durable.
    pub async fn submit(&self, input: I) -> Result<O, Fault> {
        let (caller, answer) = oneshot::channel();
        {
            // Held over both, so that the run finds what it was sent for.
            let mut waiting = self.shared.waiting();
            let run = Run {
                shared: Arc::clone(&self.shared),
                taken: Vec::new(),
                outcomes: vec![],
            };
            self.store.submit(Box::new(run))?;
            waiting.push_back(Waiting { input, caller });
        }
        self.store.wait(answer).await
    }
}

impl<I, O> Shared<I, O> {
    fn waiting(&self) -> MutexGuard<'_, VecDeque<Waiting<I, O>>> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// One visit to the writer. There is one for each input, and the first takes along what it finds:
/// so the bound of the writer's queue bounds this one too, and those that come later find nothing.
struct Run<I, O> {
    shared: Arc<Shared<I, O>>,
    taken: Vec<Waiting<I, O>>,
    outcomes: Vec<Result<O, Fault>>,
}

impl<I: Clone + Send, O: Send> Job for Run<I, O> {
    fn is_wanted(&self) -> bool {
        let mut waiting = self.shared.waiting();
        waiting.retain(|one| !one.caller.is_closed());
        !waiting.is_empty()
    }

    fn run(&mut self, connection: &Connection) -> bool {
        let mut waiting = self.shared.waiting();
        let count = waiting.len().min(INPUTS);
        self.taken = waiting.drain(..count).collect();
        drop(waiting);
        let inputs: Vec<I> = self.taken.iter().map(|one| one.input.clone()).collect();
        let tx = &mut Tx::new(connection);
        self.outcomes = match self.handle(tx, inputs.clone()) {
            Ok(outputs) => outputs.into_iter().map(Ok).collect(),
            Err(fault) if inputs.len() == 1 => vec![Err(fault)],
            Err(_) => inputs
                .into_iter()
                .map(|input| self.handle_one(tx, input))
                .collect(),
        };
        self.outcomes.iter().any(Result::is_ok)
    }

    fn fail(&mut self, fault: &Fault) {
        self.outcomes = self.taken.iter().map(|_| Err(fault.clone())).collect();
    }

    fn answer(self: Box<Self>) {
        for (one, outcome) in self.taken.into_iter().zip(self.outcomes) {
            // The caller may have gone; then nobody needs to know.
            let _ = one.caller.send(outcome);
        }
    }
}

impl<I, O> Run<I, O> {
    /// Calls the handler in a savepoint; its panic is a fault.
    fn handle(&self, tx: &mut Tx<'_>, inputs: Vec<I>) -> Result<Vec<O>, Fault> {
        let count = inputs.len();
        tx.attempt(|tx| {
            let outputs = caught(|| (self.shared.handler)(tx, inputs))?;
            if outputs.len() == count {
                return Ok(outputs);
            }
            Err(Fault::other(format!(
                "{} answers to {count} inputs",
                outputs.len()
            )))
        })
    }

    fn handle_one(&self, tx: &mut Tx<'_>, input: I) -> Result<O, Fault> {
        let outputs = self.handle(tx, vec![input])?;
        outputs
            .into_iter()
            .next()
            .ok_or_else(|| Fault::other("no answer"))
    }
}
