//! Many people with many contracts, written in bulk as the verbs would have left them: what a benchmark begins with.

mod past;
mod prepared;

use std::ops::Range;

use domain::account::{AccountRef, Person};
use domain::catalog::Catalog;
use domain::ids::{AccessId, ContractId, PublicKey};
use domain::ledger::chain::Head;
use domain::ledger::{self, Balances, Book, Capacity, Cause, ContractRef, Lot, LotRef, Warrant};
use domain::offer::Unit;
use domain::response::Severity;
use domain::time::{Moment, Zone};
use sha2::{Digest as _, Sha256};
use store::{Fault, Tx, Value, params};

use super::scene;
use crate::incidents::Answers;
use crate::incidents::submit::{Receipt, Submission};
use crate::keys::KeyRing;
use crate::ledger::books;
use crate::{Answer, House};

pub use past::fill as fill_past;
pub use prepared::{
    ENGINEER, cookie, draft_key, form_key, printed, requests, sign_in, write_drafts,
};

/// How many contracts each person owns.
pub const CONTRACTS_EACH: i64 = 10;

/// The first row of each table: out of the way of those that an engine numbers itself.
const FIRST: i64 = 1 << 30;

/// People who are written in one transaction.
const AT_ONCE: usize = 200;

/// Units of each contract: more than any benchmark uses.
const UNITS: i64 = 1_000_000;

/// What every contract was made from.
const OFFER: &str = "partner-gold-20";

/// Days before and after the filling on which contracts can be used.
const DAYS: (i64, i64) = (-400, 3_650);

const PERSON: &str = "
    INSERT INTO account (id, key, email, name, language, zone, theme, created_at)
    VALUES ($1, $2, $3, $4, 'en', 'Europe/Stockholm', 'auto', $5)";

const CONTRACT: &str = "
    INSERT INTO contract (id, key, access_id, pair_mac, pair_key, sealed_id, sealed_key, offer, offer_version, owner, region,
                          zone, issued_at, activated_at, starts_at, ends_at, chain_seq, chain_hash)
    VALUES ($1, $2, $3, $4, $5, $6, $5, $7, $8, $9, 'emea', 'Europe/Stockholm', $10, $10, $10, $11, 0, $12)";

const LOT: &str = "
    INSERT INTO lot (id, contract, unit, starts_at, ends_at, granted, available, held, consumed, expired, written_off)
    VALUES ($1, $1, $2, $3, $4, 0, 0, 0, 0, 0, 0)";

/// A contract as its rows say it. Its lot has the same row.
struct Issued {
    row: i64,
    owner: i64,
    key: String,
    access_id: AccessId,
    mac: [u8; 32],
    sealed: Vec<u8>,
    beginning: Head,
}

/// Fills the house with `people` and their contracts, which can be used from a year before `at` and for ten years.
///
/// # Panics
/// Where the example catalogue is not loaded.
pub async fn fill(house: &House, people: i64, at: Moment) -> Answer<()> {
    let catalog = house.catalog();
    let offer = catalog.newest_offer(OFFER).expect("an example offer");
    let (version, unit) = (offer.version, offer.unit);
    for first in (0..people).step_by(AT_ONCE) {
        let keys = house.keys.clone();
        let some = first..people.min(first + AT_ONCE as i64);
        house
            .run(move |tx| {
                write_people(tx, some.clone(), at)?;
                let numbers = some.start * CONTRACTS_EACH..some.end * CONTRACTS_EACH;
                let issued: Vec<Issued> = numbers.map(|number| issue(&keys, number)).collect();
                Ok(write_contracts(
                    tx,
                    &issued,
                    (version, unit),
                    keys.current(),
                    at,
                )?)
            })
            .await?;
    }
    Ok(())
}

/// Submits a request that `contract` pays, the `number`-th of this filling, as its owner; through the batch that every
/// request goes through, from the draft of its number where it has one.
pub async fn submit(
    house: &House,
    contract: i64,
    (number, has_draft): (i64, bool),
    at: Moment,
) -> Answer<Receipt> {
    let submission = Submission {
        draft: has_draft.then_some((FIRST + number, 1)),
        ..submission(&house.catalog(), contract, number, at)
    };
    house.admit(submission).await
}

/// A request that `contract` pays, from its owner.
fn submission(catalog: &Catalog, contract: i64, number: i64, at: Moment) -> Submission {
    Submission {
        person: person(contract / CONTRACTS_EACH),
        answers: answers(contract, number),
        draft: None,
        agreement: catalog.agreements.last().map(|one| one.version.clone()),
        language: "en".to_owned(),
        follows: None,
        idempotency_key: form_key(number),
        network: "192.0.2.0/24".to_owned(),
        at,
    }
}

