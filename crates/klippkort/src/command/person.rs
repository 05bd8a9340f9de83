//! `person …`: people who are expected, and what the vendor's staff may do.

use actions::accounts::roles::{self, Change};
use actions::accounts::{Newcomer, enrol};
use clap::Subcommand;
use domain::account::Role;
use domain::ids::EmailAddress;
use domain::time::Zone;
use serde_json::json;

use super::OPERATOR;
use crate::failure::Failure;
use crate::output::Output;
use crate::settings::Settings;
use crate::{nature, open};

#[derive(Debug, Subcommand)]
pub enum Person {
    /// Make an account for somebody who is expected
    Add {
        /// The e-mail address that they will sign in with
        #[arg(value_parser = address)]
        email: EmailAddress,
        /// What to call them
        #[arg(long, default_value = "")]
        name: String,
        /// Their time zone
        #[arg(long, value_parser = Zone::named, default_value = "UTC")]
        zone: Zone,
        /// Their language's code
        #[arg(long)]
        language: Option<String>,
    },
    /// Give a staff role: engineer, supervisor, service_centre or administrator
    Give {
        /// Whose
        #[arg(value_parser = address)]
        email: EmailAddress,
        /// The role
        #[arg(value_parser = role)]
        role: Role,
    },
    /// Take a staff role away
    Take {
        /// Whose
        #[arg(value_parser = address)]
        email: EmailAddress,
        /// The role
        #[arg(value_parser = role)]
        role: Role,
    },
    /// Let somebody sign in no longer
    Disable {
        /// Whom
        #[arg(value_parser = address)]
        email: EmailAddress,
    },
    /// Let somebody sign in again
    Enable {
        /// Whom
        #[arg(value_parser = address)]
        email: EmailAddress,
    },
}

pub async fn run(settings: &Settings, command: Person, output: Output) -> Result<(), Failure> {
    let house = open::house(settings).await?;
    let at = nature::now();
    let (email, change) = match command {
        Person::Add {
            email,
            name,
            zone,
            language,
        } => {
            let newcomer = Newcomer {
                email: email.clone(),
                name,
                phone: None,
                organisation: None,
                language,
                zone,
                country: None,
            };
            enrol(&house, newcomer, at).await?;
            (email, None)
        }
        Person::Give { email, role } => (email, Some(Change::Give(role))),
        Person::Take { email, role } => (email, Some(Change::Take(role))),
        Person::Disable { email } => (email, Some(Change::Disable)),
        Person::Enable { email } => (email, Some(Change::Enable)),
    };
    let changed = match change {
        None => Ok(()),
        Some(change) => roles::change_by_house(&house, OPERATOR, email.clone(), change, at).await,
    };
    house.close().await;
    changed?;
    output.say(&json!({ "person": email.as_str() }), |_| {
        format!("Done: {}.", email.as_str())
    });
    Ok(())
}

/// Reads an e-mail address.
pub(super) fn address(typed: &str) -> Result<EmailAddress, String> {
    EmailAddress::parse(typed).map_err(|_| "not an e-mail address".to_owned())
}

fn role(code: &str) -> Result<Role, String> {
    Role::from_code(code)
        .ok_or_else(|| "none of engineer, supervisor, service_centre, administrator".to_owned())
}
