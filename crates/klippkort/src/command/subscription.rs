//! `subscription …`: what customers bought in the cloud, and who may do what with it.

use actions::By;
use actions::cloud::{self, NewSubscription};
use clap::Subcommand;
use domain::cloud::SubscriptionRole;
use domain::ids::EmailAddress;
use serde_json::json;

use super::OPERATOR;
use super::person::address;
use crate::failure::Failure;
use crate::output::Output;
use crate::settings::Settings;
use crate::{nature, open};

#[derive(Debug, Subcommand)]
pub enum Subscription {
    /// Make a subscription known, with its owner
    Add {
        /// What it is called
        name: String,
        /// The key of its product
        #[arg(long)]
        product: String,
        /// The code of its country
        #[arg(long)]
        country: String,
        /// The address of the sign-in that owns it
        #[arg(long, value_parser = address)]
        owner: EmailAddress,
        /// The key of the organisation whose it is, if it is an organisation's
        #[arg(long)]
        organisation: Option<String>,
    },
    /// Give a role: owner, contributor, support_request_contributor or reader
    Give {
        /// The key of the subscription
        key: String,
        /// Whom
        #[arg(value_parser = address)]
        email: EmailAddress,
        /// The role
        #[arg(value_parser = role)]
        role: SubscriptionRole,
    },
}

pub async fn run(
    settings: &Settings,
    command: Subscription,
    output: Output,
) -> Result<(), Failure> {
    let house = open::house(settings).await?;
    let by = By::House(OPERATOR, nature::now());
    let done = match command {
        Subscription::Add {
            name,
            product,
            country,
            owner,
            organisation,
        } => {
            let new = NewSubscription {
                name,
                product,
                country,
                organisation,
                owner,
            };
            cloud::create(&house, by, new).await
        }
        Subscription::Give { key, email, role } => cloud::give(&house, by, &key, email, role)
            .await
            .map(|()| key),
    };
    house.close().await;
    let key = done?;
    output.say(&json!({ "subscription": key }), |_| format!("Done: {key}."));
    Ok(())
}

fn role(code: &str) -> Result<SubscriptionRole, String> {
    SubscriptionRole::from_code(code)
        .ok_or_else(|| "none of owner, contributor, support_request_contributor, reader".to_owned())
}