/// What is answered about the `number`-th request.
fn answers(contract: i64, number: i64) -> Answers {
    let title = format!("Replication stops, for the {number}. time");
    Answers {
        contract: Some(contract_key(contract)),
        ..scene::answers("", Severity::B, &title)
    }
}

/// The person of that number, as a session proves them.
fn person(number: i64) -> Person {
    Person {
        account: AccountRef(FIRST + number),
        key: PublicKey::mint('a', chance("person", number)).to_string(),
        email: format!("person{number}@example.com"),
        name: format!("Person {number}"),
        language: Some("en".to_owned()),
        zone: "Europe/Stockholm".to_owned(),
        theme: "auto".to_owned(),
        shortcuts: true,
        roles: Vec::new(),
        passkey_at: None,
        network: "192.0.2.0/24".into(),
    }
}

fn write_people(tx: &mut Tx<'_>, numbers: Range<i64>, at: Moment) -> Result<(), Fault> {
    let people: Vec<Person> = numbers.map(person).collect();
    let rows: Vec<_> = people
        .iter()
        .map(|one| params![one.account.0, &one.key, &one.email, &one.name, at.0].to_vec())
        .collect();
    tx.execute_many(PERSON, &rows).map(|_| ())
}

/// The key of the contract of that number in addresses.
pub fn contract_key(number: i64) -> String {
    PublicKey::mint('c', chance("contract", number)).to_string()
}

fn issue(keys: &KeyRing, number: i64) -> Issued {
    let key = contract_key(number);
    let (access_id, contract_id) = contract_ids(number);
    Issued {
        row: FIRST + number,
        owner: FIRST + number / CONTRACTS_EACH,
        mac: keys.pair_mac(&access_id, &contract_id),
        sealed: keys.seal(&key, &contract_id, chance("nonce", number)),
        beginning: Head::genesis(&key),
        key,
        access_id,
    }
}

fn contract_ids(number: i64) -> (AccessId, ContractId) {
    let access_id = AccessId::issue(&chance("access", number));
    (access_id, ContractId::issue(&chance("pair", number)))
}

fn write_contracts(
    tx: &mut Tx<'_>,
    issued: &[Issued],
    (version, unit): (i64, Unit),
    key: i64,
    at: Moment,
) -> Result<(), Fault> {
    let (starts, ends) = (at.plus_days(DAYS.0), at.plus_days(DAYS.1));
    let contracts: Vec<_> = issued
        .iter()
        .map(|one| contract_values(one, (version, key), (starts, ends)))
        .collect();
    tx.execute_many(CONTRACT, &contracts)?;
    let lots = issued
        .iter()
        .map(|one| params![one.row, unit.code(), starts.0, ends.0].to_vec());
    tx.execute_many(LOT, &lots.collect::<Vec<_>>())?;
    let book = |one: &Issued| granted(one, unit, (starts, ends));
    let mut books: Vec<Book> = issued.iter().map(book).collect();
    books::write(tx, books.iter_mut())
}

fn contract_values(
    issued: &Issued,
    (version, key): (i64, i64),
    (starts, ends): (Moment, Moment),
) -> Vec<Value<'_>> {
    params![
        issued.row,
        &issued.key,
        issued.access_id.as_str(),
        &issued.mac,
        key,
        &issued.sealed,
        OFFER,
        version,
        issued.owner,
        starts.0,
        ends.0,
        &issued.beginning.hash,
    ]
    .to_vec()
}

/// The book of a contract with all its units just granted.
fn granted(issued: &Issued, unit: Unit, (starts, ends): (Moment, Moment)) -> Book {
    let lot = Lot {
        lot: LotRef(issued.row),
        unit,
        capacity: Capacity::Counted,
        starts,
        ends,
        grace_until: None,
        balances: Balances::new([0; 6]),
    };
    let zone = Zone::named("Europe/Stockholm").expect("a zone");
    let mut book = Book::new(ContractRef(issued.row), zone, issued.beginning, vec![lot]);
    let warrant = Warrant {
        actor: "operator",
        idempotency_key: "activation".to_owned(),
        note: None,
        at: starts,
    };
    ledger::grant(
        &mut book,
        LotRef(issued.row),
        UNITS,
        Cause::Activation,
        &warrant,
    );
    book
}

/// Bytes that follow from what they are for and a number.
fn chance<const N: usize>(what: &str, number: i64) -> [u8; N] {
    let digest = Sha256::digest(format!("{what} {number}"));
    digest[..N].try_into().expect("at most 32 bytes")
}
