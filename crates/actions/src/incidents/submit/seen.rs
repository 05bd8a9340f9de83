//! What a batch of submissions is decided against, read and locked at once.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use domain::account::AccountRef;
use domain::catalog::Catalog;
use domain::contract::Milestones;
use domain::ledger::{Book, ContractRef, IncidentRef};
use domain::refusal::Refusal;
use domain::time::{Moment, Zone};
use store::{Ask, Fault, Row, Tx, params};

use super::follow::Followed;
use super::{Receipt, Submission};
use crate::cloud::Subscription;
use crate::cloud::stored::of_batch;
use crate::ledger::books::{self, Books};
use crate::stopped::{Answer, Stopped};

/// Contracts by opaque key. The owner is the account itself or the primary contact of the location.
const CONTRACTS: &str = "
    SELECT c.id, c.key, c.access_id, c.offer, c.offer_version, COALESCE(c.owner, k.account), c.region, c.zone,
           c.issued_at, c.activated_at, c.starts_at, c.ends_at, c.redeem_by, c.suspended_at, c.cancelled_at,
           c.superseded_by, c.organisation, c.location
    FROM contract c
    LEFT JOIN contact k ON k.location = c.location AND k.primary_since IS NOT NULL AND k.ended_at IS NULL
    WHERE c.key IN_LIST($1)";

const LINKS: &str = "
    SELECT contract, account FROM link WHERE account IN_LIST($1) AND contract IN_LIST($2) AND ended_at IS NULL";

const COUNTRIES: &str =
    "SELECT id, country FROM account WHERE id IN_LIST($1) AND country IS NOT NULL";

const ANSWERED: &str = "
    SELECT s.account, s.idempotency_key, s.digest, i.id, i.number
    FROM submission s JOIN incident i ON i.id = s.incident
    WHERE s.account IN_LIST($1) AND s.idempotency_key IN_LIST($2)";

/// Drafts, locked, with the number of their files still on the way.
const DRAFTS: &str = "
    SELECT d.id, d.version, d.ended_at, d.account,
           (SELECT COUNT(*) FROM file f WHERE f.draft = d.id AND f.finished_at IS NULL AND f.removed_at IS NULL)
    FROM draft d WHERE d.id IN_LIST($1) ORDER BY d.id FOR UPDATE OF d";

/// A contract as the decision needs it.
#[derive(Clone, Debug)]
pub struct ContractSeen {
    pub contract: ContractRef,
    pub key: String,
    pub access_id: String,
    pub offer: String,
    pub offer_version: i64,
    pub owner: Option<AccountRef>,
    pub organisation: Option<i64>,
    pub location: Option<i64>,
    pub region: String,
    pub zone: Zone,
    pub milestones: Milestones,
}

struct DraftSeen {
    version: i64,
    ended: bool,
    owner: Option<AccountRef>,
    unfinished: i64,
}

/// Everything a batch needs, in memory.
pub struct Seen {
    contracts: HashMap<String, ContractSeen>,
    links: BTreeSet<(ContractRef, AccountRef)>,
    countries: BTreeMap<AccountRef, String>,
    answered: HashMap<(AccountRef, String), ([u8; 32], Receipt)>,
    drafts: BTreeMap<i64, DraftSeen>,
    subscriptions: BTreeMap<(String, AccountRef), Subscription>,
    pub followed: Followed,
    pub books: Books,
}

impl Seen {
    /// Reads it, and locks what will change.
    pub fn load(tx: &Tx<'_>, catalog: &Catalog, submissions: &[Submission]) -> Result<Self, Fault> {
        let keys: Vec<String> = submissions
            .iter()
            .filter_map(|one| one.answers.contract.clone())
            .collect();
        let cloud: Vec<String> = submissions
            .iter()
            .filter_map(|one| one.answers.subscription.clone())
            .collect();
        let accounts: Vec<i64> = submissions.iter().map(|one| one.person.account.0).collect();
        let once: Vec<String> = submissions
            .iter()
            .map(|one| one.idempotency_key.clone())
            .collect();
        let drafts: Vec<i64> = submissions
            .iter()
            .filter_map(|one| one.draft)
            .map(|(draft, _)| draft)
            .collect();
        // Every verb locks an incident before the book that pays for it.
        let followed = Followed::load(tx, submissions)?;
        let mut contracts: Vec<i64> =
            tx.rows(CONTRACTS_BY_KEY, params![&keys], |row| row.get(0))?;
        contracts.sort_unstable();
        let books = books::lock(tx, &contracts)?;
        let mut seen = Self {
            subscriptions: of_batch(tx, catalog, &cloud, &accounts)?,
            ..Self::empty(followed, books)
        };
        tx.all(&mut [
            Ask::new(CONTRACTS, params![&keys], &mut |row| {
                seen.contracts.extend([contract(row)?]);
                Ok(())
            }),
            Ask::new(LINKS, params![&accounts, &contracts], &mut |row| {
                seen.links.extend([link(row)?]);
                Ok(())
            }),
            Ask::new(COUNTRIES, params![&accounts], &mut |row| {
                seen.countries
                    .extend([(AccountRef(row.get(0)?), row.get(1)?)]);
                Ok(())
            }),
            Ask::new(ANSWERED, params![&accounts, &once], &mut |row| {
                seen.answered.extend([answered(row)?]);
                Ok(())
            }),
            Ask::new(DRAFTS, params![&drafts], &mut |row| {
                seen.drafts.extend([draft(row)?]);
                Ok(())
            }),
        ])?;
        Ok(seen)
    }

