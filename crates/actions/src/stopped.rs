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

/// What a fault means to whoever is waiting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// Too many are waiting: try again in a moment.
    Busy,
    /// The database is away.
    Away,
    /// No space is left.
    Full,
    /// Anything else.
    Broken,
}

/// What `fault` means to whoever is waiting.
pub const fn trouble(fault: &Fault) -> Trouble {
    match fault {
        Fault::Busy | Fault::Conflict { .. } => Trouble::Busy,
        Fault::Unavailable(_) => Trouble::Away,
        Fault::Full => Trouble::Full,
        Fault::Constraint { .. }
        | Fault::NewerSchema { .. }
        | Fault::Corrupt(_)
        | Fault::Other { .. } => Trouble::Broken,
    }
}
