//! The cloud area of the example world: subscriptions, the roles on them, and what customers delegate.

use actions::By;
use actions::cloud::{self, NewSubscription};
use actions::contracts::Owner;
use domain::cloud::SubscriptionRole;
use domain::ids::EmailAddress;
use domain::time::Moment;

use super::load::{Making, OPERATOR, read, unreadable};
use crate::failure::Failure;

impl Making<'_> {
    /// Makes the subscriptions known, with everybody's roles, and delegates their administration.
    pub(super) async fn cloud(&self, at: Moment) -> Result<(), Failure> {
        let by = By::House(OPERATOR, at);
        for subscription in &self.world.subscriptions {
            let organisation = subscription.organisation.as_deref();
            let new = NewSubscription {
                name: subscription.name.clone(),
                product: subscription.product.clone(),
                country: subscription.country.clone(),
                organisation: organisation
                    .map(|key| self.organisation_key(key))
                    .transpose()?,
                owner: self.address(&subscription.owner)?,
            };
            let key = cloud::create(self.house, by, new).await?;
            for given in &subscription.roles {
                let role = SubscriptionRole::from_code(&given.role)
                    .ok_or_else(|| unreadable(format!("{} is no role", given.role)))?;
                let person = self.address(&given.person)?;
                cloud::give(self.house, by, &key, person, role).await?;
            }
        }
        for delegation in &self.world.delegations {
            let customer = self.organisation_key(&delegation.customer)?;
            let partner = self.world.organisation(&delegation.partner);
            let partner = partner.and_then(|partner| partner.partner_id.as_deref());
            let partner = partner
                .ok_or_else(|| unreadable(format!("{} is no partner", delegation.partner)))?;
            let key = cloud::delegate(self.house, by, &customer, partner).await?;
            if delegation.ended {
                cloud::end(self.house, by, &key).await?;
            }
        }
        Ok(())
    }

    fn address(&self, person: &str) -> Result<EmailAddress, Failure> {
        let person = self.world.person(person).map_err(unreadable)?;
        read(&person.email, EmailAddress::parse)
    }

    fn organisation_key(&self, key: &str) -> Result<String, Failure> {
        match self.owners.get(key) {
            Some(Owner::Organisation(key)) => Ok(key.clone()),
            _ => Err(unreadable(format!("{key} is no organisation"))),
        }
    }
}
