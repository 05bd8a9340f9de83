//! People, a contract and requests for tests, where the verbs that make them are not what is tested.

use std::collections::BTreeMap;
use std::sync::Arc;

use domain::account::{Caller, Role};
use domain::ids::{PublicKey, RequestNumber};
use domain::ledger::chain::Head;
use domain::ledger::{self, Cause, ContractRef, IncidentRef, LotRef, Warrant};
use domain::refusal::Refusal;
use domain::response::{Handling, Severity};
use domain::time::Moment;
use sha2::{Digest as _, Sha256};
use store::testing::World;
use store::{Store, params};

use super::{house, noon};
use crate::incidents::converse::{Message, Then, answer};
use crate::incidents::show::show;
use crate::incidents::submit::{Follows, Receipt, Submission};
use crate::incidents::{Answers, Contact};
use crate::ledger::books;
use crate::{Answer, House, Stopped, Visit};

const ACCOUNT: &str = "
    INSERT INTO account (key, email, name, language, zone, theme, created_at)
    VALUES ($1, $2, $3, 'en', 'Europe/Stockholm', 'auto', $4) RETURNING id";

const ROLE: &str =
    "INSERT INTO account_role (account, role, given_at, given_by) VALUES ($1, $2, $3, 'test')";

const SESSION: &str = "
    INSERT INTO session (token_hash, key, account, created_at, seen_at, expires_at, passkey_at, agent, address)
    VALUES ($1, $2, $3, $4, $4, $5, $6, '', '')";

const CONTRACT: &str = "
    INSERT INTO contract (key, access_id, pair_mac, pair_key, sealed_id, sealed_key, offer, offer_version, owner, region,
                          zone, issued_at, activated_at, starts_at, ends_at, chain_seq, chain_hash)
    SELECT $1, $2, $3, 1, $3, 1, $4, MAX(o.version), $5, 'emea', 'Europe/Stockholm', $6, $6, $6, $7, 0, $8
    FROM offer o WHERE o.key = $4
    RETURNING id";

const LOT: &str = "
    INSERT INTO lot (contract, unit, starts_at, ends_at, granted, available, held, consumed, expired, written_off)
    VALUES ($1, $4, $2, $3, 0, 0, 0, 0, 0, 0) RETURNING id";

/// The Access ID of the contract in a [`Scene`].
pub const ACCESS: &str = "0230242323";

/// A customer with a contract, and an engineer.
pub struct Scene {
    /// The house.
    pub house: Arc<House>,
    /// Kim, who owns the contract.
    pub customer: Visit,
    /// Erin.
    pub engineer: Visit,
    /// The contract, made from the example offer of Gold partners.
    pub contract: ContractRef,
}

/// A scene whose contract has `units` units that end `days` days after noon.
pub async fn scene(world: &World, units: i64, days: i64) -> Scene {
    let house = house(&world.store).await;
    let customer = person(&world.store, "kim", &[], noon()).await;
    let engineer = person(&world.store, "erin", &[Role::Engineer], noon()).await;
    let offer = (ACCESS, "partner-gold-20");
    let contract = contract(&house, &customer, offer, units, days).await;
    Scene {
        house,
        customer,
        engineer,
        contract,
    }
}

impl Scene {
    /// A request of severity B called `title`, submitted at noon.
    pub async fn submitted(&self, title: &str) -> IncidentRef {
        let answers = answers(ACCESS, Severity::B, title);
        let receipt = submit(&self.house, &self.customer, answers).await;
        receipt.expect("the request is taken").incident
    }

    /// Units left at noon.
    pub async fn left(&self) -> i64 {
        left(&self.house, self.contract, noon()).await
    }

    /// When the first answer is due, as stored.
    pub async fn due(&self, incident: IncidentRef) -> Option<Moment> {
        let shown = show(&self.house, &self.customer, incident).await;
        shown.expect("the request is shown").page.due
    }

