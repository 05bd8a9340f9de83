//! How a step of a story ends.

use std::fmt;

use domain::incident::ChargeEffect;
use domain::refusal::Refusal;
use domain::response::Verdict as Kept;

/// How a step ends, in the words of the last column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Done; what became of a unit where one was at stake, and what is left on the contract.
    Done {
        /// What closing or judging did to the unit.
        effect: Option<ChargeEffect>,
        /// Units left, or nothing where it is unlimited; outer nothing where no contract is at stake.
        left: Option<Option<i64>>,
    },
    /// How a response clock stands.
    Clock(Kept),
    /// Who was told what, in the order of the alphabet, or what there is.
    Told(Vec<String>),
    /// What was read.
    Says(String),
    /// Refused.
    Refused(Refusal),
    /// No answer came, as its fate would have it.
    Lost,
    /// Something broke, which no story allows.
    Broke(String),
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Refused(refusal) => write!(f, "refused {}", refusal.code()),
            Self::Clock(kept) => f.write_str(match kept {
                Kept::Running => "running",
                Kept::Paused => "paused",
                Kept::Overdue => "overdue",
                Kept::Met => "met",
                Kept::Missed => "missed",
                Kept::Stopped => "stopped",
            }),
            Self::Told(letters) if letters.is_empty() => f.write_str("nothing"),
            Self::Told(letters) => f.write_str(&letters.join(", ")),
            Self::Says(what) => f.write_str(what),
            Self::Lost => f.write_str("no answer"),
            Self::Broke(what) => write!(f, "broke: {what}"),
            Self::Done { effect, left } => {
                let effect = effect.map(|effect| match effect {
                    ChargeEffect::Charged => "charged",
                    ChargeEffect::GivenBack => "given back",
                    ChargeEffect::Lapsed => "lapsed",
                    ChargeEffect::ChargedAgain => "charged again",
                    ChargeEffect::Uncharged => "nothing to charge",
                    ChargeEffect::Nothing => "no charge",
                });
                let left = left.map(|left| match left {
                    None => "unlimited".to_owned(),
                    Some(left) => format!("left {left}"),
                });
                let parts: Vec<String> =
                    effect.map(str::to_owned).into_iter().chain(left).collect();
                f.write_str(if parts.is_empty() { "ok" } else { "" })?;
                f.write_str(&parts.join(", "))
            }
        }
    }
}
