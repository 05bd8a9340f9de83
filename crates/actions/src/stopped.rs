//! Why an action did not come to its end.

use domain::refusal::Refusal;
use store::Fault;

/// What an action answers.
pub type Answer<T> = Result<T, Stopped>;

/// A refusal is told to the person; a fault is told to us.
#[derive(Debug)]
pub enum Stopped {
    /// The rules say no.
    Refused(Refusal),
    /// Something broke.
    Broke(Fault),
}

impl From<Refusal> for Stopped {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl From<Fault> for Stopped {
    fn from(fault: Fault) -> Self {
        Self::Broke(fault)
    }
}
