//! Letters that wait and letters that were given up, for administrators: what is wrong, and another try.

use domain::ids::PublicKey;
use domain::limits;
use domain::policy::{self, Deed, Object};
use domain::refusal::Refusal;
use domain::time::Moment;
use store::{Fault, Row, params};

use super::{Letter, Posting, Recipient, post};
use crate::audit::{self, Done, Record};
use crate::house::{House, Seen, Visit};
use crate::stopped::Answer;

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT id, kind, address, created_at, tries, next_at, failed_at, failure FROM letter WHERE ",
            $rest
        )
    };
}

pub(crate) const WAITING: &str =
    select!("next_at IS NOT NULL ORDER BY next_at, id LIMIT $1 OFFSET $2");

pub(crate) const FAILED: &str =
    select!("failed_at IS NOT NULL ORDER BY failed_at DESC, id DESC LIMIT $1 OFFSET $2");

/// A letter that was given up, or that waits after a try that failed; never one that is under way.
const RETRY: &str = "
    UPDATE letter SET next_at = $2, failed_at = NULL, tries = 0
    WHERE id = $1 AND sent_at IS NULL AND failure IS NOT NULL";

const RETRY_WAITING: &str = "
    UPDATE letter SET next_at = $1, tries = 0 WHERE next_at IS NOT NULL AND failure IS NOT NULL";

const RETRY_FAILED: &str = "
    UPDATE letter SET next_at = $1, failed_at = NULL, tries = 0 WHERE failed_at >= $2";

/// Which letters are looked at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum View {
    /// Those that wait to be sent.
    #[default]
    Waiting,
    /// Those that were given up.
    Failed,
}

/// A letter in the queue. What it says is its reader's alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// Its row.
    pub id: i64,
    /// Its kind.
    pub kind: String,
    /// Who it goes to.
    pub address: String,
    /// When it was posted.
    pub posted: Moment,
    /// How often it was tried.
    pub tries: i64,
    /// When it is tried next.
    pub next: Option<Moment>,
    /// When it was given up.
    pub failed: Option<Moment>,
    /// What was wrong the last time.
    pub failure: Option<String>,
}

/// A page of the queue.
#[derive(Clone, Debug)]
pub struct Listed {
    /// At most [`limits::PAGE_ROWS`].
    pub letters: Vec<Kept>,
    /// Whether there are more behind them.
    pub more: bool,
}

/// The page of that number, from 1, of the letters that wait, the next one first, or were given up, the last one first.
///
/// # Errors
/// [`Refusal::NotFound`] for whoever is no administrator.
pub async fn queue(house: &House, visit: &Visit, view: View, page: i64) -> Answer<Seen<Listed>> {
    let at = visit.at;
    house
        .see(visit, move |reader, caller| {
            policy::allow(caller, Deed::Administer, &Object::default(), at)?;
            let rows = limits::PAGE_ROWS as i64;
            let skipped = (page - 1).clamp(0, i64::MAX / rows) * rows;
            let listed = match view {
                View::Waiting => WAITING,
                View::Failed => FAILED,
            };
            let mut letters = reader.rows(listed, params![rows + 1, skipped], kept)?;
            let more = letters.len() > limits::PAGE_ROWS;
            letters.truncate(limits::PAGE_ROWS);
            Ok(Listed { letters, more })
        })
        .await
}

fn kept(row: &Row<'_>) -> Result<Kept, Fault> {
    Ok(Kept {
        id: row.get(0)?,
        kind: row.get(1)?,
        address: row.get(2)?,
        posted: Moment(row.get(3)?),
        tries: row.get(4)?,
        next: row.get::<Option<i64>>(5)?.map(Moment),
        failed: row.get::<Option<i64>>(6)?.map(Moment),
        failure: row.get(7)?,
    })
}

/// Has one letter tried again now.
///
/// # Errors
/// [`Refusal::NotFound`] where it is sent, under way or has not been tried.
pub async fn retry(house: &House, visit: &Visit, id: i64) -> Answer<()> {
    let at = visit.at;
    house
        .act(visit, move |tx, caller| {
            policy::allow(caller, Deed::Administer, &Object::default(), at)?;
            if tx.execute(RETRY, params![id, at.0])? == 0 {
                return Err(Refusal::NotFound.into());
            }
            let object = id.to_string();
            let line = Record::of(Done::LetterRetry, &object);
            Ok(audit::record(tx, caller, at, &line)?)
        })
        .await
}

/// Has every letter that failed tried again now: those that wait, and those given up in the last
/// [`limits::LETTERS_FAILED_DAYS`] days. Says how many.
///
/// # Errors
/// [`Refusal::NotFound`] for whoever is no administrator.
pub async fn retry_all(house: &House, visit: &Visit) -> Answer<u64> {
    let at = visit.at;
    house
        .act(visit, move |tx, caller| {
            policy::allow(caller, Deed::Administer, &Object::default(), at)?;
            let since = at.plus_days(-limits::LETTERS_FAILED_DAYS);
            let waiting = tx.execute(RETRY_WAITING, params![at.0])?;
            let failed = tx.execute(RETRY_FAILED, params![at.0, since.0])?;
            let count = (waiting + failed).to_string();
            let line = Record {
                after: Some(&count),
                ..Record::of(Done::LetterRetry, "all")
            };
            audit::record(tx, caller, at, &line)?;
            Ok(waiting + failed)
        })
        .await
}

/// Sends the administrator who asks a sample of a kind of letter, or one that says only that letters arrive. The page's
/// one-time key makes it one, however often it is sent.
///
/// # Errors
/// [`Refusal::NotFound`] for whoever is no administrator.
pub async fn send_sample(
    house: &House,
    visit: &Visit,
    sample: Option<String>,
    once: &str,
) -> Answer<()> {
    let (at, once, language) = (visit.at, once.to_owned(), visit.language.clone());
    let fresh = PublicKey::mint('y', house.random()).to_string();
    house
        .act(visit, move |tx, caller| {
            policy::allow(caller, Deed::Administer, &Object::default(), at)?;
            let person = caller.person().ok_or(Refusal::SignInNeeded)?;
            let once = if once.is_empty() { &fresh } else { &once };
            let posting = Posting {
                once: format!("sample/{}/{once}", person.key),
                to: Recipient {
                    address: person.email.clone(),
                    language: person.language.clone().unwrap_or(language),
                    zone: person.zone.clone(),
                },
                incident: None,
                contract: None,
                author: None,
                letter: Letter::Sample { sample },
            };
            post(tx, &posting, at)?;
            let line = Record::of(Done::LetterSample, posting.letter.kind());
            Ok(audit::record(tx, caller, at, &line)?)
        })
        .await
}
