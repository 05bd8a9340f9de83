//! Changing a Contract ID: the old pair stops verifying, links and history stay.

use domain::account::Caller;
use domain::ids::ContractId;
use domain::policy::Deed;
use domain::time::Moment;
use store::{Tx, params};

use super::stored::Stored;
use super::{Tools, delivery, stored, told};
use crate::audit::{self, Done, Record};
use crate::house::{By, House};
use crate::outbox::ContractNews;
use crate::stopped::Answer;

const ROTATE: &str = "
    UPDATE contract SET pair_mac = $2, pair_key = $3, sealed_id = $4, sealed_key = $3, rotated_at = $5 WHERE id = $1";

/// Draws a new Contract ID for the contract called `key` and mails it to the owner; the others who are linked are
/// told that they need not do anything.
///
/// # Errors
/// [`Refusal::NotFound`] for anybody but the owner and the service centre.
pub async fn rotate(house: &House, by: By<'_>, key: &str, reason: &str) -> Answer<()> {
    let (tools, drawn) = (Tools::of(house), (house.random(), house.random()));
    let (key, reason) = (key.to_owned(), reason.to_owned());
    house
        .act_by(by, move |tx, caller, at| {
            let contract = stored::held(tx, caller, &key, Deed::OwnContract, at)
                .or_else(|_| stored::held(tx, caller, &key, Deed::ManageContract, at))?;
            write(tx, &tools, caller, &contract, &reason, drawn, at)
        })
        .await
}

/// Changes the Contract ID of a contract that is held.
pub(super) fn write(
    tx: &mut Tx<'_>,
    tools: &Tools,
    caller: &Caller,
    contract: &Stored,
    reason: &str,
    (digits, nonce): ([u8; 16], [u8; 24]),
    at: Moment,
) -> Answer<()> {
    contract.must_be_open()?;
    let key = contract.key.as_str();
    let id = ContractId::issue(&digits);
    let keys = &tools.keys;
    let (mac, sealed) = (
        keys.pair_mac(&contract.access_id, &id),
        keys.seal(key, &id, nonce),
    );
    let row = contract.contract.0;
    tx.execute(ROTATE, params![row, &mac, keys.current(), &sealed, at.0])?;
    let line = Record::of(Done::ContractRotate, key);
    audit::explain(tx, caller, at, &line, reason)?;
    let author = caller.person().map(|person| person.account);
    let by = caller
        .person()
        .map(|person| told::Addressee::of(person).label().to_owned())
        .unwrap_or_default();
    let owner = told::owner(tx, contract)?;
    let mut others = told::holders(tx, contract)?;
    others.retain(|other| owner.as_ref().is_none_or(|owner| owner.key != other.key));
    if owner.is_some() {
        delivery::delivered(tx, contract.contract)?;
    }
    let (owner, once) = (owner.into_iter().collect::<Vec<_>>(), at.0.to_string());
    let (delivered, told) = (
        ContractNews::IdChanged {
            by: by.clone(),
            at: at.0,
        },
        ContractNews::IdChangedTold { by, at: at.0 },
    );
    told::tell(
        tx,
        &tools.catalog,
        contract,
        &owner,
        &delivered,
        (&once, author),
        at,
    )?;
    Ok(told::tell(
        tx,
        &tools.catalog,
        contract,
        &others,
        &told,
        (&once, author),
        at,
    )?)
}
