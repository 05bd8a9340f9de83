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
use domain::catalog::{Catalog, NamedCalendar};
use domain::cloud::Denial;
use domain::ids::{NumberKey, RequestKind, RequestNumber};
use domain::incident::{self, FreeScene, Request, Scene};
use domain::ledger::IncidentRef;
use domain::limits;
use domain::offer::Offer;
use domain::policy::{self, Deed, Object};
use domain::refusal::Refusal;
use domain::time::{Moment, Zone};
use sha2::{Digest as _, Sha256};
use store::{Fault, Tx, params};

use super::{Answers, Complete};
use crate::House;
use crate::stopped::{Answer, Stopped};
use seen::{ContractSeen, Seen};
pub(crate) use write::place_code;
use write::{Paid, Taken};

/// A request that somebody wants to submit, from whatever entrypoint.
#[derive(Clone, Debug)]
pub struct Submission {
    /// Who submits.
    pub person: Person,
    /// Everything they answered.
    pub answers: Answers,
    /// The draft it comes from and the version that the person saw.
    pub draft: Option<(i64, i64)>,
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

/// The next counter of requests, of whatever kind.
pub(super) const NEXT: &str =
    "UPDATE counter SET value = value + $1 WHERE name = 'incident' RETURNING value";

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
    let mut seen = Seen::load(tx, catalog, &submissions)?;
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
    let subscription = subscription(submission, &complete, seen)?;
    let request = request(submission, &complete, incident, numbers);
    let country = seen.country(submission.person.account);
    let home = country.and_then(|country| catalog.region_of(country));
    let home = home.map(|region| region.key.as_str());
    let paid = match submission.answers.free_offer(catalog) {
        Some(offer) => free(catalog, offer, &request, &complete, home)?,
        None => paid(submission, catalog, &request, home, seen)?,
    };
    let receipt = Receipt {
        incident,
        number: request.number,
    };
    Ok(Decided::Now(Box::new(Taken {
        submission,
        complete,
        subscription,
        paid,
        receipt,
        digest,
    })))
}

/// What is asked for, in the words of the catalogue.
fn request<'a>(
    submission: &'a Submission,
    complete: &Complete<'a>,
    incident: IncidentRef,
    numbers: &NumberKey,
) -> Request<'a> {
    let counter = incident.0.unsigned_abs();
    Request {
        number: RequestNumber::from_counter(RequestKind::Incident, counter, numbers),
        actor: &submission.person.key,
        product: complete.product,
        version: complete.version,
        production: submission.answers.production.unwrap_or(true),
        area: submission.answers.area(),
        severity: complete.severity,
        handling: complete.handling,
        phone: !complete.contact.phone.is_empty(),
        agreement: submission.agreement.as_deref(),
        at: submission.at,
    }
}

/// The gate of the cloud area: whoever submits must be let by a role on the subscription, or by delegation of its
/// customer. Gives its row.
fn subscription(
    submission: &Submission,
    complete: &Complete<'_>,
    seen: &Seen,
) -> Result<Option<i64>, Refusal> {
    let Some(key) = &submission.answers.subscription else {
        return Ok(None);
    };
    let held = seen.subscription(key, submission.person.account);
    let held = held.ok_or(Refusal::Cloud(Denial::SubscriptionUnknown))?;
    let object = Object {
        standing: held.standing,
        ..Object::default()
    };
    let caller = Caller::Person(submission.person.clone());
    policy::allow(&caller, Deed::UseSubscription, &object, submission.at)
        .map_err(|refusal| held.lack().map_or(refusal, Refusal::Cloud))?;
    if held.product == complete.product.key.as_str() {
        Ok(Some(held.row))
    } else {
        Err(Refusal::Cloud(Denial::OtherProduct))
    }
}

/// Takes a request that draws nothing.
fn free<'a>(
    catalog: &'a Catalog,
    offer: &'a Offer,
    request: &Request<'_>,
    complete: &Complete<'_>,
    home: Option<&str>,
) -> Answer<Paid<'a>> {
    let region = home.or_else(|| catalog.regions.first().map(|region| region.key.as_str()));
    let region = region.ok_or(Refusal::NotFound)?;
    let calendar = calendar(catalog, region)?;
    let scene = FreeScene {
        catalog,
        offer,
        zone: &Zone::named(&complete.contact.zone).unwrap_or(Zone::UTC),
        region,
        calendar,
    };
    Ok(Paid {
        contract: None,
        offer,
        calendar,
        admission: incident::admit_free(request, &scene)?,
    })
}

/// Takes a request and draws its unit from the contract that it names.
fn paid<'a>(
    submission: &Submission,
    catalog: &'a Catalog,
    request: &Request<'_>,
    home: Option<&str>,
    seen: &mut Seen,
) -> Answer<Paid<'a>> {
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
    let calendar = calendar(catalog, &contract.region)?;
    let scene = Scene {
        catalog,
        offer,
        milestones: &contract.milestones,
        zone: &contract.zone,
        region: home.unwrap_or(&contract.region),
        calendar,
    };
    let admission = incident::admit(request, &scene, seen.book(contract.contract)?)?;
    Ok(Paid {
        contract: Some(contract),
        offer,
        calendar,
        admission,
    })
}

/// The calendar of the support site of `region`.
fn calendar<'a>(catalog: &'a Catalog, region: &str) -> Result<&'a NamedCalendar, Fault> {
    catalog
        .calendar_of(region)
        .ok_or_else(|| Fault::corrupt(format!("region {region} has no calendar")))
}

/// The one gate: whoever submits must hold the contract.
fn allowed(submission: &Submission, contract: &ContractSeen, seen: &Seen) -> Result<(), Refusal> {
    let object = Object {
        owner: contract.owner,
        linked: seen.is_linked(contract.contract, submission.person.account),
        ..Object::default()
    };
    let caller = Caller::Person(submission.person.clone());
    policy::allow(&caller, Deed::UseContract, &object, submission.at).map_err(|refusal| {
        // Whoever reports the first incident knows of the contract, though its charge was moved to one of others.
        match (submission.follows, refusal) {
            (Some(Follows::Split(_)), Refusal::NotFound) => Refusal::PayingContractNotYours,
            (_, refusal) => refusal,
        }
    })
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
