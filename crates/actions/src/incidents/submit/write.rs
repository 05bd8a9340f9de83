//! Writing the submissions that were taken: a handful of statements, whatever their number.

use domain::catalog::{Catalog, NamedCalendar};
use domain::incident::{Admission, State};
use domain::ledger::Place;
use domain::offer::Offer;
use domain::time::Moment;
use store::{Fault, Tx, Value, params};

use super::seen::{ContractSeen, Seen};
use super::{Receipt, Submission};
use crate::audit::{self, Done, Record};
use crate::incidents::{Admitted, Complete};
use crate::ledger::books;
use crate::outbox::{
    self, Letter, NamedContract, Posting, Received, Recipient, RequestNews, Told, Used,
};

/// A submission that was taken, with everything the rules said about it.
pub struct Taken<'a> {
    pub submission: &'a Submission,
    pub complete: Complete<'a>,
    /// The row of the subscription that it is about.
    pub subscription: Option<i64>,
    pub paid: Paid<'a>,
    pub receipt: Receipt,
    pub digest: [u8; 32],
}

/// Under which terms it was taken, and what it drew.
pub struct Paid<'a> {
    /// The contract that pays; none where the request draws nothing.
    pub contract: Option<ContractSeen>,
    pub offer: &'a Offer,
    pub calendar: &'a NamedCalendar,
    pub admission: Admission,
}

const INCIDENT: &str = "
    INSERT INTO incident (id, number, kind, account, contract, organisation, location, offer, offer_version,
                          product, product_version, usage, problem_type, category, title, language, severity, handling, state,
                          submitted_at, changed_at, due_at, extended_support_at, charge_lot, charge_seq, charge_place,
                          charge_quantity, follows, last_event, admission, subscription)
    VALUES ($1, $2, 'incident', $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $19, $20,
            $21, $22, $23, $24, $25, $26, 1, $27, $28)";

const DESCRIPTION: &str = "
    INSERT INTO event (incident, seq, at, actor, account, kind, words, facts)
    VALUES ($1, 1, $2, $3, $4, 'submitted', $5, $6)";

const ANSWER: &str = "
    INSERT INTO submission (account, idempotency_key, digest, incident, at) VALUES ($1, $2, $3, $4, $5)";

const END_DRAFT: &str = "UPDATE draft SET incident = $2, ended_at = $3 WHERE id = $1";

const ATTACH: &str = "
    UPDATE file SET incident = $2, event = 1 WHERE draft = $1 AND removed_at IS NULL AND finished_at IS NOT NULL";

const USE_LINK: &str = "
    UPDATE link SET used_at = $3 WHERE account = $1 AND contract = $2 AND ended_at IS NULL";

