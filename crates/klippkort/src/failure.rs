//! Why a command did not do what it was asked, and the exit code that says so.

use std::fmt;

use actions::{Mistake, Stopped};
use domain::refusal::Refusal;
use store::Fault;

/// The documented exit codes, beside 0 for success and 2 for a command line that cannot be read.
pub enum Failure {
    /// 1: something broke: the database, a file, the network.
    Broke(String),
    /// 3: the rules refuse it.
    Refused(Refusal),
    /// 4: what was checked is not as it should be.
    Found(Vec<String>),
    /// 5: the settings, the keys or the data folder are missing or wrong.
    Unready(String),
}

impl Failure {
    /// The exit code.
    pub const fn code(&self) -> u8 {
        match self {
            Self::Broke(_) => 1,
            Self::Refused(_) => 3,
            Self::Found(_) => 4,
            Self::Unready(_) => 5,
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Broke(words) | Self::Unready(words) => out.write_str(words),
            Self::Refused(refusal) => write!(out, "refused: {}", refusal.code()),
            Self::Found(lines) => out.write_str(&lines.join("\n")),
        }
    }
}

impl From<Fault> for Failure {
    fn from(fault: Fault) -> Self {
        Self::Broke(chain(&fault))
    }
}

impl From<search::Fault> for Failure {
    fn from(fault: search::Fault) -> Self {
        Self::Broke(chain(&fault))
    }
}

impl From<Stopped> for Failure {
    fn from(stopped: Stopped) -> Self {
        match stopped {
            Stopped::Refused(refusal) => Self::Refused(refusal),
            Stopped::Broke(fault) => fault.into(),
        }
    }
}

impl From<Vec<Mistake>> for Failure {
    fn from(mistakes: Vec<Mistake>) -> Self {
        Self::Found(mistakes.iter().map(ToString::to_string).collect())
    }
}

/// An error with everything that is underneath it.
pub fn chain(error: &dyn std::error::Error) -> String {
    let causes = std::iter::successors(Some(error), |error| error.source());
    causes
        .map(ToString::to_string)
        .collect::<Vec<_>>()
        .join(": ")
}
