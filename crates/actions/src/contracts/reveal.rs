//! Opening the sealed Contract ID, for those who may see it and for the letter that delivers it.

use domain::account::Caller;
use domain::ids::ContractId;
use domain::policy::Deed;
use domain::refusal::Refusal;
use store::{Fault, Reader, params};

use crate::audit::{self, Record};
use crate::house::{House, Visit};
use crate::keys::KeyRing;
use crate::stopped::Answer;

use super::stored::Stored;
use super::{Tools, link, stored};

const ORIGIN: &str =
    "SELECT origin FROM link WHERE contract = $1 AND account = $2 AND ended_at IS NULL";

const SEALED: &str = "SELECT sealed_id, sealed_key FROM contract WHERE key = $1";

/// Shows the Contract ID of the contract called `key` to somebody who holds it, and writes that down.
pub async fn reveal(house: &House, visit: &Visit, key: &str) -> Answer<ContractId> {
    let (tools, key) = (Tools::of(house), key.to_owned());
    let (at, network) = (visit.at, visit.network.clone());
    house
        .act(visit, move |tx, caller| {
            let contract = stored::held(tx, caller, &key, Deed::UseContract, at)?;
            if without_pair(tx, caller, &contract)? {
                return Err(Refusal::NotFound.into());
            }
            let line = Record {
                deed: "contract.reveal",
                object: &key,
                network: Some(&network),
                ..Record::default()
            };
            audit::record(tx, caller, at, &line)?;
            open(tx, &tools.keys, &key)
        })
        .await
}

/// Whether the caller has the contract by a membership alone, and so has never held its pair.
fn without_pair(reader: &Reader<'_>, caller: &Caller, contract: &Stored) -> Result<bool, Fault> {
    let account = caller.person().map(|person| person.account);
    if account.is_none() || contract.owner == account {
        return Ok(false);
    }
    let held = params![contract.contract.0, account.map(|account| account.0)];
    let origin = reader.maybe(ORIGIN, held, |row| row.get::<String>(0))?;
    Ok(origin.as_deref() == Some(link::MEMBERSHIP))
}

/// The Contract ID for the letter that delivers it, opened as it is rendered.
///
/// Not for pages: nobody is asked who asks.
pub async fn for_letter(house: &House, key: &str) -> Answer<ContractId> {
    let (keys, key) = (house.keys.clone(), key.to_owned());
    house
        .store
        .read(move |reader| open(reader, &keys, &key))
        .await
}

pub(super) fn open(reader: &Reader<'_>, keys: &KeyRing, key: &str) -> Answer<ContractId> {
    let found = reader.maybe(SEALED, params![key], |row| {
        Ok((row.get::<Vec<u8>>(0)?, row.get::<i64>(1)?))
    })?;
    let (sealed, number) = found.ok_or(Refusal::NotFound)?;
    Ok(keys.open(key, number, &sealed).map_err(Fault::other)?)
}
