//! `contract …`: what the operator does to contracts, and how they stand.

use std::path::{Path, PathBuf};

use actions::contracts::{self, Order, Owner, Summary};
use actions::{By, House};
use clap::{Args, Subcommand};
use domain::contract::Standing;
use domain::ids::{AccessId, ContractId, EmailAddress, PublicKey};
use domain::refusal::Refusal;
use domain::time::{Date, Zone};
use serde::Serialize;

use super::OPERATOR;
use crate::failure::Failure;
use crate::output::Output;
use crate::settings::Settings;
use crate::{nature, open};

#[derive(Debug, Subcommand)]
pub enum Contract {
    /// Issue a contract; it can be used once it is activated
    Issue(Issue),
    /// Grant its units and mail both IDs to its owner
    Activate(One),
    /// Stop it for the time being
    Suspend(WithReason),
    /// Let it be used again
    Resume(WithReason),
    /// Stop it for good
    Cancel(WithReason),
    /// Move its last day
    Extend {
        #[command(flatten)]
        one: WithReason,
        /// The new last usable day
        #[arg(long, value_parser = Date::parse, value_name = "YYYY-MM-DD")]
        last_day: Date,
    },
    /// Let another contract take its place
    Replace {
        #[command(flatten)]
        one: One,
        /// The Access ID or key of the successor
        #[arg(long, value_name = "CONTRACT")]
        by: String,
    },
    /// Say how it stands
    Show(One),
    /// List all contracts, by Access ID
    List,
}

#[derive(Debug, Args)]
pub struct One {
    /// The contract: its Access ID, or its key where several have that Access ID
    contract: String,
}

#[derive(Debug, Args)]
pub struct WithReason {
    #[command(flatten)]
    one: One,
    /// Why, for the audit log
    #[arg(long)]
    reason: String,
}

#[derive(Debug, Args)]
pub struct Issue {
    /// The key of the offer
    #[arg(long)]
    offer: String,
    /// Who it belongs to: the e-mail address or key (a_…) of an account, or the key (o_…) of an organisation
    #[arg(long, value_parser = owner)]
    owner: Owner,
    /// The country of the owner, which the region follows from
    #[arg(long, value_name = "CODE")]
    country: String,
    /// The time zone that its days are of
    #[arg(long, value_parser = Zone::named)]
    zone: Zone,
    /// First usable day
    #[arg(long, value_parser = Date::parse, value_name = "YYYY-MM-DD")]
    start: Date,
    /// Last usable day, where the offer's length does not say it
    #[arg(long, value_parser = Date::parse, value_name = "YYYY-MM-DD")]
    last_day: Option<Date>,
    /// The partner's ID
    #[arg(long)]
    partner_id: Option<String>,
    /// The Access ID of an imported contract
    #[arg(long, requires = "contract_id_file")]
    access_id: Option<String>,
    /// A file with the Contract ID of an imported contract
    #[arg(long, requires = "access_id", value_name = "FILE")]
    contract_id_file: Option<PathBuf>,
}

pub async fn run(settings: &Settings, command: Contract, output: Output) -> Result<(), Failure> {
    let house = open::house(settings).await?;
    let done = done(&house, command, output).await;
    house.close().await;
    done
}

async fn done(house: &House, command: Contract, output: Output) -> Result<(), Failure> {
    let by = || By::House(OPERATOR, nature::now());
    let key = match command {
        Contract::Issue(issue) => issued(house, issue).await?,
        Contract::List => return list(house, output).await,
        Contract::Show(one) => one.key(house).await?,
        Contract::Activate(one) => {
            let key = one.key(house).await?;
            contracts::activate(house, by(), &key).await?;
            key
        }
        Contract::Suspend(WithReason { one, reason }) => {
            let key = one.key(house).await?;
            contracts::suspend(house, by(), &key, &reason).await?;
            key
        }
        Contract::Resume(WithReason { one, reason }) => {
            let key = one.key(house).await?;
            contracts::resume(house, by(), &key, &reason).await?;
            key
        }
        Contract::Cancel(WithReason { one, reason }) => {
            let key = one.key(house).await?;
            contracts::cancel(house, by(), &key, &reason).await?;
            key
        }
        Contract::Extend {
            one: WithReason { one, reason },
            last_day,
        } => {
            let key = one.key(house).await?;
            contracts::extend(house, by(), &key, last_day, &reason).await?;
            key
        }
        Contract::Replace { one, by: successor } => {
            let key = one.key(house).await?;
            let successor = One {
                contract: successor,
            }
            .key(house)
            .await?;
            contracts::supersede(house, by(), &key, &successor).await?;
            key
        }
    };
    let shown = named(house, &key).await?;
    output.say(&Said::of(&shown), Said::line);
    Ok(())
}

