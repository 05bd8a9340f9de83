//! Statements that prove themselves: a period of a contract's ledger as one signed document, checked offline with
//! nothing but the public keys.
//!
//! What others have filed is for the owner to see. To somebody else who is linked, a transfer for a colleague's request
//! tells no more than the page does; its hash stands in the chain, and what is told of the others follows from it.

mod entry;

use std::collections::HashSet;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::account::Caller;
use domain::catalog::Catalog;
use domain::ledger::chain::{self, Head};
use domain::ledger::{Transfer, statement};
use domain::policy::Deed;
use domain::time::{Date, Moment};
use serde::{Deserialize, Serialize};
use store::{Fault, Reader, params};

use self::entry::{Entry, hash};
use super::stored::{self, Stored};
use crate::house::{By, House, Seen, Visit};
use crate::keys::{KeyRing, is_signed};
use crate::ledger::books;
use crate::stopped::Answer;

/// The requests that an account has filed.
const OWN: &str = "SELECT number FROM incident WHERE account = $1";

/// The name of the format, in every document and under every signature.
const FORMAT: &str = "klippkort statement 1";

/// A signed statement, as the file that people keep.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Document {
    statement: Body,
    signature: Signature,
}

/// What is signed, in the order in which it is written. Instants are microseconds since 1970, UTC.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Body {
    format: String,
    /// The opaque key, which the chain begins with.
    contract: String,
    /// Masked.
    access_id: String,
    offer: String,
    unit: String,
    zone: String,
    /// First and last day, in the zone.
    from: String,
    to: String,
    opening: i64,
    closing: i64,
    before: Link,
    after: Link,
    transfers: Vec<Entry>,
}

/// A place in the chain.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Link {
    seq: i64,
    hash: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Signature {
    algorithm: String,
    key: i64,
    value: String,
}

/// What a statement that was checked says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proven {
    /// The contract's opaque key.
    pub contract: String,
    /// Its masked Access ID.
    pub access_id: String,
    /// First and last day.
    pub period: (String, String),
    /// Units free to use at the beginning.
    pub opening: i64,
    /// Units free to use at the end.
    pub closing: i64,
    /// How many transfers it lists.
    pub transfers: usize,
    /// How many of them tell neither who nor which request, because others have filed it.
    pub withheld: usize,
    /// The number of the key that signed it.
    pub key: i64,
}

/// Why a statement is not to be believed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Doubt {
    /// It is no statement of a form that this version reads.
    #[error("this is not a signed statement")]
    Form,
    /// It names a key that is not among those given.
    #[error("it was signed with key {0}, which is not among the public keys")]
    UnknownKey(i64),
    /// The signature is not that key's over this text.
    #[error("the signature does not fit: it was changed, or signed by somebody else")]
    Signature,
    /// A transfer does not follow from the one before.
    #[error("the chain breaks at transfer {0}")]
    Chain(i64),
    /// The movements do not lead from the opening to the closing balance.
    #[error("the movements do not lead from the opening to the closing balance")]
    Sum,
}

/// The signed statement of the contract called `key` from one day to another, both included, as JSON text.
///
/// # Errors
/// [`domain::refusal::Refusal::NotFound`] for anybody but the owner and those who are linked.
pub async fn export(
    house: &House,
    visit: &Visit,
    key: &str,
    (from, to): (Date, Date),
) -> Answer<Seen<String>> {
    let (keys, catalog) = (house.keys.clone(), house.catalog());
    let (key, at) = (key.to_owned(), visit.at);
    house
        .see(visit, move |reader, caller| {
            signed(reader, caller, &keys, &catalog, &key, (from, to), at)
        })
        .await
}

/// The same for the operator, named by an opaque key such as `operator`.
pub async fn export_by_house(
    house: &House,
    by: &'static str,
    key: &str,
    period: (Date, Date),
    at: Moment,
) -> Answer<String> {
    let (keys, catalog, key) = (house.keys.clone(), house.catalog(), key.to_owned());
    house
        .see_by(By::House(by, at), move |reader, caller, at| {
            signed(reader, caller, &keys, &catalog, &key, period, at)
        })
        .await
}

