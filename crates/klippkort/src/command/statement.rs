//! `statement export` and `statement verify`; the latter needs nothing but the file and the public keys.

use std::fs;
use std::path::{Path, PathBuf};

use actions::contracts::statement::{self, Proven};
use clap::Subcommand;
use domain::time::Date;
use serde::{Deserialize, Serialize};

use super::OPERATOR;
use super::contract::One;
use crate::failure::Failure;
use crate::output::Output;
use crate::settings::Settings;
use crate::{nature, open, output};

#[derive(Debug, Subcommand)]
pub enum Statement {
    /// Write a signed statement
    Export {
        #[command(flatten)]
        one: One,
        /// First day
        #[arg(long, value_parser = Date::parse, value_name = "YYYY-MM-DD")]
        from: Date,
        /// Last day
        #[arg(long, value_parser = Date::parse, value_name = "YYYY-MM-DD")]
        to: Date,
        /// Where to write it [default: standard output]
        #[arg(long, value_name = "FILE")]
        out: Option<PathBuf>,
    },
    /// Check a statement, without a database and without a network
    Verify {
        /// The statement
        file: PathBuf,
        /// The public keys, as /.well-known/klippkort-keys and `keys list --json` give them
        #[arg(long, value_name = "FILE")]
        keys: PathBuf,
    },
}

#[derive(Serialize)]
struct Said {
    contract: String,
    access_id: String,
    from: String,
    to: String,
    opening: i64,
    closing: i64,
    transfers: usize,
    /// How many of them others have filed, of which a statement to somebody who is linked tells no more.
    withheld: usize,
    key: i64,
}

/// A public key in a list of them.
#[derive(Deserialize)]
struct PublicKey {
    number: i64,
    public: String,
}

/// The two forms in which public keys are given out.
#[derive(Deserialize)]
#[serde(untagged)]
enum PublicKeys {
    Listed(Vec<PublicKey>),
    Published { keys: Vec<PublicKey> },
}

/// Writes a statement.
pub async fn export(
    settings: &Settings,
    one: One,
    days: (Date, Date),
    out: Option<&Path>,
) -> Result<(), Failure> {
    let house = open::house(settings).await?;
    let text = match one.key(&house).await {
        Ok(key) => statement::export_by_house(&house, OPERATOR, &key, days, nature::now())
            .await
            .map_err(Failure::from),
        Err(failure) => Err(failure),
    };
    house.close().await;
    match out {
        None => output::write(&text?),
        Some(path) => fs::write(path, text?)
            .map_err(|problem| Failure::Broke(format!("{}: {problem}", path.display())))?,
    }
    Ok(())
}

/// Checks a statement.
pub fn verify(file: &Path, keys: &Path, output: Output) -> Result<(), Failure> {
    let text = |path: &Path| {
        fs::read_to_string(path)
            .map_err(|problem| Failure::Broke(format!("{}: {problem}", path.display())))
    };
    let keys = public_keys(&text(keys)?)?;
    let proven = statement::verify(&text(file)?, &keys)
        .map_err(|doubt| Failure::Found(vec![doubt.to_string()]))?;
    let Proven {
        contract,
        access_id,
        period: (from, to),
        opening,
        closing,
        transfers,
        withheld,
        key,
    } = proven;
    let said = Said {
        contract,
        access_id,
        from,
        to,
        opening,
        closing,
        transfers,
        withheld,
        key,
    };
    output.say(&said, |said| {
        let Said { access_id, from, to, opening, closing, transfers, withheld, key, .. } = said;
        format!("Genuine, signed with key {key}: {access_id}, {from} to {to}, {opening} at the beginning, {transfers} transfers, {withheld} of them filed by others and told without who and which, {closing} at the end.")
    });
    Ok(())
}

fn public_keys(text: &str) -> Result<Vec<(i64, [u8; 32])>, Failure> {
    let wrong = || {
        Failure::Found(vec![
            "the file with the public keys cannot be read".to_owned(),
        ])
    };
    let keys = match serde_json::from_str(text).map_err(|_| wrong())? {
        PublicKeys::Listed(keys) | PublicKeys::Published { keys } => keys,
    };
    keys.iter()
        .map(|key| Ok((key.number, unhex(&key.public).ok_or_else(wrong)?)))
        .collect()
}

fn unhex(text: &str) -> Option<[u8; 32]> {
    let digits: Vec<_> = text
        .bytes()
        .map(|digit| char::from(digit).to_digit(16))
        .collect::<Option<_>>()?;
    let bytes: Vec<_> = digits
        .chunks_exact(2)
        .map(|pair| u8::try_from(pair[0] * 16 + pair[1]).ok())
        .collect::<Option<_>>()?;
    bytes.try_into().ok().filter(|_| text.len() == 64)
}
