//! Who may make requests about a subscription: by a role on it, or by delegated administration of its customer.

use super::Denial;

/// What a sign-in may do with a subscription.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SubscriptionRole {
    /// Everything, and gives the roles.
    Owner,
    /// Everything but giving roles.
    Contributor,
    /// Makes support requests.
    SupportRequestContributor,
    /// Looks at it.
    Reader,
}

impl SubscriptionRole {
    /// Every role, the mightiest first.
    pub const ALL: [Self; 4] = [
        Self::Owner,
        Self::Contributor,
        Self::SupportRequestContributor,
        Self::Reader,
    ];

    /// The word it is stored under.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Owner => "owner",
            Self::Contributor => "contributor",
            Self::SupportRequestContributor => "support_request_contributor",
            Self::Reader => "reader",
        }
    }

    /// The role stored under `code`.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.code() == code)
    }

    /// Whether it is enough for making requests.
    pub const fn makes_requests(self) -> bool {
        !matches!(self, Self::Reader)
    }
}

/// How the customer of a subscription has let a partner administer it. A later one is the stronger.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Delegation {
    /// Not at all.
    #[default]
    None,
    /// Once, and no longer.
    Ended,
    /// Now.
    Living,
}

/// How somebody stands towards a subscription.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// Their own role on it.
    pub role: Option<SubscriptionRole>,
    /// What the customer has delegated to a partner that they belong to.
    pub delegation: Delegation,
    /// Whether delegation is enough for requests about its product: the portal says so.
    pub by_delegation: bool,
}

impl Standing {
    /// Whether the subscription shows itself.
    pub fn sees(&self) -> bool {
        self.role.is_some() || self.delegation == Delegation::Living
    }

    /// Whether requests about it may be made.
    pub fn makes_requests(&self) -> bool {
        self.role.is_some_and(SubscriptionRole::makes_requests)
            || (self.by_delegation && self.delegation == Delegation::Living)
    }

    /// Why requests about the subscription called `subscription` of `customer` may not be made. Whoever does not see
    /// it hears the same as if there were none; a partner whose delegation has ended is told so.
    pub fn lack(&self, subscription: &str, customer: &str) -> Denial {
        if self.sees() {
            return Denial::RoleMissing {
                role: self.role,
                subscription: subscription.to_owned(),
            };
        }
        if self.by_delegation && self.delegation == Delegation::Ended {
            return Denial::DelegationMissing {
                customer: customer.to_owned(),
            };
        }
        Denial::SubscriptionUnknown
    }
}

#[cfg(test)]
mod tests {
    use super::SubscriptionRole::{Contributor, Owner, Reader, SupportRequestContributor};
    use super::{Delegation, Standing, SubscriptionRole};
    use crate::cloud::Denial;

    fn answer(
        role: Option<SubscriptionRole>,
        delegation: Delegation,
        by_delegation: bool,
    ) -> Result<(), Denial> {
        let standing = Standing {
            role,
            delegation,
            by_delegation,
        };
        if standing.makes_requests() {
            Ok(())
        } else {
            Err(standing.lack("Clinics", "Harbour Street"))
        }
    }

    #[test]
    fn every_role_and_delegation_has_its_answer() {
        use Delegation::{Ended, Living, None as Never};
        let lacks = |role| {
            Err(Denial::RoleMissing {
                role,
                subscription: "Clinics".to_owned(),
            })
        };
        let ended = Err(Denial::DelegationMissing {
            customer: "Harbour Street".to_owned(),
        });
        let unknown = || Err(Denial::SubscriptionUnknown);
        let table = [
            (Some(Owner), Never, false, Ok(())),
            (Some(Contributor), Never, false, Ok(())),
            (Some(SupportRequestContributor), Never, false, Ok(())),
            (Some(Reader), Never, false, lacks(Some(Reader))),
            (Some(Reader), Ended, true, lacks(Some(Reader))),
            (Some(Reader), Living, true, Ok(())),
            (Some(Reader), Living, false, lacks(Some(Reader))),
            (Option::None, Living, true, Ok(())),
            (Option::None, Living, false, lacks(Option::None)),
            (Option::None, Ended, true, ended),
            (Option::None, Ended, false, unknown()),
            (Option::None, Never, true, unknown()),
            (Option::None, Never, false, unknown()),
        ];
        for (role, delegation, by_delegation, expected) in table {
            let found = answer(role, delegation, by_delegation);
            assert_eq!(found, expected, "{role:?} {delegation:?} {by_delegation}");
        }
    }

    #[test]
    fn a_role_is_stored_under_a_word_of_its_own() {
        for role in SubscriptionRole::ALL {
            assert_eq!(SubscriptionRole::from_code(role.code()), Some(role));
        }
        assert_eq!(SubscriptionRole::from_code("administrator"), None);
    }
}