async fn issued(house: &House, issue: Issue) -> Result<String, Failure> {
    let region = house
        .catalog()
        .region_of(&issue.country)
        .map(|region| region.key.to_string());
    let pair = match (&issue.access_id, &issue.contract_id_file) {
        (Some(access), Some(file)) => Some(pair(access, file)?),
        _ => None,
    };
    let order = Order {
        offer: issue.offer,
        owner: issue.owner,
        region: region
            .ok_or_else(|| Failure::Found(vec![format!("{} is in no region", issue.country)]))?,
        zone: issue.zone,
        start: issue.start,
        last_day: issue.last_day,
        pair,
        partner_id: issue.partner_id,
        country: Some(issue.country),
    };
    Ok(
        contracts::issue(house, By::House(OPERATOR, nature::now()), order)
            .await?
            .key,
    )
}

fn owner(typed: &str) -> Result<Owner, String> {
    let is_key = |kind| PublicKey::parse(kind, typed).is_some();
    match EmailAddress::parse(typed) {
        Ok(email) => Ok(Owner::Address(email)),
        Err(_) if is_key('a') => Ok(Owner::Account(typed.to_owned())),
        Err(_) if is_key('o') => Ok(Owner::Organisation(typed.to_owned())),
        Err(_) if is_key('w') => Ok(Owner::Location(typed.to_owned())),
        Err(_) => Err(
            "neither an e-mail address nor the key of an account, organisation or location".into(),
        ),
    }
}

fn pair(access: &str, file: &Path) -> Result<(AccessId, ContractId), Failure> {
    let wrong = |words: String| Failure::Found(vec![words]);
    let access =
        AccessId::parse(access).map_err(|_| wrong("the Access ID is not 6 to 20 digits".into()))?;
    let text = std::fs::read_to_string(file)
        .map_err(|problem| wrong(format!("{}: {problem}", file.display())))?;
    let contract = ContractId::parse(&text)
        .map_err(|_| wrong("the Contract ID is not 6 to 20 digits".into()))?;
    Ok((access, contract))
}

impl One {
    /// The opaque key of the contract.
    pub async fn key(&self, house: &House) -> Result<String, Failure> {
        if PublicKey::parse('c', &self.contract).is_some() {
            return Ok(self.contract.clone());
        }
        let found = with_access_id(house, &self.contract).await?;
        match &found[..] {
            [one] => Ok(one.key.clone()),
            [] => Err(Failure::Refused(Refusal::NotFound)),
            several => {
                let keys: Vec<_> = several.iter().map(|one| one.key.as_str()).collect();
                let words = format!(
                    "several contracts have that Access ID; say which: {}",
                    keys.join(", ")
                );
                Err(Failure::Found(vec![words]))
            }
        }
    }
}

async fn with_access_id(house: &House, typed: &str) -> Result<Vec<Summary>, Failure> {
    let access = AccessId::parse(typed).map_err(|_| Failure::Refused(Refusal::NotFound))?;
    Ok(contracts::with_access_id(house, By::House(OPERATOR, nature::now()), access).await?)
}

async fn named(house: &House, key: &str) -> Result<Summary, Failure> {
    Ok(contracts::with_key(house, By::House(OPERATOR, nature::now()), key).await?)
}

async fn list(house: &House, output: Output) -> Result<(), Failure> {
    let mut all: Vec<Said> = Vec::new();
    loop {
        let last = all
            .last()
            .map(|said| said.access_id.clone())
            .unwrap_or_default();
        let some = contracts::list(house, By::House(OPERATOR, nature::now()), &last).await?;
        if some.is_empty() {
            break;
        }
        all.extend(some.iter().map(Said::of));
    }
    output.say(&all, |all| {
        all.iter().map(Said::line).collect::<Vec<_>>().join("\n")
    });
    Ok(())
}

/// A contract as it is said. The Contract ID is never among it.
#[derive(Serialize)]
pub struct Said {
    key: String,
    access_id: String,
    offer: String,
    standing: &'static str,
    /// Nothing where it is unlimited.
    left: Option<i64>,
    first_day: String,
    last_day: String,
    /// Why it cannot be used; nothing where it can.
    pub reasons: Vec<&'static str>,
}

impl Said {
    pub fn of(summary: &Summary) -> Self {
        Self {
            key: summary.key.clone(),
            access_id: summary.access_id.to_string(),
            offer: summary.offer.key.to_string(),
            standing: standing(&summary.standing),
            left: summary.left,
            first_day: summary.first_day.to_string(),
            last_day: summary.last_day.to_string(),
            reasons: summary.reasons.iter().map(|reason| reason.code()).collect(),
        }
    }

    pub fn line(&self) -> String {
        let Self {
            access_id,
            offer,
            standing,
            first_day,
            last_day,
            ..
        } = self;
        let left = self
            .left
            .map_or_else(|| "unlimited".to_owned(), |left| format!("{left} left"));
        format!("{access_id}  {offer:<20}  {standing:<14}  {left:>10}  {first_day} to {last_day}")
    }
}

const fn standing(standing: &Standing) -> &'static str {
    match standing {
        Standing::Active => "active",
        Standing::NotYetActive => "not yet active",
        Standing::Expired => "expired",
        Standing::Suspended => "suspended",
        Standing::Cancelled => "cancelled",
        Standing::Superseded(_) => "superseded",
    }
}
