//! Requests about cloud products.

mod access;
mod denial;

pub use access::{Delegation, Standing, SubscriptionRole};
pub use denial::Denial;

/// What a cloud request is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Issue {
    /// A technical problem: the only kind that draws a unit.
    Technical,
    /// An invoice or a payment.
    Billing,
    /// More of something than the subscription allows.
    Quota,
    /// The subscription itself.
    Subscription,
}

impl Issue {
    /// Every kind, in the order they are asked.
    pub const ALL: [Self; 4] = [
        Self::Technical,
        Self::Billing,
        Self::Quota,
        Self::Subscription,
    ];

    /// The word it is stored under.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Technical => "technical",
            Self::Billing => "billing",
            Self::Quota => "quota",
            Self::Subscription => "subscription",
        }
    }

    /// The kind stored under `code`.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|issue| issue.code() == code)
    }
}
