//! Why the cloud area does not let something be done.

use super::SubscriptionRole;
use crate::refusal::Kind;

/// A refusal of the cloud area.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Denial {
    /// The role on the subscription is not enough for making requests.
    RoleMissing {
        /// The role that there is.
        role: Option<SubscriptionRole>,
        /// What the subscription is called.
        subscription: String,
    },
    /// The customer lets the partner administer its subscriptions no longer.
    DelegationMissing {
        /// What the customer is called.
        customer: String,
    },
    /// There is no such subscription, or the sign-in has no part in it: the two look alike.
    SubscriptionUnknown,
    /// The request is about another product than its subscription.
    OtherProduct,
    /// The subscription would be left without an owner.
    LastOwner,
    /// Nobody has signed in with that address.
    AccountUnknown,
    /// No partner has that partner ID.
    PartnerUnknown,
}

impl Denial {
    /// What kind of answer it is.
    pub const fn kind(&self) -> Kind {
        match self {
            Self::LastOwner => Kind::Conflict,
            Self::RoleMissing { .. }
            | Self::DelegationMissing { .. }
            | Self::SubscriptionUnknown
            | Self::OtherProduct
            | Self::AccountUnknown
            | Self::PartnerUnknown => Kind::Invalid,
        }
    }

    /// The machine word.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::RoleMissing { .. } => "role_missing",
            Self::DelegationMissing { .. } => "delegation_missing",
            Self::SubscriptionUnknown => "subscription_not_found",
            Self::OtherProduct => "subscription_of_another_product",
            Self::LastOwner => "last_owner",
            Self::AccountUnknown => "account_not_found",
            Self::PartnerUnknown => "partner_not_found",
        }
    }
}
