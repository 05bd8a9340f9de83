//! Erasing a person: name, addresses, texts and the salts of notes go; balances and the chains of the ledger stay as
//! they are, because they hold an opaque key and a digest only.

use domain::account::{AccountRef, Caller, Person};
use domain::ledger::IncidentRef;
use domain::policy::{self, Deed, Object};
use domain::refusal::Refusal;
use domain::time::Moment;
use store::{Fault, Tx, params};

use super::{caller, sessions};
use crate::audit::{self, Done, Record};
use crate::incidents::{Admitted, close};
use crate::outbox::{self, Letter, Posting, Recipient};
use crate::{Answer, House, Seen, Visit};

const OPEN: &str = "SELECT id FROM incident WHERE account = $1 AND closed_at IS NULL ORDER BY id";

/// The account stays as a nameless row that the ledger's and the incidents' keys lead to.
const ACCOUNT: &str = "
    UPDATE account SET email = NULL, name = '', phone = NULL, organisation = NULL, language = NULL, country = NULL,
        region = NULL,
        erased_at = $2, disabled_at = COALESCE(disabled_at, CAST($2 AS BIGINT))
    WHERE id = $1";

/// What is the account's alone.
const ROWS: [&str; 10] = [
    "DELETE FROM session WHERE account = $1",
    "DELETE FROM passkey WHERE account = $1",
    "DELETE FROM account_identity WHERE account = $1",
    "DELETE FROM account_quiet WHERE account = $1",
    "DELETE FROM ceremony WHERE account = $1",
    "DELETE FROM reminder WHERE account = $1",
    "DELETE FROM calendar_feed WHERE account = $1",
    "DELETE FROM link_proof WHERE account = $1",
    "DELETE FROM rating WHERE account = $1",
    "DELETE FROM repeat WHERE account = $1",
];

/// What stands under the account's address.
const ADDRESSED: [&str; 4] = [
    "DELETE FROM sign_in WHERE email = $1",
    "DELETE FROM invitation WHERE email = $1",
    "DELETE FROM subscription_invitation WHERE email = $1",
    "DELETE FROM letter WHERE address = $1",
];

/// What the person wrote. The rows stay where others rely on them.
const WORDS: [&str; 12] = [
    "UPDATE purchase SET reference = '' WHERE account = $1",
    // What happened to a request is told to others too, with its title and what was written; sent or not, it goes.
    "DELETE FROM letter WHERE author = $1",
    "DELETE FROM letter WHERE incident IN (SELECT id FROM incident WHERE account = $1)",
    "UPDATE event SET words = '' WHERE account = $1",
    "UPDATE split SET title = '', words = '' WHERE proposed_by = $1",
    "UPDATE incident SET title = '–' WHERE account = $1",
    "UPDATE invitation SET message = '' WHERE invited_by = $1",
    "UPDATE draft SET answers = '{}' WHERE account = $1",
    // The notes of what they asked for and somebody else approved name them.
    "DELETE FROM transfer_note WHERE EXISTS (
        SELECT 1 FROM adjustment j WHERE j.contract = transfer_note.contract AND j.asked_by = $1
        AND transfer_note.seq >= j.first_seq AND transfer_note.seq <= j.last_seq)",
    "UPDATE adjustment SET reason = '' WHERE asked_by = $1",
    "DELETE FROM organisation_note WHERE written_by = $1",
    "UPDATE adjustment SET answer = '' WHERE decided_by = $1",
];

/// Open drafts end, links, roles and following too.
const ENDED: [&str; 7] = [
    // What is paid is kept with its key, as books are; what is not is no order any more.
    "UPDATE purchase SET failed_at = $2 WHERE account = $1 AND paid_at IS NULL AND failed_at IS NULL",
    "UPDATE subscription_role SET ended_at = $2 WHERE account = $1 AND ended_at IS NULL",
    "UPDATE draft SET ended_at = $2 WHERE account = $1 AND ended_at IS NULL",
    "UPDATE link SET ended_at = $2, ended_by = 'erasure', undo_hash = NULL WHERE account = $1 AND ended_at IS NULL",
    // Who has followed a request stays a nameless customer in its timeline.
    "UPDATE participant SET ended_at = $2, ended_by = account WHERE account = $1 AND ended_at IS NULL",
    "UPDATE contact SET name = '', email = '', phone = NULL, account = NULL, primary_since = NULL, token_hash = NULL,
        ended_at = COALESCE(ended_at, CAST($2 AS BIGINT)) WHERE account = $1",
    // Their bytes are swept by the job that sweeps removed files.
    "UPDATE file SET name = '', removed_at = COALESCE(removed_at, CAST($2 AS BIGINT)) WHERE account = $1",
];

/// What is remembered under the account's key.
const REMEMBERED: [&str; 2] = [
    "DELETE FROM warned WHERE reader = $1",
    "DELETE FROM statement_sent WHERE reader = $1",
];

/// The words and salts behind the notes of the person's transfers, whose digests stay in the chain, and the reasons
/// beside the log.
const NOTES: [&str; 2] = [
    "DELETE FROM transfer_note WHERE EXISTS (
        SELECT 1 FROM transfer t
        WHERE t.contract = transfer_note.contract AND t.seq = transfer_note.seq AND t.actor = $1)",
    "DELETE FROM audit_note WHERE audit IN (SELECT id FROM audit WHERE actor = $1 OR object = $1)",
];

