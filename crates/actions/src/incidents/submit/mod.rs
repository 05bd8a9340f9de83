//! Submit: the one verb written for a batch.
//!
//! All submissions that wait are read for at once, with every lot locked in the order of its row; the pure rules
//! decide each in order of arrival against what is in memory, so that two that want the last unit meet in the code
//! that knows the rule; a handful of statements write them all, and one commit answers them. One submission is a
//! batch of one.

mod follow;
mod seen;
mod write;

use domain::account::{Caller, Person};
use domain::catalog::Catalog;
use domain::eligibility::Area;
use domain::ids::{NumberKey, RequestKind, RequestNumber};
use domain::incident::{self, Request, Scene};
use domain::ledger::IncidentRef;
use domain::limits;
use domain::policy::{self, Deed, Object};
use domain::refusal::Refusal;
use domain::time::Moment;
use sha2::{Digest as _, Sha256};
use store::{Fault, Tx, params};

use super::Answers;
use crate::House;
use crate::stopped::{Answer, Stopped};
use seen::{ContractSeen, Seen};
use write::Taken;
pub(crate) use write::place_code;

/// A request that somebody wants to submit, from whatever entrypoint.
#[derive(Clone, Debug)]
pub struct Submission {
    /// Who submits.
    pub person: Person,
    /// Everything they answered.
    pub answers: Answers,
    /// The draft it comes from and the version that the person saw.
    pub draft: Option<(i64, i64)>,
    /// Where it was made.
    pub area: Area,
    /// The version of the services agreement that was accepted.
    pub agreement: Option<String>,
    /// The code of the language it was read and written in.
    pub language: String,
    /// The incident that this one follows.
    pub follows: Option<Follows>,
    /// Names this submission among the account's: the same key gets the same answer.
    pub idempotency_key: String,
    /// The network it came from.
    pub network: String,
    /// When it arrived.
    pub at: Moment,
}

/// How a submission follows an earlier incident.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Follows {
    /// It continues one whose window to reopen is over.
    Closed(IncidentRef),
    /// It is a second problem inside it, which an engineer proposed to make an incident of its own.
    Split(IncidentRef),
}

impl Follows {
    /// The earlier incident.
    pub const fn incident(self) -> IncidentRef {
        match self {
            Self::Closed(incident) | Self::Split(incident) => incident,
        }
    }
}

/// What a submission is answered with; a repeat gets the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipt {
    /// The incident's row.
    pub incident: IncidentRef,
    /// Its number.
    pub number: RequestNumber,
}

const FORGET: &str = "DELETE FROM submission WHERE at <= $1";

const NEXT: &str = "UPDATE counter SET value = value + $1 WHERE name = 'incident' RETURNING value";

/// Decides the submissions in order and writes those that are taken.
///
/// # Errors
/// A fault undoes the whole batch; a refusal answers one submission and touches no other.
pub fn submit(
    tx: &mut Tx<'_>,
    catalog: &Catalog,
    numbers: &NumberKey,
    submissions: Vec<Submission>,
) -> Result<Vec<Answer<Receipt>>, Fault> {
    let count = submissions.len() as i64;
    let last = tx.returning(NEXT, params![count], |row| row.get::<i64>(0))?;
    let mut next = last
        .first()
        .ok_or_else(|| Fault::corrupt("the incident counter is gone"))?
        - count;
    let mut seen = Seen::load(tx, &submissions)?;
    let mut taken = Vec::with_capacity(submissions.len());
    let mut answers = Vec::with_capacity(submissions.len());
    for submission in &submissions {
        next += 1;
        let answer = decide(submission, IncidentRef(next), catalog, numbers, &mut seen);
        answers.push(match answer {
            Ok(Decided::Before(receipt)) => Ok(receipt),
            Ok(Decided::Now(new)) => {
                let receipt = new.receipt.clone();
                seen.remember(submission, new.digest, receipt.clone());
                taken.push(*new);
                Ok(receipt)
            }
            Err(Stopped::Refused(refusal)) => Err(refusal.into()),
            Err(Stopped::Broke(fault)) => return Err(fault),
        });
    }
    write::all(tx, catalog, &taken, &mut seen)?;
    Ok(answers)
}

