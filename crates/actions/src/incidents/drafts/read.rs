//! Reading drafts.

use domain::account::{AccountRef, Caller};
use domain::catalog::Catalog;
use domain::ids::RequestNumber;
use domain::limits;
use domain::policy::{self, Deed, Object};
use domain::refusal::Refusal;
use domain::time::Moment;
use store::{Fault, Reader, Row, params};

use crate::cloud::stored::of_batch;
use crate::contracts;
use crate::incidents::Answers;
use crate::incidents::files::{self, File};
use crate::ledger::books;
use crate::{Answer, House, Seen, Visit};

/// A draft with the incident that it became.
const BY_KEY: &str = "
    SELECT d.id, d.key, d.account, d.browser_hash, d.version, d.answers, d.saved_at, d.expires_at, d.ended_at,
           i.number
    FROM draft d LEFT JOIN incident i ON i.id = d.incident
    WHERE d.key = $1";

/// The open drafts of an account, the one saved last first.
pub(in crate::incidents) const OF_ACCOUNT: &str = "
    SELECT id, key, account, browser_hash, version, answers, saved_at, expires_at, ended_at,
           CAST(NULL AS TEXT)
    FROM draft WHERE account = $1 AND ended_at IS NULL AND expires_at > $2
    ORDER BY saved_at DESC, id DESC LIMIT $3";

/// The open drafts of a browser that nobody has signed in with, the one saved last first.
pub(in crate::incidents) const OF_BROWSER: &str = "
    SELECT id, key, account, browser_hash, version, answers, saved_at, expires_at, ended_at,
           CAST(NULL AS TEXT)
    FROM draft WHERE browser_hash = $1 AND account IS NULL AND ended_at IS NULL AND expires_at > $2
    ORDER BY saved_at DESC, id DESC LIMIT $3";

/// The contract called `$1`, for whoever owns it or holds a link to it.
const PAYING: &str = "
    SELECT c.access_id, c.offer, c.offer_version FROM contract c
    WHERE c.key = $1 AND (c.owner = $2
        OR EXISTS (SELECT 1 FROM link WHERE link.contract = c.id AND link.account = $2 AND link.ended_at IS NULL))";

/// The contract that a draft is to be paid with, by what it is called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paying {
    /// Its Access ID.
    pub access_id: String,
    /// The key of its offer.
    pub offer: String,
    /// The version of its offer.
    pub offer_version: i64,
}

/// A draft as its pages see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    pub(crate) id: i64,
    /// The opaque key in its address.
    pub key: String,
    /// Whose it is; a visitor's is nobody's.
    pub owner: Option<AccountRef>,
    /// Grows by one with every change.
    pub version: i64,
    /// What has been answered.
    pub answers: Answers,
    /// When it was changed last.
    pub saved: Moment,
    /// First instant at which it is gone.
    pub expires: Moment,
    /// The number of the request that it became.
    pub submitted: Option<RequestNumber>,
    /// What the subscription is called that a cloud request is about, while whoever asks sees it; only [`load`] looks.
    pub subscription: Option<String>,
    /// The key of the region that whoever asks is in, where their country is known; only [`load`] looks.
    pub home: Option<String>,
    /// The contract that was chosen, while whoever asks may still see it; only [`load`] looks.
    pub paying: Option<Paying>,
    pub(super) browser: Option<[u8; 32]>,
    pub(super) ended: bool,
}

/// The draft called `key`.
///
/// # Errors
/// [`Refusal::SignInNeeded`] to a visitor and [`Refusal::NotFound`] to a person where it is another's, was discarded
/// or is too old.
pub async fn load(house: &House, visit: &Visit, key: &str) -> Answer<Seen<Draft>> {
    let (asking, key, catalog) = (visit.clone(), key.to_owned(), house.catalog());
    house
        .see(visit, move |reader, caller| {
            let mut draft = permitted(reader, &asking, caller, &key)?;
            draft.paying = paying(reader, caller, &draft.answers)?;
            draft.subscription = subscription(reader, &catalog, caller, &draft.answers)?;
            if let Some(person) = caller.person() {
                let home = contracts::home(reader, &catalog, person.account)?;
                draft.home = home.map(str::to_owned);
            }
            Ok(draft)
        })
        .await
}