    /// The engineer asks something at noon.
    pub async fn answered(&self, incident: IncidentRef, then: Then) {
        let asked = says("Which version?");
        answer(&self.house, &self.engineer, incident, asked, then)
            .await
            .expect("the engineer answers");
    }
}

/// A message without files.
pub fn says(words: &str) -> Message {
    Message {
        words: words.to_owned(),
        files: Vec::new(),
        seen: None,
    }
}

/// The same visit some days later.
pub fn later(visit: &Visit, days: i64) -> Visit {
    at(visit, visit.at.plus_days(days))
}

/// The token of the session of somebody called `name`.
pub fn token(name: &str) -> [u8; 32] {
    Sha256::digest(name).into()
}

/// Somebody called `name` with a session of their own; staff have shown a passkey at `at`.
pub async fn person(store: &Store, name: &str, roles: &[Role], at: Moment) -> Visit {
    let session: [u8; 32] = Sha256::digest(token(name)).into();
    let (name, roles) = (name.to_owned(), roles.to_vec());
    let written: Answer<()> = store
        .write(move |tx| {
            let chance = Sha256::digest(&name)[..16].try_into().expect("16 bytes");
            let key = PublicKey::mint('a', chance).to_string();
            let email = format!("{name}@example.com");
            let new = tx.returning(ACCOUNT, params![&key, &email, &name, at.0], |row| {
                row.get::<i64>(0)
            })?;
            for role in &roles {
                tx.execute(ROLE, params![new[0], role.code(), at.0])?;
            }
            let passkey = (!roles.is_empty()).then_some(at.0);
            let ends = at.plus_days(400).0;
            tx.execute(
                SESSION,
                params![&session, &key, new[0], at.0, ends, passkey],
            )?;
            Ok(())
        })
        .await;
    written.expect("the person is written");
    visit(session, at)
}

fn visit(session: [u8; 32], at: Moment) -> Visit {
    Visit {
        session: Some(session),
        browser: None,
        network: "192.0.2.0/24".to_owned(),
        language: "en".to_owned(),
        at,
        once: None,
    }
}

/// The same visit at another moment.
pub fn at(visit: &Visit, at: Moment) -> Visit {
    Visit {
        at,
        ..visit.clone()
    }
}

/// A contract of the example offer `offer` that `owner` owns, with `units` units from a month before noon until `days`
/// days after it. Its opaque key is `con_` and its Access ID.
pub async fn contract(
    house: &House,
    owner: &Visit,
    (access_id, offer): (&'static str, &'static str),
    units: i64,
    days: i64,
) -> ContractRef {
    let (from, until) = (noon().plus_days(-30), noon().plus_days(days));
    let catalog = house.catalog();
    let unit = catalog.newest_offer(offer).expect("an offer").unit.code();
    let written: Answer<ContractRef> = house
        .act(owner, move |tx, owner| {
            let account = owner.person().map(|person| person.account.0);
            let mac = Sha256::digest(access_id).to_vec();
            let key = format!("con_{access_id}");
            let beginning = Head::genesis(&key);
            let values = params![
                &key,
                access_id,
                &mac,
                offer,
                account,
                from.0,
                until.0,
                &beginning.hash
            ];
            let contract = tx.returning(CONTRACT, values, |row| row.get::<i64>(0))?[0];
            let values = params![contract, from.0, until.0, unit];
            let lot = tx.returning(LOT, values, |row| row.get::<i64>(0))?[0];
            let mut book = books::lock_one(tx, ContractRef(contract))?;
            let warrant = Warrant {
                actor: owner.key(),
                idempotency_key: "activation".to_owned(),
                note: None,
                at: from,
            };
            ledger::grant(&mut book, LotRef(lot), units, Cause::Activation, &warrant);
            books::write(tx, [&mut book])?;
            Ok(ContractRef(contract))
        })
        .await;
    written.expect("the contract is written")
}

