//! Sending the IDs of a contract once more: to a contact on file whom the policy of its region names, and nowhere else.

use domain::account::{AccountRef, Caller};
use domain::catalog::{Catalog, IdPolicy, Name};
use domain::limits;
use domain::offer::Unit;
use domain::partner::{Located, Sending, recipients};
use domain::policy::{self, Deed, Object};
use domain::refusal::Refusal;
use domain::time::Moment;
use store::{Reader, Tx};

use crate::audit::{self, Done, Record};
use crate::budget::{self, Window};
use crate::contracts::stored::{self, Stored};
use crate::contracts::{self, Tools, told};
use crate::house::{By, House, Seen, Visit};
use crate::organisations::{self, OnFile};
use crate::outbox::ContractNews;
use crate::stopped::Answer;

/// A contact on file, and what the policy says about sending the IDs there.
#[derive(Clone, Debug)]
pub struct Sendable {
    /// The contact.
    pub contact: OnFile,
    /// What the policy says.
    pub sending: Sending,
}

/// To whom the IDs of a contract can be sent.
#[derive(Clone, Debug)]
pub struct Resending {
    /// The contract's opaque key.
    pub contract: String,
    /// Its Access ID.
    pub access_id: String,
    /// What its plan is called.
    pub plan: Name,
    /// What its region is called.
    pub region: Name,
    /// Whom the region sends lost IDs to.
    pub policy: IdPolicy,
    /// Everybody on file, those allowed first.
    pub contacts: Vec<Sendable>,
}

/// Where the IDs went.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Resent {
    /// Whom to ask for them.
    pub name: String,
    /// The address, masked.
    pub masked: String,
}

/// To whom the IDs of the contract called `key` can be sent.
///
/// # Errors
/// [`Refusal::NotFound`] for anybody who does not see the contract and is not the service centre, and for a contract
/// that belongs to no organisation: its owner is at [`crate::contracts::rotate`].
pub async fn resending(house: &House, visit: &Visit, key: &str) -> Answer<Seen<Resending>> {
    let (catalog, key, at) = (house.catalog(), key.to_owned(), visit.at);
    house
        .see(visit, move |reader, caller| {
            let contract = stored::seen(reader, caller, &key, Deed::SendIds, at)?;
            possible(reader, &catalog, &contract)
        })
        .await
}

/// To whom the IDs of an organisation's contracts are sent where somebody is, whether or not they see any.
#[derive(Clone, Debug)]
pub struct Rule {
    /// What the region of the location is called.
    pub region: Name,
    /// Whom the region sends lost IDs to.
    pub policy: IdPolicy,
    /// What the head office's primary program contact is called; empty where there is none.
    pub primary: String,
}

/// The rules for the places of the sign-in, in the order in which these came about.
///
/// # Errors
/// [`Refusal::SignInNeeded`].
pub async fn rules(house: &House, visit: &Visit) -> Answer<Vec<Rule>> {
    let catalog = house.catalog();
    let seen = house.see(visit, move |reader, caller| {
        let person = caller.person().ok_or(Refusal::SignInNeeded)?;
        let places = organisations::of_account(reader, person.account)?;
        let mut rules = Vec::new();
        for place in places.iter().filter(|place| !place.is_waiting) {
            let Some(region) = catalog.region_of(&place.country) else {
                continue;
            };
            let head_office = organisations::at_head_office(reader, &place.organisation)?;
            let primary = organisations::primary(reader, head_office.row)?;
            rules.push(Rule {
                region: region.name.clone(),
                policy: region.ids_sent_to,
                primary: primary.map_or_else(String::new, |one| one.name),
            });
        }
        Ok(rules)
    });
    Ok(seen.await?.page)
}