    fn empty(followed: Followed, books: Books) -> Self {
        Self {
            contracts: HashMap::new(),
            links: BTreeSet::new(),
            countries: BTreeMap::new(),
            answered: HashMap::new(),
            drafts: BTreeMap::new(),
            subscriptions: BTreeMap::new(),
            followed,
            books,
        }
    }

    /// The answer that the same account was given for the same key.
    pub fn answered(&self, submission: &Submission) -> Option<&([u8; 32], Receipt)> {
        self.answered.get(&(
            submission.person.account,
            submission.idempotency_key.clone(),
        ))
    }

    /// Keeps an answer for the rest of the batch.
    pub fn remember(&mut self, submission: &Submission, digest: [u8; 32], receipt: Receipt) {
        let key = (
            submission.person.account,
            submission.idempotency_key.clone(),
        );
        self.answered.insert(key, (digest, receipt));
        if let Some(draft) = submission
            .draft
            .and_then(|(draft, _)| self.drafts.get_mut(&draft))
        {
            draft.ended = true;
        }
    }

    /// Refuses a draft that is not the person's, has been submitted, has changed, or whose files are on their way.
    pub fn check_draft(&self, submission: &Submission) -> Result<(), Refusal> {
        let Some((draft, version)) = submission.draft else {
            return Ok(());
        };
        let draft = self.drafts.get(&draft).ok_or(Refusal::NotFound)?;
        if draft.owner != Some(submission.person.account) {
            return Err(Refusal::NotFound);
        }
        if draft.ended || draft.version != version {
            return Err(Refusal::StaleDraft);
        }
        if draft.unfinished > 0 {
            Err(Refusal::FileUnfinished)
        } else {
            Ok(())
        }
    }

    /// The contract that a submission names.
    pub fn contract(&self, submission: &Submission) -> Answer<ContractSeen> {
        let key = submission.answers.contract.as_deref().unwrap_or_default();
        self.contracts
            .get(key)
            .cloned()
            .ok_or(Stopped::Refused(Refusal::NotFound))
    }

    /// The subscription called `key`, as the account stands towards it; none where nothing ties the two.
    pub fn subscription(&self, key: &str, account: AccountRef) -> Option<&Subscription> {
        self.subscriptions.get(&(key.to_owned(), account))
    }

    /// The country of the account, where it is known.
    pub fn country(&self, account: AccountRef) -> Option<&str> {
        self.countries.get(&account).map(String::as_str)
    }

    /// Whether the account holds a live link to the contract.
    pub fn is_linked(&self, contract: ContractRef, account: AccountRef) -> bool {
        self.links.contains(&(contract, account))
    }

    /// The contract's book.
    pub fn book(&mut self, contract: ContractRef) -> Result<&mut Book, Fault> {
        self.books
            .get_mut(&contract)
            .ok_or_else(|| Fault::corrupt(format!("contract {} has no book", contract.0)))
    }
}

const CONTRACTS_BY_KEY: &str = "SELECT id FROM contract WHERE key IN_LIST($1)";

fn contract(row: &Row<'_>) -> Result<(String, ContractSeen), Fault> {
    let moment = |place| row.get::<Option<i64>>(place).map(|at| at.map(Moment));
    let zone = row.get::<String>(7)?;
    let seen = ContractSeen {
        contract: ContractRef(row.get(0)?),
        key: row.get(1)?,
        access_id: row.get(2)?,
        offer: row.get(3)?,
        offer_version: row.get(4)?,
        owner: row.get::<Option<i64>>(5)?.map(AccountRef),
        organisation: row.get(16)?,
        location: row.get(17)?,
        region: row.get(6)?,
        zone: books::zone(&zone)?,
        milestones: Milestones {
            issued: Moment(row.get(8)?),
            activated: moment(9)?,
            starts: Moment(row.get(10)?),
            ends: Moment(row.get(11)?),
            redeem_by: moment(12)?,
            suspended: moment(13)?,
            cancelled: moment(14)?,
            superseded_by: row.get::<Option<i64>>(15)?.map(ContractRef),
        },
    };
    Ok((seen.key.clone(), seen))
}

fn link(row: &Row<'_>) -> Result<(ContractRef, AccountRef), Fault> {
    Ok((ContractRef(row.get(0)?), AccountRef(row.get(1)?)))
}

/// Whose key it was, and the digest and receipt that it was answered with.
type Answered = ((AccountRef, String), ([u8; 32], Receipt));

fn answered(row: &Row<'_>) -> Result<Answered, Fault> {
    let number = books::request_number(&row.get::<String>(4)?)?;
    let receipt = Receipt {
        incident: IncidentRef(row.get(3)?),
        number,
    };
    Ok((
        (AccountRef(row.get(0)?), row.get(1)?),
        (books::digest(&row.get::<Vec<u8>>(2)?)?, receipt),
    ))
}

fn draft(row: &Row<'_>) -> Result<(i64, DraftSeen), Fault> {
    let seen = DraftSeen {
        version: row.get(1)?,
        ended: row.get::<Option<i64>>(2)?.is_some(),
        owner: row.get::<Option<i64>>(3)?.map(AccountRef),
        unfinished: row.get(4)?,
    };
    Ok((row.get(0)?, seen))
}
