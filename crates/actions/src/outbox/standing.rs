//! Letters about what somebody may do: to the staff, and to whoever has a role on a subscription.

use serde::{Deserialize, Serialize};

/// What was changed of somebody's standing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "news", rename_all = "snake_case")]
pub enum StandingNews {
    /// A role is given to somebody who is asked to sign in with it.
    Invited {
        /// The role's code.
        role: String,
    },
    /// A role is given.
    RoleGiven {
        /// The role's code.
        role: String,
    },
    /// A role is taken away.
    RoleTaken {
        /// The role's code.
        role: String,
    },
    /// A role on a subscription is given.
    SubscriptionRole {
        /// The role's code.
        role: String,
        /// The subscription's opaque key.
        subscription: String,
        /// What it is called.
        name: String,
    },
    /// The account can no longer be signed in with.
    Disabled,
    /// It can again.
    Enabled,
}

impl StandingNews {
    /// The word it is stored under.
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Invited { .. } => "staff_invited",
            Self::RoleGiven { .. } => "role_given",
            Self::RoleTaken { .. } => "role_taken",
            Self::SubscriptionRole { .. } => "subscription_role",
            Self::Disabled => "account_disabled",
            Self::Enabled => "account_enabled",
        }
    }
}