fn possible(reader: &Reader<'_>, catalog: &Catalog, contract: &Stored) -> Answer<Resending> {
    let offer = contract.offer(catalog)?;
    let location = contract.location.ok_or(Refusal::NotFound)?;
    let location = organisations::at_row(reader, location)?;
    let region = catalog.region(&contract.region).ok_or(Refusal::NotFound)?;
    let benefit = Located {
        location: location.row,
        is_head_office: location.is_head_office,
        country: location.country,
    };
    let everybody = organisations::everybody(reader, location.organisation.row)?;
    let mut contacts: Vec<Sendable> = everybody
        .into_iter()
        .map(|contact| Sendable {
            sending: recipients(region.ids_sent_to, &benefit, &contact.contact),
            contact,
        })
        .collect();
    contacts.sort_by_key(|one| (!one.sending.is_allowed(), one.sending != Sending::Primary));
    Ok(Resending {
        contract: contract.key.clone(),
        access_id: contract.access_id.to_string(),
        plan: offer.name.clone(),
        region: region.name.clone(),
        policy: region.ids_sent_to,
        contacts,
    })
}

/// Sends the IDs of the contract called `key` to the contact on file called `contact`. The address is the one on file,
/// whatever anybody has typed anywhere. The letter says who asked: the person who does this, or `asker` where an officer
/// does it; it names no officer.
///
/// # Errors
/// As [`resending`]; [`Refusal::NotSentThere`] for a contact that the policy does not name or that is not on file,
/// [`Refusal::ContractState`] for a contract that is over, not activated or without a pair to send,
/// [`Refusal::TooManyAttempts`].
pub async fn resend(
    house: &House,
    by: By<'_>,
    (key, contact): (&str, &str),
    asker: Option<AccountRef>,
) -> Answer<Resent> {
    let (tools, key, contact) = (Tools::of(house), key.to_owned(), contact.to_owned());
    house
        .act_by(by, move |tx, caller, at| {
            resend_within(tx, &tools, caller, (&key, &contact), asker, at)
        })
        .await
}

/// Sends within a transaction.
pub(crate) fn resend_within(
    tx: &mut Tx<'_>,
    tools: &Tools,
    caller: &Caller,
    (key, contact): (&str, &str),
    asker: Option<AccountRef>,
    at: Moment,
) -> Answer<Resent> {
    let contract = stored::held(tx, caller, key, Deed::SendIds, at)?;
    contract.must_be_open()?;
    let has_pair = contract.offer(&tools.catalog)?.unit == Unit::Incident;
    if !has_pair || contract.milestones.activated.is_none() {
        return Err(Refusal::ContractState.into());
    }
    let sendable = possible(tx, &tools.catalog, &contract)?.contacts;
    let to = sendable
        .into_iter()
        .find(|one| one.contact.key == contact && one.sending.is_allowed())
        .ok_or(Refusal::NotSentThere)?
        .contact;
    let by_officer = policy::allow(caller, Deed::ManageContract, &Object::default(), at).is_ok();
    let (whose, limit) = if by_officer {
        ("ids-officers", limits::IDS_SENT_BY_OFFICERS_DAY)
    } else {
        ("ids", limits::IDS_SENT_PER_CONTRACT_DAY)
    };
    budget::spend(tx, &format!("{whose}/{key}"), Window::DAY, limit, at)?.or_refuse()?;
    let line = Record {
        after: Some(contact),
        ..Record::of(Done::ContractSendIds, key)
    };
    audit::record(tx, caller, at, &line)?;
    let own = caller.person().filter(|_| !by_officer);
    let author = own.map(|person| person.account).or(asker);
    let asker = author.map(|author| told::account(tx, author)).transpose()?;
    let by = asker.flatten().map(|asker| asker.label().to_owned());
    let news = ContractNews::IdsResent {
        by: by.unwrap_or_default(),
    };
    contracts::delivered(tx, contract.contract)?;
    let once = format!("{}/{contact}", at.0);
    let catalog = &tools.catalog;
    told::tell_address(tx, catalog, &contract, to.to, news, (&once, author), at)?;
    Ok(Resent {
        name: to.name,
        masked: to.masked,
    })
}
