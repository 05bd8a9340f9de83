//! What a browser needs to go on in the middle: sessions, and drafts that only wait to be submitted.

use std::ops::Range;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::account::Role;
use domain::ids::{AccessId, ContractId, PublicKey};
use domain::time::Moment;
use sha2::{Digest as _, Sha256};
use store::{Fault, params};

use super::{CONTRACTS_EACH, FIRST, answers, chance, contract_ids, person};
use crate::{Answer, House};

/// The number of the one engineer.
pub const ENGINEER: i64 = -1;

/// The number of the one administrator: without one, each start offers the set-up anew.
const ADMINISTRATOR: i64 = -2;

/// Drafts that are written in one transaction.
const AT_ONCE: usize = 1_000;

/// How long sessions and drafts last, in days.
const DAYS: i64 = 30;

const STAFF: &str = "
    INSERT INTO account (id, key, email, name, language, zone, theme, created_at)
    VALUES ($1, $2, $3, $4, 'en', 'Europe/Stockholm', 'auto', $5)
    ON CONFLICT (id) DO NOTHING";

const ROLE: &str = "
    INSERT INTO account_role (account, role, given_at, given_by) VALUES ($1, $2, $3, 'operator')
    ON CONFLICT DO NOTHING";

const SESSION: &str = "
    INSERT INTO session (token_hash, key, account, created_at, seen_at, expires_at, passkey_at, agent, address)
    VALUES ($1, $2, $3, $4, $4, $5, $4, '', '')";

const DRAFT: &str = "
    INSERT INTO draft (id, key, account, network, version, answers, created_at, saved_at, expires_at)
    VALUES ($1, $2, $3, '192.0.2.0/24', 1, $4, $5, $5, $6)";

const REQUESTS: &str = "SELECT account, number FROM incident ORDER BY id LIMIT $1";

/// Signs `people` in, from the first on, and the engineer; gives the house its administrator.
pub async fn sign_in(house: &House, people: i64, at: Moment) -> Answer<()> {
    house
        .run(move |tx| {
            for (number, role) in [
                (ENGINEER, Role::Engineer),
                (ADMINISTRATOR, Role::Administrator),
            ] {
                let staff = person(number);
                let row = staff.account.0;
                let values = params![row, &staff.key, &staff.email, &staff.name, at.0];
                tx.execute(STAFF, values)?;
                tx.execute(ROLE, params![row, role.code(), at.0])?;
            }
            let ends = at.plus_days(DAYS).0;
            let sessions: Vec<([u8; 32], String, i64)> = (ENGINEER..people)
                .map(|number| {
                    let key = PublicKey::mint('s', chance("session", number)).to_string();
                    let digest = Sha256::digest(token(number)).into();
                    (digest, key, FIRST + number)
                })
                .collect();
            let rows: Vec<_> = sessions
                .iter()
                .map(|(digest, key, account)| params![digest, key, *account, at.0, ends].to_vec())
                .collect();
            Ok(tx.execute_many(SESSION, &rows).map(|_| ())?)
        })
        .await
}

/// What the cookie of the person's session holds.
pub fn cookie(number: i64) -> String {
    URL_SAFE_NO_PAD.encode(token(number))
}

fn token(number: i64) -> [u8; 32] {
    chance("token", number)
}

/// Writes drafts of the given numbers that lack nothing, each of the owner of the contract that `contract` says.
pub async fn write_drafts(
    house: &House,
    numbers: Range<i64>,
    contract: impl Fn(i64) -> i64,
    at: Moment,
) -> Answer<()> {
    for first in numbers.clone().step_by(AT_ONCE) {
        let some = first..numbers.end.min(first + AT_ONCE as i64);
        let drafts: Vec<(i64, String, i64, String)> = some
            .map(|number| {
                let contract = contract(number);
                let owner = FIRST + contract / CONTRACTS_EACH;
                let answers = serde_json::to_string(&answers(contract, number));
                Ok((
                    FIRST + number,
                    draft_key(number),
                    owner,
                    answers.map_err(Fault::other)?,
                ))
            })
            .collect::<Result<_, Fault>>()?;
        let ends = at.plus_days(DAYS).0;
        house
            .run(move |tx| {
                let rows: Vec<_> = drafts
                    .iter()
                    .map(|(row, key, owner, text)| {
                        params![*row, key, *owner, text, at.0, ends].to_vec()
                    })
                    .collect();
                Ok(tx.execute_many(DRAFT, &rows).map(|_| ())?)
            })
            .await?;
    }
    Ok(())
}

/// The key of the draft of that number in addresses.
pub fn draft_key(number: i64) -> String {
    PublicKey::mint('d', chance("draft", number)).to_string()
}

/// The one-time key of the form that submits it.
pub fn form_key(number: i64) -> String {
    URL_SAFE_NO_PAD.encode(chance::<16>("form", number))
}

/// What is printed on the contract of that number.
pub fn printed(number: i64) -> (AccessId, ContractId) {
    contract_ids(number)
}

/// The first requests: the number of whoever submitted, and that of the request.
pub async fn requests(house: &House, count: i64) -> Answer<Vec<(i64, String)>> {
    let read = move |reader: &store::Reader<'_>| {
        reader.rows(REQUESTS, params![count], |row| {
            Ok((row.get::<i64>(0)? - FIRST, row.get(1)?))
        })
    };
    Ok(house.store.read(read).await?)
}
