//! Opening the sealed Contract ID, for those who may see it and for the letter that delivers it.

use domain::ids::ContractId;
use domain::policy::Deed;
use domain::refusal::Refusal;
use store::{Fault, Reader, params};

use crate::audit::{self, Record};
use crate::house::{House, Visit};
use crate::keys::KeyRing;
use crate::stopped::Answer;

use super::{Tools, stored};

const SEALED: &str = "SELECT sealed_id, sealed_key FROM contract WHERE key = $1";

/// Shows the Contract ID of the contract called `key` to somebody who holds it, and writes that down.
pub async fn reveal(house: &House, visit: &Visit, key: &str) -> Answer<ContractId> {
    let (tools, key) = (Tools::of(house), key.to_owned());
    let (at, network) = (visit.at, visit.network.clone());
    house
        .act(visit, move |tx, caller| {
            stored::held(tx, caller, &key, Deed::UseContract, at)?;
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