/// Writes them all, and what was posted in the books.
pub fn all(
    tx: &mut Tx<'_>,
    catalog: &Catalog,
    taken: &[Taken<'_>],
    seen: &mut Seen,
) -> Result<(), Fault> {
    if taken.is_empty() {
        return Ok(());
    }
    let admitted = taken
        .iter()
        .map(|one| admitted(catalog, one).to_text())
        .collect::<Result<Vec<_>, _>>()?;
    let numbers: Vec<String> = taken
        .iter()
        .map(|one| one.receipt.number.to_string())
        .collect();
    let incidents: Vec<_> = taken
        .iter()
        .zip(&admitted)
        .zip(&numbers)
        .map(|((one, doc), number)| incident(one, number, doc))
        .collect();
    tx.send_many(INCIDENT, &incidents)?;
    let entries: Vec<String> = taken.iter().map(entry).collect();
    let events: Vec<_> = taken
        .iter()
        .zip(&entries)
        .map(|(one, facts)| event(one, facts))
        .collect();
    tx.send_many(DESCRIPTION, &events)?;
    books::write(tx, seen.books.values_mut())?;
    let answers: Vec<_> = taken.iter().map(answer).collect();
    tx.send_many(ANSWER, &answers)?;
    let (mut drafts, mut files) = (Vec::new(), Vec::new());
    for one in taken {
        if let Some((draft, _)) = one.submission.draft {
            let incident = one.receipt.incident.0;
            drafts.push(params![draft, incident, one.submission.at.0].to_vec());
            files.push(params![draft, incident].to_vec());
        }
    }
    tx.send_many(END_DRAFT, &drafts)?;
    tx.send_many(ATTACH, &files)?;
    let links: Vec<_> = taken
        .iter()
        .filter_map(|one| {
            let (contract, submission) = (one.paid.contract.as_ref()?, one.submission);
            let account = submission.person.account;
            Some(params![account.0, contract.contract.0, submission.at.0].to_vec())
        })
        .collect();
    tx.send_many(USE_LINK, &links)?;
    let lines: Vec<(&str, Moment, Record<'_>)> = taken
        .iter()
        .zip(&numbers)
        .map(|(one, number)| line(one, number))
        .collect();
    audit::record_many(tx, &lines)?;
    for (one, number) in taken.iter().zip(&numbers) {
        let second = one.receipt.incident;
        seen.followed.answer(tx, one.submission, second, number)?;
    }
    let posted: Vec<(Posting, Moment)> = taken.iter().flat_map(letters).collect();
    outbox::post_each(tx, posted.iter().map(|(letter, at)| (letter, *at)))
}

fn admitted(catalog: &Catalog, taken: &Taken<'_>) -> Admitted {
    let submission = taken.submission;
    debug_assert_eq!(catalog.version, taken.paid.admission.decision.catalog);
    let agreement = (
        submission.agreement.clone().unwrap_or_default(),
        submission.language.clone(),
    );
    Admitted::record(
        &taken.paid.admission,
        &submission.answers,
        taken.complete.contact,
        taken.paid.calendar.key.as_str(),
        agreement,
    )
}

fn incident<'a>(taken: &'a Taken<'_>, number: &'a str, document: &'a str) -> Vec<Value<'a>> {
    let (submission, paid) = (taken.submission, &taken.paid);
    let admission = &paid.admission;
    let contract = paid.contract.as_ref();
    let answers = &submission.answers;
    params![
        taken.receipt.incident.0,
        number,
        submission.person.account.0,
        contract.map(|contract| contract.contract.0),
        contract.and_then(|contract| contract.organisation),
        contract.and_then(|contract| contract.location),
        paid.offer.key.as_str(),
        paid.offer.version,
        taken.complete.product.key.as_str(),
        &answers.version,
        &answers.usage,
        answers.problem_type.as_deref().unwrap_or_default(),
        answers.category.as_deref().unwrap_or_default(),
        &answers.title,
        &submission.language,
        admission.target.severity.code(),
        taken.complete.handling.code(),
        State::Submitted.code(),
        submission.at.0,
        admission.due.0,
        admission.extended_support.then_some(submission.at.0),
        admission.charge.map(|charge| charge.lot.0),
        admission.charge.map(|charge| charge.seq),
        admission.charge.map(|charge| place_code(charge.place)),
        admission.charge.map(|charge| charge.quantity),
        submission.follows.map(|follows| follows.incident().0),
        document,
        taken.subscription,
    ]
    .to_vec()
}

/// The word that the place of a live charge is stored under.
pub(crate) const fn place_code(place: Place) -> &'static str {
    match place {
        Place::Held => "held",
        Place::Consumed => "consumed",
    }
}

/// What the timeline says about the charge.
fn entry(taken: &Taken<'_>) -> String {
    let admission = &taken.paid.admission;
    serde_json::json!({
        "entry": admission.charge.map(|charge| charge.seq),
        "place": admission.charge.map(|charge| place_code(charge.place)),
        "left": admission.left,
        "severity": admission.target.severity.code(),
        "handling": admission.target.handling.code(),
        "minutes": admission.target.minutes,
        "due": admission.due.0,
    })
    .to_string()
}

fn event<'a>(taken: &'a Taken<'_>, facts: &'a str) -> Vec<Value<'a>> {
    let Submission {
        person,
        answers,
        at,
        ..
    } = taken.submission;
    params![
        taken.receipt.incident.0,
        at.0,
        &person.key,
        person.account.0,
        &answers.description,
        facts
    ]
    .to_vec()
}

fn answer<'a>(taken: &'a Taken<'_>) -> Vec<Value<'a>> {
    let Submission {
        person,
        idempotency_key,
        at,
        ..
    } = taken.submission;
    params![
        person.account.0,
        idempotency_key,
        &taken.digest,
        taken.receipt.incident.0,
        at.0
    ]
    .to_vec()
}

fn line<'a>(taken: &'a Taken<'_>, number: &'a str) -> (&'a str, Moment, Record<'a>) {
    let submission = taken.submission;
    let record = Record {
        after: taken
            .paid
            .contract
            .as_ref()
            .map(|contract| contract.key.as_str()),
        network: Some(&submission.network),
        ..Record::of(Done::IncidentSubmit, number)
    };
    (&submission.person.key, submission.at, record)
}

/// The receipt for the contact and for everyone who gets copies, and when it is posted.
fn letters(taken: &Taken<'_>) -> Vec<(Posting, Moment)> {
    let (submission, admission, contact) = (
        taken.submission,
        &taken.paid.admission,
        taken.complete.contact,
    );
    let paying = taken.paid.contract.as_ref();
    let number = taken.receipt.number.to_string();
    let told = Told {
        number: number.clone(),
        title: submission.answers.title.clone(),
        by: String::new(),
        words: submission.answers.description.clone(),
        files: 0,
    };
    let news = RequestNews::Received(Received {
        severity: admission.target.severity.code().to_owned(),
        handling: admission.target.handling.code().to_owned(),
        minutes: admission.target.minutes,
        due: admission.due.0,
        submitted: submission.at.0,
        used: paying.zip(admission.charge).map(|(contract, charge)| Used {
            contract: NamedContract::of(&contract.access_id, &taken.paid.offer.name),
            entry: charge.seq,
            reserved: charge.place == Place::Held,
            left: admission.left,
        }),
    });
    let letter = Letter::Request { told, news };
    std::iter::once(&contact.email)
        .chain(&contact.copies)
        .map(|address| {
            let posting = Posting {
                once: format!("{number}/received/{address}"),
                to: Recipient {
                    address: address.clone(),
                    language: contact.language.clone(),
                    zone: contact.zone.clone(),
                },
                incident: Some(taken.receipt.incident),
                contract: paying.map(|contract| contract.contract),
                author: Some(submission.person.account),
                letter: letter.clone(),
            };
            (posting, submission.at)
        })
        .collect()
}