fn signed(
    reader: &Reader<'_>,
    caller: &Caller,
    keys: &KeyRing,
    catalog: &Catalog,
    key: &str,
    (from, to): (Date, Date),
    at: Moment,
) -> Answer<String> {
    let contract = stored::seen(reader, caller, key, Deed::ReadContract, at)?;
    let transfers = books::transfers(reader, contract.contract)?;
    let known = known(reader, caller, &contract)?;
    let start = |day: Date| contract.zone.start_of_day(day);
    let drawn = statement(&transfers, start(from), start(to.next()));
    let genesis = Head::genesis(&contract.key);
    let first = drawn.movements.first().map_or_else(
        || last_before(&transfers, start(to.next())),
        |movement| movement.transfer.seq - 1,
    );
    let before = head_at(&transfers, first, genesis);
    let after = head_at(&transfers, first + drawn.movements.len() as i64, genesis);
    let body = Body {
        format: FORMAT.to_owned(),
        contract: contract.key.clone(),
        access_id: contract.access_id.masked(),
        offer: format!("{}@{}", contract.offer, contract.offer_version),
        unit: contract.offer(catalog)?.unit.code().to_owned(),
        zone: contract.zone.name().to_owned(),
        from: from.to_string(),
        to: to.to_string(),
        opening: drawn.opening,
        closing: drawn.closing,
        before: link(before),
        after: link(after),
        transfers: drawn
            .movements
            .iter()
            .map(|one| Entry::of(one, known.as_ref()))
            .collect(),
    };
    let signed = keys.sign(&message(&body));
    let signature = Signature {
        algorithm: "Ed25519".to_owned(),
        key: signed.number,
        value: URL_SAFE_NO_PAD.encode(signed.signature),
    };
    let document = Document {
        statement: body,
        signature,
    };
    Ok(serde_json::to_string_pretty(&document).map_err(Fault::other)?)
}

/// The requests that the caller may know of: nothing where that is all of them.
fn known(
    reader: &Reader<'_>,
    caller: &Caller,
    contract: &Stored,
) -> Result<Option<HashSet<String>>, Fault> {
    let reader_account = caller.person().map(|person| person.account);
    let Some(account) = reader_account.filter(|account| contract.owner != Some(*account)) else {
        return Ok(None);
    };
    let own = reader.rows(OWN, params![account.0], |row| row.get(0))?;
    Ok(Some(own.into_iter().collect()))
}

/// The place of the last transfer that belongs before `until`.
fn last_before(transfers: &[Transfer], until: Moment) -> i64 {
    statement(transfers, Moment(i64::MIN), until)
        .movements
        .last()
        .map_or(0, |movement| movement.transfer.seq)
}

fn head_at(transfers: &[Transfer], seq: i64, genesis: Head) -> Head {
    let found = transfers.iter().find(|transfer| transfer.seq == seq);
    found.map_or(genesis, |transfer| Head {
        seq,
        hash: transfer.hash,
    })
}

/// Checks a statement with nothing but the public keys, by number.
///
/// # Errors
/// The first [`Doubt`].
pub fn verify(document: &str, public_keys: &[(i64, [u8; 32])]) -> Result<Proven, Doubt> {
    let document: Document = serde_json::from_str(document).map_err(|_| Doubt::Form)?;
    let Document {
        statement: body,
        signature,
    } = document;
    if body.format != FORMAT || signature.algorithm != "Ed25519" {
        return Err(Doubt::Form);
    }
    let public = public_keys
        .iter()
        .find(|(number, _)| *number == signature.key);
    let (_, public) = public.ok_or(Doubt::UnknownKey(signature.key))?;
    let value = URL_SAFE_NO_PAD
        .decode(&signature.value)
        .ok()
        .and_then(|value| value.try_into().ok());
    let value: [u8; 64] = value.ok_or(Doubt::Form)?;
    if !is_signed(public, &message(&body), &value) {
        return Err(Doubt::Signature);
    }
    follow(&body)?;
    Ok(Proven {
        contract: body.contract,
        access_id: body.access_id,
        period: (body.from, body.to),
        opening: body.opening,
        closing: body.closing,
        transfers: body.transfers.len(),
        withheld: body
            .transfers
            .iter()
            .filter(|one| one.is_withheld())
            .count(),
        key: signature.key,
    })
}

/// Follows the chain and the balance from the beginning of the period to its end.
fn follow(body: &Body) -> Result<(), Doubt> {
    let mut at = Head {
        seq: body.before.seq,
        hash: hash(&body.before.hash)?,
    };
    if at.seq == 0 && at != Head::genesis(&body.contract) {
        return Err(Doubt::Chain(0));
    }
    let mut balance = body.opening;
    for entry in &body.transfers {
        let follows = match entry.transfer()? {
            Some(transfer) => chain::link(&at.hash, &transfer) == transfer.hash,
            None => true,
        };
        if entry.seq != at.seq + 1 || !follows {
            return Err(Doubt::Chain(entry.seq));
        }
        at = Head {
            seq: entry.seq,
            hash: hash(&entry.hash)?,
        };
        balance = balance.checked_add(entry.effect()?).ok_or(Doubt::Sum)?;
    }
    if (at.seq, at.hash) != (body.after.seq, hash(&body.after.hash)?) {
        return Err(Doubt::Chain(body.after.seq));
    }
    if balance == body.closing {
        Ok(())
    } else {
        Err(Doubt::Sum)
    }
}

/// The bytes that are signed: the statement as JSON without spaces, its fields in the order above.
fn message(body: &Body) -> Vec<u8> {
    serde_json::to_vec(body).expect("texts and numbers are JSON")
}

fn link(head: Head) -> Link {
    Link {
        seq: head.seq,
        hash: URL_SAFE_NO_PAD.encode(head.hash),
    }
}
