//! Opening a request that is no incident: advice, or a program support case. It shares the conversation, the clocks,
//! the files and the letters of incidents; nothing is drawn when it is opened.

use domain::account::{Caller, Person};
use domain::catalog::{Catalog, NamedCalendar};
use domain::ids::{NumberKey, RequestKind, RequestNumber};
use domain::incident::{self, Admission, State};
use domain::ledger::{ContractRef, IncidentRef};
use domain::limits;
use domain::offer::Offer;
use domain::refusal::Refusal;
use domain::time::Moment;
use serde_json::{Value as Json, json};
use sha2::{Digest as _, Sha256};
use store::{Fault, Tx, params};

use super::submit::{NEXT, Receipt};
use super::{Admitted, Answers, Contact};
use crate::audit::{self, Done, Record};
use crate::ledger::books;
use crate::outbox::{self, Letter, Posting, Received, Recipient, RequestNews, Told};
use crate::stopped::Answer;

const INCIDENT: &str = "
    INSERT INTO incident (id, number, kind, account, contract, organisation, location, offer, offer_version, product,
                          problem_type, category, title, language, severity, handling, state, submitted_at, changed_at,
                          due_at, last_event, admission)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, '', $12, $13, $14, $15, $16, $17, $17, $18, 1, $19)";

const DESCRIPTION: &str = "
    INSERT INTO event (incident, seq, at, actor, account, kind, words, facts)
    VALUES ($1, 1, $2, $3, $4, 'submitted', $5, $6)";

const ANSWERED: &str = "
    SELECT s.digest, i.id, i.number FROM submission s JOIN incident i ON i.id = s.incident
    WHERE s.account = $1 AND s.idempotency_key = $2";

const ANSWER: &str = "
    INSERT INTO submission (account, idempotency_key, digest, incident, at) VALUES ($1, $2, $3, $4, $5)";

/// What is opened. Whoever calls has asked the policy.
pub(crate) struct Opening<'a> {
    /// Advice or a program support case.
    pub kind: RequestKind,
    /// Who asks.
    pub person: &'a Person,
    /// Whose request it is: the row of the organisation, and of its location.
    pub organisation: Option<i64>,
    pub location: Option<i64>,
    /// The contract that will pay, where hours will be drawn.
    pub contract: Option<ContractRef>,
    /// Whose terms hold.
    pub offer: &'a Offer,
    /// What its clocks count by.
    pub calendar: &'a NamedCalendar,
    /// The product's key, or nothing.
    pub product: &'a str,
    /// The code of the topic, or nothing.
    pub topic: &'a str,
    pub title: &'a str,
    /// Markdown.
    pub words: &'a str,
    /// What else was asked, by the names of its fields: a JSON object.
    pub asked: Json,
    pub contact: Contact,
    /// The code of the language it is written in.
    pub language: &'a str,
    /// The same key among the account's gets the same answer.
    pub idempotency_key: &'a str,
    pub network: &'a str,
}

/// Opens it, or answers what the same key was answered with.
///
/// # Errors
/// [`Refusal::KeyTooLong`], and [`Refusal::KeyReused`] for a key that named something else.
pub(crate) fn open(
    tx: &mut Tx<'_>,
    catalog: &Catalog,
    numbers: &NumberKey,
    opening: &Opening<'_>,
    at: Moment,
) -> Answer<Receipt> {
    if let Some(receipt) = answered(tx, opening)? {
        return Ok(receipt);
    }
    let next = tx.returning(NEXT, params![1], |row| row.get::<i64>(0))?;
    let counter = next
        .first()
        .ok_or_else(|| Fault::corrupt("the incident counter is gone"))?;
    let receipt = Receipt {
        incident: IncidentRef(*counter),
        number: RequestNumber::from_counter(opening.kind, counter.unsigned_abs(), numbers),
    };
    let admission = incident::admit_plain(catalog, opening.offer, opening.calendar, at)?;
    write(tx, opening, &receipt, &admission, at)?;
    let digest = digest(opening);
    let answer = params![
        opening.person.account.0,
        opening.idempotency_key,
        &digest,
        receipt.incident.0,
        at.0
    ];
    tx.execute(ANSWER, answer)?;
    let number = receipt.number.to_string();
    let line = Record {
        network: Some(opening.network),
        ..Record::of(Done::RequestOpen, &number)
    };
    audit::record(tx, &Caller::Person(opening.person.clone()), at, &line)?;
    outbox::post_many(tx, &letters(opening, &receipt, &admission, at), at)?;
    Ok(receipt)
}

