//! The form of a story: one row a step, four columns.
//!
//! ```text
//! # A unit given back revives an exhausted contract
//! 2026-03-02 09:00 | desk  | makes gold from twenty for anna      | left 20
//! 2026-03-02 09:05 | anna  | submits dns as C on gold             | left 19
//! ```
//!
//! What goes wrong on the way stands behind a comma: see [`Fate`].
//!
//! Times are in UTC. A line that begins with `#` is for the reader. A story that needs what the pure rules do not keep
//! begins with the word `engines`.

mod errand;
mod outcome;
mod traffic;

use domain::incident::{Disposition, Dispute, Then, Verdict};
use domain::response::Severity;
use domain::time::{Date, Moment};

pub use crate::fate::Fate;
pub use errand::Errand;
pub use outcome::Outcome;
pub use traffic::{Server, Traffic};

/// A story with its rows.
#[derive(Debug)]
pub struct Story {
    /// The file it stands in.
    pub name: String,
    /// Whether it is played on the engines only.
    pub for_engines: bool,
    /// In the order they happen.
    pub rows: Vec<Row>,
}

/// One step of a story.
#[derive(Clone, Debug)]
pub struct Row {
    /// Its line in the file, from 1.
    pub line: usize,
    /// When it happens.
    pub at: Moment,
    /// Who does it.
    pub who: String,
    /// What is done.
    pub deed: Deed,
    /// What befalls it on the way.
    pub fate: Option<Fate>,
    /// The words it is done in.
    pub text: String,
    /// How it must end.
    pub outcome: String,
}

#[expect(
    missing_docs,
    reason = "each variant shows its form, which names the fields"
)]
/// What can be done in a story. Contracts and incidents go by the names the story gives them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Deed {
    /// `makes CONTRACT from OFFER for OWNER`: issues and activates it, from that day on.
    Make {
        contract: String,
        offer: String,
        owner: String,
    },
    /// `submits INCIDENT as SEVERITY on CONTRACT about PRODUCT VERSION`.
    Submit {
        incident: String,
        severity: Severity,
        contract: String,
        product: String,
        version: String,
    },
    /// `takes INCIDENT`.
    Take(String),
    /// `answers INCIDENT`, with `and waits` or `and proposes` behind it.
    Answer { incident: String, then: Then },
    /// `replies to INCIDENT`.
    Reply(String),
    /// `closes INCIDENT as DISPOSITION`.
    Close {
        incident: String,
        disposition: Disposition,
    },
    /// `withdraws INCIDENT`.
    Withdraw(String),
    /// `solves INCIDENT`: the customer says so.
    Solve(String),
    /// `reopens INCIDENT`.
    Reopen(String),
    /// `changes INCIDENT to SEVERITY`.
    ChangeSeverity {
        incident: String,
        severity: Severity,
    },
    /// `disputes INCIDENT as GROUND`.
    Dispute { incident: String, ground: Dispute },
    /// `judges INCIDENT as VERDICT`.
    Judge { incident: String, verdict: Verdict },
    /// `moves INCIDENT to CONTRACT`.
    Move { incident: String, contract: String },
    /// `splits INCIDENT into SECOND`: proposes it to the customer.
    Split { incident: String, second: String },
    /// `consents to the split of INCIDENT`.
    Consent(String),
    /// `declines the split of INCIDENT`.
    Decline(String),
    /// `asks for advice ADVICE on CONTRACT`: an hour or two.
    AskAdvice { advice: String, contract: String },
    /// `estimates ADVICE at MINUTES`.
    Estimate { advice: String, minutes: i64 },
    /// `approves the estimate of ADVICE`.
    Approve(String),
    /// `declines the estimate of ADVICE`.
    DeclineEstimate(String),
    /// `delivers MINUTES for ADVICE`.
    Deliver { advice: String, minutes: i64 },
    /// `adjusts CONTRACT by CHANGE`.
    Adjust { contract: String, change: i64 },
    /// `suspends CONTRACT`.
    Suspend(String),
    /// `resumes CONTRACT`.
    Resume(String),
    /// `extends CONTRACT through DAY`.
    Extend { contract: String, last_day: Date },
    /// `lets lots expire`.
    Expire,
    /// `sends warnings`.
    Warn,
    /// `closes what waited too long`.
    CloseWaiting,
    /// `looks at CONTRACT`.
    Look(String),
    /// `reads the clock of INCIDENT`.
    ReadClock(String),
    /// What is done around contracts.
    Errand(Errand),
    /// What reaches the house from outside.
    Traffic(Traffic),
}

