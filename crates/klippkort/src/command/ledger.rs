//! `ledger verify`: the proof that every balance follows from the transfers.

use actions::ledger::{self, Examined, Finding};
use clap::Subcommand;
use serde::Serialize;

use crate::failure::Failure;
use crate::open;
use crate::output::Output;
use crate::settings::Settings;

#[derive(Debug, Subcommand)]
pub enum Ledger {
    /// Recompute every balance and check every chain and seal
    Verify,
}

#[derive(Serialize)]
struct Said {
    contracts: usize,
    transfers: usize,
    seals: usize,
    findings: Vec<String>,
}

pub async fn run(settings: &Settings, command: &Ledger, output: Output) -> Result<(), Failure> {
    let Ledger::Verify = command;
    let house = open::house(settings).await?;
    let examined = ledger::examine(&house).await;
    house.close().await;
    let Examined {
        contracts,
        transfers,
        seals,
        findings,
    } = examined?;
    let said = Said {
        contracts,
        transfers,
        seals,
        findings: findings.iter().map(words).collect(),
    };
    if !said.findings.is_empty() {
        return Err(Failure::Found(said.findings));
    }
    output.say(&said, |said| {
        let Said {
            contracts,
            transfers,
            seals,
            ..
        } = said;
        format!("The ledger adds up: {contracts} contracts, {transfers} transfers, {seals} seals.")
    });
    Ok(())
}

pub fn words(finding: &Finding) -> String {
    match finding {
        Finding::Contract { key, flaw } => format!("contract {key}: {flaw:?}"),
        Finding::Cut { key, seq } => {
            format!("contract {key}: the sealed transfer {seq} is gone or was changed")
        }
        Finding::Seal { day } => {
            format!("the seal of {day} does not fit the one before, its heads or its key")
        }
    }
}
