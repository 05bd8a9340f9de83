//! Submitting a draft: the way of the portal through the gate that every submission takes.

use domain::ids::RequestNumber;
use domain::refusal::Refusal;

use super::drafts;
use super::submit::{Follows, Submission};
use crate::stopped::Stopped;
use crate::{Answer, House, Visit};

/// The services agreement as somebody accepted it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Accepted {
    /// Its version.
    pub version: String,
    /// The code of the language it was read in.
    pub language: String,
}

/// Submits `version` of the draft called `key` and answers the number of the request. A second click, a reload and
/// another tab get the answer of the first, whatever key they bring.
///
/// # Errors
/// [`Refusal::SignInNeeded`], and what the gate refuses: the draft stays as it is.
pub async fn submit_draft(
    house: &House,
    visit: &Visit,
    key: &str,
    version: i64,
    accepted: Option<Accepted>,
    idempotency_key: &str,
) -> Answer<RequestNumber> {
    let seen = drafts::load(house, visit, key).await?;
    let person = seen.caller.person().cloned().ok_or(Refusal::SignInNeeded)?;
    let draft = seen.page;
    if let Some(number) = draft.submitted {
        return Ok(number);
    }
    let language = accepted.as_ref().map_or_else(
        || visit.language.clone(),
        |accepted| accepted.language.clone(),
    );
    let earlier = draft.answers.follows.as_deref();
    let follows = earlier
        .and_then(|number| RequestNumber::parse(number).ok())
        .map(|number| Follows::Closed(house.incident_of(&number)));
    let submission = Submission {
        person,
        answers: draft.answers,
        draft: Some((draft.id, version)),
        agreement: accepted.map(|accepted| accepted.version),
        language,
        follows,
        idempotency_key: idempotency_key.to_owned(),
        network: visit.network.clone(),
        at: visit.at,
    };
    match house.admit(submission).await {
        Ok(receipt) => Ok(receipt.number),
        Err(Stopped::Refused(Refusal::StaleDraft)) => {
            let now = drafts::load(house, visit, key).await?.page;
            now.submitted.ok_or(Stopped::Refused(Refusal::StaleDraft))
        }
        Err(stopped) => Err(stopped),
    }
}
