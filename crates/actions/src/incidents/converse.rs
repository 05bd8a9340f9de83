//! The conversation: replies of both sides, internal notes, and waiting.

use domain::incident::{self, Voice};
use domain::ledger::IncidentRef;
use domain::policy::Deed;
use serde_json::json;

use super::cases::{self, Happened, Held};
use super::files;
use crate::outbox::{RequestNews, Told};
use crate::{Answer, House, Visit};

/// What an engineer sets the incident to with a reply.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Then {
    /// It stays in progress.
    GoOn,
    /// The customer's answer is awaited.
    WaitForCustomer,
    /// Somebody else's answer is awaited.
    WaitForVendor,
    /// The reply proposes a solution.
    ProposeSolution,
}

/// Something written to an incident.
#[derive(Clone, Debug)]
pub struct Message {
    /// Markdown.
    pub words: String,
    /// The opaque keys of finished files that go with it.
    pub files: Vec<String>,
    /// The last event that the writer saw; none sends whatever came since.
    pub seen: Option<i64>,
}

/// The customer replies: the waiting ends and the engineer is told.
///
/// # Errors
/// `NotFound`, `Closed`, and what is wrong with a file.
pub async fn reply(
    house: &House,
    visit: &Visit,
    incident: IncidentRef,
    message: Message,
) -> Answer<()> {
    let at = visit.at;
    house
        .act(visit, move |tx, caller| {
            let mut held = cases::hold(tx, caller, incident, Deed::ActOnIncident, at)?;
            incident::reply(&mut held.case, Voice::Customer, at)?;
            held.waiting_since = None;
            let what = Happened {
                kind: "reply",
                words: &message.words,
                internal: false,
                facts: json!({}),
            };
            let place = held.happened(tx, caller, at, &what)?;
            files::send(tx, caller, incident, place, None, &message.files)?;
            held.save(tx, at)?;
            let told = message.told(&held, cases::name_of(caller));
            Ok(held.write_to_engineer(tx, told, RequestNews::CustomerReplied, at)?)
        })
        .await
}

/// An engineer replies. The first reply is the contact that the response time runs to.
///
/// # Errors
/// `NotFound`, `PasskeyNeeded`, `Closed`, `NewerMessage` where the conversation has gone on, and what is wrong with a
/// file.
pub async fn answer(
    house: &House,
    visit: &Visit,
    incident: IncidentRef,
    message: Message,
    then: Then,
) -> Answer<()> {
    let at = visit.at;
    house
        .act(visit, move |tx, caller| {
            let mut held = cases::hold(tx, caller, incident, Deed::WorkIncident, at)?;
            held.is_as_seen(message.seen)?;
            let Some(person) = caller.person() else {
                return Ok(());
            };
            let first = incident::reply(&mut held.case, Voice::Engineer(person.account), at)?;
            if first {
                held.due = None;
            }
            set(&mut held.case, then)?;
            held.waiting_since = (then == Then::WaitForCustomer).then_some(at);
            let facts = json!({ "first": first, "state": held.case.state.code() });
            let what = Happened {
                kind: "answer",
                words: &message.words,
                internal: false,
                facts,
            };
            let place = held.happened(tx, caller, at, &what)?;
            files::send(tx, caller, incident, place, None, &message.files)?;
            held.save(tx, at)?;
            let news = match held.waiting_since {
                Some(since) => RequestNews::WaitingForYou {
                    closes: held.case.waits_until(since).0,
                },
                None if then == Then::ProposeSolution => RequestNews::SolutionProposed,
                None => RequestNews::Answered,
            };
            let told = message.told(&held, &person.name);
            Ok(held.write_to_customer(tx, told, news, at)?)
        })
        .await
}

/// Somebody at the desk writes a note that the customer never sees.
///
/// # Errors
/// `NotFound`, `PasskeyNeeded`, and what is wrong with a file.
pub async fn note(
    house: &House,
    visit: &Visit,
    incident: IncidentRef,
    message: Message,
) -> Answer<()> {
    let at = visit.at;
    house
        .act(visit, move |tx, caller| {
            let mut held = cases::hold(tx, caller, incident, Deed::WorkIncident, at)?;
            let what = Happened {
                kind: "note",
                words: &message.words,
                internal: true,
                facts: json!({}),
            };
            let place = held.happened(tx, caller, at, &what)?;
            files::send(tx, caller, incident, place, Some(at), &message.files)?;
            // A note leaves no trace in what the customer sees, not even a time.
            Ok(held.save(tx, held.changed)?)
        })
        .await
}

impl Message {
    /// What a letter tells of it.
    fn told(&self, held: &Held, by: &str) -> Told {
        Told {
            files: self.files.len() as i64,
            ..held.told(by, &self.words)
        }
    }
}

fn set(case: &mut incident::Case, then: Then) -> Result<(), domain::refusal::Refusal> {
    match then {
        Then::GoOn => Ok(()),
        Then::WaitForCustomer => incident::wait(case, true),
        Then::WaitForVendor => incident::wait(case, false),
        Then::ProposeSolution => incident::propose_solution(case),
    }
}
