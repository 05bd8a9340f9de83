//! The conversation: replies of both sides, internal notes, and waiting.

use domain::incident;
pub use domain::incident::Then;
use domain::ledger::IncidentRef;
use domain::policy::Deed;
use serde_json::json;

use super::cases::{self, Happened, Held};
use super::letters;
use super::{clock, files, take};
use crate::outbox::{RequestNews, Told};
use crate::{Answer, House, Visit};

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

/// The customer or a colleague who follows replies: the waiting ends, and the engineer and the others are told.
///
/// # Errors
/// `NotFound`, `Closed`, and what is wrong with a file.
pub async fn reply(
    house: &House,
    visit: &Visit,
    incident: IncidentRef,
    message: Message,
) -> Answer<()> {
    let (at, catalog) = (visit.at, house.catalog());
    house
        .act(visit, move |tx, caller| {
            let mut held = cases::hold(tx, caller, incident, Deed::ActOnIncident, at)?;
            incident::reply(&mut held.case)?;
            let what = Happened {
                kind: "reply",
                words: &message.words,
                internal: false,
                facts: json!({}),
            };
            let place = held.happened(tx, caller, at, &what)?;
            files::send(tx, caller, incident, place, None, &message.files)?;
            held.due = clock::due(tx, &catalog, &held, at)?;
            held.save(tx, at)?;
            let told = message.told(&held, letters::name_of(caller));
            held.write_to_colleagues(tx, told.clone(), RequestNews::ColleagueReplied, at)?;
            Ok(held.write_to_engineer(tx, told, RequestNews::CustomerReplied, at)?)
        })
        .await
}

/// An engineer replies, and takes the incident where nobody has it. The first reply that does more than ask is the
/// contact that the response time runs to.
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
    let (at, catalog, network) = (visit.at, house.catalog(), visit.network.clone());
    house
        .act(visit, move |tx, caller| {
            let mut held = cases::hold(tx, caller, incident, Deed::WorkIncident, at)?;
            held.is_as_seen(message.seen)?;
            if held.case.engineer.is_none() {
                take::taken(tx, caller, &mut held, &network, at)?;
            }
            let first = incident::answer(&mut held.case, then, at)?;
            let facts = json!({ "first": first, "state": held.case.state.code() });
            let what = Happened {
                kind: "answer",
                words: &message.words,
                internal: false,
                facts,
            };
            let place = held.happened(tx, caller, at, &what)?;
            files::send(tx, caller, incident, place, None, &message.files)?;
            held.due = clock::due(tx, &catalog, &held, at)?;
            held.save(tx, at)?;
            let news = match held.case.waiting {
                Some(waiting) => RequestNews::WaitingForYou {
                    closes: waiting.closes().0,
                    deducted: held.deducted(),
                },
                None if then == Then::ProposeSolution => RequestNews::SolutionProposed,
                None => RequestNews::Answered,
            };
            let name = caller.person().map_or("", |person| &person.name);
            let told = message.told(&held, name);
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
