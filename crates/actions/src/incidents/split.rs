//! A second problem inside one incident: an engineer proposes to make it an incident of its own, and the customer
//! consents to the second charge or leaves the second problem.

use domain::ids::RequestNumber;
use domain::incident;
use domain::ledger::IncidentRef;
use domain::policy::Deed;
use domain::refusal::Refusal;
use serde_json::json;
use store::{Fault, Reader, Row, params};

use super::Answers;
use super::cases::{self, Happened, Held};
use super::letters;
use super::submit::{Follows, Submission};
use super::submit_draft::Accepted;
use crate::audit::{self, Done, Record};
use crate::outbox::RequestNews;
use crate::stopped::Stopped;
use crate::{Answer, House, Seen, Visit};

const PROPOSE: &str = "
    INSERT INTO split (incident, seq, title, words, proposed_at, proposed_by) VALUES ($1, $2, $3, $4, $5, $6)";

pub(super) const OPEN: &str =
    "SELECT seq, title FROM split WHERE incident = $1 AND answered_at IS NULL";

/// The newest proposal, with what the second incident takes over from the first.
const NEWEST: &str = "
    SELECT s.seq, s.title, s.words, n.number, i.product, i.product_version, i.usage, i.problem_type, i.category, c.key,
           u.key
    FROM split s JOIN incident i ON i.id = s.incident LEFT JOIN contract c ON c.id = i.contract
         LEFT JOIN subscription u ON u.id = i.subscription
         LEFT JOIN incident n ON n.id = s.second
    WHERE s.incident = $1 ORDER BY s.seq DESC LIMIT 1";

const DECLINE: &str =
    "UPDATE split SET answered_at = $2 WHERE incident = $1 AND answered_at IS NULL";

/// Asks the customer whether the second problem called `title` is to be an incident of its own.
///
/// # Errors
/// `NotFound`, `PasskeyNeeded`, `Closed`, and `AlreadyOpen` while a proposal waits for its answer.
pub async fn propose(
    house: &House,
    visit: &Visit,
    incident: IncidentRef,
    title: String,
    words: String,
) -> Answer<()> {
    let at = visit.at;
    house
        .act(visit, move |tx, caller| {
            let mut held = cases::hold(tx, caller, incident, Deed::WorkIncident, at)?;
            held.must_be_incident()?;
            let engineer = caller.person().ok_or(Refusal::SignInNeeded)?;
            incident::propose_split(&held.case, open(tx, incident)?.is_some())?;
            let what = Happened {
                kind: "split_proposed",
                words: &words,
                internal: false,
                facts: json!({ "title": title }),
            };
            let seq = held.happened(tx, caller, at, &what)?;
            let proposal = params![incident.0, seq, &title, &words, at.0, engineer.account.0];
            tx.execute(PROPOSE, proposal)?;
            held.save(tx, at)?;
            let line = Record::of(Done::IncidentSplit, &held.number);
            audit::record(tx, caller, at, &line)?;
            let told = held.told(&engineer.name, &words);
            let news = RequestNews::SplitProposed {
                second: title.clone(),
            };
            Ok(held.write_to_customer(tx, told, news, at)?)
        })
        .await
}

/// Consents to the second charge: a submission like any other, through the same gate, on the contract that pays for
/// the first. Answers the number of the second incident, however often and by whomever it is repeated.
///
/// # Errors
/// `NotFound`, `NoProposal`, `PayingContractNotYours`, and what else the gate refuses; then the proposal goes on waiting.
pub async fn consent(
    house: &House,
    visit: &Visit,
    incident: IncidentRef,
    accepted: Option<Accepted>,
) -> Answer<RequestNumber> {
    let Seen { caller, page } = newest(house, visit, incident).await?;
    let person = caller.person().cloned().ok_or(Refusal::SignInNeeded)?;
    if let Some(number) = page.second {
        return Ok(number);
    }
    let language = accepted.as_ref().map_or_else(
        || visit.language.clone(),
        |accepted| accepted.language.clone(),
    );
    let submission = Submission {
        person,
        answers: page.answers,
        draft: None,
        agreement: accepted.map(|accepted| accepted.version),
        language,
        follows: Some(Follows::Split(incident)),
        idempotency_key: format!("split/{}/{}", incident.0, page.seq),
        network: visit.network.clone(),
        at: visit.at,
    };
    match house.admit(submission).await {
        Ok(receipt) => Ok(receipt.number),
        // Somebody else on the incident may have been faster.
        Err(Stopped::Refused(Refusal::NoProposal)) => {
            let now = newest(house, visit, incident).await?.page;
            now.second.ok_or(Refusal::NoProposal.into())
        }
        Err(stopped) => Err(stopped),
    }
}

/// Leaves the second problem: nothing is charged.
///
/// # Errors
/// `NotFound`, `NoProposal`.
pub async fn decline(house: &House, visit: &Visit, incident: IncidentRef) -> Answer<()> {
    let at = visit.at;
    house
        .act(visit, move |tx, caller| {
            let mut held = cases::hold(tx, caller, incident, Deed::OwnIncident, at)?;
            held.must_be_incident()?;
            if tx.execute(DECLINE, params![incident.0, at.0])? == 0 {
                return Err(Refusal::NoProposal.into());
            }
            let what = Happened {
                kind: "split_declined",
                words: "",
                internal: false,
                facts: json!({}),
            };
            held.happened(tx, caller, at, &what)?;
            held.save(tx, at)?;
            let told = held.told(letters::name_of(caller), "");
            Ok(held.write_to_engineer(tx, told, RequestNews::CustomerReplied, at)?)
        })
        .await
}

/// The proposal that waits for an answer: its place in the timeline, and the second problem's title.
pub(super) fn open(
    reader: &Reader<'_>,
    incident: IncidentRef,
) -> Result<Option<(i64, String)>, Fault> {
    reader.maybe(OPEN, params![incident.0], |row| {
        Ok((row.get(0)?, row.get(1)?))
    })
}

struct Proposal {
    seq: i64,
    answers: Answers,
    second: Option<RequestNumber>,
}

async fn newest(house: &House, visit: &Visit, incident: IncidentRef) -> Answer<Seen<Proposal>> {
    let at = visit.at;
    house
        .see(visit, move |reader, caller| {
            let held = cases::look(reader, caller, incident, Deed::OwnIncident, at)?;
            let newest = reader.maybe(NEWEST, params![incident.0], |row| proposal(row, &held))?;
            newest.ok_or(Refusal::NoProposal.into())
        })
        .await
}

/// The second incident is about the same product, with the same contact and urgency; it is described by the engineer.
fn proposal(row: &Row<'_>, held: &Held) -> Result<Proposal, Fault> {
    let title = row.get::<String>(1)?;
    let words = row.get::<String>(2)?;
    let second = row.get::<Option<String>>(3)?;
    let second = second.map(|number| {
        RequestNumber::parse(&number).map_err(|_| Fault::corrupt(format!("number {number}")))
    });
    Ok(Proposal {
        seq: row.get(0)?,
        second: second.transpose()?,
        answers: Answers {
            product: Some(row.get(4)?),
            version: row.get(5)?,
            usage: row.get(6)?,
            production: Some(!held.admitted.test_only),
            problem_type: Some(row.get(7)?),
            category: Some(row.get(8)?),
            self_help_seen: true,
            contract: row.get(9)?,
            subscription: row.get(10)?,
            contact: Some(held.admitted.contact.clone()),
            title,
            description: words,
            severity: Some(held.case.severity.code().to_owned()),
            handling: Some(held.case.handling_chosen.code().to_owned()),
            ..Answers::default()
        },
    })
}
