//! The codes of the cloud area in words.

use actions::cloud::Subscription;
use domain::catalog::{Catalog, Portal};
use domain::cloud::{Denial, Issue, SubscriptionRole};
use words::Words;

/// What a role is called.
pub(crate) fn role(w: &Words, role: SubscriptionRole) -> &'static str {
    match role {
        SubscriptionRole::Owner => w.cloud_role_owner(),
        SubscriptionRole::Contributor => w.cloud_role_contributor(),
        SubscriptionRole::SupportRequestContributor => w.cloud_role_support_request_contributor(),
        SubscriptionRole::Reader => w.cloud_role_reader(),
    }
}

/// What somebody may do with a subscription: their role, or what its customer delegated.
pub(super) fn standing(w: &Words, one: &Subscription) -> &'static str {
    one.standing
        .role
        .map_or_else(|| w.cloud_role_delegated(), |held| role(w, held))
}

/// What an issue is called.
pub(super) fn issue(w: &Words, issue: Issue) -> &'static str {
    match issue {
        Issue::Technical => w.cloud_issue_technical(),
        Issue::Billing => w.cloud_issue_billing(),
        Issue::Quota => w.cloud_issue_quota(),
        Issue::Subscription => w.cloud_issue_subscription(),
    }
}

/// Why something is not done.
pub(crate) fn denied(w: &Words, denial: &Denial) -> String {
    match denial {
        Denial::RoleMissing {
            role: Some(held),
            subscription,
        } => w.refusal_role_missing(role(w, *held), subscription),
        Denial::RoleMissing {
            role: None,
            subscription,
        } => w.refusal_role_none(subscription),
        Denial::DelegationMissing { customer } => w.refusal_delegation_missing(customer),
        Denial::SubscriptionUnknown => w.refusal_subscription_not_found().to_owned(),
        Denial::OtherProduct => w.refusal_subscription_of_another_product().to_owned(),
        Denial::LastOwner => w.refusal_last_owner().to_owned(),
        Denial::AccountUnknown => w.refusal_account_not_found().to_owned(),
        Denial::PartnerUnknown => w.refusal_partner_not_found().to_owned(),
    }
}

/// The name of the form field that it is about.
pub(crate) const fn field(denial: &Denial) -> Option<&'static str> {
    match denial {
        Denial::LastOwner | Denial::AccountUnknown => Some("email"),
        Denial::PartnerUnknown => Some("partner_id"),
        Denial::RoleMissing { .. }
        | Denial::DelegationMissing { .. }
        | Denial::SubscriptionUnknown
        | Denial::OtherProduct => None,
    }
}

/// What a product is called.
pub(super) fn product(w: &Words, catalog: &Catalog, key: &str) -> String {
    let product = catalog.product(key);
    let name = product.map(|product| product.name.in_language(w.language().code()));
    name.unwrap_or(key).to_owned()
}

/// Where requests about the subscription's product are made.
pub(super) fn portal<'a>(catalog: &'a Catalog, one: &Subscription) -> Option<&'a Portal> {
    catalog.portal_of(catalog.product(&one.product)?)
}