impl Deed {
    /// The incident that it is done to, where it is done to one that is there.
    pub fn incident(&self) -> Option<&str> {
        match self {
            Self::Take(incident)
            | Self::Reply(incident)
            | Self::Withdraw(incident)
            | Self::Solve(incident)
            | Self::Reopen(incident)
            | Self::Consent(incident)
            | Self::Decline(incident)
            | Self::Approve(incident)
            | Self::DeclineEstimate(incident)
            | Self::Estimate {
                advice: incident, ..
            }
            | Self::Deliver {
                advice: incident, ..
            }
            | Self::Answer { incident, .. }
            | Self::Close { incident, .. }
            | Self::ChangeSeverity { incident, .. }
            | Self::Dispute { incident, .. }
            | Self::Judge { incident, .. }
            | Self::Move { incident, .. }
            | Self::Split { incident, .. } => Some(incident),
            _ => None,
        }
    }
}

impl Story {
    /// Reads the story in `text`.
    ///
    /// # Errors
    /// A row that has no four columns, or a deed nobody knows, with its line.
    pub fn parse(name: &str, text: &str) -> Result<Self, String> {
        let for_engines = text.starts_with("engines\n");
        let rows = text
            .lines()
            .enumerate()
            .skip(usize::from(for_engines))
            .filter(|(_, line)| !line.trim().is_empty() && !line.starts_with('#'))
            .map(|(place, line)| {
                row(place + 1, line).ok_or_else(|| format!("{name}:{}: {line}", place + 1))
            })
            .collect::<Result<_, _>>()?;
        Ok(Self {
            name: name.to_owned(),
            for_engines,
            rows,
        })
    }
}

fn row(line: usize, text: &str) -> Option<Row> {
    let columns: Vec<&str> = text.split('|').map(str::trim).collect();
    let [when, who, does, outcome] = columns[..] else {
        return None;
    };
    let at = Moment::parse(&format!("{}:00Z", when.replacen(' ', "T", 1))).ok()?;
    Row::new(line, at, who, does, outcome)
}

impl Row {
    /// The row in which `who` does what `text` says at `at`; nothing where nobody knows the deed.
    pub fn new(line: usize, at: Moment, who: &str, text: &str, outcome: &str) -> Option<Self> {
        let (does, fate) = match text.split_once(", ") {
            None => (text, None),
            Some((does, fate)) => (does, Some(Fate::parse(fate)?)),
        };
        Some(Self {
            line,
            at,
            who: who.to_owned(),
            deed: deed(does)?,
            fate,
            text: text.to_owned(),
            outcome: outcome.to_owned(),
        })
    }
}

