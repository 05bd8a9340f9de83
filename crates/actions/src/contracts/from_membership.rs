//! Linking a contract of one's own location in one step: the place in the organisation stands for the pair.

use domain::policy::Deed;
use domain::refusal::Refusal;

use super::link::{self, Making};
use super::told::Addressee;
use super::{Tools, signed_in, stored};
use crate::house::{House, Visit};
use crate::organisations;
use crate::stopped::Answer;

/// Links the visitor's sign-in to the contract called `key`, which belongs to the location where the visitor is on
/// file. Those who are linked are told, as of every link. The Contract ID is not shown to who has linked it so.
///
/// # Errors
/// [`Refusal::NotFound`] for a contract of another location, [`Refusal::ContractState`] where it is over.
pub async fn link_from_membership(house: &House, visit: &Visit, key: &str) -> Answer<()> {
    let (tools, key, chance, at) = (Tools::of(house), key.to_owned(), house.random(), visit.at);
    house
        .act(visit, move |tx, caller| {
            let person = signed_in(caller)?;
            let contract = stored::held(tx, caller, &key, Deed::ReadContract, at)?;
            let location = contract.location.ok_or(Refusal::NotFound)?;
            if !organisations::sits_at(tx, person.account, location)? {
                return Err(Refusal::NotFound.into());
            }
            contract.must_be_open()?;
            if stored::is_linked(tx, contract.contract, person.account)? {
                return Ok(());
            }
            let making = Making::new(link::MEMBERSHIP, chance, at);
            let person = Addressee::of(person);
            link::make(tx, &tools, caller, &person, &contract, &making)
        })
        .await
}