/// What makes two openings the same.
fn digest(opening: &Opening<'_>) -> [u8; 32] {
    let (mut hash, asked) = (Sha256::new(), opening.asked.to_string());
    for part in [
        opening.kind.prefix(),
        opening.topic,
        opening.product,
        opening.title,
        opening.words,
        &asked,
    ] {
        hash.update(part.len().to_be_bytes());
        hash.update(part);
    }
    hash.finalize().into()
}

/// What the same key was answered with before, if it was.
///
/// # Errors
/// As [`open`].
pub(crate) fn answered(tx: &Tx<'_>, opening: &Opening<'_>) -> Answer<Option<Receipt>> {
    if opening.idempotency_key.chars().count() > limits::IDEMPOTENCY_KEY_CHARS_MAX {
        return Err(Refusal::KeyTooLong.into());
    }
    let asked = params![opening.person.account.0, opening.idempotency_key];
    let before = tx.maybe(ANSWERED, asked, |row| {
        let receipt = Receipt {
            incident: IncidentRef(row.get(1)?),
            number: books::request_number(&row.get::<String>(2)?)?,
        };
        Ok((books::digest(&row.get::<Vec<u8>>(0)?)?, receipt))
    })?;
    match before {
        None => Ok(None),
        Some((before, receipt)) if before == digest(opening) => Ok(Some(receipt)),
        Some(_) => Err(Refusal::KeyReused.into()),
    }
}

fn write(
    tx: &mut Tx<'_>,
    opening: &Opening<'_>,
    receipt: &Receipt,
    admission: &Admission,
    at: Moment,
) -> Answer<()> {
    let number = receipt.number.to_string();
    let calendar = opening.calendar.key.as_str();
    let agreement = (String::new(), opening.language.to_owned());
    let admitted = Admitted::record(
        admission,
        &Answers::default(),
        &opening.contact,
        calendar,
        agreement,
    );
    let document = admitted.to_text()?;
    let target = admission.target;
    let values = params![
        receipt.incident.0,
        &number,
        opening.kind.code(),
        opening.person.account.0,
        opening.contract.map(|contract| contract.0),
        opening.organisation,
        opening.location,
        opening.offer.key.as_str(),
        opening.offer.version,
        opening.product,
        opening.topic,
        opening.title,
        opening.language,
        target.severity.code(),
        target.handling.code(),
        State::Submitted.code(),
        at.0,
        admission.due.0,
        &document,
    ];
    tx.execute(INCIDENT, values)?;
    let facts = json!({
        "severity": target.severity.code(),
        "handling": target.handling.code(),
        "minutes": target.minutes,
        "due": admission.due.0,
        "asked": opening.asked,
    });
    let facts = facts.to_string();
    let person = opening.person;
    let event = params![
        receipt.incident.0,
        at.0,
        &person.key,
        person.account.0,
        opening.words,
        &facts
    ];
    tx.execute(DESCRIPTION, event)?;
    Ok(())
}

fn letters(
    opening: &Opening<'_>,
    receipt: &Receipt,
    admission: &Admission,
    at: Moment,
) -> Vec<Posting> {
    let number = receipt.number.to_string();
    let target = admission.target;
    let told = Told {
        number: number.clone(),
        title: opening.title.to_owned(),
        by: String::new(),
        words: opening.words.to_owned(),
        files: 0,
    };
    let news = RequestNews::Received(Received {
        severity: target.severity.code().to_owned(),
        handling: target.handling.code().to_owned(),
        minutes: target.minutes,
        due: admission.due.0,
        submitted: at.0,
        used: None,
    });
    let letter = Letter::Request { told, news };
    let contact = &opening.contact;
    let addresses = std::iter::once(&contact.email).chain(&contact.copies);
    let posting = |address: &String| Posting {
        once: format!("{number}/received/{address}"),
        to: Recipient {
            address: address.clone(),
            language: contact.language.clone(),
            zone: contact.zone.clone(),
        },
        incident: Some(receipt.incident),
        contract: opening.contract,
        author: Some(opening.person.account),
        letter: letter.clone(),
    };
    addresses.map(posting).collect()
}
