//! Opening the sealed Contract ID, for those who may see it and for the letter that delivers it.

use domain::account::Caller;
use domain::ids::ContractId;
use domain::policy::{Deed, KEEPERS};
use domain::refusal::Refusal;
use store::{Fault, Reader, params};

use crate::audit::{self, Done, Record};
use crate::house::{House, Visit};
use crate::keys::KeyRing;
use crate::outbox::ContractNews;
use crate::stopped::Answer;

use super::stored::Stored;
use super::{Tools, change, link, signed_in, stored, told};

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
                network: Some(&network),
                ..Record::of(Done::ContractReveal, &key)
            };
            audit::record(tx, caller, at, &line)?;
            open(tx, &tools.keys, &key)
        })
        .await
}

/// Shows the Contract ID of the contract called `key` to staff, once for a form: written down with the reason, and told
/// to whoever the contract belongs to. A repeat with the same `once` shows nothing.
///
/// # Errors
/// [`Refusal::NotFound`] for anybody but the service centre, [`Refusal::StepUpNeeded`] without a passkey shown just now,
/// [`Refusal::ReasonNeeded`] without a reason.
pub async fn show_to_staff(
    house: &House,
    visit: &Visit,
    key: &str,
    (reason, once): (&str, &str),
) -> Answer<Option<ContractId>> {
    let (tools, key, at) = (Tools::of(house), key.to_owned(), visit.at);
    let (reason, once) = (reason.trim().to_owned(), once.to_owned());
    let network = visit.network.clone();
    house
        .act(visit, move |tx, caller| {
            let contract = stored::held(tx, caller, &key, Deed::ShowSecret, at)?;
            if reason.is_empty() {
                return Err(Refusal::ReasonNeeded.into());
            }
            if !change::begin(tx, &contract, &once, at)? {
                return Ok(None);
            }
            let line = Record {
                network: Some(&network),
                ..Record::of(Done::ContractShow, &key)
            };
            audit::explain(tx, caller, at, &line, &reason)?;
            let person = signed_in(caller)?;
            let role = person.roles.iter().find(|role| KEEPERS.contains(role));
            let news = ContractNews::IdShown {
                role: role.map_or_else(String::new, |role| role.code().to_owned()),
                at: at.0,
                words: reason,
            };
            let owner: Vec<_> = told::owner(tx, &contract)?.into_iter().collect();
            let (catalog, by) = (&tools.catalog, Some(person.account));
            told::tell(tx, catalog, &contract, &owner, &news, (&once, by), at)?;
            open(tx, &tools.keys, &key).map(Some)
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