const ADMISSIONS: &str = "SELECT id, admission FROM incident WHERE account = $1 ORDER BY id";

const ADMISSION: &str = "UPDATE incident SET admission = $2 WHERE id = $1";

/// Whoever was erased since.
pub(super) const ERASED: &str = "
    SELECT key, erased_at FROM account WHERE erased_at >= $1 ORDER BY erased_at, key LIMIT $2";

/// How many open requests would be withdrawn.
pub async fn open_requests(house: &House, visit: &Visit) -> Answer<Seen<Vec<IncidentRef>>> {
    let at = visit.at;
    house
        .see(visit, move |reader, caller| {
            policy::allow(caller, Deed::OwnAccount, &Object::default(), at)?;
            let account = caller.person().ok_or(Refusal::SignInNeeded)?.account;
            Ok(reader.rows(OPEN, params![account.0], |row| Ok(IncidentRef(row.get(0)?)))?)
        })
        .await
}

/// Withdraws the person's open requests and erases the person. What was begun and broke off can be done again.
///
/// # Errors
/// [`Refusal::FreshSignInNeeded`] where the address was not proven just now, [`Refusal::StaffAccount`].
pub async fn erase(house: &House, visit: &Visit) -> Answer<()> {
    let asked = visit.clone();
    let checked = house.see(visit, move |reader, caller| {
        let person = caller.person().ok_or(Refusal::SignInNeeded)?;
        if !person.roles.is_empty() {
            return Err(Refusal::StaffAccount.into());
        }
        sessions::require_fresh(reader, &asked)
    });
    checked.await?;
    for incident in open_requests(house, visit).await?.page {
        close::withdraw(house, visit, incident, String::new()).await?;
    }
    let asked = visit.clone();
    house
        .act(visit, move |tx, caller| {
            policy::allow(caller, Deed::OwnAccount, &Object::default(), asked.at)?;
            let person = caller.person().ok_or(Refusal::SignInNeeded)?;
            sessions::require_fresh(tx, &asked)?;
            forget(tx, person, asked.at)?;
            let line = Record::of(Done::AccountErase, &person.key);
            audit::record(tx, caller, asked.at, &line)?;
            farewell(tx, person, &asked)?;
            Ok(())
        })
        .await
}

/// Who has been erased, by the opaque key that stays, since `since`, at most `most` of them, the first ones first.
pub async fn erased(house: &House, since: Moment, most: i64) -> Answer<Vec<(String, Moment)>> {
    let found = house.store.read(move |reader| {
        reader.rows(ERASED, params![since.0, most], |row| {
            Ok((row.get(0)?, Moment(row.get(1)?)))
        })
    });
    Ok(found.await?)
}

/// Erases whoever of `keys` is not: a backup from before somebody was erased brings nobody back. How many were.
pub async fn erase_again(house: &House, keys: &[String], at: Moment) -> Answer<usize> {
    let mut erased = 0;
    for key in keys {
        let (key, catalog) = (key.clone(), house.catalog());
        let done = house.run(move |tx| {
            let Some(person) = caller::by_key(tx, &key)? else {
                return Ok(false);
            };
            let caller = Caller::Person(person.clone());
            let open = tx.rows(OPEN, params![person.account.0], |row| {
                Ok(IncidentRef(row.get(0)?))
            })?;
            for incident in open {
                close::withdraw_for(tx, &catalog, &caller, incident, at)?;
            }
            forget(tx, &person, at)?;
            let line = Record::of(Done::AccountErase, &key);
            audit::record(tx, &Caller::House("operator"), at, &line)?;
            Ok(true)
        });
        erased += usize::from(done.await?);
    }
    Ok(erased)
}

fn forget(tx: &mut Tx<'_>, person: &Person, at: Moment) -> Result<(), Fault> {
    let account = person.account;
    blank_admissions(tx, account)?;
    for statement in WORDS.into_iter().chain(ROWS) {
        tx.execute(statement, params![account.0])?;
    }
    for statement in ENDED {
        tx.execute(statement, params![account.0, at.0])?;
    }
    for statement in ADDRESSED {
        tx.execute(statement, params![&person.email])?;
    }
    for statement in NOTES.into_iter().chain(REMEMBERED) {
        tx.execute(statement, params![&person.key])?;
    }
    tx.execute(ACCOUNT, params![account.0, at.0])?;
    Ok(())
}

/// Takes the contact and the person's words out of what was written down at submit.
fn blank_admissions(tx: &mut Tx<'_>, account: AccountRef) -> Result<(), Fault> {
    let admissions = tx.rows(ADMISSIONS, params![account.0], |row| {
        Ok((row.get::<i64>(0)?, row.get::<String>(1)?))
    })?;
    for (incident, text) in admissions {
        let blank = Admitted::from_text(&text)?.without_person().to_text()?;
        tx.execute(ADMISSION, params![incident, &blank])?;
    }
    Ok(())
}

/// The last letter to the address; it is swept once it is sent.
fn farewell(tx: &mut Tx<'_>, person: &Person, visit: &Visit) -> Result<(), Fault> {
    let posting = Posting {
        once: format!("account_deleted/{}", person.key),
        to: Recipient {
            address: person.email.clone(),
            language: person
                .language
                .clone()
                .unwrap_or_else(|| visit.language.clone()),
            zone: person.zone.clone(),
        },
        incident: None,
        contract: None,
        author: None,
        letter: Letter::AccountDeleted,
    };
    outbox::post(tx, &posting, visit.at)
}
