//! The incidents that submissions follow, held first: an answered proposal and its second incident are one commit.

use std::collections::BTreeMap;

use domain::account::Caller;
use domain::ledger::IncidentRef;
use domain::policy::Deed;
use domain::refusal::Refusal;
use serde_json::json;
use store::{Fault, Tx, params};

use super::{Follows, Submission};
use crate::incidents::cases::{self, Happened, Held};
use crate::incidents::{letters, split};
use crate::outbox::RequestNews;
use crate::stopped::{Answer, Stopped};

const ANSWER: &str =
    "UPDATE split SET answered_at = $3, second = $4 WHERE incident = $1 AND seq = $2";

/// The incidents that are followed, where whoever submits may act on them.
#[derive(Default)]
pub struct Followed(BTreeMap<IncidentRef, Earlier>);

struct Earlier {
    held: Held,
    /// The place of the proposal that waits for an answer.
    proposal: Option<i64>,
}

impl Followed {
    /// Holds them in the order of their rows.
    pub fn load(tx: &Tx<'_>, submissions: &[Submission]) -> Result<Self, Fault> {
        let asked: BTreeMap<IncidentRef, &Submission> = submissions
            .iter()
            .filter_map(|one| Some((one.follows?.incident(), one)))
            .collect();
        let mut followed = BTreeMap::new();
        for (incident, by) in asked {
            let caller = Caller::Person(by.person.clone());
            let deed = match by.follows {
                Some(Follows::Split(_)) => Deed::OwnIncident,
                _ => Deed::ActOnIncident,
            };
            let held: Answer<Held> = cases::hold(tx, &caller, incident, deed, by.at);
            match held {
                Ok(held) => {
                    let proposal = split::open(tx, incident)?.map(|(seq, _)| seq);
                    followed.insert(incident, Earlier { held, proposal });
                }
                Err(Stopped::Refused(_)) => {}
                Err(Stopped::Broke(fault)) => return Err(fault),
            }
        }
        Ok(Self(followed))
    }

    /// Refuses to follow what is not the person's, and to answer what nobody asks.
    pub fn check(&self, submission: &Submission) -> Result<(), Refusal> {
        let Some(follows) = submission.follows else {
            return Ok(());
        };
        let earlier = self.0.get(&follows.incident()).ok_or(Refusal::NotFound)?;
        match follows {
            Follows::Split(_) if earlier.proposal.is_none() => Err(Refusal::NoProposal),
            _ => Ok(()),
        }
    }

    /// Writes that the proposal which `submission` answers became the incident `second` called `number`.
    pub fn answer(
        &mut self,
        tx: &mut Tx<'_>,
        submission: &Submission,
        second: IncidentRef,
        number: &str,
    ) -> Result<(), Fault> {
        let Some(Follows::Split(first)) = submission.follows else {
            return Ok(());
        };
        let earlier = self.0.get_mut(&first);
        let earlier = earlier.expect("it was checked before the submission was taken");
        let (at, seq) = (submission.at, earlier.proposal.take());
        tx.execute(ANSWER, params![first.0, seq, at.0, second.0])?;
        let caller = Caller::Person(submission.person.clone());
        let what = Happened {
            kind: "split_accepted",
            words: "",
            internal: false,
            facts: json!({ "number": number }),
        };
        let held = &mut earlier.held;
        held.happened(tx, &caller, at, &what)?;
        held.save(tx, at)?;
        let told = held.told(letters::name_of(&caller), "");
        held.write_to_engineer(tx, told, RequestNews::CustomerReplied, at)
    }
}