fn paying(
    reader: &Reader<'_>,
    caller: &Caller,
    answers: &Answers,
) -> Result<Option<Paying>, Fault> {
    let (Some(contract), Some(person)) = (&answers.contract, caller.person()) else {
        return Ok(None);
    };
    reader.maybe(PAYING, params![contract, person.account.0], |row| {
        Ok(Paying {
            access_id: row.get(0)?,
            offer: row.get(1)?,
            offer_version: row.get(2)?,
        })
    })
}

fn subscription(
    reader: &Reader<'_>,
    catalog: &Catalog,
    caller: &Caller,
    answers: &Answers,
) -> Result<Option<String>, Fault> {
    let (Some(key), Some(person)) = (&answers.subscription, caller.person()) else {
        return Ok(None);
    };
    let account = person.account.0;
    let held = of_batch(reader, catalog, std::slice::from_ref(key), &[account])?;
    Ok(held.into_values().next().map(|held| held.name))
}

/// The files that go with the draft called `key`, oldest first.
///
/// # Errors
/// As [`load`].
pub async fn files(house: &House, visit: &Visit, key: &str) -> Answer<Vec<File>> {
    let (asking, key) = (visit.clone(), key.to_owned());
    let seen = house.see(visit, move |reader, caller| {
        permitted(reader, &asking, caller, &key)?;
        Ok(files::of_draft(reader, &key)?)
    });
    Ok(seen.await?.page)
}

/// The open drafts of whoever asks, the one saved last first.
pub async fn mine(house: &House, visit: &Visit) -> Answer<Seen<Vec<Draft>>> {
    let asking = visit.clone();
    house
        .see(visit, move |reader, caller| {
            Ok(open(reader, &asking, caller)?)
        })
        .await
}

/// As [`mine`], within a read.
pub(crate) fn open(
    reader: &Reader<'_>,
    visit: &Visit,
    caller: &Caller,
) -> Result<Vec<Draft>, Fault> {
    let most = limits::DRAFTS_PER_SIGN_IN_MAX as i64;
    match (caller.person(), &visit.browser) {
        (Some(person), _) => {
            let values = params![person.account.0, visit.at.0, most];
            reader.rows(OF_ACCOUNT, values, draft)
        }
        (None, Some(browser)) => reader.rows(OF_BROWSER, params![browser, visit.at.0, most], draft),
        (None, None) => Ok(Vec::new()),
    }
}

/// The draft called `key`, where `caller` may have it and it is not over; a submitted one stays readable.
pub(crate) fn permitted(
    reader: &Reader<'_>,
    visit: &Visit,
    caller: &Caller,
    key: &str,
) -> Answer<Draft> {
    let draft = by_key(reader, key)?;
    let object = draft.as_ref().map_or_else(Object::default, |draft| Object {
        owner: draft.owner,
        browser: draft.browser.is_some() && draft.browser == visit.browser,
        ..Object::default()
    });
    policy::allow(caller, Deed::Draft, &object, visit.at)?;
    let draft = draft.ok_or(Refusal::NotFound)?;
    let is_over = draft.submitted.is_none() && (draft.ended || visit.at >= draft.expires);
    if is_over {
        Err(Refusal::NotFound.into())
    } else {
        Ok(draft)
    }
}

/// The draft called `key`, whoever asks.
pub(crate) fn by_key(reader: &Reader<'_>, key: &str) -> Result<Option<Draft>, Fault> {
    reader.maybe(BY_KEY, params![key], draft)
}

fn draft(row: &Row<'_>) -> Result<Draft, Fault> {
    let answers = row.get::<String>(5)?;
    let browser = row.get::<Option<Vec<u8>>>(3)?;
    let number = row.get::<Option<String>>(9)?;
    Ok(Draft {
        id: row.get(0)?,
        key: row.get(1)?,
        owner: row.get::<Option<i64>>(2)?.map(AccountRef),
        version: row.get(4)?,
        answers: serde_json::from_str(&answers)
            .map_err(|problem| Fault::corrupt(format!("a draft: {problem}")))?,
        saved: Moment(row.get(6)?),
        expires: Moment(row.get(7)?),
        submitted: number.as_deref().map(books::request_number).transpose()?,
        subscription: None,
        home: None,
        paying: None,
        browser: browser.and_then(|hash| hash.try_into().ok()),
        ended: row.get::<Option<i64>>(8)?.is_some(),
    })
}