/// Units left on a contract at `at`.
pub async fn left(house: &House, contract: ContractRef, at: Moment) -> i64 {
    let left: Answer<Option<i64>> = house
        .run(move |tx| {
            let book = books::lock_one(tx, contract)?;
            Ok(book.left(domain::offer::Unit::Incident, at))
        })
        .await;
    left.expect("the book is read").expect("it is counted")
}

/// Complete answers about an example product.
pub fn answers(access_id: &str, severity: Severity, title: &str) -> Answers {
    Answers {
        product: Some("windows-server".to_owned()),
        version: Some("2025".to_owned()),
        production: Some(true),
        problem_type: Some("identity".to_owned()),
        category: Some("replication".to_owned()),
        self_help_seen: true,
        contract: Some(format!("con_{access_id}")),
        contact: Some(Contact {
            name: "Kim Customer".to_owned(),
            email: "kim@example.com".to_owned(),
            phone: "+46701740605".to_owned(),
            preferred: "email".to_owned(),
            language: "en".to_owned(),
            zone: "Europe/Stockholm".to_owned(),
            ..Contact::default()
        }),
        title: title.to_owned(),
        description: "Replication **stops** after an hour.".to_owned(),
        severity: Some(severity.code().to_owned()),
        handling: Some(Handling::BusinessHours.code().to_owned()),
        ..Answers::default()
    }
}

/// Submits what was answered, through the batch that every request goes through.
pub async fn submit(house: &House, visit: &Visit, answers: Answers) -> Answer<Receipt> {
    submit_after(house, visit, answers, None).await
}

/// Submits what follows an earlier incident, if it does.
pub async fn submit_after(
    house: &House,
    visit: &Visit,
    answers: Answers,
    follows: Option<Follows>,
) -> Answer<Receipt> {
    let caller = house.see(visit, |_, caller| Ok(caller.clone())).await?.page;
    let Caller::Person(person) = caller else {
        return Err(Refusal::SignInNeeded.into());
    };
    let catalog = house.catalog();
    let agreement = catalog.agreements.last().map(|one| one.version.clone());
    let submission = Submission {
        person,
        draft: None,
        agreement,
        language: "en".to_owned(),
        follows,
        idempotency_key: format!("{}/{}", answers.title, visit.at.0),
        network: visit.network.clone(),
        at: visit.at,
        answers,
    };
    house.admit(submission).await
}

/// Every letter that was posted about an incident: address and kind, oldest first.
pub async fn letters(store: &Store, incident: IncidentRef) -> Vec<(String, String)> {
    let found: Answer<Vec<(String, String)>> = store
        .read(move |reader| {
            Ok(reader.rows(
                "SELECT address, kind FROM letter WHERE incident = $1 ORDER BY id",
                params![incident.0],
                |row| Ok((row.get(0)?, row.get(1)?)),
            )?)
        })
        .await;
    found.expect("the letters are read")
}

/// How many transfers an incident has caused, by the accounts they move between.
pub async fn transfers(store: &Store, incident: IncidentRef) -> BTreeMap<String, i64> {
    let found: Answer<Vec<(String, i64)>> = store
        .read(move |reader| {
            Ok(reader.rows(
                "SELECT from_account || ' -> ' || to_account, COUNT(*) FROM transfer
                 WHERE incident = (SELECT number FROM incident WHERE id = $1) GROUP BY 1",
                params![incident.0],
                |row| Ok((row.get(0)?, row.get(1)?)),
            )?)
        })
        .await;
    found.expect("the transfers are read").into_iter().collect()
}

/// The refusal that an action stopped with.
pub fn refusal<T: std::fmt::Debug>(answer: Answer<T>) -> Refusal {
    match answer {
        Err(Stopped::Refused(refusal)) => refusal,
        other => panic!("refused was expected, not {other:?}"),
    }
}

/// A number in an address as people see it.
pub fn number(receipt: &Receipt) -> String {
    RequestNumber::to_string(&receipt.number)
}