/// Forgets the answers that no client asks for again; a job of the house.
pub async fn forget(house: &House, at: Moment) -> Answer<u64> {
    let old = at.plus_days(-limits::IDEMPOTENCY_DAYS);
    house
        .run(move |tx| Ok(tx.execute(FORGET, params![old.0])?))
        .await
}

enum Decided<'a> {
    /// The key has been answered before.
    Before(Receipt),
    /// Taken; to be written.
    Now(Box<Taken<'a>>),
}

fn decide<'a>(
    submission: &'a Submission,
    incident: IncidentRef,
    catalog: &'a Catalog,
    numbers: &NumberKey,
    seen: &mut Seen,
) -> Answer<Decided<'a>> {
    if submission.idempotency_key.chars().count() > limits::IDEMPOTENCY_KEY_CHARS_MAX {
        return Err(Refusal::KeyTooLong.into());
    }
    let digest = digest(submission)?;
    if let Some((before, receipt)) = seen.answered(submission) {
        return if *before == digest {
            Ok(Decided::Before(receipt.clone()))
        } else {
            Err(Refusal::KeyReused.into())
        };
    }
    seen.check_draft(submission)?;
    seen.followed.check(submission)?;
    let complete = submission.answers.complete(catalog)?;
    let contract = seen.contract(submission)?;
    allowed(submission, &contract, seen)?;
    let offer = catalog
        .offer(&contract.offer, contract.offer_version)
        .ok_or_else(|| {
            Fault::corrupt(format!(
                "offer {}@{}",
                contract.offer, contract.offer_version
            ))
        })?;
    let calendar = catalog
        .calendar_of(&contract.region)
        .ok_or_else(|| Fault::corrupt(format!("region {} has no calendar", contract.region)))?;
    let country = seen.country(submission.person.account);
    let home = country.and_then(|country| catalog.region_of(country));
    let home = home.map(|region| region.key.as_str());
    let scene = Scene {
        catalog,
        offer,
        milestones: &contract.milestones,
        zone: &contract.zone,
        region: home.unwrap_or(&contract.region),
        calendar,
    };
    let number =
        RequestNumber::from_counter(RequestKind::Incident, incident.0.unsigned_abs(), numbers);
    let request = Request {
        number,
        actor: &submission.person.key,
        product: complete.product,
        version: complete.version,
        production: submission.answers.production.unwrap_or(true),
        area: submission.area,
        severity: complete.severity,
        handling: complete.handling,
        phone: !complete.contact.phone.is_empty(),
        agreement: submission.agreement.as_deref(),
        at: submission.at,
    };
    let book = seen.book(contract.contract)?;
    let admission = incident::admit(&request, &scene, book)?;
    let receipt = Receipt { incident, number };
    Ok(Decided::Now(Box::new(Taken {
        submission,
        complete,
        contract,
        offer,
        calendar,
        admission,
        receipt,
        digest,
    })))
}

/// The one gate: whoever submits must hold the contract.
fn allowed(submission: &Submission, contract: &ContractSeen, seen: &Seen) -> Result<(), Refusal> {
    let object = Object {
        owner: contract.owner,
        linked: seen.is_linked(contract.contract, submission.person.account),
        ..Object::default()
    };
    let caller = Caller::Person(submission.person.clone());
    policy::allow(&caller, Deed::UseContract, &object, submission.at)
}

/// What makes two submissions the same: everything that was answered, and from which draft.
fn digest(submission: &Submission) -> Result<[u8; 32], Fault> {
    let answers = serde_json::to_vec(&submission.answers).map_err(Fault::other)?;
    let draft = submission.draft.map_or(0, |(draft, _)| draft);
    let mut hash = Sha256::new();
    hash.update(draft.to_be_bytes());
    hash.update(answers);
    Ok(hash.finalize().into())
}