#[expect(clippy::too_many_lines, reason = "a table: one line for each deed")]
fn deed(text: &str) -> Option<Deed> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let owned = |word: &str| word.to_owned();
    Some(match words[..] {
        ["makes", contract, "from", offer, "for", owner] => Deed::Make {
            contract: owned(contract),
            offer: owned(offer),
            owner: owned(owner),
        },
        ["submits", ref said @ ..] => submit(said)?,
        ["takes", incident] => Deed::Take(owned(incident)),
        ["answers", incident, ref then @ ..] => Deed::Answer {
            incident: owned(incident),
            then: answered(then)?,
        },
        ["replies", "to", incident] => Deed::Reply(owned(incident)),
        ["closes", "what", "waited", "too", "long"] => Deed::CloseWaiting,
        ["closes", incident, "as", disposition] => Deed::Close {
            incident: owned(incident),
            disposition: Disposition::from_code(disposition)?,
        },
        ["withdraws", incident] => Deed::Withdraw(owned(incident)),
        ["solves", incident] => Deed::Solve(owned(incident)),
        ["reopens", incident] => Deed::Reopen(owned(incident)),
        ["changes", incident, "to", severity] => Deed::ChangeSeverity {
            incident: owned(incident),
            severity: Severity::from_code(severity)?,
        },
        ["disputes", incident, "as", ground] => Deed::Dispute {
            incident: owned(incident),
            ground: Dispute::from_code(ground)?,
        },
        ["judges", incident, "as", verdict] => Deed::Judge {
            incident: owned(incident),
            verdict: [Verdict::GiveBack, Verdict::Stands]
                .into_iter()
                .find(|one| one.code() == verdict)?,
        },
        ["moves", incident, "to", contract] => Deed::Move {
            incident: owned(incident),
            contract: owned(contract),
        },
        ["splits", incident, "into", second] => Deed::Split {
            incident: owned(incident),
            second: owned(second),
        },
        ["consents", "to", "the", "split", "of", incident] => Deed::Consent(owned(incident)),
        ["declines", "the", "split", "of", incident] => Deed::Decline(owned(incident)),
        ["asks", "for", "advice", advice, "on", contract] => Deed::AskAdvice {
            advice: owned(advice),
            contract: owned(contract),
        },
        ["estimates", advice, "at", minutes] => Deed::Estimate {
            advice: owned(advice),
            minutes: minutes.parse().ok()?,
        },
        ["approves", "the", "estimate", "of", advice] => Deed::Approve(owned(advice)),
        ["declines", "the", "estimate", "of", advice] => Deed::DeclineEstimate(owned(advice)),
        ["delivers", minutes, "for", advice] => Deed::Deliver {
            advice: owned(advice),
            minutes: minutes.parse().ok()?,
        },
        ["adjusts", contract, "by", change] => Deed::Adjust {
            contract: owned(contract),
            change: change.parse().ok()?,
        },
        ["suspends", contract] => Deed::Suspend(owned(contract)),
        ["resumes", contract] => Deed::Resume(owned(contract)),
        ["extends", contract, "through", day] => Deed::Extend {
            contract: owned(contract),
            last_day: Date::parse(day).ok()?,
        },
        ["lets", "lots", "expire"] => Deed::Expire,
        ["sends", "warnings"] => Deed::Warn,
        ["looks", "at", contract] => Deed::Look(owned(contract)),
        ["reads", "the", "clock", "of", incident] => Deed::ReadClock(owned(incident)),
        _ => match traffic::traffic(&words) {
            Some(traffic) => Deed::Traffic(traffic),
            None => Deed::Errand(errand::errand(&words)?),
        },
    })
}

/// A submission, about the newest Windows Server where nothing else is said.
fn submit(said: &[&str]) -> Option<Deed> {
    let [incident, "as", severity, "on", contract, about @ ..] = said else {
        return None;
    };
    let (product, version) = match about {
        [] => ("windows-server", "2025"),
        ["about", product, version] => (*product, *version),
        _ => return None,
    };
    Some(Deed::Submit {
        incident: (*incident).to_owned(),
        severity: Severity::from_code(severity)?,
        contract: (*contract).to_owned(),
        product: product.to_owned(),
        version: version.to_owned(),
    })
}

/// What is behind `answers INCIDENT`.
fn answered(then: &[&str]) -> Option<Then> {
    match then {
        [] => Some(Then::GoOn),
        ["and", "waits"] => Some(Then::WaitForCustomer),
        ["and", "proposes"] => Some(Then::ProposeSolution),
        _ => None,
    }
}
